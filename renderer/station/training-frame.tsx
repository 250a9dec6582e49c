import { GraduationCap } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStationAnswer } from '../base/station.tsx';
import './training.css';

/** Wraps every screen of every mode; in training it shows a banner that nothing covers. */
export function TrainingFrame({ children }: { children: ReactNode }): ReactNode {
  const { t } = useTranslation();
  const { station } = useStationAnswer();
  if (station?.training !== true) return children;
  return (
    <div className="grid grid-rows-head-rest h-full">
      <aside
        className="training-banner relative pointer-events-none z-1000 min-h-[2rem] flex items-center gap-2 justify-center px-4 text-md"
        aria-label={t('emergency.training.title')}
      >
        <GraduationCap size={18} />
        <strong>{t('emergency.training.banner')}</strong>
      </aside>
      <div className="contain-layout min-h-0 overflow-auto relative">{children}</div>
    </div>
  );
}

import { GraduationCap } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStationAnswer } from '../kit/client/station.tsx';
import './training.css';

/** Around every screen of every mode: in training it shows a banner that nothing covers. */
export function TrainingFrame({ children }: { children: ReactNode }): ReactNode {
  const { t } = useTranslation();
  const { station } = useStationAnswer();
  if (station?.training !== true) return children;
  return (
    <div className="head-and-rest h-full">
      <aside
        className="training-banner row gap-2 justify-center pad-inline-4 text-md"
        aria-label={t('emergency.training.title')}
      >
        <GraduationCap size={18} />
        <strong>{t('emergency.training.banner')}</strong>
      </aside>
      <div className="training-screen min-h-0 scroll relative">{children}</div>
    </div>
  );
}

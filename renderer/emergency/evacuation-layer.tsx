import { X } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../kit/button.tsx';
import { useStation } from '../kit/client/station.tsx';
import { useHotkeys } from '../kit/hotkeys.tsx';
import { EvacuationTab } from './evacuation-tab.tsx';
import './evacuation.css';

/** The list over a station with one screen (a door): F9 opens it, F9 or Escape closes it. */
export function EvacuationLayer(): ReactNode {
  const { t } = useTranslation();
  const { operator } = useStation();
  const [isOpen, setOpen] = useState(false);
  const isShown = isOpen && operator !== null;
  useHotkeys([{ key: 'F9', inFields: true, run: () => setOpen((open) => !open) }]);
  useHotkeys([{ key: 'Escape', inFields: true, run: () => setOpen(false) }], isShown);
  if (!isShown) return null;
  return (
    <div
      className="z-20 fixed inset-0 overflow-auto bg-page"
      role="dialog"
      aria-label={t('emergency.tabs.evacuation')}
    >
      <div className="screen">
        <header className="flex items-center gap-4 justify-between">
          <h1 className="text-2xl">{t('emergency.tabs.evacuation')}</h1>
          <Button icon={<X />} keys={['F9']} onPress={() => setOpen(false)}>
            {t('emergency.evacuation.close')}
          </Button>
        </header>
        <EvacuationTab />
      </div>
    </div>
  );
}

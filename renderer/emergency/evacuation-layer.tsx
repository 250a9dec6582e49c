import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { useHotkeys } from '../../ui/hotkeys.tsx';
import { EvacuationTab } from './evacuation-tab.tsx';

/**
 * The evacuation count over a station with a single screen (a door): F9 opens it, F9 or Escape
 * closes it.
 */
export function EvacuationLayer({
  isOpen,
  onOpen,
}: {
  isOpen: boolean;
  onOpen: (isOpen: boolean) => void;
}): ReactNode {
  const { t } = useTranslation();
  useHotkeys([{ key: 'F9', inFields: true, run: () => onOpen(!isOpen) }]);
  if (!isOpen) return null;
  const close = (): void => onOpen(false);
  return (
    <div
      className="z-20 fixed inset-0 bg-page"
      role="dialog"
      aria-label={t('emergency.tabs.evacuation')}
    >
      <div className="screen emergency" data-full>
        <header className="emergency-head flex items-center gap-4 justify-between">
          <h1 className="text-xl">{t('emergency.tabs.evacuation')}</h1>
          <Button icon={<X />} keys={['F9']} onPress={close}>
            {t('emergency.evacuation.close')}
          </Button>
        </header>
        <EvacuationTab onClose={close} />
      </div>
    </div>
  );
}

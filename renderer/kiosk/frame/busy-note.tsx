import { UserRound } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useKiosk } from '../kiosk-context.tsx';

/** How long the note is shown, in milliseconds. */
const stands = 6_000;

/** Notes for a scan during another person's visit that it was seen and not taken. */
export function BusyNote(): ReactNode {
  const { t } = useTranslation('kiosk');
  const { context, snapshot } = useKiosk();
  const { ignoredScans } = context;
  const [shown, setShown] = useState(0);
  useEffect(() => {
    if (ignoredScans === 0) return;
    setShown(ignoredScans);
    const timer = setTimeout(() => setShown(0), stands);
    return () => clearTimeout(timer);
  }, [ignoredScans]);
  const visible = shown > 0 && snapshot.hasTag('personal');
  return (
    <div className="kiosk-busy" role="status">
      {visible && (
        <p className="flex items-center rounded-lg bg-look text-on-look font-semibold">
          <UserRound />
          {t('common.busy')}
        </p>
      )}
    </div>
  );
}

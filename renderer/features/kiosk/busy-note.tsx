import { UserRound } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useKiosk } from './kiosk-context.tsx';

/** Milliseconds for which the note stands. */
const stands = 6_000;

/** Says to whoever scans amid somebody's visit that it was seen and not taken. */
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
        <p>
          <UserRound aria-hidden="true" />
          {t('common.busy')}
        </p>
      )}
    </div>
  );
}

import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useKiosk } from '../kiosk-context.tsx';
import { stepOf } from '../screen-of.ts';
import './steps.css';

const steps = ['scan', 'check', 'print'] as const;

/** The way from the scan to the badge, and how far the visitor is on it. */
export function Steps(): ReactNode {
  const { t } = useTranslation('kiosk');
  const { context, screen, shown } = useKiosk();
  const step = stepOf(screen);
  if (step === null) return null;
  const isPrinted = screen === 'take' || screen === 'collect';
  // Who has a badge gets none.
  const own = context.visit?.returning === true ? steps.slice(0, 2) : steps;
  const at = isPrinted ? own.length : steps.indexOf(step);
  return (
    <ol className="kiosk-steps" lang={shown} aria-label={t('steps.label', { lng: shown })}>
      {own.map((one, place) => (
        <li
          key={one}
          className="kiosk-step"
          data-done={place < at || undefined}
          aria-current={place === at ? 'step' : undefined}
        >
          <span className="kiosk-step-number">{place < at ? <Check /> : place + 1}</span>
          <span className="kiosk-step-label">{t(`steps.${one}`, { lng: shown })}</span>
        </li>
      ))}
    </ol>
  );
}

import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** Shown while the main process answers; seldom longer than a blink. */
export function Waiting(): ReactNode {
  const { t } = useTranslation('kiosk');
  return (
    <div className="kiosk-screen kiosk-waiting" aria-busy="true">
      <div className="kiosk-dots flex" aria-hidden="true">
        <span />
        <span />
        <span />
      </div>
      <h1>{t('lookingUp.title')}</h1>
    </div>
  );
}

import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ScreenFrame } from '../screen-frame.tsx';

/** Shown while the main process answers, usually for a moment only. */
export function Waiting(): ReactNode {
  const { t } = useTranslation('kiosk');
  return (
    <ScreenFrame className="kiosk-waiting grid justify-items-center place-content-center">
      <div className="kiosk-dots flex" aria-hidden="true">
        <span />
        <span />
        <span />
      </div>
      <h1>{t('lookingUp.title')}</h1>
    </ScreenFrame>
  );
}

import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { KioskButton } from '../kiosk-button.tsx';
import { useKiosk } from '../kiosk-context.tsx';

export function FinishButton(): ReactNode {
  const { t } = useTranslation('kiosk');
  const { send } = useKiosk();
  return (
    <KioskButton variant="primary" onPress={() => send({ type: 'LEAVE' })}>
      {t('take.done')}
    </KioskButton>
  );
}

/** Gives more time on a last screen, which otherwise disappears. */
export function MoreButton(): ReactNode {
  const { t } = useTranslation('kiosk');
  const { send } = useKiosk();
  return <KioskButton onPress={() => send({ type: 'MORE' })}>{t('take.more')}</KioskButton>;
}

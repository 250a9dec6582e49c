import { type ReactNode, useEffect, useState } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { KioskButton } from './kiosk-button.tsx';
import { useKiosk } from './kiosk-context.tsx';
import './idle-dialog.css';

/** "Are you still there?": twenty seconds that one touch anywhere gives back, as often as wanted. */
export function IdleDialog(): ReactNode {
  const { snapshot, send } = useKiosk();
  if (!snapshot.matches({ idle: 'counting' })) return null;
  return (
    <ModalOverlay
      className="kiosk-idle-scrim"
      isOpen
      isDismissable
      onOpenChange={() => send({ type: 'ACTIVE' })}
    >
      <Modal className="kiosk-idle">
        <Dialog className="kiosk-idle-body" role="alertdialog">
          <Countdown />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function Countdown(): ReactNode {
  const { t } = useTranslation('kiosk');
  const { context, send } = useKiosk();
  const seconds = useSecondsLeft(context.countdown / 1000);
  return (
    <>
      <Heading slot="title">{t('idle.title')}</Heading>
      <p>{t('idle.lead')}</p>
      <p className="kiosk-seconds figures" role="timer" aria-live="off">
        {seconds}
      </p>
      <div className="kiosk-actions">
        <KioskButton look="primary" autoFocus onPress={() => send({ type: 'ACTIVE' })}>
          {t('idle.more')}
        </KioskButton>
        <KioskButton onPress={() => send({ type: 'LEAVE' })}>{t('idle.end')}</KioskButton>
      </div>
    </>
  );
}

function useSecondsLeft(from: number): number {
  const [left, setLeft] = useState(from);
  useEffect(() => {
    const end = performance.now() + from * 1000;
    const timer = setInterval(
      () => setLeft(Math.max(0, Math.ceil((end - performance.now()) / 1000))),
      250,
    );
    return () => clearInterval(timer);
  }, [from]);
  return left;
}

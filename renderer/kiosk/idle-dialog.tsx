import { type ReactNode, useEffect, useState } from 'react';
import { Heading } from 'react-aria-components/Heading';
import { useTranslation } from 'react-i18next';
import { KioskButton } from './kiosk-button.tsx';
import { useKiosk } from './kiosk-context.tsx';
import { KioskDialog } from './kiosk-dialog.tsx';

/** "Are you still there?": twenty seconds, which one touch anywhere renews, as often as needed. */
export function IdleDialog(): ReactNode {
  const { snapshot, send } = useKiosk();
  if (!snapshot.matches({ idle: 'counting' })) return null;
  return (
    <KioskDialog className="kiosk-idle" role="alertdialog" onClose={() => send({ type: 'ACTIVE' })}>
      <Countdown />
    </KioskDialog>
  );
}

function Countdown(): ReactNode {
  const { t } = useTranslation('kiosk');
  const { context, send } = useKiosk();
  const seconds = useSecondsLeft(context.countdown / 1000);
  return (
    <>
      <Heading className="text-2xl" slot="title">
        {t('idle.title')}
      </Heading>
      <p>{t('idle.lead')}</p>
      <p className="kiosk-seconds figures text-accent font-bold" role="timer" aria-live="off">
        {seconds}
      </p>
      <div className="kiosk-actions">
        <KioskButton onPress={() => send({ type: 'LEAVE' })}>{t('idle.end')}</KioskButton>
        <KioskButton look="primary" autoFocus onPress={() => send({ type: 'ACTIVE' })}>
          {t('idle.more')}
        </KioskButton>
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

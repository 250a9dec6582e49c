import { UserRound } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Button, Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useStation } from '../kit/client/station.tsx';
import { endonyms } from '../kit/words/kiosk/index.ts';
import { HelpButton } from './help/help-button.tsx';
import { HelpSign } from './help/help-sign.tsx';
import { KioskButton } from './kiosk-button.tsx';
import { KioskProvider, useKiosk } from './kiosk-context.tsx';
import { screens } from './screens/index.ts';
import { SpeechBar } from './speech/speech-bar.tsx';
import './idle-dialog.css';
import './kiosk-frame.css';
import './kiosk.css';
import './kiosk-parts.css';

/** The self-service kiosk: what a delegate sees when checking in without staff. */
export function KioskApp(): ReactNode {
  const station = useStation();
  return (
    <KioskProvider key={`${station.event.id} ${station.language}`}>
      <KioskFrame />
    </KioskProvider>
  );
}

/** The frame of every screen: event above, six languages below; help and listening always there. */
function KioskFrame(): ReactNode {
  const station = useStation();
  const { screen, formats } = useKiosk();
  const main = useRef<HTMLElement>(null);
  useEffect(() => {
    // A new screen is read out by a screen reader, and the keyboard starts at its top.
    if (screen !== 'code' && screen !== 'correct') main.current?.focus();
  }, [screen]);
  const Screen = screens[screen];
  return (
    <div className={screen === 'attract' ? 'kiosk stage' : 'kiosk'} data-screen={screen}>
      <header className="kiosk-head gap-(--kiosk-gap) flex items-center flex-wrap justify-end">
        <p className="kiosk-event leading-[1.15] min-w-0 font-bold tracking-tight">
          <bdi lang={formats.table}>{station.event.name[formats.table]}</bdi>
        </p>
        <div className="kiosk-tools">
          <SpeechBar />
          <HelpButton />
        </div>
      </header>
      <div className="kiosk-notes grid">
        <HelpSign />
        <BusyNote />
      </div>
      <main className="kiosk-main" ref={main} tabIndex={-1} key={screen}>
        <Screen />
      </main>
      <footer className="kiosk-foot">
        <LanguageBar />
      </footer>
      <IdleDialog />
    </div>
  );
}

/** The six languages, each by its own name; no flags. */
function LanguageBar(): ReactNode {
  const { t } = useTranslation('kiosk');
  const { kioskLanguages } = useStation();
  const { context, send } = useKiosk();
  return (
    <nav className="language-bar grid w-full" aria-label={t('common.language')}>
      {kioskLanguages.map((language) => (
        <Button
          key={language}
          className="kiosk-language bg-surface text-ink text-(length:--kiosk-body) font-semibold leading-[1.1]"
          {...(language === context.language ? { 'aria-current': 'true' } : {})}
          onPress={() => send({ type: 'LANGUAGE', language })}
        >
          <bdi lang={language}>{endonyms[language]}</bdi>
        </Button>
      ))}
    </nav>
  );
}

/** How long the note is shown, in milliseconds. */
const stands = 6_000;

/** Notes for a scan during another person's visit that it was seen and not taken. */
function BusyNote(): ReactNode {
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

/** "Are you still there?": twenty seconds, which one touch anywhere renews, as often as needed. */
function IdleDialog(): ReactNode {
  const { snapshot, send } = useKiosk();
  if (!snapshot.matches({ idle: 'counting' })) return null;
  return (
    <ModalOverlay
      className="kiosk-idle-scrim bg-scrim z-10 text-(length:--kiosk-body) grid place-content-center fixed inset-0"
      isOpen
      isDismissable
      onOpenChange={() => send({ type: 'ACTIVE' })}
    >
      <Modal className="kiosk-idle bg-surface shadow-lift-3 text-ink">
        <Dialog
          className="kiosk-idle-body shadow-none grid justify-items-center text-center outline-none"
          role="alertdialog"
        >
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
      <Heading className="text-2xl" slot="title">
        {t('idle.title')}
      </Heading>
      <p>{t('idle.lead')}</p>
      <p className="kiosk-seconds figures text-accent font-bold" role="timer" aria-live="off">
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

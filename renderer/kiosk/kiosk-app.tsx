import { Check, HandHelping, UserRound } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Heading } from 'react-aria-components/Heading';
import { useTranslation } from 'react-i18next';
import { offeredLanguages } from '../../domain/base/language.ts';
import { useStation } from '../base/station.tsx';
import { Emblem } from './frame/emblem.tsx';
import { LanguageBar, LanguageChoice } from './frame/languages.tsx';
import { HelpSign } from './help/help-sign.tsx';
import { KioskButton } from './kiosk-button.tsx';
import { KioskProvider, useKiosk } from './kiosk-context.tsx';
import { KioskDialog } from './kiosk-dialog.tsx';
import { helpReasonOf, stepOf, toneOf } from './screen-of.ts';
import { screens } from './screens/index.ts';
import { SpeechBar, SpeechNote } from './speech/speech-bar.tsx';
import { useSpeech } from './speech/use-speech.ts';
import './frame/steps.css';
import './kiosk-frame.css';
import './kiosk.css';
import './kiosk-parts.css';

/** Milliseconds for which the note is shown. */
const shownMs = 6_000;

/** Reports that a scan during another person's visit was seen but not used. */
function BusyNote(): ReactNode {
  const { t } = useTranslation('kiosk');
  const { context, snapshot } = useKiosk();
  const { ignoredScans } = context;
  const [shown, setShown] = useState(0);
  useEffect(() => {
    if (ignoredScans === 0) return;
    setShown(ignoredScans);
    const timer = setTimeout(() => setShown(0), shownMs);
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

const steps = ['scan', 'check', 'print'] as const;

function Steps(): ReactNode {
  const { t } = useTranslation('kiosk');
  const { context, screen, shown } = useKiosk();
  const step = stepOf(screen);
  if (step === null) return null;
  const isPrinted = screen === 'take' || screen === 'collect';
  // A returning delegate already has a badge and gets none.
  const own = context.visit?.returning === true ? steps.slice(0, 2) : steps;
  const at = isPrinted ? own.length : steps.indexOf(step);
  return (
    <ol
      className="kiosk-steps flex items-center whitespace-nowrap font-semibold"
      lang={shown}
      aria-label={t('steps.label', { lng: shown })}
    >
      {own.map((one, place) => (
        <li
          key={one}
          className="kiosk-step flex items-center"
          data-done={place < at || undefined}
          aria-current={place === at ? 'step' : undefined}
        >
          <span className="kiosk-step-number grid place-content-center rounded-full">
            {place < at ? <Check /> : place + 1}
          </span>
          <span className="kiosk-step-label">{t(`steps.${one}`, { lng: shown })}</span>
        </li>
      ))}
    </ol>
  );
}

/** Self-service check-in, without staff. */
export function KioskApp(): ReactNode {
  const station = useStation();
  const languages = offeredLanguages(station.kioskLanguages, station.event);
  return (
    <KioskProvider key={`${station.event.id} ${station.language} ${languages.join()}`}>
      <KioskFrame />
    </KioskProvider>
  );
}

/**
 * The frame of every screen: emblem and steps at the top. Speech, help and languages are within
 * reach: at the bottom in portrait, at the top of a landscape screen, which is low enough.
 */
function KioskFrame(): ReactNode {
  const { context, screen } = useKiosk();
  const main = useRef<HTMLElement>(null);
  useEffect(() => {
    // Moves the focus, so that a screen reader reads the new screen and the keyboard starts at its
    // top.
    if (screen !== 'code' && screen !== 'correct') main.current?.focus();
  }, [screen]);
  const speech = useSpeech(context.language, screen, screen === 'wiping');
  const Screen = screens[screen];
  const isFirst = screen === 'attract';
  return (
    <div
      className={isFirst ? 'kiosk stage' : 'kiosk'}
      data-screen={screen}
      data-tone={toneOf(screen) ?? undefined}
    >
      <header className="kiosk-head flex items-center min-w-0">
        <Emblem />
        <Steps />
      </header>
      <div className="kiosk-notes grid">
        <HelpSign />
        <BusyNote />
        <SpeechNote speech={speech} />
      </div>
      <main className="kiosk-main grid min-h-0" ref={main} tabIndex={-1} key={screen}>
        <Screen />
      </main>
      {isFirst && (
        <div className="kiosk-foot">
          <LanguageBar />
        </div>
      )}
      <footer className="kiosk-tools flex items-center self-start">
        <SpeechBar speech={speech} />
        <HelpButton />
        {!isFirst && <LanguageChoice key={screen} />}
      </footer>
      <IdleDialog />
    </div>
  );
}

/** On every screen: calls a member of staff, with the code that is shown. */
function HelpButton(): ReactNode {
  const { t } = useTranslation('kiosk');
  const { context, screen, send, shown } = useKiosk();
  return (
    <KioskButton
      data-tool="help"
      icon={<HandHelping />}
      onPress={() => send({ type: 'HELP', reason: helpReasonOf(screen), code: context.code })}
    >
      <span lang={shown}>{t('help.button', { lng: shown })}</span>
    </KioskButton>
  );
}

/** "Are you still there?" counts down; a touch anywhere continues the visit, as often as needed. */
function IdleDialog(): ReactNode {
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
        <KioskButton variant="primary" autoFocus onPress={() => send({ type: 'ACTIVE' })}>
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

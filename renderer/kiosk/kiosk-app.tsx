import { type ReactNode, useEffect, useRef } from 'react';
import { useStation } from '../kit/client/station.tsx';
import { BusyNote } from './frame/busy-note.tsx';
import { Emblem } from './frame/emblem.tsx';
import { LanguageBar, LanguageChoice } from './frame/languages.tsx';
import { Steps } from './frame/steps.tsx';
import { HelpButton } from './help/help-button.tsx';
import { HelpSign } from './help/help-sign.tsx';
import { IdleDialog } from './idle-dialog.tsx';
import { KioskProvider, useKiosk } from './kiosk-context.tsx';
import { toneOf } from './screen-of.ts';
import { screens } from './screens/index.ts';
import { SpeechBar, SpeechNote } from './speech/speech-bar.tsx';
import { useSpeech } from './speech/use-speech.ts';
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

/**
 * The frame of every screen: emblem and steps above; listening, help and languages within reach:
 * in portrait at the bottom, else at the top of a screen that is low enough.
 */
function KioskFrame(): ReactNode {
  const { context, screen } = useKiosk();
  const main = useRef<HTMLElement>(null);
  useEffect(() => {
    // A new screen is read out by a screen reader, and the keyboard starts at its top.
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
      <header className="kiosk-head">
        <Emblem />
        <Steps />
      </header>
      <div className="kiosk-notes grid">
        <HelpSign />
        <BusyNote />
        <SpeechNote speech={speech} />
      </div>
      <main className="kiosk-main" ref={main} tabIndex={-1} key={screen}>
        <Screen />
      </main>
      {isFirst && (
        <div className="kiosk-foot">
          <LanguageBar />
        </div>
      )}
      <footer className="kiosk-tools">
        <SpeechBar speech={speech} />
        <HelpButton />
        {!isFirst && <LanguageChoice key={screen} />}
      </footer>
      <IdleDialog />
    </div>
  );
}

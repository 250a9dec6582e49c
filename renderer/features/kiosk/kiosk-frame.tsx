import { type ReactNode, useEffect, useRef } from 'react';
import { useStation } from '../../client/station.tsx';
import { BusyNote } from './busy-note.tsx';
import { HelpButton } from './help/help-button.tsx';
import { HelpSign } from './help/help-sign.tsx';
import { IdleDialog } from './idle-dialog.tsx';
import { useKiosk } from './kiosk-context.tsx';
import { LanguageBar } from './language-bar.tsx';
import { screens } from './screens/index.ts';
import { SpeechBar } from './speech/speech-bar.tsx';
import './kiosk-frame.css';

/** What every screen stands in: the event above, the six languages below, help and listening always there. */
export function KioskFrame(): ReactNode {
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
      <header className="kiosk-head">
        <p className="kiosk-event">
          <bdi lang={formats.table}>{station.event.name[formats.table]}</bdi>
        </p>
        <div className="kiosk-tools">
          <SpeechBar />
          <HelpButton />
        </div>
      </header>
      <div className="kiosk-notes">
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

import { useActorRef, useSelector } from '@xstate/react';
import { createContext, type ReactNode, use, useEffect, useMemo, useRef, useState } from 'react';
import { fromCallback, fromPromise, type SnapshotFrom } from 'xstate';
import { dateForm } from '../../domain/base/date-form.ts';
import { firstLanguage, type KioskLanguage, offeredLanguages } from '../../domain/base/language.ts';
import type { KioskLookUp, KioskPrintView } from '../../preload/contract/kiosk.ts';
import type { NoticeName } from '../../preload/contract.ts';
import { setKioskLanguage } from '../../ui/words/kiosk/index.ts';
import { ask, onNotice } from '../base/ask.ts';
import { useStation } from '../base/station.tsx';
import { useTellCamera } from '../base/use-tell-camera.ts';
import { type AfterScan, type Scanning, useScanning } from '../scanning/index.ts';
import { kioskMachine } from './machine/machine.ts';
import type { HelpReason, KioskContext, KioskEvent, Spelling } from './machine/types.ts';
import { type KioskScreen, screenOf } from './screen-of.ts';

/** Milliseconds between two checks, in case a notice is lost. */
const retryMs = 2_000;

/** The machine with its actors, which call the main process. */
const connectedKiosk = kioskMachine.provide({
  actors: {
    lookUp: fromPromise(({ input }: { input: KioskLookUp }) => ask('kioskLookUp', input)),
    correct: fromPromise(({ input }: { input: { token: string; spelling: Spelling } }) =>
      ask('kioskCorrect', { token: input.token, correction: input.spelling }),
    ),
    checkIn: fromPromise(
      ({ input }: { input: { token: string; consents: Record<string, boolean> } }) =>
        ask('kioskCheckIn', input),
    ),
    wipe: fromPromise(() => ask('kioskWipe')),
    watchPrint: fromCallback<KioskEvent, { token: string }>(({ sendBack, input }) => {
      let told = '';
      return repeated(['printJobsChanged', 'printersChanged'], async () => {
        const view = await ask('kioskPrinting', { token: input.token }).catch(() => unclear);
        const said = JSON.stringify(view);
        if (said === told) return;
        told = said;
        sendBack({ type: 'PRINT', view });
      });
    }),
    callHelp: fromPromise(({ input }: { input: { reason: HelpReason; code: string | null } }) =>
      ask('callForHelp', input),
    ),
    watchHelp: fromCallback<KioskEvent, { callId: string }>(({ sendBack, input }) =>
      repeated(['countsChanged', 'syncChanged'], async () => {
        const state = await ask('getHelpCall', { callId: input.callId }).catch(() => null);
        if (state?.answered === true) sendBack({ type: 'HELP_ANSWERED' });
      }),
    ),
  },
});

/** The badge's state can no longer be determined. */
const unclear: KioskPrintView = { state: 'unclear', confirmed: false, place: null, moved: false };

/**
 * Checks now, at each notice and every two seconds, one check at a time; returns a stop function.
 */
function repeated(notices: readonly NoticeName[], look: () => Promise<void>): () => void {
  let open = true;
  let due = false;
  let again = false;
  const run = async (): Promise<void> => {
    if (!open) return;
    if (due) {
      again = true;
      return;
    }
    due = true;
    again = false;
    await look();
    due = false;
    if (again) void run();
  };
  const ends = notices.map((notice) => onNotice(notice, () => void run()));
  const timer = setInterval(() => void run(), retryMs);
  void run();
  return () => {
    open = false;
    clearInterval(timer);
    for (const end of ends) end();
  };
}

/** Times and days in the kiosk's language and the event's time zone. */
interface KioskFormats {
  /** UTC milliseconds → "09:41". */
  time: (wall: number) => string;
  /** UTC milliseconds → "Tuesday 2 October". */
  day: (wall: number) => string;
}

function kioskFormats(language: KioskLanguage, timeZone: string): KioskFormats {
  const time = dateForm(language, { timeZone, hour: '2-digit', minute: '2-digit' });
  const day = dateForm(language, { timeZone, weekday: 'long', day: 'numeric', month: 'long' });
  return {
    time: (wall) => time.format(wall),
    day: (wall) => day.format(wall),
  };
}

interface Kiosk {
  snapshot: SnapshotFrom<typeof kioskMachine>;
  context: KioskContext;
  screen: KioskScreen;
  send: (event: KioskEvent) => void;
  /** Those that the kiosk offers. */
  languages: readonly KioskLanguage[];
  /** The language of the texts: the visitor's, or on the first screen the one currently shown. */
  shown: KioskLanguage;
  scanning: Scanning;
  formats: KioskFormats;
}

const KioskValue = createContext<Kiosk | null>(null);

/** Holds the machine, the page's only scan bus and the page's language. */
export function KioskProvider({ children }: { children: ReactNode }): ReactNode {
  const station = useStation();
  const languages = useMemo(
    () => offeredLanguages(station.kioskLanguages, station.event),
    [station.kioskLanguages, station.event],
  );
  const home = languages.find((one) => one === station.language) ?? firstLanguage({ languages });
  const actor = useActorRef(connectedKiosk, {
    input: {
      language: home,
      asksConsents: station.event.consents.length > 0,
      idle: station.idleSeconds * 1000,
      countdown: station.countdownSeconds * 1000,
    },
  });
  const snapshot = useSelector(actor, (state) => state);
  const { send } = actor;
  const scanning = useScanning({
    camera: { enabled: station.cameraEnabled, deviceId: station.cameraDeviceId },
    functionKeyPrefix: station.functionKeyPrefix,
    // Never queued: a scan during another person's visit must not open after it.
    onScan: (scan): AfterScan => {
      send({ type: 'SCAN', target: { kind: 'scan', scan: scan.input } });
      return 'next';
    },
  });
  useTellCamera(scanning.camera);
  const { language } = snapshot.context;
  useEffect(() => setKioskLanguage(language), [language]);
  useEffect(() => {
    // If the page reloads during a visit, the main process must forget that person.
    ask('kioskWipe').catch(() => undefined);
  }, []);
  useActivity(snapshot, send);
  const { timeZone } = station.event;
  const screen = screenOf(snapshot.value.flow);
  const turning = useTurn(languages, home, screen === 'attract');
  const shown = turning ?? language;
  const value = useMemo(
    () => ({
      snapshot,
      context: snapshot.context,
      screen,
      send,
      languages,
      shown,
      scanning,
      formats: kioskFormats(shown, timeZone),
    }),
    [snapshot, screen, send, languages, shown, scanning, timeZone],
  );
  return <KioskValue value={value}>{children}</KioskValue>;
}

export function useKiosk(): Kiosk {
  const kiosk = use(KioskValue);
  if (kiosk === null) throw new Error('useKiosk needs a KioskProvider around it');
  return kiosk;
}

/** Milliseconds for which the first screen shows one language. */
const turn = 5_000;

/**
 * The language currently shown, `home` first; null while the first screen does not rotate.
 */
function useTurn(
  languages: readonly KioskLanguage[],
  home: KioskLanguage,
  isTurning: boolean,
): KioskLanguage | null {
  const [at, setAt] = useState(0);
  useEffect(() => {
    if (!isTurning) return;
    setAt(0);
    const timer = setInterval(() => setAt((now) => now + 1), turn);
    return () => clearInterval(timer);
  }, [isTurning]);
  if (!isTurning) return null;
  const first = Math.max(0, languages.indexOf(home));
  return languages[(first + at) % languages.length] ?? home;
}

/** Milliseconds within which further touches are not reported. */
const quiet = 400;

/** Reports touches to the machine. The countdown's own buttons do so themselves. */
function useActivity(snapshot: Kiosk['snapshot'], send: (event: KioskEvent) => void): void {
  const counting = snapshot.matches({ idle: 'counting' });
  const last = useRef(0);
  useEffect(() => {
    if (counting) return;
    const touched = (): void => {
      const now = performance.now();
      if (now - last.current < quiet) return;
      last.current = now;
      send({ type: 'ACTIVE' });
    };
    const signs = ['pointerdown', 'keydown', 'input'] as const;
    for (const sign of signs) window.addEventListener(sign, touched, { capture: true });
    return () => {
      for (const sign of signs) window.removeEventListener(sign, touched, { capture: true });
    };
  }, [counting, send]);
}

import { useActorRef, useSelector } from '@xstate/react';
import { createContext, type ReactNode, use, useEffect, useMemo, useRef } from 'react';
import type { SnapshotFrom } from 'xstate';
import { ask } from '../../client/ask.ts';
import { useStation } from '../../client/station.tsx';
import { useTellCamera } from '../../client/use-tell-camera.ts';
import { setKioskLanguage } from '../../i18n/kiosk/index.ts';
import { type AfterScan, type Scanning, useScanning } from '../scan/index.ts';
import { type KioskFormats, kioskFormats } from './formats.ts';
import { connectedKiosk } from './kiosk-actors.ts';
import type { kioskMachine } from './machine/machine.ts';
import type { KioskContext, KioskEvent } from './machine/types.ts';
import { type KioskScreen, screenOf } from './screen-of.ts';

interface Kiosk {
  snapshot: SnapshotFrom<typeof kioskMachine>;
  context: KioskContext;
  screen: KioskScreen;
  send: (event: KioskEvent) => void;
  scanning: Scanning;
  formats: KioskFormats;
}

const KioskValue = createContext<Kiosk | null>(null);

/** The machine, its one scanning bus and the page's language. */
export function KioskProvider({ children }: { children: ReactNode }): ReactNode {
  const station = useStation();
  const actor = useActorRef(connectedKiosk, {
    input: {
      language: station.language,
      asksConsents: station.event.consents.length > 0,
      idle: station.idleSeconds * 1000,
      countdown: station.countdownSeconds * 1000,
    },
  });
  const snapshot = useSelector(actor, (state) => state);
  const { send } = actor;
  const scanning = useScanning({
    camera: station.camera,
    functionKeyPrefix: station.scanner.functionKeyPrefix,
    // Never kept for later: what is scanned amid somebody's visit must not open after it.
    onScan: (scan): AfterScan => {
      send({ type: 'SCAN', target: { kind: 'scan', scan: scan.input } });
      return 'next';
    },
  });
  useTellCamera(scanning.camera);
  const { language } = snapshot.context;
  useEffect(() => setKioskLanguage(language), [language]);
  useEffect(() => {
    // A page that starts anew amid a visit leaves nobody in the main process's memory.
    ask('kioskWipe').catch(() => undefined);
  }, []);
  useActivity(snapshot, send);
  const { timeZone } = station.event;
  const value = useMemo(
    () => ({
      snapshot,
      context: snapshot.context,
      screen: screenOf(snapshot.value.flow),
      send,
      scanning,
      formats: kioskFormats(snapshot.context.language, timeZone),
    }),
    [snapshot, send, scanning, timeZone],
  );
  return <KioskValue value={value}>{children}</KioskValue>;
}

export function useKiosk(): Kiosk {
  const kiosk = use(KioskValue);
  if (kiosk === null) throw new Error('useKiosk needs a KioskProvider around it');
  return kiosk;
}

/** Milliseconds within which further touches say nothing new. */
const quiet = 400;

/** Tells the machine that somebody touches something. The countdown's own buttons answer for themselves. */
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

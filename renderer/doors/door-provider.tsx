import {
  createContext,
  type ReactNode,
  use,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import type { DoorView } from '../../preload/contract/doors.ts';
import { play } from '../../ui/sounds.ts';
import { ask } from '../base/ask.ts';
import { useAnswer } from '../base/page-client.ts';
import { useStation } from '../base/station.tsx';
import { useTellCamera } from '../base/use-tell-camera.ts';
import { organiserCodes } from '../check-in/organiser-codes.ts';
import { type Scanning, ScansContext, useScansOfPage } from '../scanning/index.ts';
import { createDoorFlow, type DoorFlow, type DoorShown, isHeld } from './flow.ts';
import { toneOf } from './look.ts';

interface Door {
  /** Null until the first answer. */
  view: DoorView | null;
  renew: () => void;
  shown: DoorShown;
  flow: DoorFlow;
  scanning: Scanning;
}

const DoorContext = createContext<Door | null>(null);

/** Milliseconds between two requests, to follow the timetable. */
const clockEvery = 10_000;

/** Milliseconds after which an unanswered question is skipped while others wait. */
const leftAfter = 15_000;

/** Holds the door's state and the page's only scan bus, which is always active. */
export function DoorProvider({ children }: { children: ReactNode }): ReactNode {
  const station = useStation();
  const { value: view, renew } = useAnswer('getDoor', [], {
    renewOn: ['countsChanged', 'syncChanged', 'stationChanged'],
  });
  useEffect(() => {
    // The door's session changes with the timetable, without a notice.
    const timer = setInterval(renew, clockEvery);
    return () => clearInterval(timer);
  }, [renew]);
  const free = useRef<() => void>(() => undefined);
  const [flow] = useState(() =>
    createDoorFlow(
      {
        pass: (input) => ask('passDoor', input),
        undo: (factId) => ask('undoPassing', { factId }),
        after: (milliseconds, run) => {
          const timer = setTimeout(run, milliseconds);
          return () => clearTimeout(timer);
        },
      },
      () => free.current(),
    ),
  );
  const shown = useSyncExternalStore(flow.subscribe, flow.read);
  const { registrationCodePattern } = station.event;
  const looksLikeOrganiserCode = useMemo(
    () => organiserCodes(registrationCodePattern),
    [registrationCodePattern],
  );
  const scans = useScansOfPage({
    camera: { enabled: station.cameraEnabled, deviceId: station.cameraDeviceId },
    functionKeyPrefix: station.functionKeyPrefix,
    held: view === null || view.checkpoint === null || isHeld(shown.state),
    onScan: flow.scan,
    looksLikeOrganiserCode,
  });
  const { scanning } = scans;
  useTellCamera(scanning.camera);
  const { resume } = scanning;
  useEffect(() => {
    free.current = resume;
  }, [resume]);
  useTone(shown, station.sounds);
  useLeaving(shown, flow, scanning.waiting > 0);
  const door = useMemo(
    () => ({ view, renew, shown, flow, scanning }),
    [view, renew, shown, flow, scanning],
  );
  return (
    <ScansContext value={scans}>
      <DoorContext value={door}>{children}</DoorContext>
    </ScansContext>
  );
}

function useTone({ state }: DoorShown, sounds: boolean): void {
  const audible = useRef(sounds);
  useEffect(() => {
    audible.current = sounds;
  }, [sounds]);
  useEffect(() => {
    const tone = toneOf(state);
    if (tone !== null && audible.current) play(tone);
  }, [state]);
}

/**
 * Skips an unanswered question if others wait: a door without a steward must not block the queue.
 */
function useLeaving({ state }: DoorShown, flow: DoorFlow, othersWait: boolean): void {
  const isAsking = isHeld(state);
  useEffect(() => {
    if (!isAsking || !othersWait) return;
    const timer = setTimeout(() => flow.leave(), leftAfter);
    return () => clearTimeout(timer);
  }, [flow, isAsking, othersWait]);
}

/** @throws Error outside of a `DoorProvider` */
export function useDoor(): Door {
  const door = use(DoorContext);
  if (door === null) throw new Error('useDoor needs a DoorProvider around it');
  return door;
}

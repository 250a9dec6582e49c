import { useEffect, useRef, useState } from 'react';
import type { BadgeFate } from '../../domain/badges/badge-fates.ts';
import { badgeCodeLength, badgePrefix } from '../../domain/tickets/opaque-code.ts';
import type { FateAnswer } from '../../preload/contract/badges.ts';
import type { CallInput } from '../../preload/contract.ts';
import { play } from '../../ui/sounds.ts';
import { ask, type CallFailure } from '../base/ask.ts';
import { useAction } from '../base/page-client.ts';
import { useStation } from '../base/station.tsx';
import { useScans } from '../scanning/index.ts';

/** True if the text has the form of a badge's QR; the main process checks whether it is genuine. */
export function isBadgeText(text: string): boolean {
  const code = text.trim().toUpperCase();
  return code.length === badgeCodeLength && code.startsWith(badgePrefix) && /^[A-Z]+$/.test(code);
}

/** Maximum number of records on screen that can be undone. */
const recentShown = 5;

export interface Fates {
  /** What a scanned badge is recorded as. */
  fate: BadgeFate;
  choose: (fate: BadgeFate) => void;
  /** Records one badge by its serial; resolves to whether it succeeded. */
  recordSerial: (serialText: string, fate: BadgeFate) => Promise<boolean>;
  undo: (factId: string) => Promise<boolean>;
  /** What was recorded on this page, newest first. */
  recent: readonly FateAnswer[];
  busy: boolean;
  failure: CallFailure | null;
  /** True if a badge was scanned while "lost" was chosen. */
  scannedAsLost: boolean;
}

/** While a component uses this, scanned badges are recorded rather than checked in. */
export function useFates(): Fates {
  const { sounds } = useStation();
  const [fate, setFate] = useState<BadgeFate>('returned');
  const [recent, setRecent] = useState<readonly FateAnswer[]>([]);
  const [scannedAsLost, setScannedAsLost] = useState(false);
  const {
    run: record,
    busy,
    failure,
    forget,
  } = useAction(async (input: CallInput<'recordBadgeFate'>) => {
    const answer = await ask('recordBadgeFate', input);
    setRecent((last) => [answer, ...last].slice(0, recentShown));
  });
  const {
    run: undo,
    busy: undoing,
    failure: undoFailure,
  } = useAction(async (factId: string) => {
    await ask('undoBadgeFate', { factId });
    setRecent((last) => last.filter((one) => one.factId !== factId));
  });
  const line = useRef<Promise<boolean>>(Promise.resolve(true));
  useBadgeScans(async (readings) => {
    setScannedAsLost(fate === 'lost');
    if (fate === 'lost') {
      forget();
      if (sounds) play('attention');
      return;
    }
    // A badge scanned while another is being recorded waits for it.
    const mine = line.current.then(() => record({ badge: { kind: 'scan', readings }, fate }));
    line.current = mine;
    const done = await mine;
    if (sounds) play(done ? 'welcome' : 'attention');
  });
  return {
    fate,
    choose: (next) => {
      setScannedAsLost(false);
      forget();
      setFate(next);
    },
    recordSerial: (serialText, as) => {
      setScannedAsLost(false);
      return record({ badge: { kind: 'serial', serialText }, fate: as });
    },
    undo,
    recent,
    busy: busy || undoing,
    failure: failure ?? undoFailure,
    scannedAsLost,
  };
}

/** Takes each badge scanned while the component is shown, one at a time, in order. */
function useBadgeScans(onBadge: (readings: string[]) => Promise<void>): void {
  const { readFirst } = useScans();
  const latest = useRef(onBadge);
  const queue = useRef(Promise.resolve());
  useEffect(() => {
    latest.current = onBadge;
  });
  useEffect(() => {
    return readFirst(({ input: { readings } }) => {
      if (!readings.some(isBadgeText)) return false;
      queue.current = queue.current.then(() => latest.current(readings));
      return true;
    });
  }, [readFirst]);
}

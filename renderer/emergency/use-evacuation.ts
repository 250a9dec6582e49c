// clock: shows a tick until the answer with its stored time comes.

import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Evacuation, MusterPerson } from '../../preload/contract/emergency.ts';
import type { CallOutput } from '../../preload/contract.ts';
import { play, type Tone } from '../../ui/sounds.ts';
import { ask, type CallFailure, failureOf, onNotice } from '../base/ask.ts';
import { useAnswer } from '../base/page-client.ts';
import { useStation, useStationAnswer } from '../base/station.tsx';
import { type Scan, useScans } from '../scanning/index.ts';

/** The result of the latest scan, tick or button; shown beside the counts. */
export type Said =
  | { kind: 'ready' }
  /** `before`: the time of an earlier tick, which stays. */
  | { kind: 'ticked'; person: MusterPerson; before: number | null }
  | { kind: 'ask'; person: MusterPerson }
  | { kind: 'unknown' }
  | { kind: 'undone'; person: MusterPerson }
  | { kind: 'starting-over'; ticks: number };

export interface EvacuationState {
  list: Evacuation | null;
  failure: CallFailure | null;
  said: Said;
  /** When the person was seen (UTC milliseconds), or null; includes ticks newer than the list. */
  seenAt: (person: MusterPerson) => number | null;
  /** True if the person is accounted for now; all numbers count this. */
  isSeen: (person: MusterPerson) => boolean;
  /**
   * True if the person is listed among those accounted for. A tapped row stays in its place until
   * the next scan or search: otherwise a second tap would hit the name that moves up.
   */
  isSettled: (person: MusterPerson) => boolean;
  settle: () => void;
  tick: (person: MusterPerson, seen: boolean) => void;
  /** Withdraws the latest tick made on this screen; does nothing if there is none. */
  undo: () => void;
  /** Answers whether the person asked about is here. */
  answer: (isHere: boolean) => void;
  /** Removes every tick; with false, asks for confirmation first. */
  startOver: (isSure: boolean) => void;
}

/**
 * Window event: a scan ticked a person. It keeps the desk unlocked, because a camera scan presses
 * no key.
 */
export const scanTicked = 'lanyard-scan-ticked';

/**
 * Minimum milliseconds between two requests, which read and send thousands of people: at the pace
 * of reading, not at each scan and sync.
 */
const pauseMilliseconds = 2_000;

/** Calls `renew` after people may have come or gone, once per pause; returns a stop function. */
function renewSometimes(renew: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const wait = (): void => {
    timer ??= setTimeout(() => {
      timer = undefined;
      renew();
    }, pauseMilliseconds);
  };
  const ends = [onNotice('countsChanged', wait), onNotice('syncChanged', wait)];
  return () => {
    clearTimeout(timer);
    for (const end of ends) end();
  };
}

/**
 * Requests who is inside, again after new records; a scan ticks its holder. Each tick shows at
 * once.
 */
export function useEvacuation(): EvacuationState {
  const { clockOffset } = useStationAnswer();
  const { value: text, failure, renew } = useAnswer('getEvacuation', []);
  const value = useMemo(() => (text === null ? null : (JSON.parse(text) as Evacuation)), [text]);
  useEffect(() => renewSometimes(renew), [renew]);
  const [said, setSaid] = useState<Said>({ kind: 'ready' });
  const [ticks, setTicks] = useState<ReadonlyMap<string, number | null>>(new Map());
  const [settled, setSettled] = useState<ReadonlySet<string> | null>(null);
  const [done, setDone] = useState<readonly MusterPerson[]>([]);
  const [tickFailure, setTickFailure] = useState<CallFailure | null>(null);
  const seenAt = useCallback(
    ({ id, seenAt: heard }: MusterPerson): number | null => {
      const ticked = ticks.get(id);
      return ticked === undefined ? heard : ticked;
    },
    [ticks],
  );
  const isSeen = useCallback((person: MusterPerson) => seenAt(person) !== null, [seenAt]);
  const all = useMemo(() => (value === null ? [] : peopleOf(value)), [value]);
  const seenNow = useCallback(() => new Set(all.filter(isSeen).map(({ id }) => id)), [all, isSeen]);
  const tick = useCallback(
    (person: MusterPerson, seen: boolean) => {
      const at = seen ? Date.now() + clockOffset : null;
      setSettled((known) => known ?? seenNow());
      setTicks((known) => new Map(known).set(person.id, at));
      ask('tickEvacuated', { id: person.id, seen }).then(
        () => setTickFailure(null),
        (error: unknown) => setTickFailure(failureOf(error)),
      );
      setDone((known) => known.filter(({ id }) => id !== person.id).concat(seen ? person : []));
      const now = { ...person, seenAt: at };
      setSaid(seen ? { kind: 'ticked', person: now, before: null } : { kind: 'undone', person });
    },
    [clockOffset, seenNow],
  );
  useScansTick((answer) => {
    if (answer.outcome === 'unknown') return setSaid({ kind: 'unknown' });
    if (answer.outcome === 'ask') return setSaid({ kind: 'ask', person: answer.person });
    const { person, before } = answer;
    setTicks((known) => new Map(known).set(person.id, person.seenAt));
    setSettled((known) => new Set([...(known ?? []), ...seenNow(), person.id]));
    if (before === null) {
      setDone((known) => [...known, person]);
      window.dispatchEvent(new Event(scanTicked));
    }
    setSaid({ kind: 'ticked', person, before });
    // A person who is not on the list appears at its end after the next answer.
    if (!all.some(({ id }) => id === person.id)) renew();
  }, setTickFailure);
  const last = done.at(-1);
  return useMemo(
    () => ({
      list: value,
      failure: failure ?? tickFailure,
      said,
      seenAt,
      isSeen,
      isSettled: (person) => (settled === null ? isSeen(person) : settled.has(person.id)),
      settle: () => setSettled(seenNow()),
      tick,
      undo: () => {
        if (last !== undefined) tick(last, false);
      },
      answer: (isHere) => {
        if (said.kind !== 'ask') return;
        if (isHere) tick(said.person, true);
        else setSaid({ kind: 'ready' });
      },
      startOver: (isSure) => {
        if (!isSure) {
          setSaid(
            said.kind === 'starting-over'
              ? { kind: 'ready' }
              : { kind: 'starting-over', ticks: seenNow().size },
          );
          return;
        }
        ask('clearEvacuated').then(
          () => {
            setTicks(new Map());
            setSettled(new Set());
            setDone([]);
            setSaid({ kind: 'ready' });
            renew();
          },
          (error: unknown) => setTickFailure(failureOf(error)),
        );
      },
    }),
    [value, failure, tickFailure, said, seenAt, isSeen, settled, seenNow, tick, last, renew],
  );
}

/** Everyone on the list; those who are not inside according to the records come last. */
export function peopleOf({ zones, others }: Evacuation): MusterPerson[] {
  return [...zones.flatMap(({ people }) => people), ...others];
}

const tones: Readonly<Record<CallOutput<'scanEvacuated'>['outcome'], Tone>> = {
  ticked: 'welcome',
  ask: 'ask',
  unknown: 'attention',
};

/** Ticks the holder of each scan while the list is shown, one scan after the other. */
function useScansTick(
  hear: (answer: CallOutput<'scanEvacuated'>) => void,
  fail: (failure: CallFailure | null) => void,
): void {
  const { takeAll } = useScans();
  const { sounds } = useStation();
  const latest = useRef({ hear, fail, sounds });
  useEffect(() => {
    latest.current = { hear, fail, sounds };
  });
  useEffect(() => {
    let line = Promise.resolve();
    const take = async ({ input }: Scan): Promise<void> => {
      const answer = await ask('scanEvacuated', { scan: input }).catch((error: unknown) => {
        latest.current.fail(failureOf(error));
        return null;
      });
      const { hear: tell, fail: clear, sounds: isAudible } = latest.current;
      if (answer !== null) {
        clear(null);
        tell(answer);
      }
      if (isAudible) play(answer === null ? 'fault' : tones[answer.outcome]);
    };
    return takeAll((scan) => {
      line = line.then(() => take(scan));
    });
  }, [takeAll]);
}

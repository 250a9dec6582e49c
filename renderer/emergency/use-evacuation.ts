import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Evacuation } from '../../preload/contract/emergency.ts';
import { ask, type CallFailure, failureOf, onNotice } from '../kit/client/ask.ts';
import { useStationAnswer } from '../kit/client/station.tsx';
import { useAnswer } from '../kit/client/use-answer.ts';

/** The list with the ticks made since it was requested. */
export interface EvacuationState {
  list: Evacuation | null;
  failure: CallFailure | null;
  /** When the person was seen (UTC milliseconds), or null; newer than the list. */
  seenAt: (person: { id: string; seenAt: number | null }) => number | null;
  tick: (id: string, seen: boolean) => void;
  startOver: () => void;
}

/** Thousands of people are read and sent each time: at reading pace, not at every scan and sync. */
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

/** Requests who is inside, again after each new record. A tick shows at once. */
export function useEvacuation(): EvacuationState {
  const { clockOffset } = useStationAnswer();
  const { value, failure, renew } = useAnswer('getEvacuation', []);
  useEffect(() => renewSometimes(renew), [renew]);
  const [ticks, setTicks] = useState<ReadonlyMap<string, number | null>>(new Map());
  const [tickFailure, setTickFailure] = useState<CallFailure | null>(null);
  const tick = useCallback(
    (id: string, seen: boolean) => {
      setTicks((all) => new Map(all).set(id, seen ? Date.now() + clockOffset : null));
      ask('tickEvacuated', { id, seen }).then(
        () => setTickFailure(null),
        (error: unknown) => setTickFailure(failureOf(error)),
      );
    },
    [clockOffset],
  );
  const startOver = useCallback(() => {
    ask('clearEvacuated').then(
      () => {
        setTicks(new Map());
        renew();
      },
      (error: unknown) => setTickFailure(failureOf(error)),
    );
  }, [renew]);
  return useMemo(
    () => ({
      list: value,
      failure: failure ?? tickFailure,
      seenAt: ({ id, seenAt }) => {
        const ticked = ticks.get(id);
        return ticked === undefined ? seenAt : ticked;
      },
      tick,
      startOver,
    }),
    [value, failure, tickFailure, ticks, tick, startOver],
  );
}

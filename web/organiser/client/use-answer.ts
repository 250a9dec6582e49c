// clock: shows when an answer came; its pauses are by the steady clock.

import { useCallback, useEffect, useRef, useState } from 'react';
import type {
  LiveHint,
  OrganiserAnswer,
  OrganiserRouteName,
} from '../../../domain/organiser/organiser.ts';
import { failureOf, type RequestFailure } from './failure.ts';
import { useLiveLine } from './live-context.tsx';
import { ask, type RouteInput } from './request.ts';

/** The latest answer to a query that the page keeps repeating. */
export interface Answer<T> {
  /** Null until the first answer; then the last successful one. */
  value: T | null;
  failure: RequestFailure | null;
  /** When the last successful answer came: UTC milliseconds of this browser. */
  heard: number | null;
  renew: () => void;
}

interface Held<T> {
  question: string;
  value: T | null;
  failure: RequestFailure | null;
  heard: number | null;
}

interface Options {
  /** Fills `:id` of the route. */
  id?: string | null;
  /** Hints after which the query is repeated. */
  on?: readonly LiveHint['what'][];
  /** False: send no query and drop the value. */
  when?: boolean;
  /** True: sent once and on `renew`, never automatically: the hub audits answers about people. */
  once?: boolean;
}

/** Min milliseconds between queries after hints: at a busy time there are ten hints a second. */
const leastPause = 400;
/** Milliseconds after which a visible page asks without a hint: stations may have gone silent. */
const maxPause = 60_000;

/**
 * Sends a query, and repeats it on hints of the live line. Answers to an older query are dropped.
 * Hints that come while an answer is pending, or too soon after it, lead to one further query.
 */
export function useAnswer<N extends OrganiserRouteName>(
  name: N,
  input: RouteInput<N>,
  { id = null, on = [], when = true, once = false }: Options = {},
): Answer<OrganiserAnswer<N>> {
  const question = when ? JSON.stringify([name, input, id]) : '';
  const [held, setHeld] = useState<Held<OrganiserAnswer<N>>>(() => empty(question));
  const again = useRef<() => void>(() => undefined);
  const line = useLiveLine();
  const kinds = on.join(' ');

  useEffect(() => {
    if (question === '') return;
    const [, asked, of] = JSON.parse(question) as [N, RouteInput<N>, string | null];
    const keeper = keepAsking(once, async () => {
      const next = await answerOf(name, asked, of);
      keeper.ifOpen(() => setHeld((last) => merge(last, question, next)));
    });
    again.current = keeper.now;
    const end = once
      ? undefined
      : line?.onHint(kinds.split(' ') as LiveHint['what'][], keeper.soon);
    return () => {
      end?.();
      keeper.close();
    };
  }, [name, question, line, kinds, once]);

  const renew = useCallback(() => again.current(), []);
  const current = held.question === question && question !== '' ? held : empty<never>(question);
  return { value: current.value, failure: current.failure, heard: current.heard, renew };
}

function empty<T>(question: string): Held<T> {
  return { question, value: null, failure: null, heard: null };
}

type Outcome<T> = { value: T } | { failure: RequestFailure };

async function answerOf<N extends OrganiserRouteName>(
  name: N,
  input: RouteInput<N>,
  id: string | null,
): Promise<Outcome<OrganiserAnswer<N>>> {
  try {
    return { value: await ask(name, input, id) };
  } catch (error) {
    return { failure: failureOf(error) };
  }
}

/** A successful answer replaces the last one; a failure is kept beside it. */
function merge<T>(last: Held<T>, question: string, next: Outcome<T>): Held<T> {
  if ('value' in next) return { question, value: next.value, failure: null, heard: Date.now() };
  const before = last.question === question ? last : empty<T>(question);
  return { question, value: before.value, failure: next.failure, heard: before.heard };
}

interface Keeper {
  /** Asks at once, or after the pending answer. */
  now: () => void;
  /** Asks as soon as the pause since the last query is over. */
  soon: () => void;
  ifOpen: (run: () => void) => void;
  close: () => void;
}

/** Runs a query at once and on demand, one at a time; while the page is visible also regularly. */
function keepAsking(once: boolean, run: () => Promise<void>): Keeper {
  let open = true;
  let due = false;
  let wanted = false;
  let last = Number.NEGATIVE_INFINITY;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const now = (): void => {
    if (!open) return;
    if (due) {
      wanted = true;
      return;
    }
    clearTimeout(timer);
    timer = undefined;
    due = true;
    wanted = false;
    last = performance.now();
    void run().then(() => {
      due = false;
      if (wanted) soon();
    });
  };
  const soon = (): void => {
    if (due) wanted = true;
    else timer ??= setTimeout(now, Math.max(0, last + leastPause - performance.now()));
  };
  const seen = (): void => {
    if (!once && !document.hidden && performance.now() - last >= maxPause) now();
  };
  const seldom = setInterval(seen, maxPause / 4);
  document.addEventListener('visibilitychange', seen);
  now();
  return {
    now,
    soon,
    ifOpen: (then) => {
      if (open) then();
    },
    close: () => {
      open = false;
      clearTimeout(timer);
      clearInterval(seldom);
      document.removeEventListener('visibilitychange', seen);
    },
  };
}

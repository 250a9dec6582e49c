import { dequal } from 'dequal';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { CallName, CallOutput, NoticeName } from '../../preload/contract.ts';
import { ask, type CallArguments, type CallFailure, failureOf, onNotice } from './ask.ts';

/** Notices that follow each check-in, some of them two or three times. */
const followUps: ReadonlySet<NoticeName> = new Set([
  'alertsChanged',
  'countsChanged',
  'printersChanged',
  'printJobsChanged',
]);

/**
 * Milliseconds for which these notices are gathered, because verdict and badge need the processor
 * first.
 */
const patience = 100;

const waiting = new Set<() => void>();

function callAll(): void {
  const all = [...waiting];
  waiting.clear();
  for (const listener of all) listener();
}

/**
 * Calls `listener` at each notice. Notices that follow a check-in are gathered for a tenth of a
 * second; each listener is then called once, all at the same time. Returns a function that
 * unsubscribes.
 */
export function onNoticeBatched(name: NoticeName, listener: () => void): () => void {
  if (!followUps.has(name)) return onNotice(name, listener);
  const end = onNotice(name, () => {
    if (waiting.size === 0) setTimeout(callAll, patience);
    waiting.add(listener);
  });
  return () => {
    end();
    waiting.delete(listener);
  };
}

export interface Answer<T> {
  /** Null before the first answer; afterwards the last good answer. */
  value: T | null;
  failure: CallFailure | null;
  renew: () => void;
}

interface Options {
  /** Notices upon which the request is repeated. */
  renewOn?: readonly NoticeName[];
  /** If false, nothing is requested and the value is dropped. */
  when?: boolean;
}

interface Held<T> {
  question: string;
  value: T | null;
  failure: CallFailure | null;
}

function isSame(last: Held<unknown>, question: string, value: unknown): boolean {
  return last.question === question && last.failure === null && dequal(last.value, value);
}

/** Pending answers to requests sent in this turn of the event loop, by question. */
const sent = new Map<string, Promise<unknown>>();

/** Sends one request if several parts of a page ask the same in one turn. Rejects like `ask`. */
function askOnce<N extends CallName>(
  question: string,
  name: N,
  args: CallArguments<N>,
): Promise<CallOutput<N>> {
  const known = sent.get(question) as Promise<CallOutput<N>> | undefined;
  if (known !== undefined) return known;
  const answer = ask(name, ...args);
  sent.set(question, answer);
  queueMicrotask(() => sent.delete(question));
  return answer;
}

/**
 * Sends a request, and repeats it upon each of the notices. Answers to an older request are
 * dropped. Notices that arrive while an answer is due lead to one further request in total. An
 * answer equal to the one before causes no rendering.
 */
export function useAnswer<N extends CallName>(
  name: N,
  input: CallArguments<N>,
  { renewOn = [], when = true }: Options = {},
): Answer<CallOutput<N>> {
  const question = when ? JSON.stringify([name, ...input]) : '';
  const notices = renewOn.join(' ');
  const [held, setHeld] = useState<Held<CallOutput<N>>>({ question, value: null, failure: null });
  const again = useRef<() => void>(() => undefined);

  useEffect(() => {
    if (question === '') return;
    let open = true;
    let due = false;
    let stale = false;
    const fresh = (value: CallOutput<N>) => ({ question, value, failure: null });
    const [, ...args] = JSON.parse(question) as [N, ...CallArguments<N>];
    const run = async (): Promise<void> => {
      due = true;
      stale = false;
      try {
        const value = await askOnce(question, name, args as CallArguments<N>);
        if (open) setHeld((last) => (isSame(last, question, value) ? last : fresh(value)));
      } catch (error) {
        const failure = failureOf(error);
        if (open) {
          setHeld((last) => ({
            question,
            value: last.question === question ? last.value : null,
            failure,
          }));
        }
      }
      due = false;
      if (open && stale) void run();
    };
    const renew = (): void => {
      if (due) stale = true;
      else void run();
    };
    again.current = renew;
    const ends = notices
      .split(' ')
      .filter((notice): notice is NoticeName => notice !== '')
      .map((notice) => onNoticeBatched(notice, renew));
    void run();
    return () => {
      open = false;
      for (const end of ends) end();
    };
  }, [name, question, notices]);

  const renew = useCallback(() => again.current(), []);
  const current = held.question === question && question !== '';
  const value = current ? held.value : null;
  const failure = current ? held.failure : null;
  return useMemo(() => ({ value, failure, renew }), [value, failure, renew]);
}

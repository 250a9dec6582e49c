import type { NoticeName } from '../../preload/contract.ts';
import {
  type Action as ActionOf,
  type Answer as AnswerOf,
  createPageClient,
} from '../../ui/page-client.ts';
import { ask, type CallFailure, type DeskRequests, failureOf, onNotice } from './ask.ts';

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
const gatherMs = 100;

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
    if (waiting.size === 0) setTimeout(callAll, gatherMs);
    waiting.add(listener);
  });
  return () => {
    end();
    waiting.delete(listener);
  };
}

function subscribe(names: readonly NoticeName[], listener: () => void): () => void {
  const ends = names.map((name) => onNoticeBatched(name, listener));
  return () => {
    for (const end of ends) end();
  };
}

export type Answer<T> = AnswerOf<T, CallFailure>;
export type Action<A extends unknown[]> = ActionOf<A, CallFailure>;

/** Calls over `window.lanyard`, repeated after notices of the main process. */
export const { useAnswer, useAction } = createPageClient<DeskRequests, NoticeName, CallFailure>({
  ask,
  failureOf,
  useSubscribe: () => subscribe,
  pace: { minPause: 0, maxSilence: null },
});

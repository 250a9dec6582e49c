import type { NoticeName } from '../../../preload/contract.ts';
import { onNotice } from './ask.ts';

/** Notices that follow each check-in, some of them two or three times. */
const followUps: ReadonlySet<NoticeName> = new Set([
  'alertsChanged',
  'countsChanged',
  'printersChanged',
  'printJobsChanged',
]);

/** Milliseconds that they wait for one another: verdict and badge need the processor first. */
const patience = 100;

const waiting = new Set<() => void>();

function callAll(): void {
  const all = [...waiting];
  waiting.clear();
  for (const listener of all) listener();
}

/**
 * Calls `listener` at each notice. Those that follow a check-in are gathered for a tenth of a second:
 * each listener is then called once, all of them together. Returns the function that unsubscribes.
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

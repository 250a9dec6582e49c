import type { NoticeName } from '../../../preload/contract.ts';
import { onNotice } from './ask.ts';

/** Notices that follow each check-in, most of them two or three times. */
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
 * Calls `listener` after each notice: at once, or once for all that follow a check-in within a tenth
 * of a second, together with its other listeners. Returns the function that unsubscribes it.
 */
export function onNoticeOrLater(name: NoticeName, listener: () => void): () => void {
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

import type { Page } from '../../domain/sync/sync.ts';
import { SyncFailure } from '../hub-client/hub-port.ts';
import { StartAgain } from './session.ts';

/** Checks that a page answers the request, whole and in order. Throws SyncFailure `bad-answer`. */
export function checkPage(
  page: Page<{ seq: number }>,
  asked: { epoch: string; after: number },
): void {
  const { rows, end } = page;
  if (end.epoch !== asked.epoch) throw new StartAgain('another epoch');
  let previous = asked.after;
  for (const { seq } of rows) {
    if (seq <= previous) throw new SyncFailure('bad-answer');
    previous = seq;
  }
  const isWhole = end.rows === rows.length && end.next >= previous && end.next <= end.last;
  // A page that does not move the cursor although more rows exist would be requested for ever.
  if (!isWhole || (end.next === asked.after && end.last > asked.after)) {
    throw new SyncFailure('bad-answer');
  }
}

import {
  beginSweep,
  endSweep,
  type HubLink,
  hubLinkOf,
  moveRosterCursor,
} from '../../db/ledger/hub-link.ts';
import { isPurged } from '../../db/privacy/purge-orders.ts';
import {
  isRosterEmpty,
  prepareRows,
  sweepRows,
  unseenRows,
  writePulledRows,
} from '../../db/sync/roster-pull.ts';
import { pendingRosterChanges } from '../../db/sync/sync-overlay.ts';
import { pageRows } from '../../domain/base/protocol.ts';
import type { StreamedDelegate } from '../../domain/roster/roster-wire.ts';
import type { RosterPage } from '../../domain/sync/sync.ts';
import type { ChunkSize } from '../base/chunk-size.ts';
import { checkPage, type Session, StartAgain } from './session.ts';

/**
 * Chunk size of a first roster. With short transactions half of the work goes into the search
 * index, which closes a segment in each, and into encrypting the same pages again.
 */
const wholePages: ChunkSize = { rows: () => pageRows, took: () => {} };

/**
 * Reads the roster from the cursor to its end. Corrections and people of this station that the hub
 * does not know yet are applied on top. A whole pull ends with a sweep, which removes delegates
 * that it did not see.
 */
export async function pullRoster(session: Session): Promise<void> {
  const { parts, answer } = session;
  const { db } = parts;
  if (hubLinkOf(db).rosterSeq > answer.streams.roster) {
    db.transaction(() => beginSweep(db)).immediate();
  }
  let { rosterSeq: after } = hubLinkOf(db);
  let last = answer.streams.roster;
  const isLong = last - after > pageRows;
  // Facts were read before this: what the hub changed by then is in the roster at its end.
  const { eventSeq } = hubLinkOf(db);
  // The event was purged: delegates from a hub that does not know of the purge yet are not kept.
  const isGone = isPurged(db, parts.event.id);
  const size = after === 0 && isRosterEmpty(db) ? wholePages : session.sizes.roster;
  const ask = (from: number): Promise<RosterPage> => {
    const page = parts.hub.pullRoster({ epoch: answer.epoch, after: from, limit: pageRows });
    // This page has no reader if the one before it could not be stored: ignore its failure.
    page.catch(() => {});
    return page;
  };
  // Pushed facts have changed the roster since the handshake.
  let asked = after < last || session.pushedRosterChange ? ask(after) : null;
  while (asked !== null) {
    const page = await asked;
    checkPage(page, { epoch: answer.epoch, after });
    // The hub makes the next page while this one is stored.
    asked = page.end.next < page.end.last ? ask(page.end.next) : null;
    const rows = isGone ? page.rows.map(gone) : page.rows;
    const { next } = page.end;
    const changesSeq = next < page.end.last ? null : eventSeq;
    await storeRows(session, rows, { from: after, next, size, changesSeq });
    after = next;
    last = page.end.last;
    if (isLong) parts.onProgress({ done: Math.min(after, last), total: last });
  }
  if (hubLinkOf(db).sweeping) await sweep(session);
  if (isLong) parts.onProgress(null);
}

function gone({ seq, id }: StreamedDelegate): StreamedDelegate {
  return { seq, id, delegate: null };
}

async function storeRows(
  session: Session,
  rows: readonly StreamedDelegate[],
  {
    from,
    next,
    size,
    changesSeq,
  }: { from: number; next: number; size: ChunkSize; changesSeq: number | null },
): Promise<void> {
  const { parts } = session;
  let cursor = from;
  for (let start = 0; start < rows.length; ) {
    const chunk = prepareRows(rows.slice(start, start + size.rows()));
    start += chunk.length;
    const isLast = start >= rows.length;
    const to = isLast ? next : (chunk.at(-1)?.seq ?? next);
    const began = parts.monotonic();
    const at = cursor;
    const changed = parts.db
      .transaction(() => {
        const link = expectedLink(session, at);
        const count = writePulledRows(
          parts.db,
          { eventId: parts.event.id, sweep: link.sweep, wall: parts.clock() },
          chunk,
          pendingRosterChanges(parts.db),
        );
        moveRosterCursor(parts.db, to, isLast ? changesSeq : null);
        return count;
      })
      .immediate();
    size.took(chunk.length, parts.monotonic() - began);
    cursor = to;
    session.outcome.delegates += changed;
    if (changed > 0) parts.onChange({ roster: true });
    if (!isLast) await parts.breathe();
  }
  if (rows.length === 0 && next > from) {
    parts.db.transaction(() => moveRosterCursor(parts.db, next, changesSeq)).immediate();
  }
}

function expectedLink(session: Session, cursor: number): HubLink {
  const link = hubLinkOf(session.parts.db);
  if (link.epoch !== session.answer.epoch || link.rosterSeq !== cursor) {
    throw new StartAgain('the cursor was moved by somebody else');
  }
  return link;
}

async function sweep(session: Session): Promise<void> {
  const { parts } = session;
  const { db } = parts;
  const size = session.sizes.roster;
  const mark = hubLinkOf(db).sweep;
  const pull = { eventId: parts.event.id, sweep: mark, wall: parts.clock() };
  const rids = unseenRows(db, pull);
  for (let start = 0; start < rids.length; ) {
    const chunk = rids.slice(start, start + size.rows());
    start += chunk.length;
    const began = parts.monotonic();
    const swept = db
      .transaction(() => {
        if (hubLinkOf(db).sweep !== mark) throw new StartAgain('another sweep has begun');
        return sweepRows(db, pull, chunk, pendingRosterChanges(db).newcomers);
      })
      .immediate();
    size.took(chunk.length, parts.monotonic() - began);
    session.outcome.delegates += swept;
    if (swept > 0) parts.onChange({ roster: true });
    if (start < rids.length) await parts.breathe();
  }
  db.transaction(() => {
    if (hubLinkOf(db).sweep === mark) endSweep(db);
  }).immediate();
}

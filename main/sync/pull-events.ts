import { findPersonal } from '../../db/ledger/attendance.ts';
import { isUnknownAuthor } from '../../db/ledger/fact-rights.ts';
import { doubtsHub, judgementsInForce } from '../../db/ledger/held-judgements.ts';
import { beginSweep, hubLinkOf, moveEventCursor, rewindStreams } from '../../db/ledger/hub-link.ts';
import { projectDelegate } from '../../db/ledger/projection.ts';
import { readFact } from '../../db/ledger/sync-read-fact.ts';
import { advanceHlc, delegatesTouchedBy } from '../../db/sync/sync-effects.ts';
import { receiveFact, wasStreamed } from '../../db/sync/sync-facts.ts';
import { findSilentPersonal } from '../../db/sync/sync-judged.ts';
import { type ChainId, hasLink, hasOtherLink } from '../../db/sync/sync-links.ts';
import { fromBase64, toBase64 } from '../../domain/base/bytes.ts';
import { pageRows } from '../../domain/base/protocol.ts';
import type { AttendanceEvent } from '../../domain/ledger/attendance.ts';
import { commitment, genesisHash } from '../../domain/ledger/chain.ts';
import type { Personal, StreamedEvent } from '../../domain/sync/events.ts';
import { forgetStreams, stationOf } from './handshake.ts';
import { push } from './push.ts';
import { checkPage, type Session, StartAgain } from './session.ts';

/**
 * Reads the stream of facts from the cursor to its end. Each transaction moves the cursor over what
 * it stored. The first page begins with the fact at the cursor itself. If that is another fact than
 * this store got there, the hub was restored without announcing it.
 */
export async function pullEvents(session: Session): Promise<void> {
  const { parts, answer } = session;
  let after = hubLinkOf(parts.db).eventSeq;
  let last = answer.streams.events;
  if (after > last) await beginAnew(session);
  const isLong = last - after > pageRows;
  let mayHaveMore = session.outcome.pushed + session.outcome.relayed > 0;
  let overlap = after > 0 ? 1 : 0;
  while (after < last || mayHaveMore) {
    const asked = { epoch: answer.epoch, after: after - overlap };
    const page = await parts.hub.pullEvents({ ...asked, limit: pageRows });
    checkPage(page, asked);
    if (overlap > 0 && !isAtCursor(session, page.rows[0])) await beginAnew(session);
    const rows = page.rows.slice(overlap);
    await givePayloads(session, rows);
    await storeEvents(session, rows, after, page.end.next);
    after = page.end.next;
    last = page.end.last;
    mayHaveMore = false;
    overlap = 0;
    if (isLong) parts.onProgress({ done: Math.min(after, last), total: last });
  }
  if (isLong) parts.onProgress(null);
  await checkHeads(session);
}

/**
 * The hub's stream shows every link that the hub holds. Once it is read to the end, every head that
 * the hub named must be here. Where one is missing, the hub was restored without announcing it, and
 * has since grown to this store's cursor. Each head causes this only once: a hub that names heads
 * which it does not show must not be read repeatedly.
 */
async function checkHeads(session: Session): Promise<void> {
  const { parts, heads, doubted } = session;
  const unseen = [...heads.values()].filter(
    (head) =>
      !isSameChain(head, session.station) &&
      !doubted.has(head.hash) &&
      (!hasLink(parts.db, head, head.lastKseq, head.hash) ||
        hasOtherLink(parts.db, head, head.lastKseq, head.hash)),
  );
  if (unseen.length === 0) return;
  for (const { hash } of unseen) doubted.add(hash);
  await beginAnew(session);
}

function isSameChain(a: ChainId, b: ChainId): boolean {
  return a.station === b.station && a.incarnation === b.incarnation;
}

function isAtCursor({ parts }: Session, row: StreamedEvent | undefined): boolean {
  const { db, event } = parts;
  return row !== undefined && row.seq === hubLinkOf(db).eventSeq && wasStreamed(db, row, event.id);
}

/** The cursors are void: reads both streams again, and returns to the hub what it lost. */
async function beginAnew(session: Session): Promise<never> {
  const { parts } = session;
  const { db } = parts;
  await forgetStreams(parts, () => {
    rewindStreams(db);
    beginSweep(db);
  });
  session.outcome.newEpoch = true;
  throw new StartAgain('the hub was restored without a new epoch');
}

async function storeEvents(
  session: Session,
  rows: readonly StreamedEvent[],
  from: number,
  next: number,
): Promise<void> {
  const { parts } = session;
  const size = session.sizes.facts;
  let cursor = from;
  for (let start = 0; start < rows.length; ) {
    const chunk = rows.slice(start, start + size.rows());
    start += chunk.length;
    const isLast = start >= rows.length;
    const to = isLast ? next : (chunk.at(-1)?.seq ?? next);
    const began = parts.monotonic();
    const at = cursor;
    const stored = parts.db.transaction(() => storeChunk(session, chunk, at, to)).immediate();
    size.took(chunk.length, parts.monotonic() - began);
    cursor = to;
    session.outcome.facts += stored;
    if (stored > 0) parts.onChange({ facts: true });
    if (!isLast) await parts.breathe();
  }
  if (rows.length === 0 && next > from) {
    parts.db.transaction(() => moveEventCursor(parts.db, next)).immediate();
  }
}

/**
 * Reads the directory first where a station enrolled meanwhile: its mode decides how it is judged.
 */
function askForAuthors({ parts: { db }, doubted }: Session, rows: readonly StreamedEvent[]): void {
  const authors = new Set(rows.map(({ station }) => station));
  const unknown = [...authors].filter((id) => !doubted.has(id) && isUnknownAuthor(db, id));
  for (const id of unknown) doubted.add(id);
  if (unknown.length > 0) throw new StartAgain('authors that the directory has not named');
}

/** Stores facts, projection, clock and cursor: all or nothing. */
function storeChunk(
  session: Session,
  rows: readonly StreamedEvent[],
  from: number,
  to: number,
): number {
  const { parts } = session;
  const { db, event, crypto } = parts;
  const link = hubLinkOf(db);
  if (link.epoch !== session.answer.epoch || link.eventSeq !== from) {
    throw new StartAgain('the cursor was moved by somebody else');
  }
  const own = stationOf(db);
  askForAuthors(session, rows);
  const wall = parts.clock();
  const doubts = doubtsHub(db, parts.mode);
  const stored: AttendanceEvent[] = [];
  const touched = new Set<string>();
  let orders = judgementsInForce(db);
  let changed = 0;
  const onBranch = (): void => {
    session.hasBranched = true;
  };
  for (const row of rows) {
    const setting = { eventId: event.id, own, wall, crypto, onBranch, orders, doubtsHub: doubts };
    const received = receiveFact(db, row, setting);
    switch (received.kind) {
      case 'own-chain-taken':
        throw new StartAgain('somebody else writes the own chain');
      case 'stored':
        stored.push(received.event);
        if (received.event.type === 'facts-judged') orders = judgementsInForce(db);
        break;
      case 'reordered':
        changed += 1;
        for (const delegateId of delegatesTouchedBy(db, [received.event])) touched.add(delegateId);
        break;
      case 'withdrawn':
        changed += 1;
        for (const delegateId of received.touched) touched.add(delegateId);
        break;
      case 'known':
      case 'unknown':
    }
  }
  for (const delegateId of new Set([...touched, ...delegatesTouchedBy(db, stored)])) {
    projectDelegate(db, event.id, delegateId);
  }
  session.outcome.drifting += advanceHlc(db, stored, wall);
  moveEventCursor(db, to);
  return stored.length + changed;
}

/** The beginning of a commitment in a fact's canonical text; quotes in its payload are escaped. */
const committed = '"commitment":"';

/**
 * Gives the hub personal payloads that this desk holds and that facts of the hub's stream lack. A
 * door or a kiosk, which never has them, relayed those facts first. Runs before the page is stored,
 * since each fact is streamed only once in an epoch.
 */
async function givePayloads(session: Session, rows: readonly StreamedEvent[]): Promise<void> {
  // Other modes never get payloads, so a missing one proves nothing about the hub.
  if (session.parts.mode !== 'desk') return;
  for (const row of rows) {
    if (row.personal !== null || !row.body.includes(committed)) continue;
    // The stream shows no payload of facts that do not count. Only the author checks that the hub
    // has it; else every desk would send those of a whole station once orders disregard it.
    if (!row.counts && row.station !== session.station.station) continue;
    const personal = payloadOf(session, row);
    if (personal !== null) await give(session, row, personal);
  }
}

function payloadOf({ parts }: Session, row: StreamedEvent): Personal | null {
  const read = readFact(row.body, row, parts.event.id);
  if (read === null) return null;
  const { id, commitment: committedTo } = read.event;
  const held = findPersonal(parts.db, id);
  if (held !== null) return { salt: toBase64(held.salt), payload: held.payload };
  // Orders may have put the fact aside here, and this very page may release it.
  const aside = findSilentPersonal(parts.db, row);
  if (aside === null) return null;
  const made = commitment(fromBase64(aside.salt), aside.payload, parts.crypto);
  return made === committedTo ? aside : null;
}

async function give(session: Session, row: StreamedEvent, personal: Personal): Promise<void> {
  const { station, incarnation, kseq, hash, body } = row;
  const after = { kseq: kseq - 1, hash: await hashBefore(session, row) };
  await push(session, { station, incarnation }, after, [
    { kseq, hash, body, personal, signature: null, receipt: null },
  ]);
  session.outcome.relayed += 1;
}

/** This store may hold the fact at another place of its chain; the hub knows its predecessor. */
async function hashBefore(session: Session, row: StreamedEvent): Promise<string> {
  const { station, incarnation, kseq } = row;
  if (kseq === 1) return genesisHash;
  const asked = { station, incarnation, upTo: kseq - 1, limit: 1 };
  const [link] = (await session.parts.hub.chain(asked)).links;
  if (link?.kseq !== kseq - 1) throw new StartAgain('the hub has no link before one of its facts');
  return link.hash;
}

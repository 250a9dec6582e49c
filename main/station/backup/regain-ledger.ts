import { statement } from '../../../db/base/statement.ts';
import {
  changedOne,
  type ReadableDatabase,
  type WritableDatabase,
} from '../../../db/base/types.ts';
import { insertAttendanceEvent, insertPersonal } from '../../../db/ledger/attendance.ts';
import { findStation, moveChain, type StationRow } from '../../../db/ledger/station.ts';
import { bodyAt } from '../../../db/sync/sync-links.ts';
import { rechainOwnTail } from '../../../db/sync/sync-rechain.ts';
import type { Crypto } from '../../../domain/base/crypto.ts';
import { compareCodeUnits } from '../../../domain/base/text-order.ts';
import type { AttendanceEvent } from '../../../domain/ledger/attendance.ts';
import { authoredIncarnation, hashBody, hashEvent } from '../../../domain/ledger/chain.ts';
import type { HeadMark } from './head-mark.ts';
import type { Carved, CarvedFact } from './salvage/carve.ts';

type Hashing = Pick<Crypto, 'sha256'>;

/** What of the ledger came back, and how far it now goes. */
export interface RegainedLedger {
  /** The facts that were missing, in the order in which they were written. */
  facts: AttendanceEvent[];
  /** The incarnation of the station that the store held, and how far the store had it. */
  incarnation: number;
  base: number;
  /** How far the station's chain goes now, without a gap. */
  end: number;
  /**
   * How far the chain went by the mark beside the store; null without a mark of this incarnation.
   */
  marked: number | null;
  /** Whether all up to the mark is back; else the station continues in a new incarnation. */
  isWhole: boolean;
}

/**
 * Adds what was carved out of a damaged store to the end of this ledger. Facts that follow the last
 * one link by link stay in their places. If anything is missing after that, or the mark is gone,
 * the station begins a new incarnation. Facts from beyond the gap are chained again there, under
 * their ids, as after a disk that was rolled back (checkOwnChain in sync/session.ts). The hub
 * returns what it has of the old incarnation. Call it in an immediate transaction.
 *
 * @param wall UTC milliseconds
 */
export function regainLedger(
  db: WritableDatabase,
  carved: Carved,
  mark: HeadMark | null,
  wall: number,
  crypto: Hashing,
): RegainedLedger {
  const before = stationOf(db);
  const byId = new Map<string, AttendanceEvent>();
  const following = followers(before, carved.facts, crypto);
  for (const fact of following) {
    if (isKnown(db, fact.id)) break;
    write(db, fact, carved);
    moveChain(db, { lastKseq: fact.kseq, chainHead: fact.hash, hlc: fact.hlc });
    byId.set(fact.id, fact);
  }
  const { lastKseq: end } = stationOf(db);
  const beyond = beyondTheGap(db, before, end, carved.facts);
  const ownMark = mark?.station === before.station ? mark : null;
  const marked = ownMark?.incarnation === before.incarnation ? ownMark.lastKseq : null;
  const isWhole = beyond.length === 0 && marked !== null && marked <= end;
  if (isWhole) {
    raiseBadgeCount(db, ownMark?.lastBadgeCount ?? 0, [...byId.values()]);
  } else {
    const lives = beyond.map((fact) => authoredIncarnation(fact.incarnation));
    const known = Math.max(before.incarnation, ownMark?.incarnation ?? 0, ...lives);
    rechainOwnTail(db, { common: end, hubIncarnation: known, wall }, crypto);
    for (const fact of beyond) byId.set(fact.id, chainAnew(db, fact, carved, wall, crypto));
  }
  return {
    facts: [...byId.values()],
    incarnation: before.incarnation,
    base: before.lastKseq,
    end,
    marked,
    isWhole,
  };
}

/** The links after the station's head, each proved by its hash; of two, the one leading further. */
function followers(
  station: StationRow,
  carved: readonly CarvedFact[],
  crypto: Hashing,
): AttendanceEvent[] {
  const at = new Map<number, AttendanceEvent[]>();
  for (const { fact } of carved) {
    if (fact.incarnation !== station.incarnation || fact.kseq <= station.lastKseq) continue;
    const others = at.get(fact.kseq) ?? [];
    // The journal and a page hold the same fact.
    if (others.some(({ hash }) => hash === fact.hash)) continue;
    at.set(fact.kseq, [...others, fact]);
  }
  let ways: AttendanceEvent[][] = [[]];
  for (let kseq = station.lastKseq + 1; at.has(kseq); kseq += 1) {
    const further = ways.flatMap((way) => {
      const previous = way.at(-1)?.hash ?? station.chainHead;
      return (at.get(kseq) ?? [])
        .filter((fact) => hashEvent(previous, fact, crypto) === fact.hash)
        .map((fact) => ({ way, fact }));
    });
    if (further.length === 0) break;
    // Nearly always one path: the links are copied only where histories parted.
    ways = further.map(({ way, fact }) => {
      if (further.length > 1) return [...way, fact];
      way.push(fact);
      return way;
    });
  }
  return ways[0] ?? [];
}

/** Facts of whole pages behind a gap or of another incarnation; oldest first, each once. */
function beyondTheGap(
  db: ReadableDatabase,
  station: StationRow,
  end: number,
  carved: readonly CarvedFact[],
): AttendanceEvent[] {
  const found = new Map<string, AttendanceEvent>();
  for (const { fact, authentic } of carved) {
    if (!authentic || isKnown(db, fact.id)) continue;
    if (fact.incarnation < station.incarnation) continue;
    // Another history of a stretch that is complete: from a transaction that was never answered.
    if (fact.incarnation === station.incarnation && fact.kseq <= end) continue;
    const known = found.get(fact.id);
    if (known === undefined || known.incarnation < fact.incarnation) found.set(fact.id, fact);
  }
  return [...found.values()].sort(
    (a, b) => compareCodeUnits(a.hlc, b.hlc) || a.incarnation - b.incarnation || a.kseq - b.kseq,
  );
}

function write(db: WritableDatabase, fact: AttendanceEvent, { personal }: Carved): void {
  insertAttendanceEvent(db, fact);
  const sealed = personal.get(fact.id);
  if (sealed !== undefined) insertPersonal(db, fact.id, sealed.salt, sealed.payload);
}

function chainAnew(
  db: WritableDatabase,
  fact: AttendanceEvent,
  carved: Carved,
  wall: number,
  crypto: Hashing,
): AttendanceEvent {
  const station = stationOf(db);
  const place = { incarnation: station.incarnation, kseq: station.lastKseq + 1 };
  const body = bodyAt({ ...fact, whole: null }, place);
  const hash = hashBody(station.chainHead, body, crypto);
  const moved: AttendanceEvent = { ...fact, ...place, hash };
  write(db, moved, carved);
  statement(
    db,
    `INSERT OR IGNORE INTO superseded_event (station, incarnation, kseq, attendance_id, hash, wall)
     VALUES (?, ?, ?, ?, ?, ?)`,
  ).run(fact.station, fact.incarnation, fact.kseq, fact.id, fact.hash, wall);
  const [, hlc = fact.hlc] = [fact.hlc, station.hlc].sort();
  moveChain(db, { lastKseq: place.kseq, chainHead: hash, hlc });
  return moved;
}

/** No serial may be assigned twice: neither one within the mark nor one of a regained badge. */
function raiseBadgeCount(
  db: WritableDatabase,
  marked: number,
  facts: readonly AttendanceEvent[],
): void {
  const issued = facts.filter(({ type }) => type === 'badge-issued').length;
  changedOne(
    statement(
      db,
      'UPDATE station SET last_badge_count = max(last_badge_count + ?, ?) WHERE only = 1',
    ).run(issued, marked),
    'raiseBadgeCount',
  );
}

function isKnown(db: ReadableDatabase, id: string): boolean {
  return (
    statement<[string], unknown>(db, 'SELECT 1 FROM attendance_event WHERE id = ?').get(id) !==
    undefined
  );
}

function stationOf(db: ReadableDatabase): StationRow {
  const station = findStation(db);
  if (station === null) throw new Error('the store has no station');
  return station;
}

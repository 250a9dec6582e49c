import type { AttendanceEvent } from '../../domain/ledger/attendance.ts';
import { factId } from '../../domain/ledger/chain.ts';
import {
  isInRange,
  type JudgedRange,
  type JudgementKind,
  verdictOn,
} from '../../domain/ledger/judgement.ts';
import { statement } from '../base/statement.ts';
import type { ReadableDatabase, WritableDatabase } from '../base/types.ts';
import { findAttendanceEvent } from '../ledger/attendance.ts';
import { mayCountHere } from '../ledger/fact-rights.ts';
import { judgementsInForce } from '../ledger/held-judgements.ts';
import { readFact } from '../ledger/sync-read-fact.ts';
import { isMadeUpBranch } from './sync-branch.ts';
import { type Receiving, writeFact } from './sync-facts.ts';
import { type Aside, asides, type SilentLink, withdrawFact } from './sync-judged.ts';

/** A link that was kept as received, by its place. */
export interface KeptLink {
  station: string;
  incarnation: number;
  kseq: number;
}

type RereadSetting = Pick<Receiving, 'eventId' | 'crypto' | 'doubtsHub'>;

interface KeptRow extends KeptLink {
  hash: string;
  body: string;
  salt: string | null;
  personal: string | null;
  hubSeq: number | null;
  effective: string | null;
}

/** Every link that this station set aside: not understood, or beyond its author's rights. */
export function keptLinks(db: ReadableDatabase): KeptLink[] {
  return statement<[], KeptLink>(
    db,
    `SELECT station, incarnation, kseq FROM unknown_event WHERE aside IN (0, 2)
     ORDER BY station, incarnation, kseq`,
  ).all();
}

/**
 * Reads and judges kept links again, because a newer version of the app or another directory may
 * decide differently. Those that may count now become facts. A link that is already a fact in
 * another place stays unchanged. Inside the transaction that also projects.
 *
 * @returns the new facts
 */
export function rereadLinks(
  db: WritableDatabase,
  links: readonly KeptLink[],
  setting: RereadSetting,
): AttendanceEvent[] {
  const orders = judgementsInForce(db);
  return links.flatMap((link) => {
    const verdict = verdictOn(orders, link);
    if (verdict !== 'disregard') return rereadLink(db, link, { ...setting, verdict }) ?? [];
    statement(
      db,
      'UPDATE unknown_event SET aside = ? WHERE station = ? AND incarnation = ? AND kseq = ?',
    ).run(asides.disregarded, link.station, link.incarnation, link.kseq);
    return [];
  });
}

function rereadLink(
  db: WritableDatabase,
  { station, incarnation, kseq }: KeptLink,
  setting: RereadSetting & { verdict: JudgementKind },
): AttendanceEvent | null {
  const place = [station, incarnation, kseq];
  const row = statement<unknown[], KeptRow>(
    db,
    `SELECT station, incarnation, kseq, hash, body, salt, personal, hub_seq AS hubSeq, effective FROM unknown_event
     WHERE station = ? AND incarnation = ? AND kseq = ?`,
  ).get(...place);
  if (row === undefined) return null;
  const read = readFact(row.body, row, setting.eventId);
  if (read === null || isTaken(db, read.event)) return null;
  // The hub quarantines a false id, which an order withdrawn since may have hidden.
  if (read.event.id !== factId(row.body, setting.crypto)) return null;
  if (isMadeUpBranch(db, row)) return null;
  if (setting.verdict !== 'count' && !mayCountHere(db, read.event)) return null;
  const { salt, personal, effective } = row;
  const sealed = salt === null || personal === null ? null : { salt, payload: personal };
  writeFact(db, read, { personal: sealed, effective }, setting);
  statement(db, 'UPDATE attendance_event SET hub_seq = ? WHERE id = ?').run(
    row.hubSeq,
    read.event.id,
  );
  statement(db, 'DELETE FROM unknown_event WHERE station = ? AND incarnation = ? AND kseq = ?').run(
    ...place,
  );
  return read.event;
}

function isTaken(db: ReadableDatabase, event: AttendanceEvent): boolean {
  return (
    statement<unknown[], unknown>(
      db,
      `SELECT 1 FROM attendance_event WHERE id = ?
       UNION ALL SELECT 1 FROM attendance_event WHERE station = ? AND incarnation = ? AND kseq = ?`,
    ).get(event.id, event.station, event.incarnation, event.kseq) !== undefined
  );
}

/** A link that an order covers. */
export interface NamedLink extends SilentLink {
  /** Id of the fact; null for a link that does not count. */
  id: string | null;
  /** Null for a link that counts. */
  aside: Aside | null;
}

/** Every link held here that an order covers, in the order of its chain. */
export function namedLinks(db: ReadableDatabase, range: JudgedRange): NamedLink[] {
  const named = 'station = @station AND kseq >= @from AND kseq <= coalesce(@to, kseq)';
  const { station, from, to } = range;
  return statement<[object], NamedLink>(
    db,
    `SELECT station, incarnation, kseq, hash, hub_seq AS seq, id, NULL AS aside
     FROM attendance_event WHERE ${named}
     UNION ALL SELECT station, incarnation, kseq, hash, hub_seq, NULL, aside
     FROM unknown_event WHERE ${named} ORDER BY incarnation, kseq`,
  )
    .all({ station, from, to })
    .filter((link) => isInRange(range, link));
}

/**
 * Applies the orders in force to links: some facts stop counting, others count again. Inside the
 * transaction that also projects.
 *
 * @returns the delegates concerned, and the facts that count again
 */
export function rejudgeLinks(
  db: WritableDatabase,
  links: readonly NamedLink[],
  setting: Pick<Receiving, 'eventId' | 'own' | 'wall' | 'crypto' | 'doubtsHub'>,
): { touched: Set<string>; facts: AttendanceEvent[] } {
  const orders = judgementsInForce(db);
  const touched = new Set<string>();
  const silent: NamedLink[] = [];
  for (const link of links) {
    const verdict = verdictOn(orders, link);
    if (link.id === null) {
      // A link that is only in the hub's quarantine returns when the hub shows it again.
      if (verdict === 'disregard' || link.aside !== asides.byHub) silent.push(link);
      continue;
    }
    const aside = asideOf(db, { ...link, id: link.id }, verdict, setting.own.station);
    const people = aside === null ? null : withdrawFact(db, link, aside, setting.wall);
    for (const person of people ?? []) touched.add(person);
  }
  return { touched, facts: rereadLinks(db, silent, setting) };
}

/** Why a fact that counts here must stop counting; null if it keeps counting. */
function asideOf(
  db: ReadableDatabase,
  { id, station }: { id: string; station: string },
  verdict: JudgementKind,
  own: string,
): Aside | null {
  if (verdict === 'disregard') return asides.disregarded;
  if (verdict === 'count' || station === own) return null;
  const fact = findAttendanceEvent(db, id);
  return fact === null || mayCountHere(db, fact) ? null : asides.here;
}

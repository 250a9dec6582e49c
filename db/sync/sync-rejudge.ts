import type { AttendanceEvent } from '../../domain/ledger/attendance.ts';
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
import type { Receiving } from './sync-facts.ts';
import { type Aside, asides, type SilentLink, withdrawFact } from './sync-judged.ts';
import { rereadLinks } from './sync-reread.ts';

/** A link that an order names. */
export interface NamedLink extends SilentLink {
  /** Id of the fact; null for a link that does not count. */
  id: string | null;
  /** Null for one that counts. */
  aside: Aside | null;
}

/** Every link held here that an order names, in the order of its chain. */
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

import { countsAsIssue } from '../../domain/badges/badge-token.ts';
import type { OrderedFact } from '../../domain/ledger/attendance.ts';
import { compareFacts, foldAttendance, payloadText } from '../../domain/ledger/attendance-fold.ts';
import { arrivalTime } from '../../domain/ledger/from-paper.ts';
import { statement } from '../base/statement.ts';
import type { ReadableDatabase, WritableDatabase } from '../base/types.ts';
import { orderedColumns } from './attendance.ts';

/**
 * Folds all facts of one delegate again and writes the delegate's admissions, badges and
 * resolutions from the result. The order in which the facts arrived does not matter. Call it inside
 * the transaction that stored them.
 */
export function projectDelegate(db: WritableDatabase, eventId: string, delegateId: string): void {
  const facts = factsAbout(db, eventId, delegateId);
  facts.sort(compareFacts);
  projectAdmissions(db, delegateId, facts);
  projectBadges(db, delegateId, facts);
  projectResolutions(db, facts);
}

/**
 * {@link projectDelegate} for the badges alone. A station that writes a fact about a badge also
 * takes the badge's state from the fold: another station with a fast clock may have written a fact
 * that sorts later.
 */
export function projectBadgesOf(db: WritableDatabase, eventId: string, delegateId: string): void {
  const facts = factsAbout(db, eventId, delegateId);
  facts.sort(compareFacts);
  projectBadges(db, delegateId, facts);
}

/**
 * The delegate's own facts, and facts that name one of them or share a badge serial, in no order.
 */
export function factsAbout(
  db: ReadableDatabase,
  eventId: string,
  delegateId: string,
): OrderedFact[] {
  const own = statement<[string, string], OrderedFact>(db, ownSql).all(eventId, delegateId);
  const known = new Map(own.map((fact) => [fact.id, fact]));
  const serials = new Set<string>();
  for (const { badgeSerial, type } of own) {
    if (badgeSerial !== null && type !== 'admitted') serials.add(badgeSerial);
  }
  for (const serial of serials) {
    for (const fact of statement<[string], OrderedFact>(db, badgeSql).all(serial)) {
      if (fact.eventId === eventId) known.set(fact.id, fact);
    }
  }
  // If clones gave one serial to two delegates, the other's badge may decide what happened to it.
  for (const other of new Set([...known.values()].map((fact) => fact.delegateId))) {
    if (other === null || other === delegateId) continue;
    for (const fact of statement<[string, string], OrderedFact>(db, ownSql).all(eventId, other)) {
      if (fact.type === 'badge-issued') known.set(fact.id, fact);
    }
  }
  // Found by the fact they name, not by delegate: such a fact counts even with another delegate's
  // id.
  for (const { id, type } of own) {
    if (type !== 'admitted') continue;
    for (const fact of statement<[string], OrderedFact>(db, targetSql).all(id)) {
      if (fact.eventId === eventId) known.set(fact.id, fact);
    }
  }
  return [...known.values()];
}

// Built once. A text built at each call would have to be hashed to find its statement.
const ownSql = `SELECT ${orderedColumns} FROM attendance_event WHERE event_id = ? AND delegate_id = ?`;
const badgeSql = `SELECT ${orderedColumns} FROM attendance_event WHERE badge_serial = ?`;
const targetSql = `SELECT ${orderedColumns} FROM attendance_event WHERE target_id = ?`;

function projectAdmissions(
  db: WritableDatabase,
  delegateId: string,
  facts: readonly OrderedFact[],
): void {
  const undoneBy = new Map<string, string>();
  for (const { type, targetId, id } of facts) {
    if (type !== 'admission-undone' || targetId === null) continue;
    if (!undoneBy.has(targetId)) undoneBy.set(targetId, id);
  }
  const write = statement<unknown[], unknown>(
    db,
    `INSERT INTO admission (attendance_id, event_id, delegate_id, checkpoint, local_day, wall, station,
       operator_id, badge_serial, undone_by)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (attendance_id) DO UPDATE
       SET badge_serial = excluded.badge_serial, undone_by = excluded.undone_by
       WHERE badge_serial IS NOT excluded.badge_serial OR undone_by IS NOT excluded.undone_by`,
  );
  for (const fact of facts) {
    if (fact.type !== 'admitted' || fact.delegateId !== delegateId || fact.checkpoint === null)
      continue;
    write.run(
      fact.id,
      fact.eventId,
      delegateId,
      fact.checkpoint,
      fact.localDay,
      arrivalTime(fact),
      fact.station,
      fact.operatorId,
      fact.badgeSerial ?? broughtBadge(fact, facts),
      undoneBy.get(fact.id) ?? null,
    );
  }
}

/**
 * The badge that an admission issued. The admission's fact is written before the badge has a
 * serial. It is the first badge that the same station issued to the delegate after it and before
 * the next admission.
 */
function broughtBadge(admission: OrderedFact, facts: readonly OrderedFact[]): string | null {
  for (const fact of facts) {
    if (fact.station !== admission.station || fact.delegateId !== admission.delegateId) continue;
    if (compareFacts(fact, admission) <= 0) continue;
    if (fact.type === 'admitted') return null;
    if (fact.type !== 'badge-issued' || payloadText(fact, 'reason') !== 'first') continue;
    // A badge printed ahead has no admission of its own: the admission that uses it names it.
    if (payloadText(fact, 'batch') === null) return fact.badgeSerial;
  }
  return null;
}

function projectBadges(
  db: WritableDatabase,
  delegateId: string,
  facts: readonly OrderedFact[],
): void {
  const { badges } = foldAttendance(facts);
  const issued = new Map<string, OrderedFact>();
  for (const fact of facts) {
    if (!countsAsIssue(fact) || fact.badgeSerial === null) continue;
    const first = issued.get(fact.badgeSerial) ?? fact;
    issued.set(fact.badgeSerial, first);
    // If two badges share a serial, the earlier one keeps it, at every desk.
    if (first.id !== fact.id) recordConflict(db, fact);
  }
  const own = [...issued.values()].filter((fact) => fact.delegateId === delegateId);
  for (const fact of own) {
    writeBadge(db, fact, badges.get(fact.badgeSerial ?? '')?.state ?? 'issued');
  }
  // Last, because a badge must exist before another one can be recorded as its replacement.
  for (const fact of own) {
    statement(
      db,
      `UPDATE badge SET replaces = (SELECT serial FROM badge WHERE serial = @replaced)
       WHERE serial = @serial AND replaces IS NOT (SELECT serial FROM badge WHERE serial = @replaced)`,
    ).run({ replaced: payloadText(fact, 'replaces'), serial: fact.badgeSerial });
  }
}

function writeBadge(db: WritableDatabase, fact: OrderedFact, state: string): void {
  statement<unknown[], unknown>(
    db,
    `INSERT INTO badge (serial, event_id, delegate_id, code, issued_by, reason, replaces, state, wall)
     VALUES (?, ?, ?, NULL, ?, ?, NULL, ?, ?)
     ON CONFLICT (serial) DO UPDATE SET event_id = excluded.event_id, delegate_id = excluded.delegate_id,
       issued_by = excluded.issued_by, reason = excluded.reason, state = excluded.state, wall = excluded.wall
       WHERE issued_by <> excluded.issued_by OR state <> excluded.state`,
  ).run(
    fact.badgeSerial,
    fact.eventId,
    fact.delegateId,
    fact.id,
    payloadText(fact, 'reason') ?? 'first',
    state,
    fact.wall,
  );
}

function recordConflict(db: WritableDatabase, fact: OrderedFact): void {
  statement(
    db,
    `INSERT OR IGNORE INTO badge_conflict (attendance_id, serial, delegate_id, wall) VALUES (?, ?, ?, ?)`,
  ).run(fact.id, fact.badgeSerial, fact.delegateId, fact.wall);
}

function projectResolutions(db: WritableDatabase, facts: readonly OrderedFact[]): void {
  const seen = new Set<string>();
  for (const { type, targetId, id, wall } of facts) {
    if (type !== 'duplicate-resolved' || targetId === null || seen.has(targetId)) continue;
    seen.add(targetId);
    statement(
      db,
      `INSERT INTO duplicate_resolution (admission_id, resolved_by, wall) VALUES (?, ?, ?)
       ON CONFLICT (admission_id) DO UPDATE SET resolved_by = excluded.resolved_by, wall = excluded.wall
       WHERE resolved_by <> excluded.resolved_by`,
    ).run(targetId, id, wall);
  }
}

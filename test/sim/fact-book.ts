import { statement } from '../../db/base/statement.ts';
import type { ReadableDatabase } from '../../db/base/types.ts';
import { canonicalJson } from '../../domain/base/json.ts';
import type { AttendanceEvent } from '../../domain/ledger/attendance.ts';
import { bodyOf } from '../../domain/ledger/chain.ts';

/**
 * What was committed anywhere, written down by the simulation beside the machines. Every store is
 * compared with it.
 */
export class FactBook {
  /**
   * The content of each fact by id, without its place in a chain (a cloned disk's facts get
   * another).
   */
  readonly facts = new Map<string, string>();

  /** Facts as stations wrote them, by id. */
  readonly rows = new Map<string, AttendanceEvent>();

  /**
   * By a fact's id: the facts of the same badge or person that its author's store held when it was
   * written.
   */
  readonly seen = new Map<string, ReadonlySet<string>>();

  /** Adds what a machine's station wrote after a place in its chain. */
  note(
    db: ReadableDatabase,
    after: { station: string; incarnation: number; lastKseq: number },
  ): void {
    const { station, incarnation, lastKseq } = after;
    const own = statement<[string, number, number], AttendanceEvent>(db, ownFactsSql);
    for (const row of own.all(station, incarnation, lastKseq)) {
      this.rows.set(row.id, row);
      this.facts.set(row.id, bodyOf({ ...row, incarnation: 1, kseq: 1 }));
      this.seen.set(row.id, seenBy(db, row));
    }
  }

  /** Adds a fact of an unknown form, of which only the text can be compared. */
  noteBody(id: string, body: string): void {
    this.facts.set(id, placeless(body) ?? body);
  }
}

/** The ids that a query finds. */
export function idsIn(db: ReadableDatabase, sql: string): string[] {
  return statement<[], { id: string }>(db, sql)
    .all()
    .map(({ id }) => id);
}

/** Ids of all facts about the same badge or person that reached the store before this one. */
function seenBy(db: ReadableDatabase, { id }: AttendanceEvent): ReadonlySet<string> {
  const before = statement<[string], { id: string }>(
    db,
    `SELECT other.id FROM attendance_event AS fact JOIN attendance_event AS other
       ON other.rowid < fact.rowid
       AND (other.badge_serial = fact.badge_serial OR other.delegate_id = fact.delegate_id)
     WHERE fact.id = ?`,
  );
  return new Set(before.all(id).map((other) => other.id));
}

/** The text of a fact as if it were the first of a chain; null if it is not a JSON object. */
export function placeless(body: string): string | null {
  try {
    return canonicalJson({ ...JSON.parse(body), incarnation: 1, kseq: 1 });
  } catch {
    return null;
  }
}

const ownFactsSql = `SELECT id, event_id AS eventId, station, incarnation, kseq, type,
  delegate_id AS delegateId, checkpoint, target_id AS targetId, operator_id AS operatorId,
  local_day AS localDay, badge_serial AS badgeSerial, after, hlc, wall, version, payload, commitment
  FROM attendance_event WHERE station = ? AND incarnation = ? AND kseq > ?`;

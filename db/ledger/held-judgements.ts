import type { StationMode } from '../../domain/base/protocol.ts';
import type { OrderedFact } from '../../domain/ledger/attendance.ts';
import { type Judgement, judgementOf } from '../../domain/ledger/judgement.ts';
import { statement } from '../base/statement.ts';
import { changedOne, type ReadableDatabase, type WritableDatabase } from '../base/types.ts';
import { orderedColumns } from './attendance.ts';

/** An order on records in this store, with the time at which its hub gave it (UTC milliseconds). */
export interface KnownJudgement extends Judgement {
  wall: number;
}

/**
 * Whether this station asks its supervisors before it follows its hub's orders on records. True for
 * a desk whose hub is not the event's first: someone took over, and no one here knows who.
 */
export function doubtsHub(db: ReadableDatabase, mode: StationMode): boolean {
  if (mode !== 'desk') return false;
  const found = statement(
    db,
    'SELECT 1 FROM former_hub JOIN hub_link ON hub_key <> public_key LIMIT 1',
  ).get();
  return found !== undefined;
}

/** Holds an order until a supervisor agrees to it. In the transaction that stores it. */
export function holdJudgement(db: WritableDatabase, id: string): void {
  statement(db, 'INSERT OR IGNORE INTO held_judgement (id) VALUES (?)').run(id);
}

/** Every order on records that is in force here, from all hubs. */
export function judgementsInForce(db: ReadableDatabase): KnownJudgement[] {
  return judgementsWhere(db, 'id NOT IN (SELECT id FROM held_judgement WHERE agreed_wall IS NULL)');
}

/** Orders that wait for a supervisor, oldest first. */
export function listHeldJudgements(db: ReadableDatabase): KnownJudgement[] {
  return judgementsWhere(db, 'id IN (SELECT id FROM held_judgement WHERE agreed_wall IS NULL)');
}

/** Orders that a supervisor agreed to but that are not applied to the records here yet. */
export function listUnapplied(db: ReadableDatabase): KnownJudgement[] {
  return judgementsWhere(
    db,
    'id IN (SELECT id FROM held_judgement WHERE agreed_wall IS NOT NULL AND applied = 0)',
  );
}

function judgementsWhere(db: ReadableDatabase, condition: string): KnownJudgement[] {
  const facts = statement<[], OrderedFact>(
    db,
    `SELECT ${orderedColumns} FROM attendance_event
     WHERE type = 'facts-judged' AND ${condition} ORDER BY rowid`,
  ).all();
  return facts.flatMap((fact) => {
    const order = judgementOf(fact);
    return order === null ? [] : [{ ...order, wall: fact.wall }];
  });
}

/**
 * Puts a held order in force.
 *
 * @param yes.by id of the supervisor who agreed
 * @param yes.at UTC milliseconds
 * @returns false if no order with that id is held
 */
export function agreeToJudgement(
  db: WritableDatabase,
  id: string,
  { by, at }: { by: string; at: number },
): boolean {
  const { changes } = statement(
    db,
    `UPDATE held_judgement SET agreed_wall = ?, agreed_by = ?
     WHERE id = ? AND agreed_wall IS NULL`,
  ).run(at, by, id);
  return changes === 1;
}

/** Records that the order is applied to every record held here. */
export function recordApplied(db: WritableDatabase, id: string): void {
  changedOne(
    statement(db, 'UPDATE held_judgement SET applied = 1 WHERE id = ?').run(id),
    'recordApplied',
  );
}

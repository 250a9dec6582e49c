import type { Operator, OperatorRole } from '../domain/operators/operator.ts';
import { statement } from './base/statement.ts';
import { changedOne, type ReadableDatabase, type WritableDatabase } from './base/types.ts';

/** The data of an operator that signing in needs. */
export interface OperatorCredentials extends Operator {
  /** scrypt hash with its parameters and salt, see main/operators/pin.ts. */
  pinHash: string;
  failures: number;
  /** UTC milliseconds of the real clock; attempts before then are refused without a check. */
  blockedUntil: number;
}

/** Operators that may sign in, supervisors first, then by name. */
export function listOperators(db: ReadableDatabase): Operator[] {
  return statement<[], Operator>(
    db,
    `SELECT id, name, role FROM operator WHERE active = 1 ORDER BY role = 'supervisor' DESC, name`,
  ).all();
}

/** True when a supervisor exists. */
export function hasSupervisor(db: ReadableDatabase): boolean {
  return (
    statement(
      db,
      `SELECT 1 FROM operator WHERE active = 1 AND role = 'supervisor' LIMIT 1`,
    ).get() !== undefined
  );
}

export function findOperatorCredentials(
  db: ReadableDatabase,
  id: string,
): OperatorCredentials | null {
  const row = statement<[string], OperatorCredentials>(
    db,
    `SELECT id, name, role, pin_hash AS pinHash, failures, blocked_until AS blockedUntil
       FROM operator WHERE id = ? AND active = 1`,
  ).get(id);
  return row ?? null;
}

/** Everyone who may sign in and has one of these roles, with the hash to compare a PIN with. */
export function listCredentials(
  db: ReadableDatabase,
  roles: readonly OperatorRole[],
): OperatorCredentials[] {
  return statement<[string], OperatorCredentials>(
    db,
    `SELECT id, name, role, pin_hash AS pinHash, failures, blocked_until AS blockedUntil
       FROM operator WHERE active = 1 AND role IN (SELECT value FROM json_each(?)) ORDER BY wall`,
  ).all(JSON.stringify(roles));
}

/**
 * Adds an operator.
 *
 * @param operator.madeBy id of the operator who added them alone; null or left out if two people,
 * the configuration or the hub vouch for them
 */
export function insertOperator(
  db: WritableDatabase,
  operator: Operator & { pinHash: string; wall: number; madeBy?: string | null },
): void {
  statement(
    db,
    'INSERT INTO operator (id, name, role, pin_hash, wall, made_by) VALUES (?, ?, ?, ?, ?, ?)',
  ).run(
    operator.id,
    operator.name,
    operator.role,
    operator.pinHash,
    operator.wall,
    operator.madeBy ?? null,
  );
}

/** How many operators this store ever had, including deactivated ones. */
export function countOperators(db: ReadableDatabase): number {
  return (
    statement<[], { count: number }>(db, 'SELECT count(*) AS count FROM operator').get()?.count ?? 0
  );
}

/** Ids of operators who may sign in and have only one person vouching for them. */
export function listUnvouched(db: ReadableDatabase): string[] {
  return statement<[], { id: string }>(
    db,
    'SELECT id FROM operator WHERE active = 1 AND made_by IS NOT NULL',
  )
    .all()
    .map(({ id }) => id);
}

/**
 * Everyone with a PIN that the same person may know: the operator who added this one alone, those
 * that this one added alone, and so on. Two operators of one circle do not count as two people.
 */
export function circleOf(db: ReadableDatabase, id: string): ReadonlySet<string> {
  const rows = statement<[string], { id: string }>(
    db,
    `WITH RECURSIVE circle (id) AS (
       SELECT ?
       UNION SELECT operator.id FROM operator JOIN circle ON operator.made_by = circle.id
       UNION SELECT operator.made_by FROM operator JOIN circle ON operator.id = circle.id
         WHERE operator.made_by IS NOT NULL
     ) SELECT id FROM circle`,
  ).all(id);
  return new Set(rows.map((row) => row.id));
}

/** Two people vouch for an operator. Throws RowCountError if there is none. */
export function vouchFor(db: WritableDatabase, id: string): void {
  changedOne(
    statement(db, 'UPDATE operator SET made_by = NULL WHERE id = ? AND active = 1').run(id),
    'vouchFor',
  );
}

/** Writes how often the PIN was wrong in a row, and until when further attempts are refused. */
export function recordPinFailures(
  db: WritableDatabase,
  id: string,
  failures: number,
  blockedUntil: number,
): void {
  changedOne(
    statement(db, 'UPDATE operator SET failures = ?, blocked_until = ? WHERE id = ?').run(
      failures,
      blockedUntil,
      id,
    ),
    'recordPinFailures',
  );
}

/**
 * Gives an operator a new PIN hash and resets the count of wrong PINs. Throws RowCountError if
 * there is none.
 *
 * @param chosenBy id of the other operator who chose the PIN; null for the operator's own choice
 */
export function replacePin(
  db: WritableDatabase,
  id: string,
  pinHash: string,
  chosenBy: string | null,
): void {
  changedOne(
    statement(
      db,
      `UPDATE operator SET pin_hash = ?, made_by = coalesce(?, made_by), failures = 0, blocked_until = 0
         WHERE id = ? AND active = 1`,
    ).run(pinHash, chosenBy, id),
    'replacePin',
  );
}

/** Deactivates an operator; the row stays, for names in lists. Throws RowCountError if none. */
export function deactivateOperator(db: WritableDatabase, id: string): void {
  changedOne(
    statement(db, 'UPDATE operator SET active = 0 WHERE id = ? AND active = 1').run(id),
    'deactivateOperator',
  );
}

/**
 * Gives an operator another role. Throws RowCountError if there is none.
 *
 * @param by id of the operator who decided it alone; an operator who chose the PIN alone stays on
 * record instead
 */
export function replaceRole(
  db: WritableDatabase,
  id: string,
  role: OperatorRole,
  by: string,
): void {
  changedOne(
    statement(
      db,
      'UPDATE operator SET role = ?, made_by = coalesce(made_by, ?) WHERE id = ? AND active = 1',
    ).run(role, by, id),
    'replaceRole',
  );
}

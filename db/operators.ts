import type { Operator, OperatorRole } from '../domain/operator.ts';
import { statement } from './statement.ts';
import { changedOne, type ReadableDatabase, type WritableDatabase } from './types.ts';

/** What signing in needs to know of an operator. */
export interface OperatorCredentials extends Operator {
  /** scrypt hash with its parameters and salt, see main/pin.ts. */
  pinHash: string;
  failures: number;
  /** UTC milliseconds of the real clock until which no attempt is looked at. */
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

/** Everybody who may sign in and has one of these roles, with what a PIN is compared with. */
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

export function insertOperator(
  db: WritableDatabase,
  operator: { id: string; name: string; role: OperatorRole; pinHash: string; wall: number },
): void {
  statement(db, 'INSERT INTO operator (id, name, role, pin_hash, wall) VALUES (?, ?, ?, ?, ?)').run(
    operator.id,
    operator.name,
    operator.role,
    operator.pinHash,
    operator.wall,
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

/** Gives an operator a new PIN hash, and forgets the wrong ones before it. Throws RowCountError if there is none. */
export function replacePin(db: WritableDatabase, id: string, pinHash: string): void {
  changedOne(
    statement(
      db,
      'UPDATE operator SET pin_hash = ?, failures = 0, blocked_until = 0 WHERE id = ? AND active = 1',
    ).run(pinHash, id),
    'replacePin',
  );
}

/** Takes the right to sign in; the row stays for the names in lists. Throws RowCountError if there is none. */
export function deactivateOperator(db: WritableDatabase, id: string): void {
  changedOne(
    statement(db, 'UPDATE operator SET active = 0 WHERE id = ? AND active = 1').run(id),
    'deactivateOperator',
  );
}

/** Gives an operator another role. Throws RowCountError if there is none. */
export function replaceRole(db: WritableDatabase, id: string, role: OperatorRole): void {
  changedOne(
    statement(db, 'UPDATE operator SET role = ? WHERE id = ? AND active = 1').run(role, id),
    'replaceRole',
  );
}

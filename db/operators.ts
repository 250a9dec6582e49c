import type { Makers } from '../domain/operators/independent.ts';
import {
  isWithin,
  type KnownOperator,
  type Operator,
  type OperatorRole,
} from '../domain/operators/rights.ts';
import { statement } from './base/statement.ts';
import { changedOne, type ReadableDatabase, type WritableDatabase } from './base/types.ts';

/** The data of an operator that signing in needs. */
export interface OperatorCredentials extends Operator {
  /** scrypt hash with its parameters and salt; see main/operators/pin.ts. */
  pinHash: string;
  failures: number;
  /** UTC milliseconds of the real clock. Attempts before then are refused without a check. */
  blockedUntil: number;
}

/** Operators that may sign in, in no order. */
export function listOperators(db: ReadableDatabase): Operator[] {
  return statement<[], Operator>(db, `SELECT id, name, role FROM operator WHERE active = 1`).all();
}

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

/**
 * Every operator who may sign in and has one of these roles, with the hash to compare a PIN with.
 */
export function listCredentials(
  db: ReadableDatabase,
  roles: readonly OperatorRole[],
): OperatorCredentials[] {
  return statement<[string], OperatorCredentials>(
    db,
    `SELECT id, name, role, pin_hash AS pinHash, failures, blocked_until AS blockedUntil
       FROM operator WHERE active = 1 AND role IN (SELECT value FROM json_each(?)) ORDER BY rowid`,
  ).all(JSON.stringify(roles));
}

/**
 * Adds an operator.
 *
 * @param operator.madeBy id of the operator who alone added this one; null or omitted if two
 * people, the configuration or the hub vouch
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

/** Number of operators that this store ever had, including deactivated ones. */
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

/** For each operator, who alone created the account and may know its PIN. For `areIndependent`. */
export function listMakers(db: ReadableDatabase): Makers {
  const rows = statement<[], { id: string; madeBy: string | null }>(
    db,
    'SELECT id, CASE own_pin WHEN 1 THEN NULL ELSE made_by END AS madeBy FROM operator',
  ).all();
  return new Map(rows.map(({ id, madeBy }) => [id, madeBy]));
}

/** Records that two people vouch for an operator. Throws RowCountError if there is none. */
export function vouchFor(db: WritableDatabase, id: string): void {
  changedOne(
    statement(db, 'UPDATE operator SET made_by = NULL WHERE id = ? AND active = 1').run(id),
    'vouchFor',
  );
}

/** Stores the number of consecutive wrong PINs, and until when further attempts are refused. */
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
 * @param chosenBy id of the other operator who chose the PIN; null if the operator chose it, so
 * that no one else knows it
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
      `UPDATE operator SET pin_hash = @pinHash, made_by = coalesce(@by, made_by),
         own_pin = @by IS NULL, failures = 0, blocked_until = 0
         WHERE id = @id AND active = 1`,
    ).run({ pinHash, by: chosenBy, id }),
    'replacePin',
  );
}

/**
 * Deactivates an operator. The row stays, for names in lists. Throws RowCountError if there is
 * none.
 */
export function deactivateOperator(db: WritableDatabase, id: string): void {
  changedOne(
    statement(db, 'UPDATE operator SET active = 0 WHERE id = ? AND active = 1').run(id),
    'deactivateOperator',
  );
}

/**
 * Changes an operator's role. Throws RowCountError if there is none.
 *
 * @param by id of the operator who decided this alone. If an operator chose the PIN alone, that one
 * stays recorded instead.
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

/**
 * Listed by the hub with a role, active, and never an operator here. A former operator stays
 * deactivated.
 */
const isAdoptable = `known.role IS NOT NULL AND known.active = 1
  AND known.id NOT IN (SELECT id FROM operator)`;

/** An operator who may sign in here, or could once a supervisor confirms. */
export interface SignInRow extends Operator {
  isNew: boolean;
  /** Name of the desk that created the operator; null for this desk, and if that desk is lost. */
  madeAt: string | null;
  /** The role in the directory; null if it lists none. */
  roleThere: OperatorRole | null;
  /**
   * The directory lists the operator as deactivated. This station's last supervisor stays active.
   */
  isEnded: boolean;
  /** Another person alone created the operator or chose the PIN, and may know it. */
  isPinShared: boolean;
}

type Flag = 'isNew' | 'isEnded' | 'isPinShared';

/** Operators of this station, and those whom only the hub lists, in no order. */
export function listSignIns(db: ReadableDatabase): SignInRow[] {
  return statement<[], Omit<SignInRow, Flag> & Record<Flag, number>>(
    db,
    `SELECT * FROM (
       SELECT known.id, known.name, known.role, 1 AS isNew, home.name AS madeAt,
              known.role AS roleThere, 0 AS isEnded, 0 AS isPinShared
         FROM known_operator AS known LEFT JOIN known_station AS home ON home.id = known.desk
         WHERE ${isAdoptable}
       UNION ALL
       SELECT operator.id, operator.name, operator.role, 0, home.name, known.role,
              coalesce(known.active, 1) = 0, operator.made_by IS NOT NULL AND own_pin = 0
         FROM operator LEFT JOIN known_operator AS known ON known.id = operator.id
         LEFT JOIN known_station AS home
           ON home.id = known.desk AND home.id <> (SELECT station FROM station)
         WHERE operator.active = 1
     )`,
  )
    .all()
    .map((row) => ({
      ...row,
      isNew: row.isNew === 1,
      isEnded: row.isEnded === 1,
      isPinShared: row.isPinShared === 1,
    }));
}

/** An operator from the hub who could choose a PIN here; null for any other. */
export function findAdoptable(db: ReadableDatabase, id: string): Operator | null {
  const row = statement<[string], Operator>(
    db,
    `SELECT id, name, role FROM known_operator AS known WHERE id = ? AND ${isAdoptable}`,
  ).get(id);
  return row ?? null;
}

/**
 * The role that another desk gave its operator; null if this station created the operator, or no
 * role is known.
 */
export function findRoleElsewhere(db: ReadableDatabase, id: string): OperatorRole | null {
  const row = statement<[string], { role: OperatorRole }>(
    db,
    `SELECT role FROM known_operator WHERE id = ? AND role IS NOT NULL AND desk IS NOT NULL
       AND desk <> (SELECT station FROM station)`,
  ).get(id);
  return row?.role ?? null;
}

/**
 * What this desk reports to the hub: the operators created here, and all that are deactivated here.
 */
export function listForHub(
  db: ReadableDatabase,
): (Operator & { active: boolean; vouched: boolean })[] {
  return statement<[], Operator & { active: number; vouched: number }>(
    db,
    `SELECT id, name, role, active, made_by IS NULL AS vouched FROM operator
       WHERE active = 0 OR id NOT IN
         (SELECT id FROM known_operator WHERE desk <> (SELECT station FROM station))`,
  )
    .all()
    .map((row) => ({ ...row, active: row.active === 1, vouched: row.vouched === 1 }));
}

/** An active operator of this station, with the directory's entry. */
interface Followed extends Operator {
  nameThere: string;
  roleThere: OperatorRole | null;
  isActiveThere: 0 | 1;
  /** Created here, or at a desk that is lost. */
  isOwn: 0 | 1;
}

/**
 * Follows the roles of the hub's directory. An operator who is deactivated anywhere is deactivated
 * here, and name and role follow the desk that created the operator. A role with more rights waits
 * for a supervisor here, so that no desk alone can grant one. The last supervisor stays active.
 * Call it inside a transaction, after the names were stored.
 */
export function followDirectory(db: WritableDatabase, operators: readonly KnownOperator[]): void {
  // The desk stays recorded. For an operator whom a restored hub has forgotten, only that desk
  // reports the operator.
  statement(db, 'UPDATE known_operator SET role = NULL, active = 1').run();
  for (const { id, role, desk, active } of operators) {
    statement<[OperatorRole | null, string | null, number, string], unknown>(
      db,
      'UPDATE known_operator SET role = ?, desk = ?, active = ? WHERE id = ?',
    ).run(role, desk, active ? 1 : 0, id);
  }
  // Newest first, so that of several supervisors the first one of this station stays.
  const followed = statement<[], Followed>(
    db,
    `SELECT operator.id, operator.name, operator.role, known.name AS nameThere,
            known.role AS roleThere, known.active AS isActiveThere,
            known.desk IS NULL OR known.desk = (SELECT station FROM station) AS isOwn
       FROM operator JOIN known_operator AS known ON known.id = operator.id
       WHERE operator.active = 1 ORDER BY operator.rowid DESC`,
  ).all();
  for (const one of followed) follow(db, one);
}

function follow(db: WritableDatabase, one: Followed): void {
  const { id, role, roleThere } = one;
  if (one.isActiveThere === 0) {
    if (!isLastSupervisor(db, one)) deactivateOperator(db, id);
    return;
  }
  if (one.isOwn === 1 || roleThere === null) return;
  const follows = isWithin(roleThere, role) && !isLastSupervisor(db, one);
  statement(db, 'UPDATE operator SET name = ?, role = ? WHERE id = ?').run(
    one.nameThere,
    follows ? roleThere : role,
    id,
  );
}

function isLastSupervisor(db: ReadableDatabase, { id, role }: Operator): boolean {
  const other = `SELECT 1 FROM operator WHERE active = 1 AND role = 'supervisor' AND id <> ? LIMIT 1`;
  return role === 'supervisor' && statement<[string], unknown>(db, other).get(id) === undefined;
}

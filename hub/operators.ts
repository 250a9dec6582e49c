import {
  isWithin,
  type KnownOperator,
  maxOperators,
  type OperatorRole,
  ownOperators,
} from '../domain/operators/rights.ts';
import { HubProblem } from '../domain/sync/problems.ts';
import type { HandshakeRequest } from '../domain/sync/sync.ts';
import type { HubContext } from './base/context.ts';
import { bumpDirectory } from './base/directory-version.ts';
import type { EnrolledStation } from './base/enrolled-station.ts';
import { isPurged } from './base/purged.ts';
import { storableText } from './base/texts.ts';
import { insertInto, query, type TextList, textList } from './store/prepared.ts';
import type { HubDatabase, OperatorTable } from './store/tables.ts';

/** `home`: the desk that created the operator; null unless that desk is enrolled. */
type KnownRow = OperatorTable & { home: string | null };

const operatorsQuery = query<{ ids: TextList }, KnownRow>(({ db, at, isAmong }) =>
  db
    .selectFrom('operator')
    .leftJoin('station', (join) =>
      join.onRef('station.id', '=', 'operator.vouched_by').on('station.state', '=', 'enrolled'),
    )
    .where(isAmong('operator.id', at('ids')))
    .selectAll('operator')
    .select('station.id as home'),
);

type Said = HandshakeRequest['operators'];

/**
 * Stores the operators that a desk reports, which changes the directory. Kiosks and doors cannot
 * vouch for operators. Name and role follow the desk that created the operator. An operator whom
 * one person created alone waits for a second person or an organiser; so does a role with more
 * rights. Any desk can deactivate an operator, permanently. Every station reads the whole list, so
 * its length is limited.
 *
 * @returns number of operators that did not fit
 */
export async function noteOperators(
  context: HubContext,
  station: Pick<EnrolledStation, 'id' | 'mode'>,
  operators: Said,
): Promise<number> {
  // A station that was away during a purge must not bring names back.
  const isHeard = station.mode === 'desk' && operators.length > 0;
  if (!isHeard || (await isPurged(context.store.db))) return 0;
  const { db } = context.store;
  const seen = await changedBy(db, station.id, operators);
  if (seen.rows.length === 0) return seen.refused;
  const { rows, refused } = await db.transaction().execute(async (tx) => {
    // Locks the hub's row, so that two desks never use the same free places.
    await bumpDirectory(tx);
    const changed = await changedBy(tx, station.id, operators);
    await writeOperators(tx, changed.rows);
    return changed;
  });
  if (refused > 0) context.log.warn({ station: station.id, refused }, 'no room for more operators');
  if (rows.length > 0) {
    const ended = rows.filter(({ active }) => active === 0).map(({ id }) => id);
    context.log.info({ station: station.id, changed: rows.length, ended }, 'operators changed');
    context.announce({ directory: true });
  }
  return refused;
}

/** Rows that this desk's report changes, up to the limit. */
async function changedBy(
  db: HubDatabase,
  desk: string,
  said: Said,
): Promise<{ rows: OperatorTable[]; refused: number }> {
  const known = await operatorsQuery(db, { ids: textList(said.map(({ id }) => id)) });
  const before = new Map(known.map((row) => [row.id, row]));
  const named = [...new Map(said.map((one) => [one.id, one])).values()];
  const changed = named.flatMap((one) => {
    const row = before.get(one.id);
    const next = row === undefined ? null : changedRow(row, desk, one);
    return next === null ? [] : [next];
  });
  const added = named
    .filter(({ id, active }) => active && !before.has(id))
    .map(({ id, name, role, vouched }) => ({
      id,
      name: storableText(name),
      role,
      vouched_by: desk,
      waiting: vouched ? 0 : 1,
      active: 1,
    }));
  if (added.length === 0) return { rows: changed, refused: 0 };
  const room = await roomFor(db, desk);
  return {
    rows: [...changed, ...added.slice(0, room)],
    refused: Math.max(0, added.length - room),
  };
}

/** The row after a desk's report; null if the report changes nothing. */
function changedRow(
  { home, ...row }: KnownRow,
  desk: string,
  said: Said[number],
): OperatorTable | null {
  if (!said.active) return row.active === 0 ? null : { ...row, active: 0 };
  if (home !== null && home !== desk) return null;
  const isHeard =
    said.vouched || row.waiting === 1 || (row.role !== null && isWithin(said.role, row.role));
  const next = {
    ...row,
    name: storableText(said.name),
    vouched_by: desk,
    role: isHeard ? said.role : row.role,
    // An accepted operator stays accepted: a new PIN does not make a new person.
    waiting: said.vouched ? 0 : row.waiting,
  };
  const fields = ['name', 'vouched_by', 'role', 'waiting'] as const;
  return fields.some((field) => next[field] !== row[field]) ? next : null;
}

/**
 * Number of operators that a desk may add: limited by the event's free places and the desk's own
 * share. So a desk that names too many does not use up another desk's share.
 */
async function roomFor(db: HubDatabase, desk: string): Promise<number> {
  const own = await countOperators(db, desk);
  const all = await countOperators(db, null);
  return Math.max(0, maxOperators - all, ownOperators - own);
}

/**
 * Counts the operators of a desk, or of all desks that are not revoked: those of revoked desks do
 * not count.
 *
 * @param desk null: all
 */
async function countOperators(db: HubDatabase, desk: string | null): Promise<number> {
  const all = db
    .selectFrom('operator')
    .leftJoin('station', 'station.id', 'operator.vouched_by')
    .where(({ eb, or }) => or([eb('state', 'is', null), eb('state', '<>', 'revoked')]))
    .select(({ fn }) => fn.countAll<number>().as('count'));
  const { count } = await (desk === null
    ? all
    : all.where('operator.vouched_by', '=', desk)
  ).executeTakeFirstOrThrow();
  return count;
}

const writeOperators = insertInto(
  'operator',
  ['id', 'name', 'role', 'vouched_by', 'waiting', 'active'],
  `ON CONFLICT (id) DO UPDATE SET name = excluded.name, role = excluded.role,
     vouched_by = excluded.vouched_by, waiting = excluded.waiting, active = excluded.active`,
);

/** Imports operators from a desk's copy. Known ones stay unchanged; no desk can rename them. */
export async function seedOperators(
  tx: HubDatabase,
  operators: readonly KnownOperator[],
): Promise<void> {
  const room = Math.max(0, maxOperators - (await countOperators(tx, null)));
  const known = await operatorsQuery(tx, { ids: textList(operators.map(({ id }) => id)) });
  const ids = new Set(known.map(({ id }) => id));
  const rows = operators
    .filter(({ id }) => !ids.has(id))
    .slice(0, room)
    .map(({ id, name, role, desk, active }) => ({
      id,
      name: storableText(name),
      role,
      vouched_by: desk,
      waiting: 0,
      active: active ? 1 : 0,
    }));
  await writeOperators(tx, rows);
}

export interface OperatorRoom {
  count: number;
  isFull: boolean;
  /** Operators whom one person created alone; `desk` is the name of the desk. */
  waiting: { id: string; name: string; role: OperatorRole; desk: string }[];
}

/** Counts the operators, and lists those that wait for a second person. */
export async function readOperatorRoom(db: HubDatabase): Promise<OperatorRoom> {
  const count = await countOperators(db, null);
  const waiting = await db
    .selectFrom('operator')
    .leftJoin('station', 'station.id', 'operator.vouched_by')
    .where('operator.waiting', '=', 1)
    .where('operator.active', '=', 1)
    .orderBy('operator.name')
    .orderBy('operator.id')
    .select(['operator.id', 'operator.name', 'operator.role', 'station.name as desk'])
    .execute();
  return {
    count,
    isFull: count >= maxOperators,
    waiting: waiting.map(({ id, name, role, desk }) => ({
      id,
      name,
      role: role ?? ('operator' as const),
      desk: desk ?? '',
    })),
  };
}

/** Accepts a waiting operator, for an organiser. Throws HubProblem `not-found`. */
export async function vouchForOperator(context: HubContext, id: string): Promise<void> {
  await context.store.db.transaction().execute(async (tx) => {
    const changed = await tx
      .updateTable('operator')
      .set({ waiting: 0 })
      .where('id', '=', id)
      .where('waiting', '=', 1)
      .returning('id')
      .execute();
    if (changed.length === 0) throw new HubProblem('not-found', 'operator');
    await bumpDirectory(tx);
  });
  context.log.info({ operator: id }, 'vouched for');
  context.announce({ directory: true });
}

import type { HandshakeRequest } from '../../domain/wire/sync.ts';
import { insertInto } from '../store/insert-rows.ts';
import { query, type TextList, textList } from '../store/prepared.ts';
import type { HubDatabase, OperatorTable } from '../store/tables.ts';
import type { HubContext } from './context.ts';
import { bumpDirectory } from './directory-version.ts';
import type { EnrolledKiosk } from './hub.ts';
import { isPurged } from './purge/purged.ts';
import { storableText } from './texts.ts';

/** Operators of an event. Every station reads all of them, so no station may add without end. */
const maxOperators = 200;

const operatorsQuery = query<{ ids: TextList }, OperatorTable>(({ db, at, isAmong }) =>
  db
    .selectFrom('operator')
    .where(isAmong('id', at('ids')))
    .selectAll(),
);

type Said = HandshakeRequest['operators'];

/**
 * Notes the operators of a desk; the directory changes with them. Kiosks and doors vouch for nobody, and no desk
 * renames an operator that another one vouched for. Whom the directory has no room for is left out.
 */
export async function noteOperators(
  context: HubContext,
  kiosk: Pick<EnrolledKiosk, 'id' | 'mode'>,
  operators: Said,
): Promise<void> {
  // Nobody's name comes back by a station that was away during a purge.
  const isHeard = kiosk.mode === 'desk' && operators.length > 0;
  if (!isHeard || (await isPurged(context.store.db))) return;
  const { db } = context.store;
  if ((await changedBy(db, kiosk.id, operators)).length === 0) return;
  const changed = await db.transaction().execute(async (tx) => {
    // Locks the hub's row: two desks never count the same room.
    await bumpDirectory(tx);
    const rows = await changedBy(tx, kiosk.id, operators);
    await writeOperators(tx, rows);
    return rows.length;
  });
  if (changed > 0) context.announce({ directory: true });
}

/** Rows that this desk's word changes, as many as there is room for. */
async function changedBy(db: HubDatabase, desk: string, said: Said): Promise<OperatorTable[]> {
  const known = await operatorsQuery(db, { ids: textList(said.map(({ id }) => id)) });
  const rows = new Map(known.map((row) => [row.id, row]));
  const named = new Map(said.map(({ id, name }) => [id, storableText(name)]));
  const changed = Array.from(named, ([id, name]) => ({ id, name, vouched_by: desk }));
  const renamed = changed.filter(({ id, name }) => {
    const row = rows.get(id);
    return row !== undefined && row.vouched_by === desk && row.name !== name;
  });
  const added = changed.filter(({ id }) => !rows.has(id));
  if (added.length === 0) return renamed;
  return [...renamed, ...added.slice(0, Math.max(0, maxOperators - (await countOperators(db))))];
}

async function countOperators(db: HubDatabase): Promise<number> {
  const { count } = await db
    .selectFrom('operator')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

const writeOperators = insertInto(
  'operator',
  ['id', 'name', 'vouched_by'],
  'ON CONFLICT (id) DO UPDATE SET name = excluded.name',
);

/** Takes over operators from a desk's replica; those known here stay as they are, and no desk renames them. */
export async function seedOperators(
  tx: HubDatabase,
  operators: readonly Said[number][],
): Promise<void> {
  const room = Math.max(0, maxOperators - (await countOperators(tx)));
  const known = await operatorsQuery(tx, { ids: textList(operators.map(({ id }) => id)) });
  const ids = new Set(known.map(({ id }) => id));
  const rows = operators
    .filter(({ id }) => !ids.has(id))
    .slice(0, room)
    .map(({ id, name }) => ({ id, name: storableText(name), vouched_by: null }));
  await writeOperators(tx, rows);
}

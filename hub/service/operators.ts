import type { HandshakeRequest } from '../../domain/wire/sync.ts';
import { query, type TextList, textList } from '../store/prepared.ts';
import type { HubDatabase, OperatorTable } from '../store/tables.ts';
import type { HubContext } from './context.ts';
import { bumpDirectory } from './directory-version.ts';
import { isPurged } from './purge/purged.ts';
import { storableText } from './texts.ts';

const operatorsQuery = query<{ ids: TextList }, OperatorTable>(({ db, at, isAmong }) =>
  db
    .selectFrom('operator')
    .where(isAmong('id', at('ids')))
    .selectAll(),
);

/** Notes the operators of a kiosk; the directory changes with them. */
export async function noteOperators(
  context: HubContext,
  operators: HandshakeRequest['operators'],
): Promise<void> {
  // Nobody's name comes back by a station that was away during a purge.
  if (operators.length === 0 || (await isPurged(context.store.db))) return;
  const { db } = context.store;
  const known = await operatorsQuery(db, { ids: textList(operators.map(({ id }) => id)) });
  const names = new Map(known.map(({ id, name }) => [id, name]));
  const said = new Map(operators.map(({ id, name }) => [id, storableText(name)]));
  // In the order of ids, so that two kiosks with the same operators never wait for each other.
  const changed = Array.from(said, ([id, name]) => ({ id, name }))
    .filter(({ id, name }) => names.get(id) !== name)
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  if (changed.length === 0) return;
  await db.transaction().execute(async (tx) => {
    await writeOperators(tx, changed);
    await bumpDirectory(tx);
  });
  context.announce({ directory: true });
}

/** Adds operators, or gives known ones their new names. */
export async function writeOperators(
  tx: HubDatabase,
  operators: readonly OperatorTable[],
): Promise<void> {
  if (operators.length === 0) return;
  await tx
    .insertInto('operator')
    .values(operators.map(({ id, name }) => ({ id, name })))
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet((eb) => ({ name: eb.ref('excluded.name') })),
    )
    .execute();
}

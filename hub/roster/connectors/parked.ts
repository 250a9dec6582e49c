import { storableText } from '../../base/texts.ts';
import { insertInto, query, type TextList, textList } from '../../store/prepared.ts';
import type { HubDatabase } from '../../store/tables.ts';
import type { ParkedItem } from './entry.ts';

const upsert = insertInto(
  'connector_parked',
  ['connector', 'kind', 'id', 'reason', 'parked_at'],
  'ON CONFLICT (connector, kind, id) DO UPDATE SET reason = excluded.reason',
);

/** Parks items, so that the page lists them; an item parked before keeps its time. */
export async function park(
  tx: HubDatabase,
  connector: string,
  items: readonly ParkedItem[],
): Promise<void> {
  const rows = items.map(({ kind, id, reason, parkedAt }) => ({
    connector,
    kind,
    // The name of a file may contain any characters.
    id: storableText(id),
    reason,
    parked_at: parkedAt,
  }));
  await upsert(tx, rows);
}

const deleteByIds = query<
  { connector: string; kind: 'person' | 'fact'; ids: TextList },
  { id: string }
>(({ db, at, isAmong }) =>
  db
    .deleteFrom('connector_parked')
    .where('connector', '=', at('connector'))
    .where('kind', '=', at('kind'))
    .where(isAmong('id', at('ids')))
    .returning('id'),
);

/** Removes resolved items: by their ids, or all people whose id begins with `start`. */
export async function clearParked(
  tx: HubDatabase,
  connector: string,
  which: { kind: 'person' | 'fact'; ids: readonly string[] } | { kind: 'person'; start: string },
): Promise<void> {
  if ('ids' in which) {
    if (which.ids.length === 0) return;
    await deleteByIds(tx, { connector, kind: which.kind, ids: textList(which.ids) });
    return;
  }
  const start = storableText(which.start);
  await tx
    .deleteFrom('connector_parked')
    .where('connector', '=', connector)
    .where('kind', '=', which.kind)
    .where('id', '>=', start)
    // The stores compare code units or UTF-8 bytes; no id here sorts after this character.
    .where('id', '<', `${start}\u{10ffff}`)
    .execute();
}

/** Ids of the parked facts, oldest first, with the reason. */
export async function parkedFacts(
  db: HubDatabase,
  connector: string,
): Promise<{ id: string; reason: string }[]> {
  return db
    .selectFrom('connector_parked')
    .where('connector', '=', connector)
    .where('kind', '=', 'fact')
    .orderBy('parked_at')
    .orderBy('id')
    .select(['id', 'reason'])
    .execute();
}

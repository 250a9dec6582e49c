import { insertInto } from '../store/insert-rows.ts';
import { query, type TextList, textList } from '../store/prepared.ts';
import type { HubDatabase } from '../store/tables.ts';

const placesQuery = query<{ ids: TextList }, { seq: number | null }>(({ db, at, isAmong }) =>
  db
    .selectFrom('attendance_event')
    .where(isAmong('id', at('ids')))
    .where('seq', 'is not', null)
    .orderBy('seq')
    .select('seq'),
);

const insert = insertInto('streamed_again', ['seq', 'fact_seq']);

/**
 * Puts facts whose payload came after them into the stream once more: desks that have them bare read on
 * from their cursors and would never see it. In the push's transaction.
 *
 * @param lastSeq the last number of the stream
 * @returns the last number after them
 */
export async function streamAgain(
  tx: HubDatabase,
  ids: readonly string[],
  lastSeq: number,
): Promise<number> {
  if (ids.length === 0) return lastSeq;
  const places = await placesQuery(tx, { ids: textList(ids) });
  const rows = places.flatMap(({ seq }, index) =>
    seq === null ? [] : [{ seq: lastSeq + index + 1, fact_seq: seq }],
  );
  await insert(tx, rows);
  return lastSeq + rows.length;
}

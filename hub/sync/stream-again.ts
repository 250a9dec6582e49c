import { insertInto } from '../store/insert-rows.ts';
import { query, type TextList, textList } from '../store/prepared.ts';
import type { HubDatabase } from '../store/tables.ts';

interface ChainPlace {
  station: string;
  incarnation: number;
  kseq: number;
}

const placesQuery = query<{ ids: TextList }, ChainPlace>(({ db, at, isAmong }) =>
  db
    .selectFrom('attendance_event')
    .where(isAmong('id', at('ids')))
    .where('seq', 'is not', null)
    .orderBy('seq')
    .select(['station', 'incarnation', 'kseq']),
);

const insert = insertInto('streamed_place', ['seq', 'station', 'incarnation', 'kseq']);

/**
 * Streams facts again whose payload came after them: desks that have them without payload read on
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
  const rows = places.map((place, index) => ({ seq: lastSeq + index + 1, ...place }));
  await insert(tx, rows);
  return lastSeq + rows.length;
}

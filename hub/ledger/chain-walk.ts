import { setImmediate as turn } from 'node:timers/promises';
import type { HeldLink } from '../../domain/day-close/life-reader.ts';
import type { HubDatabase } from '../store/tables.ts';

/** Rows read at a time: a chain may be larger than memory. */
const portion = 2_000;

/** The head of a chain as stored in its row. */
export interface ChainRow {
  station: string;
  incarnation: number;
  last_kseq: number;
  hash: string;
}

/** A link with its number in the stream of facts; null if it has none (copy, or in quarantine). */
export interface WalkedLink extends HeldLink {
  seq: number | null;
  /** Its position in the order of facts. */
  effective: string | null;
  /** Null if it holds nothing that counts. */
  id: string | null;
}

/**
 * The links of a chain as stored, in order, from its first to the head that was read before.
 * Nothing is checked. Yields to other requests after each portion.
 *
 * @param from starts after this number
 */
export async function* linksOfChain(
  db: HubDatabase,
  head: ChainRow,
  from = 0,
): AsyncGenerator<WalkedLink, void, undefined> {
  let after = from;
  for (;;) {
    const rows = await db
      .selectFrom('attendance_event')
      .where('station', '=', head.station)
      .where('incarnation', '=', head.incarnation)
      .where('kseq', '>', after)
      .where('kseq', '<=', head.last_kseq)
      .orderBy('kseq')
      .limit(portion)
      .select(['kseq', 'hash', 'body', 'seq', 'id', 'effective'])
      .execute();
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.kseq;
    yield* rows;
    await turn();
  }
}

import { setImmediate as turn } from 'node:timers/promises';
import type { HeldLink } from '../../domain/day-close/life-reader.ts';
import type { HubDatabase } from '../store/tables.ts';

/** Rows read at a time: a chain may be larger than memory. */
const portion = 2_000;

/** The head of a chain as its row says it. */
export interface ChainRow {
  kiosk: string;
  incarnation: number;
  last_kseq: number;
  hash: string;
}

/** A link with its place in the stream of facts; null for one that is there already, or in quarantine. */
export interface WalkedLink extends HeldLink {
  seq: number | null;
  /** Its place in the order of facts. */
  effective: string | null;
  /** Null where it says nothing that counts. */
  id: string | null;
}

/**
 * The links of a chain from its first to the head that was read before, in their order and as they lie there:
 * nothing is checked. Yields to other requests after each portion.
 *
 * @param from the place behind which to begin
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
      .where('kiosk', '=', head.kiosk)
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

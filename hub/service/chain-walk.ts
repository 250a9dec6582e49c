import type { HeldLink } from '../../domain/day-close/life-reader.ts';
import type { HubDatabase } from '../store/tables.ts';
import { jsonOf } from './texts.ts';

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
}

/**
 * The links of a chain from its first to the head that was read before, in their order and as they lie there:
 * nothing is checked. The body of a link in quarantine comes from there; null where it is in neither place.
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
      .select(['kseq', 'hash', 'body', 'seq'])
      .execute();
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.kseq;
    for (const { kseq, hash, body, seq } of rows) {
      yield { kseq, hash, body: body ?? (await quarantinedBody(db, head, kseq, hash)), seq };
    }
  }
}

async function quarantinedBody(
  db: HubDatabase,
  chain: ChainRow,
  kseq: number,
  hash: string,
): Promise<string | null> {
  const row = await db
    .selectFrom('quarantine')
    .where('kiosk', '=', chain.kiosk)
    .where('incarnation', '=', chain.incarnation)
    .where('kseq', '=', kseq)
    .where('hash', '=', hash)
    .select('raw')
    .executeTakeFirst();
  const raw = row === undefined ? undefined : jsonOf(row.raw);
  return typeof raw === 'object' && raw !== null && 'body' in raw ? String(raw.body) : null;
}

import { sql } from 'kysely';
import { type Judgement, judgementOf, verdictOn } from '../../../domain/ledger/judgement.ts';
import type { WireEvent } from '../../../domain/sync/events.ts';
import { type ReadEvent, readFact } from '../../ledger/read-fact.ts';
import { query } from '../../store/prepared.ts';
import type { HubDatabase } from '../../store/tables.ts';

interface OrderRow {
  station: string;
  incarnation: number;
  kseq: number;
  body: string;
  effective: string | null;
  seq: number | null;
}

const ordersQuery = query<object, OrderRow>(({ db }) =>
  db
    .selectFrom('attendance_event')
    // These conditions match the index: every push asks.
    .where(sql<boolean>`type = 'facts-judged' AND seq IS NOT NULL`)
    .orderBy('seq')
    .select(['station', 'incarnation', 'kseq', 'body', 'effective', 'seq']),
);

/** An order with its number in the stream of facts. */
export interface StreamedOrder extends Judgement {
  seq: number;
  /** UTC milliseconds of the hub that gave it. */
  wall: number;
}

/** Every order that this hub holds, from itself and earlier hubs, in the order of arrival. */
export async function readOrders(db: HubDatabase): Promise<StreamedOrder[]> {
  const rows = await ordersQuery(db, {});
  return rows.flatMap(({ body, effective, seq, ...place }) => {
    const reading = readFact(body, place);
    if (!('fact' in reading) || seq === null) return [];
    const { fact } = reading;
    const order = judgementOf({ ...fact, effective: effective ?? fact.hlc });
    return order === null ? [] : [{ ...order, seq, wall: fact.wall }];
  });
}

/** Links of one chain after the orders on it. */
export interface Judged {
  events: ReadEvent[];
  /** Released links: they count even if the mode may not record them. */
  released: ReadonlySet<WireEvent>;
}

/**
 * Applies orders to links of a chain.
 *
 * @param read what the bodies hold
 * @param allowed the same after the rules of the author's mode
 */
export function judge(
  orders: readonly Judgement[],
  chain: { station: string; incarnation: number },
  read: readonly ReadEvent[],
  allowed: readonly ReadEvent[],
): Judged {
  const own = orders.filter(({ range }) => range.station === chain.station);
  if (own.length === 0) return { events: [...allowed], released: new Set() };
  const released = new Set<WireEvent>();
  const { station, incarnation } = chain;
  const events = allowed.map((one, index): ReadEvent => {
    const verdict = verdictOn(own, { station, incarnation, kseq: one.event.kseq });
    if (verdict === 'as-before') return one;
    if (verdict === 'count') {
      released.add(one.event);
      return read[index] ?? one;
    }
    return 'fact' in one.reading ? { event: one.event, reading: { reason: 'disregarded' } } : one;
  });
  return { events, released };
}

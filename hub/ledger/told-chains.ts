import type { ChainHead } from '../../domain/sync/events.ts';
import type { HubContext } from '../base/context.ts';
import { insertInto, query } from '../store/prepared.ts';
import { errorCodeOf, problemOf } from '../store/store-error.ts';
import type { HubDatabase } from '../store/tables.ts';

type Told = Pick<ChainHead, 'station' | 'incarnation' | 'lastKseq'>;

const putSaid = insertInto(
  'chain_said',
  ['station', 'incarnation', 'last_kseq'],
  `ON CONFLICT (station, incarnation) DO UPDATE SET last_kseq = excluded.last_kseq
   WHERE chain_said.last_kseq < excluded.last_kseq`,
);

/** A desk could report any number of chains. With so many missing, no day can be proven anyway. */
const maxChains = 10_000;

const countQuery = query<object, { chains: number }>(({ db }) =>
  db.selectFrom('chain_said').select(({ fn }) => fn.countAll<number>().as('chains')),
);

async function isFull(db: HubDatabase): Promise<boolean> {
  const [row] = await countQuery(db, {});
  return (row?.chains ?? 0) >= maxChains;
}

/**
 * Notes that a chain is longer than what the hub holds: until the rest is here, no day of the
 * station is proven. On a full disk it is kept in memory, so that reading still works.
 *
 * @param held what the hub holds
 * @param told by the station itself, or by a desk that has a copy
 */
export async function noteTold(
  context: HubContext,
  held: readonly ChainHead[],
  told: readonly Told[],
): Promise<void> {
  if (told.length === 0 || (await isFull(context.store.db))) return;
  const heldTo = new Map(held.map((head) => [keyOf(head), head.lastKseq]));
  for (const { station, incarnation, lastKseq } of told) {
    const key = keyOf({ station, incarnation });
    if (lastKseq <= Math.max(heldTo.get(key) ?? 0, context.told.get(key)?.last_kseq ?? 0)) continue;
    context.told.set(key, { station, incarnation, last_kseq: lastKseq });
  }
  await writeTold(context);
}

/** Writes what is only in memory. */
export async function writeTold({ store, told, log }: HubContext): Promise<void> {
  try {
    const all = [...told];
    if (all.length === 0) return;
    const rows = all.map(([, said]) => said);
    // In one transaction: each waits for the disk, and a handshake may report five thousand chains.
    await store.db.transaction().execute((tx) => putSaid(tx, rows));
    for (const [key, said] of all) if (told.get(key) === said) told.delete(key);
  } catch (error) {
    if (problemOf(error) === null) throw error;
    log.warn({ code: errorCodeOf(error), chains: told.size }, 'how long chains are is not written');
  }
}

function keyOf({ station, incarnation }: Pick<Told, 'station' | 'incarnation'>): string {
  return `${station} ${incarnation}`;
}

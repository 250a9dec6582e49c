import { maxLives } from '../../domain/base/bounds.ts';
import type { ChainHead } from '../../domain/sync/events.ts';
import type { HubContext } from '../base/context.ts';
import { insertInto, query, type TextList, textList } from '../store/prepared.ts';
import { errorCodeOf, problemOf } from '../store/store-error.ts';
import type { ChainSaidTable } from '../store/tables.ts';

/**
 * A chain that is longer than what the hub holds, as a station reported it. Until the hub has the
 * rest, no day of that chain's station is proven. A station is believed about the length of its own
 * chains; about another's chain only what that chain's author signed. So a claim affects only the
 * row of the station that made it, and the limit counts by station.
 */
type Told = Pick<ChainHead, 'station' | 'incarnation' | 'lastKseq'>;

const putSaid = insertInto(
  'chain_said',
  ['station', 'incarnation', 'last_kseq'],
  `ON CONFLICT (station, incarnation) DO UPDATE SET last_kseq = excluded.last_kseq
   WHERE chain_said.last_kseq < excluded.last_kseq`,
);

const saidQuery = query<{ stations: TextList }, ChainSaidTable>(({ db, at, isAmong }) =>
  db
    .selectFrom('chain_said')
    .where(isAmong('station', at('stations')))
    .selectAll(),
);

/**
 * Notes chains that are longer than what the hub holds. On a full disk they are kept in memory, so
 * that reading still works.
 *
 * @param held what the hub holds
 * @param told reported by the station itself, or proven (`provenHeads`)
 * @returns stations for which more lives were named than the hub keeps; the excess is not noted
 */
export async function noteTold(
  context: HubContext,
  held: readonly ChainHead[],
  told: readonly Told[],
): Promise<Set<string>> {
  const heldTo = new Map(held.map((head) => [keyOf(head), head.lastKseq]));
  const longer = told.filter(({ lastKseq, ...chain }) => {
    const key = keyOf(chain);
    return lastKseq > Math.max(heldTo.get(key) ?? 0, context.told.get(key)?.last_kseq ?? 0);
  });
  const full = new Set<string>();
  if (longer.length === 0) return full;
  const known = await livesSaid(context, [...new Set(longer.map(({ station }) => station))]);
  for (const { station, incarnation, lastKseq } of longer) {
    const lives = known.get(station) ?? new Set();
    if (!lives.has(incarnation) && lives.size >= maxLives) {
      full.add(station);
      continue;
    }
    lives.add(incarnation);
    const key = keyOf({ station, incarnation });
    context.told.set(key, { station, incarnation, last_kseq: lastKseq });
  }
  await writeTold(context);
  return full;
}

/** The lives that each of these stations is known to have named, in the store or in memory. */
async function livesSaid(
  { store, told }: Pick<HubContext, 'store' | 'told'>,
  stations: readonly string[],
): Promise<Map<string, Set<number>>> {
  const rows = await saidQuery(store.db, { stations: textList(stations) });
  const lives = new Map<string, Set<number>>(stations.map((station) => [station, new Set()]));
  for (const { station, incarnation } of [...rows, ...told.values()]) {
    lives.get(station)?.add(incarnation);
  }
  return lives;
}

/** Writes the chains that are only in memory to the store. */
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

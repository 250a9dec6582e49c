import { setImmediate as turn } from 'node:timers/promises';
import type { HeldLink } from '../../domain/day-close/life-reader.ts';
import { genesisHash } from '../../domain/ledger/chain.ts';
import type { ChainHead } from '../../domain/sync/events.ts';
import type { ChainAnswer, ChainRequest } from '../../domain/sync/sync.ts';
import { insertInto, query, type Statement, type TextList, textList } from '../store/prepared.ts';
import type { HubDatabase } from '../store/tables.ts';

type Chain = { station: string; incarnation: number };

export interface HeldHead extends ChainHead {
  /** Effective clock of the last readable fact; null before the first. */
  effective: string | null;
}

const headQuery = query<Chain, HeldHead>(({ db, at }) =>
  db
    .selectFrom('chain')
    .where('station', '=', at('station'))
    .where('incarnation', '=', at('incarnation'))
    .select(['station', 'incarnation', 'last_kseq as lastKseq', 'hash', 'effective']),
);

/** The head of a chain; for a chain that the store lacks, the place before its first event. */
export async function headOf(db: HubDatabase, chain: Chain): Promise<HeldHead> {
  const [head] = await headQuery(db, { station: chain.station, incarnation: chain.incarnation });
  return head ?? beginningOf(chain);
}

function beginningOf({ station, incarnation }: Chain): HeldHead {
  return { station, incarnation, lastKseq: 0, hash: genesisHash, effective: null };
}

const writeHead = query<HeldHead, never>(({ db, at }) =>
  db
    .insertInto('chain')
    .values({
      station: at('station'),
      incarnation: at('incarnation'),
      last_kseq: at('lastKseq'),
      hash: at('hash'),
      effective: at('effective'),
    })
    .onConflict((conflict) =>
      conflict.columns(['station', 'incarnation']).doUpdateSet((eb) => ({
        last_kseq: eb.ref('excluded.last_kseq'),
        hash: eb.ref('excluded.hash'),
        effective: eb.ref('excluded.effective'),
      })),
    ),
);

export async function moveHead(tx: HubDatabase, head: HeldHead): Promise<void> {
  await writeHead(tx, head);
}

const putHeads = insertInto(
  'chain',
  ['station', 'incarnation', 'last_kseq', 'hash', 'effective'],
  'ON CONFLICT (station, incarnation) DO UPDATE SET last_kseq = excluded.last_kseq, hash = excluded.hash, effective = excluded.effective',
);

/** Moves the heads of several chains; each chain must occur only once. */
export function headsMoved(tx: HubDatabase, heads: readonly HeldHead[]): Statement<never>[] {
  const rows = heads.map(({ lastKseq, ...head }) => ({ ...head, last_kseq: lastKseq }));
  return putHeads.of(tx, rows);
}

const headsQuery = query<{ stations: TextList }, HeldHead>(({ db, at, isAmong }) =>
  db
    .selectFrom('chain')
    .where(isAmong('station', at('stations')))
    .select(['station', 'incarnation', 'last_kseq as lastKseq', 'hash', 'effective'])
    .orderBy('station')
    .orderBy('incarnation'),
);

export async function headsOf(db: HubDatabase, stations: readonly string[]): Promise<HeldHead[]> {
  return headsQuery(db, { stations: textList([...new Set(stations)]) });
}

/** {@link headsOf} as a statement. */
export function headsFound(db: HubDatabase, stations: readonly string[]): Statement<HeldHead> {
  return headsQuery.of(db, { stations: textList([...new Set(stations)]) });
}

/** The heads of these chains in their order, each once. */
export function headsOfChains(known: readonly HeldHead[], chains: readonly Chain[]): HeldHead[] {
  const name = ({ station, incarnation }: Chain): string => `${station} ${incarnation}`;
  const heads = new Map(known.map((head) => [name(head), head]));
  const asked = new Map(chains.map((chain) => [name(chain), chain]));
  return Array.from(asked, ([key, chain]) => heads.get(key) ?? beginningOf(chain));
}

export interface Link {
  kseq: number;
  hash: string;
}

const linksQuery = query<Chain & { from: number; upTo: number; limit: number }, Link>(
  ({ db, at }) =>
    db
      .selectFrom('attendance_event')
      .where('station', '=', at('station'))
      .where('incarnation', '=', at('incarnation'))
      .where('kseq', '>=', at('from'))
      .where('kseq', '<=', at('upTo'))
      .orderBy('kseq', 'desc')
      .limit(at('limit'))
      .select(['kseq', 'hash']),
);

/** Links of a chain between two numbers (both included), newest first. */
export async function linksOf(
  db: HubDatabase,
  chain: Chain,
  from: number,
  upTo: number,
): Promise<Link[]> {
  const { station, incarnation } = chain;
  return linksQuery(db, { station, incarnation, from, upTo, limit: Math.max(1, upTo - from + 1) });
}

/** Answers with the links that the hub holds of a chain, newest first. */
export async function answerChain(db: HubDatabase, request: ChainRequest): Promise<ChainAnswer> {
  const { station, incarnation, upTo, limit } = request;
  return { links: await linksQuery(db, { station, incarnation, from: 1, upTo, limit }) };
}

const clockQuery = query<
  { station: string; incarnation: number; kseq: number },
  { hlc: string | null }
>(({ db, at }) =>
  db
    .selectFrom('attendance_event')
    .where('station', '=', at('station'))
    .where('incarnation', '=', at('incarnation'))
    .where('kseq', '=', at('kseq'))
    .select('hlc'),
);

/** The hybrid clock of the fact at a chain's head; null before the first. */
export async function clockAt(db: HubDatabase, head: ChainHead): Promise<string | null> {
  const { station, incarnation, lastKseq: kseq } = head;
  return (await clockQuery(db, { station, incarnation, kseq }))[0]?.hlc ?? null;
}

/** Number of rows read at a time: a chain may be larger than memory. */
const portion = 2_000;

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
  /** Null if the link does not count. */
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

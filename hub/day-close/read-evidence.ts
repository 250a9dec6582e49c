import { setImmediate as turn } from 'node:timers/promises';
import type { PlacedFact } from '../../domain/day-close/close-fact.ts';
import { createLifeReader } from '../../domain/day-close/life-reader.ts';
import type { HubChain } from '../../domain/day-close/report.ts';
import type { LifeEvidence, StationEvidence } from '../../domain/day-close/station-verdict.ts';
import type { LocalDay } from '../../domain/event/event-file.ts';
import { authoredIncarnation, genesisHash, isHubAuthor } from '../../domain/ledger/chain.ts';
import { type CountedFact, createFactKeeper } from '../../domain/ledger/counted-fact.ts';
import { linkHash } from '../../platform/crypto/node-crypto.ts';
import { type ChainRow, linksOfChain, type WalkedLink } from '../ledger/chains.ts';
import { readFact } from '../ledger/read-fact.ts';
import type { ChainSaidTable, HubDatabase, StationTable } from '../store/tables.ts';

/** State as of one moment, read before the chains are walked: pushes continue meanwhile. */
export interface DayHeads {
  /** The last number of the stream of facts. */
  eventsSeq: number;
  chains: ChainRow[];
  stations: StationTable[];
  /** Longer chains that were reported to the hub. */
  said: ChainSaidTable[];
  quarantine: QuarantinedLink[];
}

export interface QuarantinedLink {
  station: string;
  incarnation: number;
  kseq: number;
  reason: string;
}

/** The chains after the walk: evidence of every station, and every fact of the event. */
export interface WalkedDay {
  stations: StationEvidence[];
  facts: PlacedFact[];
  /** Facts of the event that do not count. */
  silent: CountedFact[];
  /** Number of links in the stations' chains. */
  links: number;
  hubs: HubChain[];
  /** The facts of hubs about versions of the event. */
  eventChanges: CountedFact[];
}

/** Number of links after which other requests are served: some tens of milliseconds. */
const inOneGo = 500;

/** Walks every chain to the head that was read, recomputes hashes and gathers a day's evidence. */
export async function walkChains(
  db: HubDatabase,
  heads: DayHeads,
  event: string,
  day: LocalDay,
): Promise<WalkedDay> {
  const facts: PlacedFact[] = [];
  const silent: CountedFact[] = [];
  const lives = new Map<string, LifeEvidence[]>();
  const hubs: HubChain[] = [];
  const eventChanges: CountedFact[] = [];
  const keep = createFactKeeper();
  let links = 0;
  let walked = 0;
  for (const life of livesOf(heads)) {
    const { station, incarnation } = life;
    const isHub = isHubAuthor(station);
    const reader = createLifeReader(day, incarnation, linkHash);
    for await (const link of linksOfChain(db, life.head)) {
      walked += 1;
      if (!isHub) links += 1;
      // SQLite answers on this thread: pushing stations are served here.
      if (walked % inOneGo === 0) await turn();
      const isCopy = link.seq === null && link.id !== null;
      const read = link.body === null || isCopy ? null : factOf(life, link, link.body);
      const fact = read?.eventId === event ? keep(read) : null;
      reader.add(link, isCopy || (fact !== null && link.seq !== null));
      if (fact === null) continue;
      if (isHub) {
        if (fact.type === 'event-changed' && link.seq !== null) eventChanges.push(fact);
      } else if (link.seq === null) silent.push(fact);
      else facts.push({ fact, seq: link.seq });
    }
    const { last_kseq: lastKseq, hash } = life.head;
    const known = { head: { lastKseq, hash }, said: life.said, beyond: life.beyond };
    const evidence = reader.evidence(known);
    if (isHub) {
      const { count, head } = evidence;
      if (count > 0) hubs.push({ author: station, incarnation, count, head });
    } else lives.set(station, [...(lives.get(station) ?? []), evidence]);
  }
  return { facts, silent, links, hubs, eventChanges, stations: stationsOf(heads, lives) };
}

interface Life {
  station: string;
  incarnation: number;
  head: ChainRow;
  said: number;
  beyond: number;
}

/**
 * Every incarnation known from its chain, from its station's reports or from quarantine. Chains of
 * hubs hold no attendance, and their days are not closed.
 */
function livesOf({ chains, stations, said: told, quarantine }: DayHeads): Life[] {
  const found = new Map<string, Life>();
  const lifeOf = (station: string, incarnation: number): Life => {
    const name = `${station} ${String(incarnation).padStart(15, '0')}`;
    const life = found.get(name) ?? {
      station,
      incarnation,
      head: { station, incarnation, last_kseq: 0, hash: genesisHash },
      said: 0,
      beyond: 0,
    };
    found.set(name, life);
    return life;
  };
  for (const head of chains) lifeOf(head.station, head.incarnation).head = head;
  for (const { id, own_incarnation: incarnation, own_kseq: said } of stations) {
    if (incarnation > 0) lifeOf(id, incarnation).said = said;
  }
  for (const { station, incarnation, last_kseq: lastKseq } of told) {
    const life = lifeOf(station, incarnation);
    life.said = Math.max(life.said, lastKseq);
  }
  const behind = quarantine.filter(({ station, incarnation, kseq }) => {
    return kseq > lifeOf(station, incarnation).head.last_kseq;
  });
  const places = behind.map(
    ({ station, incarnation, kseq }) => `${station} ${incarnation} ${kseq}`,
  );
  for (const place of new Set(places)) {
    const [station = '', incarnation = ''] = place.split(' ');
    lifeOf(station, Number(incarnation)).beyond += 1;
  }
  return [...found.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, life]) => life);
}

function factOf(
  { station, incarnation }: Life,
  { kseq, effective }: WalkedLink,
  body: string,
): CountedFact | null {
  const reading = readFact(body, { station, incarnation, kseq });
  if (!('fact' in reading)) return null;
  return { ...reading.fact, effective: effective ?? reading.fact.hlc };
}

/** Stations that enrolled or are known from the directory, and those known only from facts. */
function stationsOf(
  heads: DayHeads,
  lives: ReadonlyMap<string, LifeEvidence[]>,
): StationEvidence[] {
  const rows = new Map(heads.stations.map((row) => [row.id, row]));
  const ids = new Set([...rows.keys(), ...lives.keys()]);
  return Array.from(ids, (station) => {
    const row = rows.get(station);
    const own = lives.get(station) ?? [];
    const newest = Math.max(0, ...own.map((life) => authoredIncarnation(life.incarnation)));
    return {
      station,
      mode: row?.mode ?? null,
      state: row?.state ?? 'unknown',
      lastSeen: row?.last_seen ?? null,
      // The hub holds only facts of an unknown station, which other stations brought.
      heard: row !== undefined,
      current: Math.max(row?.own_incarnation ?? 0, newest),
      quarantined: heads.quarantine.filter((item) => item.station === station).length,
      lives: own,
    };
  });
}

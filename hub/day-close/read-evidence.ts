import { setImmediate as turn } from 'node:timers/promises';
import type { PlacedFact } from '../../domain/day-close/late-facts.ts';
import { createLifeReader } from '../../domain/day-close/life-reader.ts';
import type { LifeEvidence, StationEvidence } from '../../domain/day-close/station-verdict.ts';
import type { LocalDay } from '../../domain/event/event-file.ts';
import type { OrderedFact } from '../../domain/ledger/attendance.ts';
import { authoredIncarnation } from '../../domain/ledger/branch.ts';
import { genesisHash } from '../../domain/ledger/chain.ts';
import { isHubAuthor } from '../../domain/ledger/hub-chain.ts';
import { linkHash } from '../base/run.ts';
import { type ChainRow, linksOfChain, type WalkedLink } from '../ledger/chain-walk.ts';
import { readFact } from '../ledger/read-fact.ts';
import type { ChainSaidTable, HubDatabase, StationTable } from '../store/tables.ts';

/** What was read at one moment, before the chains are walked: pushes continue meanwhile. */
export interface DayHeads {
  /** The last number of the stream of facts. */
  eventsSeq: number;
  chains: ChainRow[];
  kiosks: StationTable[];
  /** Longer chains that were reported to the hub. */
  said: ChainSaidTable[];
  quarantine: QuarantinedLink[];
}

export interface QuarantinedLink {
  kiosk: string;
  incarnation: number;
  kseq: number;
  reason: string;
}

/** The chains after the walk: evidence of every station, and every fact of the event. */
export interface WalkedDay {
  kiosks: StationEvidence[];
  facts: PlacedFact[];
  /** Facts of the event that do not count. */
  silent: OrderedFact[];
  links: number;
}

/** Links after which other requests are served: some tens of milliseconds. */
const inOneGo = 500;

/** Walks every chain to the head that was read, recomputes hashes and gathers a day's evidence. */
export async function walkChains(
  db: HubDatabase,
  heads: DayHeads,
  event: string,
  day: LocalDay,
): Promise<WalkedDay> {
  const facts: PlacedFact[] = [];
  const silent: OrderedFact[] = [];
  const lives = new Map<string, LifeEvidence[]>();
  let links = 0;
  for (const life of livesOf(heads)) {
    const reader = createLifeReader(day, life.incarnation, linkHash);
    for await (const link of linksOfChain(db, life.head)) {
      reader.add(link);
      links += 1;
      // SQLite answers on this thread: pushing stations are served here.
      if (links % inOneGo === 0) await turn();
      if (link.body === null || (link.seq === null && link.id !== null)) continue;
      const fact = factOf(life, link, link.body);
      if (fact === null || fact.eventId !== event) continue;
      if (link.seq === null) silent.push(fact);
      else facts.push({ fact, seq: link.seq });
    }
    const { last_kseq: lastKseq, hash } = life.head;
    const known = { head: { lastKseq, hash }, said: life.said, beyond: life.beyond };
    const others = lives.get(life.kiosk) ?? [];
    lives.set(life.kiosk, [...others, reader.evidence(known)]);
  }
  return { facts, silent, links, kiosks: stationsOf(heads, lives) };
}

interface Life {
  kiosk: string;
  incarnation: number;
  head: ChainRow;
  said: number;
  beyond: number;
}

/**
 * Every incarnation known from its chain, from its station's reports or from quarantine. The chains
 * of hubs hold no attendance, and their days are not closed.
 */
function livesOf({ chains, kiosks, said: told, quarantine }: DayHeads): Life[] {
  const found = new Map<string, Life>();
  const lifeOf = (kiosk: string, incarnation: number): Life => {
    const name = `${kiosk} ${String(incarnation).padStart(15, '0')}`;
    const life = found.get(name) ?? {
      kiosk,
      incarnation,
      head: { kiosk, incarnation, last_kseq: 0, hash: genesisHash },
      said: 0,
      beyond: 0,
    };
    found.set(name, life);
    return life;
  };
  for (const head of chains) lifeOf(head.kiosk, head.incarnation).head = head;
  for (const { id, own_incarnation: incarnation, own_kseq: said } of kiosks) {
    if (incarnation > 0) lifeOf(id, incarnation).said = said;
  }
  for (const { kiosk, incarnation, last_kseq: lastKseq } of told) {
    const life = lifeOf(kiosk, incarnation);
    life.said = Math.max(life.said, lastKseq);
  }
  const behind = quarantine.filter(({ kiosk, incarnation, kseq }) => {
    return kseq > lifeOf(kiosk, incarnation).head.last_kseq;
  });
  const places = behind.map(({ kiosk, incarnation, kseq }) => `${kiosk} ${incarnation} ${kseq}`);
  for (const place of new Set(places)) {
    const [kiosk = '', incarnation = ''] = place.split(' ');
    lifeOf(kiosk, Number(incarnation)).beyond += 1;
  }
  return [...found.entries()]
    .filter(([, { kiosk }]) => !isHubAuthor(kiosk))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, life]) => life);
}

function factOf(
  { kiosk, incarnation }: Life,
  { kseq, hash, effective }: WalkedLink,
  body: string,
): OrderedFact | null {
  const reading = readFact(body, { kiosk, incarnation, kseq });
  if (!('fact' in reading)) return null;
  return { ...reading.fact, effective: effective ?? reading.fact.hlc, hash };
}

/** Stations that enrolled or are known from the directory, and those known only from facts. */
function stationsOf(
  heads: DayHeads,
  lives: ReadonlyMap<string, LifeEvidence[]>,
): StationEvidence[] {
  const rows = new Map(heads.kiosks.map((row) => [row.id, row]));
  const ids = new Set([...rows.keys(), ...lives.keys()]);
  return Array.from(ids, (kiosk) => {
    const row = rows.get(kiosk);
    const own = lives.get(kiosk) ?? [];
    const newest = Math.max(0, ...own.map((life) => authoredIncarnation(life.incarnation)));
    return {
      kiosk,
      mode: row?.mode ?? null,
      state: row?.state ?? 'unknown',
      lastSeen: row?.last_seen ?? null,
      // Of an unknown station only facts are here, brought by others.
      heard: row !== undefined,
      current: Math.max(row?.own_incarnation ?? 0, newest),
      quarantined: heads.quarantine.filter((item) => item.kiosk === kiosk).length,
      lives: own,
    };
  });
}

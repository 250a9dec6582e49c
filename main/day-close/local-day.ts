import type { ReadableDatabase } from '../../db/base/types.ts';
import {
  factsInOrder,
  lastPlace,
  type StationReportRow,
  stationReports,
} from '../../db/day-close.ts';
import { findHubLink } from '../../db/ledger/hub-link.ts';
import { listKnownStations } from '../../db/ledger/known-stations.ts';
import { deletedDelegates, everyDelegate } from '../../db/roster/roster.ts';
import { countLate } from '../../domain/day-close/close-fact.ts';
import { draftReport } from '../../domain/day-close/draft.ts';
import { createLifeReader } from '../../domain/day-close/life-reader.ts';
import {
  type DayReport,
  type HubChain,
  signedReportSchema,
} from '../../domain/day-close/report.ts';
import type { LifeEvidence, StationEvidence } from '../../domain/day-close/station-verdict.ts';
import type { DayState } from '../../domain/day-close/status.ts';
import type { EventFile, LocalDay } from '../../domain/event/event-file.ts';
import { authoredIncarnation, genesisHash, isHubAuthor } from '../../domain/ledger/chain.ts';
import type { CountedFact } from '../../domain/ledger/counted-fact.ts';
import type { ChainHead } from '../../domain/sync/events.ts';
import { linkHash, nodeCrypto } from '../../platform/crypto/node-crypto.ts';
import { chainHeads, hubHeads, linksOf } from './held-links.ts';

export interface LocalSource {
  db: ReadableDatabase;
  event: EventFile;
  station: string;
  /** Its raw Ed25519 public key, base64. */
  publicKey: string;
}

export interface LocalQuestion {
  day: LocalDay;
  /** The operator who closes the day; null for a mere view. */
  operatorId: string | null;
  /** UTC milliseconds of the event's clock. */
  now: number;
  /** Null: the store's present state. */
  moment: LocalMoment | null;
}

/** The store's state at a moment: later facts do not count. */
export interface LocalMoment {
  /** Place of the last fact, see `lastPlace`. */
  place: number;
  heads: ChainHead[];
  hubs: ChainHead[];
}

/** Call it in the transaction to which the moment belongs. */
export function momentOf(db: ReadableDatabase): LocalMoment {
  return { place: lastPlace(db), heads: chainHeads(db), hubs: hubHeads(db) };
}

/** A day as this station's own store shows it. */
export interface LocalDayView {
  state: DayState;
  late: number;
  draft: DayReport;
  /** Facts of the event that the store holds. */
  facts: number;
}

/**
 * Reads a day from this station's store: its own chains, and those of others as far as the store
 * holds them. A station without a hub closes its day this way; a station whose hub is away shows
 * what is known here. Computes every chain again, which takes some seconds for a large event.
 */
export function readLocalDay(source: LocalSource, question: LocalQuestion): LocalDayView {
  const { db } = source;
  return db.transaction(() => readAt(source, question, question.moment ?? momentOf(db))).deferred();
}

function readAt(
  source: LocalSource,
  { day, operatorId, now }: LocalQuestion,
  { place, heads, hubs }: LocalMoment,
): LocalDayView {
  const { db, event, station, publicKey } = source;
  const all = stationReports(db);
  const reports = all.filter((row) => row.eventId === event.id && row.day === day);
  const [last] = all;
  const held = factsInOrder(db, event.id, place);
  const facts = held.filter((fact) => !isHubAuthor(fact.station));
  const stations = evidenceOf(source, { day, now, heads, facts });
  const links = stations.flatMap(({ lives }) => lives).reduce((sum, { count }) => sum + count, 0);
  const draft = draftReport(
    {
      event: event.id,
      day,
      facts,
      links,
      stations,
      hubs: hubs.map((head) => hubChainOf(db, head)).filter(({ count }) => count > 0),
      eventChanges: held.filter(
        ({ type, station: author }) => type === 'event-changed' && isHubAuthor(author),
      ),
      quarantine: [],
      delegates: [...everyDelegate(db, event.id)],
      deleted: deletedDelegates(db, event.id),
      place: {
        revision: (reports[0]?.revision ?? 0) + 1,
        number: (last?.number ?? 0) + 1,
        previous: last?.hash ?? null,
        issuer: { kind: 'desk', id: station, publicKey },
        issuedAt: now,
        closedBy: operatorId === null ? null : { station, operator: operatorId },
      },
    },
    nodeCrypto,
  );
  const [newest] = reports;
  const late =
    newest === undefined
      ? 0
      : countLate(
          facts.map((fact, i) => ({ fact, seq: i + 1 })),
          { report: reportOf(newest), seq: newest.facts },
        );
  const state = newest === undefined ? 'open' : late > 0 ? 'reopened' : 'closed';
  return { state, late, draft, facts: facts.length };
}

export function reportOf(row: Pick<StationReportRow, 'signed'>): DayReport {
  return signedReportSchema.parse(JSON.parse(row.signed)).report;
}

interface Evidence {
  day: LocalDay;
  now: number;
  heads: readonly ChainHead[];
  /** Only those that count. */
  facts: readonly CountedFact[];
}

function evidenceOf(
  { db, station }: LocalSource,
  { day, now, heads, facts }: Evidence,
): StationEvidence[] {
  const counted = countedPlaces(facts);
  const own = heads.findLast((head) => head.station === station);
  const lives = new Map<string, LifeEvidence[]>();
  for (const head of heads) {
    lives.set(head.station, [...(lives.get(head.station) ?? []), lifeOf(db, head, day, counted)]);
  }
  // The members of a hub that this station has left no longer matter, but its facts of them do.
  const named = findHubLink(db) === null ? [] : listKnownStations(db).map(({ id }) => id);
  const known = new Map(listKnownStations(db).map((row) => [row.id, row]));
  return Array.from(new Set([station, ...lives.keys(), ...named]), (id): StationEvidence => {
    const chains = lives.get(id) ?? [];
    const isSelf = id === station;
    return {
      station: id,
      mode: isSelf ? 'desk' : (known.get(id)?.mode ?? null),
      state: isSelf ? 'enrolled' : (known.get(id)?.state ?? 'unknown'),
      lastSeen: isSelf ? now : (known.get(id)?.lastSeen ?? null),
      heard: isSelf,
      current: isSelf
        ? (own?.incarnation ?? 0)
        : Math.max(0, ...chains.map((life) => authoredIncarnation(life.incarnation))),
      quarantined: 0,
      lives: chains,
    };
  });
}

type Places = ReadonlyMap<string, ReadonlySet<number>>;

function countedPlaces(facts: readonly CountedFact[]): Places {
  const lives = new Map<string, Set<number>>();
  for (const fact of facts) {
    const life = lifeName(fact);
    const places = lives.get(life) ?? new Set();
    lives.set(life, places.add(fact.kseq));
  }
  return lives;
}

/** As its author named it: a clone's copies of a fact have the same place. */
function lifeName({ station, incarnation }: Pick<ChainHead, 'station' | 'incarnation'>): string {
  return `${station} ${authoredIncarnation(incarnation)}`;
}

function hubChainOf(db: ReadableDatabase, head: ChainHead): HubChain {
  const { station: author, incarnation } = head;
  let at = { count: 0, head: genesisHash };
  for (const { kseq, hash, body } of linksOf(db, head)) {
    if (body === null || linkHash(at.head, body) !== hash) break;
    at = { count: kseq, head: hash };
  }
  return { author, incarnation, ...at };
}

function lifeOf(
  db: ReadableDatabase,
  head: ChainHead,
  day: LocalDay,
  counted: Places,
): LifeEvidence {
  const reader = createLifeReader(day, head.incarnation, linkHash);
  const places = counted.get(lifeName(head));
  for (const link of linksOf(db, head)) reader.add(link, places?.has(link.kseq) === true);
  const { lastKseq, hash } = head;
  return reader.evidence({ head: { lastKseq, hash }, said: lastKseq, beyond: 0 });
}

import { publicKeyOf, readPrivateKey } from '../../../crypto/ed25519.ts';
import { nodeCrypto } from '../../../crypto/node-crypto.ts';
import { factsInOrder, type StationReportRow, stationReports } from '../../../db/day-close.ts';
import { heldChains } from '../../../db/held-chains.ts';
import { findHubLink } from '../../../db/hub-link.ts';
import { listKnownKiosks } from '../../../db/known-stations.ts';
import { deletedDelegates, everyDelegate } from '../../../db/roster.ts';
import { findStation } from '../../../db/station.ts';
import { linksAfter } from '../../../db/sync-links.ts';
import { genesisHash, hashBody } from '../../../domain/chain.ts';
import { draftReport } from '../../../domain/day-close/draft.ts';
import type { KioskEvidence, LifeEvidence } from '../../../domain/day-close/kiosk-verdict.ts';
import { countLate } from '../../../domain/day-close/late-facts.ts';
import { createLifeReader } from '../../../domain/day-close/life-reader.ts';
import { type DayReport, signedReportSchema } from '../../../domain/day-close/report.ts';
import type { DayState } from '../../../domain/day-close/status.ts';
import type { LocalDay } from '../../../domain/event-file.ts';
import type { ChainHead } from '../../../domain/wire/events.ts';
import type { DayCloseParts } from './day-hub.ts';

/** A day as this station's own store tells it. */
export interface LocalDayView {
  state: DayState;
  late: number;
  draft: DayReport;
  /** Facts of the event that the store holds. */
  facts: number;
  /** This station's own reports of the day, the newest first. */
  reports: StationReportRow[];
}

/**
 * Reads a day from this station's store: its own chains and those of others as far as it holds them. A station
 * that works alone so closes its day by itself; one whose hub is away sees what it can know.
 *
 * @param operatorId who closes the day; null where it is only looked at
 */
export function readLocalDay(
  parts: DayCloseParts,
  day: LocalDay,
  operatorId: string | null,
): LocalDayView {
  const { db, event, clock, kiosk } = parts.context;
  const eventId = event.file.id;
  const all = stationReports(db);
  const reports = all.filter((row) => row.eventId === eventId && row.day === day);
  const [last] = all;
  const facts = factsInOrder(db, eventId);
  const kiosks = evidenceOf(parts, day);
  const links = kiosks.flatMap(({ lives }) => lives).reduce((sum, { count }) => sum + count, 0);
  const draft = draftReport(
    {
      event: eventId,
      day,
      facts,
      links,
      kiosks,
      quarantine: [],
      delegates: [...everyDelegate(db, eventId)],
      deleted: deletedDelegates(db, eventId),
      place: {
        revision: (reports[0]?.revision ?? 0) + 1,
        number: (last?.number ?? 0) + 1,
        previous: last?.hash ?? null,
        issuer: {
          kind: 'desk',
          id: kiosk.kiosk,
          publicKey: publicKeyOf(readPrivateKey(parts.signingKey())),
        },
        issuedAt: clock(),
        closedBy: operatorId === null ? null : { kiosk: kiosk.kiosk, operator: operatorId },
      },
    },
    nodeCrypto,
  );
  const placed = facts.map((fact, i) => ({ fact, seq: i + 1 }));
  const [newest] = reports;
  const late =
    newest === undefined ? 0 : countLate(placed, { report: reportOf(newest), seq: newest.facts });
  const state = newest === undefined ? 'open' : late > 0 ? 'reopened' : 'closed';
  return { state, late, draft, facts: facts.length, reports };
}

/** The report in a row of the store. */
export function reportOf(row: Pick<StationReportRow, 'signed'>): DayReport {
  return signedReportSchema.parse(JSON.parse(row.signed)).report;
}

function evidenceOf({ context }: DayCloseParts, day: LocalDay): KioskEvidence[] {
  const { db, clock } = context;
  const station = findStation(db);
  if (station === null) throw new Error('readLocalDay: the store has no station');
  const { kiosk, incarnation, lastKseq, chainHead } = station;
  const own: ChainHead = { kiosk, incarnation, lastKseq, hash: chainHead };
  const held = heldChains(db, Number.MAX_SAFE_INTEGER);
  const lives = new Map<string, LifeEvidence[]>();
  for (const head of [...held, own]) {
    lives.set(head.kiosk, [...(lives.get(head.kiosk) ?? []), lifeOf(context, head, day)]);
  }
  // Who belongs to a hub that this station has left is no longer its business; what it holds of them is.
  const named = findHubLink(db) === null ? [] : listKnownKiosks(db).map(({ id }) => id);
  const known = new Map(listKnownKiosks(db).map((row) => [row.id, row]));
  return Array.from(new Set([kiosk, ...lives.keys(), ...named]), (id): KioskEvidence => {
    const chains = lives.get(id) ?? [];
    const isSelf = id === kiosk;
    return {
      kiosk: id,
      mode: isSelf ? 'desk' : (known.get(id)?.mode ?? null),
      state: isSelf ? 'enrolled' : (known.get(id)?.state ?? 'unknown'),
      lastSeen: isSelf ? clock() : (known.get(id)?.lastSeen ?? null),
      current: isSelf ? incarnation : Math.max(0, ...chains.map((life) => life.incarnation)),
      quarantined: 0,
      lives: chains,
    };
  });
}

/** Links read at a time. */
const portion = 2_000;

function lifeOf(
  { db }: Pick<DayCloseParts['context'], 'db'>,
  head: ChainHead,
  day: LocalDay,
): LifeEvidence {
  const hash = (previous: string, body: string): string => hashBody(previous, body, nodeCrypto);
  const reader = createLifeReader(day, head.incarnation, hash);
  let at = { kseq: 0, hash: genesisHash };
  while (at.kseq < head.lastKseq) {
    const most = Math.min(portion, head.lastKseq - at.kseq);
    const links = linksAfter(db, head, at, most, nodeCrypto);
    for (const { kseq, hash: said, body } of links) reader.add({ kseq, hash: said, body });
    const last = links.at(-1);
    // What does not follow its predecessor is not given: the chain ends before its head, and is found broken.
    if (last === undefined) break;
    at = { kseq: last.kseq, hash: last.hash };
  }
  return reader.evidence({
    head: { lastKseq: head.lastKseq, hash: head.hash },
    said: head.lastKseq,
    beyond: 0,
  });
}

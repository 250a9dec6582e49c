import {
  type RegistrationLine,
  registrationBalance,
  registrationGaps,
} from '../badges/registration-balance.ts';
import type { Crypto } from '../base/crypto.ts';
import type { LocalDay } from '../event/event-file.ts';
import type { Attendance } from '../ledger/attendance-fold.ts';
import type { CountedFact } from '../ledger/counted-fact.ts';
import type { Delegate } from '../roster/delegate.ts';
import { resolutionsOf, summariseDay } from './day-summary.ts';
import {
  type DayReport,
  type HubChain,
  type ReportBalanceLine,
  reportFormat,
  type StationProof,
} from './report.ts';
import { type StationEvidence, type Verdict, verdictOn } from './station-verdict.ts';

export interface DayQuestion {
  event: string;
  day: LocalDay;
  /** Every fact of stations about the event that is understood and counts, each once. */
  facts: readonly CountedFact[];
  /** Number of links in all chains. */
  links: number;
  stations: readonly StationEvidence[];
  /** The chains of hubs, with their facts about versions of the event. */
  hubs: readonly HubChain[];
  eventChanges: readonly CountedFact[];
  quarantine: readonly { station: string; reason: string; items: number }[];
  /** The roster without removed delegates. `deleted` holds the removed ones. */
  delegates: readonly Delegate[];
  deleted: readonly Pick<Delegate, 'id' | 'delegation'>[];
  /** The place among the issuer's reports; see `DayReport`. */
  place: Pick<DayReport, 'revision' | 'number' | 'previous' | 'issuer' | 'issuedAt' | 'closedBy'>;
}

/**
 * The report of a day if it were issued now. Equal facts, evidence and roster give equal reports.
 */
export function draftReport(question: DayQuestion, crypto: Pick<Crypto, 'sha256'>): DayReport {
  const { event, day, facts, place } = question;
  const resolutions = resolutionsOf(facts, day);
  const { summary, attendance } = summariseDay([...facts, ...question.eventChanges], day, crypto);
  const stations = question.stations
    .map((station) => proofOf(station, resolutions.finding('station', station.station)))
    .sort((a, b) => (a.station < b.station ? -1 : 1));
  return {
    formatVersion: reportFormat,
    event,
    day,
    revision: place.revision,
    number: place.number,
    previous: place.previous,
    issuer: place.issuer,
    issuedAt: place.issuedAt,
    closedBy: place.closedBy,
    facts: { links: question.links, distinct: facts.length },
    proof: countVerdicts(stations),
    stations,
    hubs: question.hubs.map(({ author, incarnation, count, head }) => {
      return { author, incarnation, count, head };
    }),
    quarantine: question.quarantine.map(({ station, reason, items }) => ({
      station,
      reason,
      items,
      resolvedBy: resolutions.finding('quarantine', station),
    })),
    balance: balanceOf(question, attendance, resolutions.finding('balance', day)),
    admissions: summary.admissions,
    persons: summary.persons,
    attendanceDigest: summary.attendanceDigest,
    eventVersions: summary.eventVersions,
    further: summary.further,
    overrides: summary.overrides,
    prints: summary.prints,
    clocks: summary.clocks,
  };
}

function proofOf(station: StationEvidence, resolvedBy: string | null): StationProof {
  const { verdict, reason, asOf, held, atLeast } = verdictOn(station);
  return {
    station: station.station,
    mode: station.mode,
    state: station.state,
    lastSeen: station.lastSeen,
    heard: station.heard,
    current: station.current,
    quarantined: station.quarantined,
    lives: station.lives,
    verdict,
    reason,
    asOf,
    held,
    atLeast,
    resolvedBy,
  };
}

export function countVerdicts(stations: readonly { verdict: Verdict }[]): DayReport['proof'] {
  const count = (wanted: Verdict): number =>
    stations.filter(({ verdict }) => verdict === wanted).length;
  return { proven: count('proven'), open: count('open'), broken: count('broken') };
}

function balanceOf(
  { delegates, deleted, facts, day }: DayQuestion,
  attendance: Attendance,
  resolvedBy: string | null,
): DayReport['balance'] {
  const balance = registrationBalance({ delegates, deleted, attendance, facts, day });
  return {
    total: lineOf(balance.total),
    delegations: balance.delegations.map(({ code, line }) => ({ code, line: lineOf(line) })),
    resolvedBy,
  };
}

/**
 * Copies the figures by name, so that a field of a later version does not enter this report format.
 */
function lineOf(line: RegistrationLine): ReportBalanceLine {
  return {
    registered: line.registered,
    walkIns: line.walkIns,
    otherDays: line.otherDays,
    present: line.present,
    notArrived: line.notArrived,
    cancelled: line.cancelled,
    pending: line.pending,
    revoked: line.revoked,
    replaced: line.replaced,
    gaps: Object.fromEntries(registrationGaps.map((gap) => [gap, line.gaps[gap]])) as Record<
      (typeof registrationGaps)[number],
      number
    >,
  };
}

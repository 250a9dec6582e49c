import { daysWithFacts, stationReports } from '../../db/day-close.ts';
import { findAttendanceEvent, findPersonal } from '../../db/ledger/attendance.ts';
import { countWaiting, findHubLink } from '../../db/ledger/hub-link.ts';
import { findStation } from '../../db/ledger/station.ts';
import { printJobsInStates } from '../../db/printing/print-jobs.ts';
import { findDelegateById } from '../../db/roster/roster.ts';
import { jsonOf } from '../../domain/base/json.ts';
import { gapsOf } from '../../domain/day-close/check-counts.ts';
import { findingNoteSchema } from '../../domain/day-close/close-fact.ts';
import type { HubDayStatus } from '../../domain/day-close/day-close-wire.ts';
import type { DayReport } from '../../domain/day-close/report.ts';
import type { DayStatus, IssuedReport } from '../../domain/day-close/status.ts';
import type { LocalDay } from '../../domain/event/event-file.ts';
import { finalPrintJobStates, printJobStateSchema } from '../../domain/printing/print-job.ts';
import { CallFailure } from '../base/call-failure.ts';
import { type Context, today } from '../base/context.ts';
import { type StationNames, stationNames } from '../ledger/station-names.ts';
import type { DayCloseParts, DayHub } from './day-hub.ts';
import { reportOf } from './local-day.ts';

/**
 * Reads all that the page of the day's close shows. Without the hub the station's own store
 * answers.
 *
 * @param day null: today, in the event's time zone
 */
export async function readDayStatus(
  parts: DayCloseParts,
  day: LocalDay | null,
): Promise<DayStatus> {
  const { context } = parts;
  const asked = day ?? today(context);
  const hub = parts.hub();
  const told = hub === null ? null : await askHub(hub, asked);
  const question = { day: asked, operatorId: null, now: context.clock(), moment: null };
  const read = told ?? (await parts.reads.localDay(question));
  return {
    ...nameReport(context, read.draft),
    days: daysOf(context),
    today: today(context),
    now: context.clock(),
    source: told === null ? 'desk' : 'hub',
    hub: hubOf(context, told !== null),
    state: read.state,
    late: read.late,
    push: pushOf(context),
    calledAt: told?.calledAt ?? null,
    jobs: openJobs(context),
    reports: told === null ? localReports(parts, asked) : told.reports.map(entryView(context)),
  };
}

/** Failures on which the station's own store answers. The state of the sync shows the reason. */
const awayCodes: readonly CallFailure['code'][] = [
  'hub-unreachable',
  'hub-refused',
  'hub-wrong-certificate',
];

/** Null where the hub cannot be asked. */
async function askHub(hub: DayHub, day: LocalDay): Promise<HubDayStatus | null> {
  try {
    return await hub.status(day);
  } catch (error) {
    if (error instanceof CallFailure && awayCodes.includes(error.code)) return null;
    throw error;
  }
}

/** Today always counts: before the day's boundary it is the day before. */
function daysOf(context: Context): LocalDay[] {
  const { file } = context.event;
  const days = [...file.days, ...daysWithFacts(context.db, file.id), today(context)];
  return [...new Set(days)].sort();
}

function hubOf({ db }: Context, reachable: boolean): DayStatus['hub'] {
  const link = findHubLink(db);
  return link === null ? null : { name: link.hubName, reachable };
}

function pushOf({ db }: Context): DayStatus['push'] {
  const total = findStation(db)?.lastKseq ?? 0;
  return { waiting: Math.min(total, countWaiting(db).waiting), total };
}

function entryView(context: Context): (entry: HubDayStatus['reports'][number]) => IssuedReport {
  const names = stationNames(context);
  return (entry) => ({
    revision: entry.revision,
    number: entry.number,
    issuer: 'hub',
    issuedAt: entry.issuedAt,
    operatorName: names.operator(entry.closedBy?.operator ?? null),
    hash: entry.hash,
    proof: entry.proof,
  });
}

function localReports(parts: DayCloseParts, day: LocalDay): IssuedReport[] {
  const { db, event } = parts.context;
  const names = stationNames(parts.context);
  const rows = stationReports(db).filter((row) => row.eventId === event.file.id && row.day === day);
  return rows.map((row) => ({
    revision: row.revision,
    number: row.number,
    issuer: 'desk',
    issuedAt: row.issuedWall,
    operatorName: names.operator(row.operatorId),
    hash: row.hash,
    proof: reportOf(row).proof,
  }));
}

/** A report's content with the names of people, stations and operators as far as known here. */
type NamedReport = Pick<
  DayStatus,
  | 'day'
  | 'proof'
  | 'stations'
  | 'facts'
  | 'persons'
  | 'eventVersions'
  | 'admissions'
  | 'balance'
  | 'further'
  | 'overrides'
  | 'prints'
  | 'clocks'
  | 'quarantine'
>;

function nameReport(context: Context, report: DayReport): NamedReport {
  const names = stationNames(context);
  const lists = new FactNames(context, names, report.issuedAt);
  const { balance } = report;
  return {
    day: report.day,
    proof: report.proof,
    stations: report.stations.map((station) => ({
      station: station.station,
      name: names.station(station.station),
      mode: station.mode,
      state: station.state,
      self: station.station === context.self.station,
      verdict: station.verdict,
      asOf: station.asOf,
      reason: station.reason,
      held: station.held,
      atLeast: station.atLeast,
      quarantined: station.quarantined,
      lastSeen: station.lastSeen,
      resolution: lists.resolution(station.resolvedBy),
    })),
    facts: report.facts.distinct,
    persons: report.persons,
    eventVersions: report.eventVersions,
    admissions: report.admissions,
    balance: {
      total: balance.total,
      delegations: balance.delegations,
      gaps: gapsOf(balance.total),
      resolution: lists.resolution(balance.resolvedBy),
    },
    further: report.further.map(({ fact, checkpoint, station, resolvedBy }) => ({
      ...lists.personOfFact(fact),
      admissionId: fact,
      checkpoint,
      at: lists.side(fact, station),
      resolution: lists.resolution(resolvedBy),
    })),
    overrides: report.overrides.map(
      ({ fact, checkpoint, station, outcome, reason, resolvedBy }) => ({
        ...lists.personOfFact(fact),
        fact,
        checkpoint,
        outcome,
        reason,
        at: lists.side(fact, station),
        resolution: lists.resolution(resolvedBy),
      }),
    ),
    prints: report.prints.map(({ serial, fact, station, resolvedBy }) => ({
      ...lists.personOfFact(fact),
      serial,
      at: lists.side(fact, station),
      resolution: lists.resolution(resolvedBy),
    })),
    clocks: report.clocks.map(({ station, facts, worst, resolvedBy }) => ({
      station,
      name: names.station(station),
      facts,
      worst,
      resolution: lists.resolution(resolvedBy),
    })),
    quarantine: report.quarantine.map(({ station, reason, items, resolvedBy }) => ({
      station,
      name: names.station(station),
      reason,
      items,
      resolution: lists.resolution(resolvedBy),
    })),
  };
}

/** Finds the names for ids in a report's lists; empty for facts that have not arrived. */
export class FactNames {
  readonly #context: Context;
  readonly #names: StationNames;
  readonly #asOf: number;

  constructor(context: Context, names: StationNames, asOf: number) {
    this.#context = context;
    this.#names = names;
    this.#asOf = asOf;
  }

  personOfFact(id: string): { delegateId: string | null; printedName: string; delegation: string } {
    const { db, event } = this.#context;
    const delegateId = findAttendanceEvent(db, id)?.delegateId ?? null;
    const delegate = delegateId === null ? null : findDelegateById(db, event.file.id, delegateId);
    return {
      delegateId,
      printedName: delegate?.printedName ?? '',
      delegation: delegate?.delegation ?? '',
    };
  }

  side(id: string, station: string): DayStatus['further'][number]['at'] {
    const fact = findAttendanceEvent(this.#context.db, id);
    return {
      stationName: this.#names.station(station),
      operatorName: this.#names.operator(fact?.operatorId ?? null, station),
      wall: fact?.wall ?? this.#asOf,
    };
  }

  resolution(factId: string | null): DayStatus['stations'][number]['resolution'] {
    if (factId === null) return null;
    const { db } = this.#context;
    const fact = findAttendanceEvent(db, factId);
    return {
      note: noteOf(findPersonal(db, factId)?.payload ?? null),
      operatorName: this.#names.operator(fact?.operatorId ?? null),
      wall: fact?.wall ?? this.#asOf,
    };
  }
}

/** Empty once the note was purged, or if it cannot be parsed. */
function noteOf(payload: string | null): string {
  if (payload === null) return '';
  const parsed = findingNoteSchema.safeParse(jsonOf(payload));
  return parsed.success ? parsed.data.note : '';
}

const openStates = printJobStateSchema.options.filter(
  (state) => !finalPrintJobStates.includes(state),
);

function openJobs({ db, event }: Context): DayStatus['jobs'] {
  return printJobsInStates(db, openStates)
    .filter(({ eventId, kind }) => eventId === event.file.id && kind === 'badge')
    .map((job) => ({
      jobId: job.id,
      serial: job.badgeSerial ?? '',
      printedName:
        job.delegateId === null
          ? ''
          : (findDelegateById(db, job.eventId, job.delegateId)?.printedName ?? ''),
      state: job.state,
      since: job.updatedWall,
    }));
}

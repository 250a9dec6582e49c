import { daysWithFacts, stationReports } from '../../../db/day-close.ts';
import { countWaiting, findHubLink } from '../../../db/hub-link.ts';
import { findStation } from '../../../db/station.ts';
import type { DayStatus, IssuedReport } from '../../../domain/day-close/status.ts';
import type { LocalDay } from '../../../domain/event-file.ts';
import type { HubDayStatus } from '../../../domain/wire/day-close.ts';
import { CallFailure } from '../../call-failure.ts';
import { type Context, today } from '../context.ts';
import { stationNames } from '../station-names.ts';
import type { DayCloseParts, DayHub } from './day-hub.ts';
import { reportOf } from './local-day.ts';
import { nameReport, openJobs } from './status-view.ts';

/**
 * Everything that the page of the day's close shows. While the hub cannot be reached the station's own store
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

/** The station's own store answers then; why the hub does not is told by the state of the sync. */
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

/** Today is one of them, whatever the event file says: before the day's boundary it is the day before. */
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

/** Reports that this station issued itself. */
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

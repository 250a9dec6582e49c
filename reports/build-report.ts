import { type ScreenLanguage, textIn } from '../domain/base/language.ts';
import { hasGroups } from '../domain/delegations.ts';
import { formatDays } from '../domain/event/event-dates.ts';
import { localDayOf } from '../domain/event/local-day.ts';
import type { ReportId } from '../domain/reports.ts';
import { type Digest, digestOf } from './digest.ts';
import type { ReportInput } from './input.ts';
import { arrivals } from './kinds/arrivals.ts';
import { attendance } from './kinds/attendance.ts';
import { certificates } from './kinds/certificates.ts';
import { duplicates } from './kinds/duplicates.ts';
import { lanes } from './kinds/lanes.ts';
import { noShows } from './kinds/no-shows.ts';
import { overrides } from './kinds/overrides.ts';
import { participants } from './kinds/participants.ts';
import { printJobs } from './kinds/print-jobs.ts';
import { quorum } from './kinds/quorum.ts';
import { balance } from './kinds/registration-balance.ts';
import { reprints } from './kinds/reprints.ts';
import { sessions } from './kinds/sessions.ts';
import { stations } from './kinds/stations.ts';
import { walkIns } from './kinds/walk-ins.ts';
import type { Report, ReportBody, ReportMaker } from './report.ts';
import { clockWords, trainingWords } from './words.ts';

const words = {
  en: {
    complete: (when: string) => `Complete as of ${when}`,
    provisional: (when: string) => `Provisional, as of ${when}`,
    proven: (proven: number, stations: number) => `${proven} of ${stations} stations proven`,
    at: (day: string, time: string) => `${time} on ${day}`,
  },
  fr: {
    complete: (when: string) => `Complet à ${when}`,
    provisional: (when: string) => `Provisoire, état à ${when}`,
    proven: (proven: number, stations: number) =>
      `${proven} ${proven > 1 ? 'postes prouvés' : 'poste prouvé'} sur ${stations}`,
    at: (day: string, time: string) => `${time} le ${day}`,
  },
};

/** The head of every report: the event, its day or days, and how complete it is. */
function headerOf(digest: Digest): Pick<Report, 'event' | 'period' | 'asOf'> {
  const { input, language } = digest;
  const { event, day, isTraining } = input;
  const name = textIn(event.name, language, event);
  return {
    event: isTraining ? `${name} – ${trainingWords[language]}` : name,
    period: formatDays(day === null ? event.days : [day], language),
    asOf: asOfWords(digest),
  };
}

/** "Complete as of 18:04, 5 of 6 stations proven", with the date if it is another day. */
function asOfWords({ input, language, moments }: Digest): string {
  const said = words[language];
  const time = clockWords(moments.time(input.asOf), language);
  const day = localDayOf(input.asOf, input.event);
  const when = day === input.day ? time : said.at(formatDays([day], language), time);
  const as = input.isClosed ? said.complete(when) : said.provisional(when);
  const { stations } = input;
  if (stations.every(({ proof }) => proof === 'not-checked')) return as;
  const proven = stations.filter(({ proof }) => proof === 'proven').length;
  return `${as}, ${said.proven(proven, stations.length)}`;
}

const makers: Record<ReportId, ReportMaker> = {
  'participants-provisional': (digest) => participants(digest, 'provisional'),
  'participants-final': (digest) => participants(digest, 'final'),
  attendance,
  sessions,
  arrivals,
  'no-shows': noShows,
  'walk-ins': walkIns,
  'registration-balance': balance,
  quorum,
  reprints,
  overrides,
  duplicates,
  'print-jobs': printJobs,
  stations,
  lanes,
  certificates,
};

export function buildReport(id: ReportId, input: ReportInput, language: ScreenLanguage): Report {
  return reportOf(id, digestOf(input, language));
}

/** Several reports. Facts are folded and people sorted only once. */
export function buildReports(
  ids: readonly ReportId[],
  input: ReportInput,
  language: ScreenLanguage,
): Report[] {
  const digest = digestOf(input, language);
  return ids.map((id) => reportOf(id, digest));
}

/** Delegations are sent by administrations; people of another event belong to organisations. */
const sentBy = new Map([['Administration', 'Organisation']]);

/** Without the columns, the headings and the directory that divide people by delegation. */
function withoutDelegations(body: ReportBody): ReportBody {
  const named = body.columns.map((column) => ({
    ...column,
    title: sentBy.get(column.title) ?? column.title,
  }));
  const { delegationColumns } = body;
  if (delegationColumns === undefined) return { ...body, columns: named };
  const others = <T>(row: readonly T[]): T[] =>
    row.filter((_, column) => !delegationColumns.includes(column));
  return {
    ...body,
    columns: others(named),
    sections: body.sections.map(({ rows }) => ({ title: null, rows: rows.map(others) })),
    directory: null,
    totals: body.totals === undefined || body.totals === null ? null : others(body.totals),
  };
}

function reportOf(id: ReportId, digest: Digest): Report {
  const made = makers[id](digest);
  const body = hasGroups(digest.input.event) ? made : withoutDelegations(made);
  const { event, period, asOf } = headerOf(digest);
  return {
    id,
    language: digest.language,
    title: body.title,
    event,
    period,
    asOf,
    answer: body.answer ?? null,
    notes: body.notes ?? [],
    columns: body.columns,
    sections: body.sections,
    directory: body.directory ?? null,
    totals: body.totals ?? null,
    empty: body.empty,
    certificates: body.certificates ?? null,
  };
}

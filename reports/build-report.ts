import { type ScreenLanguage, textIn } from '../domain/base/language.ts';
import { administrationLabel, hasDelegations, hasGroups } from '../domain/delegations.ts';
import { formatDays } from '../domain/event/event-dates.ts';
import { groupForms } from '../domain/event/group-words.ts';
import { localDayOf } from '../domain/event/local-day.ts';
import type { ReportId } from '../domain/reports.ts';
import { delegateFields } from '../domain/roster/delegate-fields.ts';
import { type Digest, digestOf } from './digest.ts';
import type { ReportInput } from './input.ts';
import { arrivals } from './kinds/arrivals.ts';
import { attendance } from './kinds/attendance.ts';
import { bookings } from './kinds/bookings.ts';
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
import { totals } from './kinds/totals.ts';
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
  totals,
  bookings,
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

/** The columns in the event's words for its groups and for where people belong. */
function inWordsOf({ event }: ReportInput, language: ScreenLanguage, body: ReportBody): ReportBody {
  const groups = groupForms[language];
  const words = new Map([
    [groups.delegation.label, groups[event.groupWord].label],
    [delegateFields.administration.label[language], administrationLabel(event, language)],
  ]);
  const columns = body.columns.map((column) => ({
    ...column,
    title: words.get(column.title) ?? column.title,
  }));
  return { ...body, columns };
}

/**
 * Without what divides people by delegation: in an event without groups their column, the headings
 * and the directory; in one whose groups are no delegations only the columns of these.
 */
function withoutDelegations(event: ReportInput['event'], body: ReportBody): ReportBody {
  const { groupColumn, delegationColumns = [] } = body;
  if (groupColumn === undefined) return body;
  const isDivided = hasGroups(event);
  const left = isDivided ? delegationColumns : [groupColumn, ...delegationColumns];
  const others = <T>(row: readonly T[]): T[] => row.filter((_, column) => !left.includes(column));
  return {
    ...body,
    columns: others(body.columns),
    sections: body.sections.map(({ title, rows }) => ({
      title: isDivided ? title : null,
      rows: rows.map(others),
    })),
    ...(isDivided ? {} : { directory: null }),
    totals: body.totals === undefined || body.totals === null ? null : others(body.totals),
  };
}

function reportOf(id: ReportId, digest: Digest): Report {
  const made = inWordsOf(digest.input, digest.language, makers[id](digest));
  const { event: file } = digest.input;
  const body = hasDelegations(file) ? made : withoutDelegations(file, made);
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

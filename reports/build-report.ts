import type { ScreenLanguage } from '../domain/language.ts';
import type { ReportId } from '../domain/report-kinds.ts';
import { type Digest, digestOf } from './digest.ts';
import { headerOf } from './header.ts';
import type { ReportInput } from './input.ts';
import { arrivals } from './kinds/arrivals.ts';
import { attendance } from './kinds/attendance.ts';
import { certificates } from './kinds/certificates.ts';
import { duplicates } from './kinds/duplicates.ts';
import { kiosks } from './kinds/kiosks.ts';
import { lanes } from './kinds/lanes.ts';
import { noShows } from './kinds/no-shows.ts';
import { overrides } from './kinds/overrides.ts';
import { participants } from './kinds/participants.ts';
import { printJobs } from './kinds/print-jobs.ts';
import { quorum } from './kinds/quorum.ts';
import { balance } from './kinds/registration-balance.ts';
import { reprints } from './kinds/reprints.ts';
import { sessions } from './kinds/sessions.ts';
import { walkIns } from './kinds/walk-ins.ts';
import type { Report } from './report.ts';
import type { ReportMaker } from './table.ts';

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
  kiosks,
  lanes,
  certificates,
};

/** One report in the words of a language. */
export function buildReport(id: ReportId, input: ReportInput, language: ScreenLanguage): Report {
  return reportOf(id, digestOf(input, language));
}

/** Several reports, for which facts are folded and persons sorted only once. */
export function buildReports(
  ids: readonly ReportId[],
  input: ReportInput,
  language: ScreenLanguage,
): Report[] {
  const digest = digestOf(input, language);
  return ids.map((id) => reportOf(id, digest));
}

function reportOf(id: ReportId, digest: Digest): Report {
  const body = makers[id](digest);
  const { event, period, asOf } = headerOf(digest);
  return {
    id,
    language: digest.language,
    title: body.title,
    event,
    period,
    asOf,
    notes: body.notes ?? [],
    columns: body.columns,
    sections: body.sections,
    totals: body.totals ?? null,
    empty: body.empty,
    certificates: body.certificates ?? null,
  };
}

import { type LocalDay, localDaySchema } from '../../domain/event/event-file.ts';
import { wholeEventFileSchema } from '../../domain/event/whole-event-file.ts';
import type { OrganiserRight } from '../../domain/organiser/access.ts';
import type { Exports } from '../../domain/organiser/exports.ts';
import {
  defaultCertificates,
  defaultQuorum,
  formatsOf,
  type ReportId,
  reportIds,
  reportsFor,
} from '../../domain/reports.ts';
import { HubProblem } from '../../domain/sync/problems.ts';
import type { ReportInput } from '../../reports/input.ts';
import type { HubContext } from '../base/context.ts';
import { type ExportFile, type ExportRequest, makeReportFile } from '../reports/report-file.ts';
import { readReportInput, readReportParts } from '../reports/report-input.ts';
import { createReportThread } from '../reports/report-thread.ts';

/** Reports without names. */
const figures = new Set<ReportId>([
  'sessions',
  'totals',
  'arrivals',
  'quorum',
  'stations',
  'lanes',
]);

/** Reports that a hub can make: only the stations know the print jobs. */
export const exportedReports: readonly ReportId[] = reportIds.filter((id) => id !== 'print-jobs');

export function rightOfReport(id: ReportId): OrganiserRight {
  return figures.has(id) ? 'export-figures' : 'export-persons';
}

/** Max requests that wait for the current one; later ones must retry. */
const maxWaiting = 4;

/** Makes the files of reports, one after the other: each reads the whole event. */
interface ReportFiles {
  list(): Promise<Exports['reports']>;
  /**
   * `bad-request` for a format that the report does not have; `too-many-requests` while many wait;
   * `too-large` if it takes too long. Throws the reason of `signal` when the client disconnects.
   */
  make(request: ExportRequest, signal: AbortSignal): Promise<ExportFile>;
}

/** Makes the hub's reports as files, on a separate thread if there is one. */
export function createReportFiles(context: HubContext): ReportFiles {
  let titles: Promise<Exports['reports']> | null = null;
  let waiting = 0;
  let running: Promise<unknown> = Promise.resolve();
  const { reportWorker } = context;
  const thread = reportWorker === undefined ? null : createReportThread(reportWorker);
  const work = async (request: ExportRequest, signal: AbortSignal): Promise<ExportFile> => {
    signal.throwIfAborted();
    const question = { day: request.day };
    if (thread === null) return makeReportFile(request, await readReportInput(context, question));
    return thread.make(request, (take) => readReportParts(context, question, take, signal), signal);
  };
  return {
    list: () => {
      titles ??= readTitles(context);
      return titles;
    },
    make: async (request, signal) => {
      if (!formatsOf(request.report).includes(request.format)) {
        throw new HubProblem('bad-request', 'format');
      }
      if (waiting >= maxWaiting) {
        throw new HubProblem('too-many-requests', 'exports', { retryAfter: 5_000 });
      }
      waiting += 1;
      const mine = running.then(() => work(request, signal));
      running = mine.catch(() => undefined);
      try {
        return await Promise.race([mine, abortOf(signal)]);
      } finally {
        waiting -= 1;
      }
    },
  };
}

/** Rejects when the request is aborted. */
function abortOf(signal: AbortSignal): Promise<never> {
  const given = new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  given.catch(() => {});
  return given;
}

/** Reads the titles from the reports themselves, built from empty data. */
async function readTitles(context: HubContext): Promise<Exports['reports']> {
  const { buildReports } = await import('../../reports/build-report.ts');
  const nothing = emptyInput(context);
  const sensible = reportsFor(nothing.event);
  const ids = exportedReports.filter((id) => sensible.includes(id));
  const english = buildReports(ids, nothing, 'en');
  const french = buildReports(ids, nothing, 'fr');
  return ids.map((id, i) => ({
    id,
    title: { en: english[i]?.title ?? id, fr: french[i]?.title ?? id },
    formats: [...formatsOf(id)],
  }));
}

function emptyInput({ identity, clock }: HubContext): ReportInput {
  return {
    event: wholeEventFileSchema.parse(identity.event.file),
    delegates: [],
    deleted: [],
    facts: [],
    personal: new Map(),
    stationNames: new Map(),
    operatorNames: new Map(),
    stations: [],
    printJobs: null,
    day: null,
    asOf: clock(),
    isClosed: false,
    isTraining: false,
    quorum: defaultQuorum,
    certificates: defaultCertificates,
  };
}

/** The day of a query: today if left out, null for the whole event. */
export function dayOfExport(day: string | undefined, today: LocalDay): LocalDay | null {
  if (day === undefined) return today;
  return day === 'event' ? null : localDaySchema.parse(day);
}

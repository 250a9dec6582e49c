import type {
  ChainLinksQuery,
  DayRequest,
  HubDayStatus,
  ReportEntry,
  ReportQuery,
} from '../../domain/day-close/day-close-wire.ts';
import type { FactLine } from '../../domain/day-close/facts-file.ts';
import type { SignedReport } from '../../domain/day-close/report.ts';
import type { LocalDay } from '../../domain/event/event-file.ts';
import { guarded, type HubContext } from '../base/context.ts';
import type { EnrolledStation } from '../base/enrolled-station.ts';
import { linksOfChain } from '../ledger/chains.ts';
import type { HubDatabase } from '../store/tables.ts';
import { callDay, closeDay, type DayOrder, dayStatus } from './day-close.ts';
import { entryOf, findReport, reportsOf, signedOf } from './reports.ts';

/** The hub's calls about the close of days; a part of `Hub`. They throw HubProblem likewise. */
export function createHubDays(context: HubContext) {
  const { log, store } = context;
  const { db } = store;
  const close = async (day: LocalDay, order: DayOrder): Promise<SignedReport> =>
    signedOf(await closeDay(context, day, order));
  return {
    /** The state of a day, with the report as it would be now: computes every chain again. */
    dayStatus: (day: LocalDay): Promise<HubDayStatus> => guarded(log, dayStatus(context, day)),
    /** Asks stations to close the day. `calledAt`: UTC milliseconds. `bad-request`: future day. */
    callDay: (day: LocalDay): Promise<{ calledAt: number }> =>
      guarded(log, callDay(context, day, null)),
    /**
     * As a desk's signed order. `revoked`, `not-allowed` (no desk), `epoch-changed`, `replayed`.
     */
    callDayOf: (station: EnrolledStation, request: DayRequest): Promise<{ calledAt: number }> =>
      guarded(log, callDay(context, request.day, { station, request })),
    /**
     * Issues the day's report, signed by the hub and linked to the previous one; for a closed day
     * the next revision. A day can be closed with any verdict: the report shows it. Throws `busy`,
     * `bad-request` (a future day).
     */
    closeDay: (day: LocalDay): Promise<SignedReport> => guarded(log, close(day, null)),
    /** The same as a desk's signed and numbered order; throws as `callDayOf`. */
    closeDayOf: (station: EnrolledStation, request: DayRequest): Promise<SignedReport> =>
      guarded(log, close(request.day, { station, request })),
    /** A report as issued; the day's newest unless a revision is named. `not-found`. */
    dayReport: async ({ day, revision }: ReportQuery): Promise<SignedReport> =>
      signedOf(await guarded(log, findReport(db, day, revision))),
    /** Every report, newest first. */
    dayReports: async (): Promise<ReportEntry[]> =>
      (await guarded(log, reportsOf(db, null))).map(entryOf),
    /** Links of a chain as stored, unchecked, without personal payloads; none after its head. */
    chainLinks: (query: ChainLinksQuery): Promise<FactLine[]> =>
      guarded(log, chainLinks(db, query)),
  };
}

/** Max links of one answer, to keep it well below a megabyte. */
const maxLinks = 500;

/** See `Hub.chainLinks`. */
async function chainLinks(
  db: HubDatabase,
  { station, incarnation, after }: ChainLinksQuery,
): Promise<FactLine[]> {
  const head = await db
    .selectFrom('chain')
    .where('station', '=', station)
    .where('incarnation', '=', incarnation)
    .select(['station', 'incarnation', 'last_kseq', 'hash'])
    .executeTakeFirst();
  const links: FactLine[] = [];
  if (head === undefined) return links;
  for await (const { kseq, hash, body } of linksOfChain(db, head, after)) {
    links.push({ station, incarnation, kseq, hash, body });
    if (links.length >= maxLinks) break;
  }
  return links;
}

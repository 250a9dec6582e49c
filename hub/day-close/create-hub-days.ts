import type { ChainLinksQuery } from '../../domain/day-close/day-close-wire.ts';
import type { FactLine } from '../../domain/day-close/facts-file.ts';
import type { SignedReport } from '../../domain/day-close/report.ts';
import type { LocalDay } from '../../domain/event/event-file.ts';
import { guarded, type HubContext } from '../base/context.ts';
import { linksOfChain } from '../ledger/chain-walk.ts';
import type { HubDatabase } from '../store/tables.ts';
import { callDay, closeDay, type DayOrder, dayStatus } from './day-close.ts';
import type { HubDays } from './hub-days.ts';
import { entryOf, findReport, reportsOf, signedOf } from './reports.ts';

/** Creates the calls of `Hub` about the close of days. */
export function createHubDays(context: HubContext): HubDays {
  const { log, store } = context;
  const { db } = store;
  const close = async (day: LocalDay, order: DayOrder): Promise<SignedReport> =>
    signedOf(await closeDay(context, day, order));
  return {
    dayStatus: (day) => guarded(log, dayStatus(context, day)),
    callDay: (day) => guarded(log, callDay(context, day, null)),
    callDayOf: (station, request) =>
      guarded(log, callDay(context, request.day, { station, request })),
    closeDay: (day) => guarded(log, close(day, null)),
    closeDayOf: (station, request) => guarded(log, close(request.day, { station, request })),
    dayReport: async ({ day, revision }) =>
      signedOf(await guarded(log, findReport(db, day, revision))),
    dayReports: async () => (await guarded(log, reportsOf(db, null))).map(entryOf),
    chainLinks: (query) => guarded(log, chainLinks(db, query)),
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

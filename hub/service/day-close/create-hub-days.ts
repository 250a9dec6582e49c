import type { SignedReport } from '../../../domain/day-close/report.ts';
import type { LocalDay } from '../../../domain/event-file.ts';
import { guarded, type HubContext } from '../context.ts';
import { chainLinks } from './chain-links.ts';
import { callDay, closeDay, type DayOrder, dayStatus } from './day-close.ts';
import type { HubDays } from './hub-days.ts';
import { entryOf, findReport, reportsOf, signedOf } from './reports.ts';

/** Makes the calls of `Hub` about the close of days. */
export function createHubDays(context: HubContext): HubDays {
  const { log, store } = context;
  const { db } = store;
  const close = async (day: LocalDay, order: DayOrder): Promise<SignedReport> =>
    signedOf(await closeDay(context, day, order));
  return {
    dayStatus: (day) => guarded(log, dayStatus(context, day)),
    callDay: (day) => guarded(log, callDay(context, day, null)),
    callDayOf: (kiosk, request) => guarded(log, callDay(context, request.day, { kiosk, request })),
    closeDay: (day) => guarded(log, close(day, null)),
    closeDayOf: (kiosk, request) => guarded(log, close(request.day, { kiosk, request })),
    dayReport: async ({ day, revision }) =>
      signedOf(await guarded(log, findReport(db, day, revision))),
    dayReports: async () => (await guarded(log, reportsOf(db, null))).map(entryOf),
    chainLinks: (query) => guarded(log, chainLinks(db, query)),
  };
}

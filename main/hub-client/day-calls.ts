import {
  type DayRequest,
  dayCallAnswerSchema,
  dayCloseAnswerSchema,
  type HubDayStatus,
  hubDayStatusSchema,
  type ReportQuery,
} from '../../domain/day-close/day-close-wire.ts';
import type { SignedReport } from '../../domain/day-close/report.ts';
import type { LocalDay } from '../../domain/event/event-file.ts';
import { type Exchange, readAnswer } from '../../hub/exchange/exchange.ts';

/** Bytes of a report with a line for each of a few thousand stations and delegations. */
const largest = 16 * 2 ** 20;

/** A desk's calls to the hub about the close of days. They throw HubProblem and SyncFailure. */
export interface DayCalls {
  dayStatus(day: LocalDay): Promise<HubDayStatus>;
  /** A report as it was issued; the day's newest without a revision. */
  dayReport(query: ReportQuery): Promise<SignedReport>;
  /** Asks every station to close the day. */
  callDay(request: DayRequest): Promise<{ calledAt: number }>;
  /** Has the hub issue the day's report. */
  closeDay(request: DayRequest): Promise<SignedReport>;
}

/** Makes the calls. `askSigned` posts a signed request, and accepts so many bytes of an answer. */
export function dayCalls(
  exchange: Exchange,
  askSigned: (path: string, request: object, largest: number) => Promise<Uint8Array>,
): DayCalls {
  const get = (path: string): Promise<Uint8Array> => exchange.ask({ method: 'GET', path, largest });
  return {
    dayStatus: async (day) => readAnswer(await get(`/v1/day?day=${day}`), hubDayStatusSchema),
    dayReport: async ({ day, revision }) => {
      const which = revision === null ? '' : `&revision=${revision}`;
      const answer = await get(`/v1/day/report?day=${day}${which}`);
      return readAnswer(answer, dayCloseAnswerSchema).signed;
    },
    callDay: async (request) =>
      readAnswer(await askSigned('/v1/day/call', request, largest), dayCallAnswerSchema),
    closeDay: async (request) =>
      readAnswer(await askSigned('/v1/day/close', request, largest), dayCloseAnswerSchema).signed,
  };
}

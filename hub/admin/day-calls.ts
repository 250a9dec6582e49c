import { z } from 'zod';
import type { FactLine } from '../../domain/day-close/facts-file.ts';
import type { SignedReport } from '../../domain/day-close/report.ts';
import type { LocalDay } from '../../domain/event-file.ts';
import {
  type ChainLinksQuery,
  chainLinksAnswerSchema,
  dayCallAnswerSchema,
  dayCloseAnswerSchema,
  type HubDayStatus,
  hubDayStatusSchema,
  type ReportEntry,
  type ReportQuery,
  reportEntrySchema,
} from '../../domain/wire/day-close.ts';
import type { Ask } from './ask.ts';

/** The administrator's calls about the close of days; see `HubDays`. */
export interface DayCalls {
  dayStatus(day: LocalDay): Promise<HubDayStatus>;
  callDay(day: LocalDay): Promise<{ calledAt: number }>;
  closeDay(day: LocalDay): Promise<SignedReport>;
  dayReport(query: ReportQuery): Promise<SignedReport>;
  dayReports(): Promise<ReportEntry[]>;
  chainLinks(query: ChainLinksQuery): Promise<FactLine[]>;
}

/** Makes the calls. */
export function dayCalls(ask: Ask): DayCalls {
  return {
    dayStatus: (day) => ask('GET', `day?day=${day}`, hubDayStatusSchema),
    callDay: (day) => ask('POST', 'day/call', dayCallAnswerSchema, { day }),
    closeDay: async (day) => (await ask('POST', 'day/close', dayCloseAnswerSchema, { day })).signed,
    dayReport: async ({ day, revision }) => {
      const which = revision === null ? '' : `&revision=${revision}`;
      return (await ask('GET', `day/report?day=${day}${which}`, dayCloseAnswerSchema)).signed;
    },
    dayReports: () => ask('GET', 'day/reports', z.array(reportEntrySchema)),
    chainLinks: async ({ kiosk, incarnation, after }) => {
      const query = `kiosk=${kiosk}&incarnation=${incarnation}&after=${after}`;
      return (await ask('GET', `day/links?${query}`, chainLinksAnswerSchema)).links;
    },
  };
}

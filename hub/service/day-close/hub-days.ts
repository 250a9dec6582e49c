import type { FactLine } from '../../../domain/day-close/facts-file.ts';
import type { SignedReport } from '../../../domain/day-close/report.ts';
import type { LocalDay } from '../../../domain/event-file.ts';
import type {
  ChainLinksQuery,
  DayRequest,
  HubDayStatus,
  ReportEntry,
  ReportQuery,
} from '../../../domain/wire/day-close.ts';
import type { EnrolledKiosk } from '../enrolled-kiosk.ts';

/** The hub's calls about the close of days; a part of `Hub`. Calls throw HubProblem as those do. */
export interface HubDays {
  /** How a day stands, with the report as it would be now: every chain is computed anew for it. */
  dayStatus(day: LocalDay): Promise<HubDayStatus>;
  /** Asks every kiosk to close the day. `calledAt`: UTC milliseconds. `bad-request` for a day to come. */
  callDay(day: LocalDay): Promise<{ calledAt: number }>;
  /** The same, signed and numbered by a desk. `revoked`, `not-allowed` (no desk), `epoch-changed`, `replayed`. */
  callDayOf(kiosk: EnrolledKiosk, request: DayRequest): Promise<{ calledAt: number }>;
  /**
   * Issues the day's report, signed by the hub and tied to the one before it; of a day that is closed already the
   * next revision. It closes a day whatever the verdicts are: the report says them. `busy`, `bad-request` (a day to come).
   */
  closeDay(day: LocalDay): Promise<SignedReport>;
  /** The same, signed and numbered by a desk; throws as `callDayOf`. */
  closeDayOf(kiosk: EnrolledKiosk, request: DayRequest): Promise<SignedReport>;
  /** A report as it was issued; the day's newest unless a revision is named. `not-found`. */
  dayReport(query: ReportQuery): Promise<SignedReport>;
  /** Every report, the newest first. */
  dayReports(): Promise<ReportEntry[]>;
  /** Some links of a chain as they lie here, unchecked, without personal payloads; none behind its head. */
  chainLinks(query: ChainLinksQuery): Promise<FactLine[]>;
}

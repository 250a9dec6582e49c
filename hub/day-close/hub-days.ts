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
import type { EnrolledStation } from '../base/enrolled-station.ts';

/** The hub's calls about the close of days; a part of `Hub`. They throw HubProblem likewise. */
export interface HubDays {
  /** The state of a day, with the report as it would be now: computes every chain again. */
  dayStatus(day: LocalDay): Promise<HubDayStatus>;
  /** Asks stations to close the day. `calledAt`: UTC milliseconds. `bad-request`: future day. */
  callDay(day: LocalDay): Promise<{ calledAt: number }>;
  /** As a desk's signed order. `revoked`, `not-allowed` (no desk), `epoch-changed`, `replayed`. */
  callDayOf(station: EnrolledStation, request: DayRequest): Promise<{ calledAt: number }>;
  /**
   * Issues the day's report, signed by the hub and linked to the previous one; for a closed day the
   * next revision. Any verdict allows the close: the report shows the verdicts. `busy`,
   * `bad-request` (a future day).
   */
  closeDay(day: LocalDay): Promise<SignedReport>;
  /** The same, signed and numbered by a desk; throws as `callDayOf`. */
  closeDayOf(station: EnrolledStation, request: DayRequest): Promise<SignedReport>;
  /** A report as issued; the day's newest unless a revision is named. `not-found`. */
  dayReport(query: ReportQuery): Promise<SignedReport>;
  /** Every report, newest first. */
  dayReports(): Promise<ReportEntry[]>;
  /** Links of a chain as stored, unchecked, without personal payloads; none after its head. */
  chainLinks(query: ChainLinksQuery): Promise<FactLine[]>;
}

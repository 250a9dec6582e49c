import type { CopyComparison } from '../../domain/day-close/compare-copies.ts';
import type { HubDayStatus, ReportQuery } from '../../domain/day-close/day-close-wire.ts';
import type { DayReport, SignedReport } from '../../domain/day-close/report.ts';
import type { LocalDay } from '../../domain/event/event-file.ts';
import type { ChainHead } from '../../domain/sync/events.ts';
import type { Context } from '../base/context.ts';
import type { ArchiveBytes, ArchiveQuestion } from './archive-work.ts';
import type { LocalDayView, LocalQuestion } from './local-day.ts';

/** The hub for a day's close. Throws `hub-unreachable`, `hub-refused`, `hub-wrong-certificate`. */
export interface DayHub {
  status(day: LocalDay): Promise<HubDayStatus>;
  report(query: ReportQuery): Promise<SignedReport>;
  /** Sends everything that waits here. Throws CallFailure `facts-waiting` if it takes too long. */
  push(): Promise<void>;
  /** Asks every station to close the day, in the name of this operator. */
  call(day: LocalDay, operatorId: string): Promise<void>;
  /** Has the hub issue the day's report. */
  close(day: LocalDay, operatorId: string): Promise<SignedReport>;
}

/** What a report is compared with. */
export interface CompareQuestion {
  stations: DayReport['stations'];
  /** Heads that the report must have reached; see `ChainCopy.before`. */
  sent: ChainHead[];
}

/** The reads of every fact that a day's close needs. */
export interface DayReads {
  localDay(question: LocalQuestion): Promise<LocalDayView>;
  compare(question: CompareQuestion): Promise<CopyComparison>;
  /** Throws CallFailure `archive-too-large`. */
  archive(question: ArchiveQuestion): Promise<ArchiveBytes>;
}

/** What the use cases of the day's close need. */
export interface DayCloseParts {
  context: Context;
  /** Null while this station has no hub. */
  hub: () => DayHub | null;
  /** The station's Ed25519 key (PKCS #8 DER, base64), which signs reports without a hub. */
  signingKey: () => string;
  /** Reads of every fact; in a separate process in the app. */
  reads: DayReads;
}

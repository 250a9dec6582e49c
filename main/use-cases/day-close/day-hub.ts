import type { SignedReport } from '../../../domain/day-close/report.ts';
import type { LocalDay } from '../../../domain/event-file.ts';
import type { HubDayStatus, ReportQuery } from '../../../domain/wire/day-close.ts';
import type { Context } from '../context.ts';
import type { LongReads } from '../long-reads.ts';

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

/** What the use cases of the day's close need. */
export interface DayCloseParts {
  context: Context;
  /** Null while this station has no hub. */
  hub: () => DayHub | null;
  /** The station's Ed25519 key (PKCS #8 DER, base64), which signs reports without a hub. */
  signingKey: () => string;
  /** Reads of every fact; on a separate thread in the app. */
  reads: LongReads;
}

import type { StandingAdmission } from './attendance.ts';
import type { Delegate } from './delegate.ts';
import type { Checkpoint, LocalDay, Policies } from './event-file.ts';
import type { ParsedScan } from './ticket.ts';

/** Everything that the decision depends on; nothing else may influence it. */
export interface AdmissionQuestion {
  scan: ParsedScan | { kind: 'chosen-delegate' };
  /** The delegate that the scan or the choice led to in the local roster, if any. */
  delegate: Delegate | null;
  /** Standing (not undone) admissions of this delegate, at any checkpoint and day, oldest first. */
  earlier: readonly StandingAdmission[];
  checkpoint: Checkpoint;
  day: LocalDay;
  /** Days of the event. */
  eventDays: readonly LocalDay[];
  /** Minutes since local midnight of the event's time zone, for the checkpoint's windows. */
  minuteOfDay: number;
  policies: Policies;
}

/** The answer of the rules. `admitted` says whether a badge is to be printed with it. */
export type Verdict =
  | {
      outcome: 'admitted';
      /** Only the event's first admission prints; a returning delegate gets a "welcome back". */
      printBadge: boolean;
      returning: boolean;
      /** False for a signed ticket admitted by policy without roster data: the badge waits for it. */
      inRoster: boolean;
    }
  | { outcome: 'already-in'; admission: StandingAdmission }
  | { outcome: 'not-registered' }
  | { outcome: 'pending' }
  | { outcome: 'cancelled' }
  | { outcome: 'revoked' }
  | { outcome: 'wrong-day'; validDays: readonly LocalDay[] }
  | { outcome: 'other-event' }
  | { outcome: 'expired' }
  | { outcome: 'forged' }
  | { outcome: 'unreadable' };

export type Outcome = Verdict['outcome'];

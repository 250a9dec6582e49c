import type { SignedCertificate } from '../../../domain/purge/certificate.ts';
import type { LostReport } from '../../../domain/purge/lost-report.ts';
import type { SignedPurgeOrder } from '../../../domain/purge/order.ts';
import type { SignedConfirmation } from '../../../domain/purge/outcome.ts';
import type { PurgePerson } from '../../../domain/purge/people.ts';
import type { PersonReport } from '../../../domain/purge/person-report.ts';
import type { RetentionRule, RetentionState } from '../../../domain/purge/retention.ts';
import type { EnrolledKiosk } from '../enrolled-kiosk.ts';

/** What one person asked for and another is to approve. Times are UTC milliseconds. */
export interface PersonRequest {
  id: string;
  requestedBy: PurgePerson;
  requestedAt: number;
  /** Nobody can approve it from then on. */
  expires: number;
}

/** What an administrator declares destroyed. */
export interface DestroyedPlace {
  /** The station whose copy it was; null for one of the hub's. */
  kiosk: string | null;
  /** As the certificate names it. */
  path: string;
  reason: string;
  by: PurgePerson;
}

/** A purge that was ordered, and how far it is. */
export interface PurgeEntry {
  id: string;
  ordered: number;
  cause: 'command' | 'retention';
  /** When the hub itself was done; null while it is under way. */
  done: number | null;
  /** Stations that have confirmed, and those that have not. */
  confirmed: number;
  missing: number;
}

/** How long this hub keeps personal data, and what it purged. */
export interface PrivacyOverview {
  rule: RetentionRule;
  /** Null while the rule is the usual one, which nobody chose. */
  setBy: string | null;
  setAt: number | null;
  state: RetentionState;
  requests: PersonRequest[];
  purges: PurgeEntry[];
}

/** Retention, purge, access requests and lost kiosks. Throws HubProblem like the hub's other calls, and what each says besides. */
export interface HubPrivacy {
  overview(): Promise<PrivacyOverview>;
  setRetention(rule: RetentionRule, by: PurgePerson): Promise<void>;
  /** `not-allowed` (event-days). */
  requestPurge(by: PurgePerson): Promise<PersonRequest>;
  /** `not-found`, `not-allowed` (same-person, expired, event-days). Carries the order out at the hub before it answers. */
  approvePurge(id: string, by: PurgePerson): Promise<SignedPurgeOrder>;
  /**
   * The same where somebody else has seen to it that there are two people (approvals of the organiser's page).
   * `not-allowed` (same-person, event-days).
   */
  orderPurge(people: {
    requestedBy: PurgePerson;
    approvedBy: PurgePerson;
  }): Promise<SignedPurgeOrder>;
  /** `not-found`. */
  withdrawPurge(id: string): Promise<void>;
  /** `not-found`. The newest order where none is named. */
  certificate(id: string | null): Promise<SignedCertificate>;
  /**
   * A station's word that it carried out an order. A hub that was restored and has forgotten the order carries it
   * out at once. `bad-signature`, `not-allowed` (the order is not this hub's), `revoked`.
   */
  confirm(kiosk: EnrolledKiosk, signed: SignedConfirmation): Promise<void>;
  /**
   * Someone declares that what a purge could not reach was destroyed: a backup of the hub's, or a station's copies.
   * `not-found`: no certificate names that path there.
   */
  declareDestroyed(said: DestroyedPlace): Promise<void>;
  /** Takes orders that this hub gave and has forgotten (`purges.json` beside a restored store), and
   * backups that it made. Others' are passed over. */
  adopt(orders: readonly SignedPurgeOrder[]): Promise<void>;
  /**
   * Takes rule and orders of the hub that this one took over from: that one's signature can be made no more, so this
   * one gives an order of its own for the newest, in the name of the same people. Never twice.
   *
   * @param earlier the name of that hub, whose store is a copy that no purge reaches; null where nobody knows it
   */
  takeOver(
    rule: RetentionRule,
    orders: readonly SignedPurgeOrder[],
    earlier: string | null,
  ): Promise<void>;
  /** Carries out what was begun and what the rule makes due; to be called at the start and every hour. */
  tend(): Promise<void>;
  /** Revokes a kiosk and says what it held. `not-found`. */
  reportLost(kiosk: string): Promise<LostReport>;
  /** Everything that the hub holds of one person. `not-found`. */
  accessRequest(delegateId: string): Promise<PersonReport>;
}

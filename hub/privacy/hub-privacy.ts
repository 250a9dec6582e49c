import type { PurgePerson } from '../../domain/operators/people.ts';
import type { SignedCertificate } from '../../domain/privacy/certificate.ts';
import type { LostReport } from '../../domain/privacy/lost-report.ts';
import type { SignedPurgeOrder } from '../../domain/privacy/order.ts';
import type { SignedConfirmation } from '../../domain/privacy/outcome.ts';
import type { PersonAnswer } from '../../domain/privacy/person-report.ts';
import type { RetentionRule, RetentionState } from '../../domain/privacy/retention.ts';
import type { EnrolledStation } from '../base/enrolled-station.ts';
import type { PersonRequest } from '../base/two-people.ts';

export interface DestroyedPlace {
  /** The station that had the copy; null for one of the hub's. */
  station: string | null;
  /** As named on the certificate. */
  path: string;
  reason: string;
  by: PurgePerson;
}

/** A purge that was ordered, and its progress. */
export interface PurgeEntry {
  id: string;
  ordered: number;
  cause: 'command' | 'retention';
  /** When the hub itself was done; null while in progress. */
  done: number | null;
  /** Number of stations that have confirmed, and of those that have not. */
  confirmed: number;
  missing: number;
}

export interface PrivacyOverview {
  rule: RetentionRule;
  /** Null while the default rule applies, which no one chose. */
  setBy: string | null;
  setAt: number | null;
  state: RetentionState;
  requests: PersonRequest[];
  purges: PurgeEntry[];
}

/** Retention, purge, access requests, lost stations. Throws HubProblem like the other calls. */
export interface HubPrivacy {
  overview(): Promise<PrivacyOverview>;
  setRetention(rule: RetentionRule, by: PurgePerson): Promise<void>;
  /** Throws `not-allowed` (event-days). */
  requestPurge(by: PurgePerson): Promise<PersonRequest>;
  /**
   * Throws `not-found`, `not-allowed` (same-person, expired, event-days). Resolves once the order
   * is carried out at the hub.
   */
  approvePurge(id: string, by: PurgePerson): Promise<SignedPurgeOrder>;
  /**
   * The same if the caller has ensured that there are two people (approvals of the organiser's
   * page). Throws `not-allowed` (same-person, event-days).
   */
  orderPurge(people: {
    requestedBy: PurgePerson;
    approvedBy: PurgePerson;
  }): Promise<SignedPurgeOrder>;
  /** `not-found`. */
  withdrawPurge(id: string): Promise<void>;
  /** `not-found`. The newest order if none is named. */
  certificate(id: string | null): Promise<SignedCertificate>;
  /**
   * A station's confirmation that it carried out an order. A restored hub that has forgotten the
   * order carries it out at once. `bad-signature`, `not-allowed` (another hub's order), `revoked`.
   */
  confirm(station: EnrolledStation, signed: SignedConfirmation): Promise<void>;
  /**
   * Records an administrator's declaration that copies which a purge could not reach were
   * destroyed: a backup of the hub, or a station's copies. `not-found`: no certificate names that
   * path there.
   */
  declareDestroyed(said: DestroyedPlace): Promise<void>;
  /**
   * Imports orders that this hub gave and has forgotten (`purges.json` beside a restored store),
   * and backups that it made. Orders of other hubs are ignored.
   */
  adopt(orders: readonly SignedPurgeOrder[]): Promise<void>;
  /**
   * Takes over rule and orders of the previous hub. Only that hub could sign with its key, so this
   * hub gives a new order for the newest one, in the name of the same people. Never twice.
   *
   * @param earlier name of that hub, whose store is a copy that no purge reaches; null if unknown
   */
  takeOver(
    rule: RetentionRule,
    orders: readonly SignedPurgeOrder[],
    earlier: string | null,
  ): Promise<void>;
  /**
   * Completes open orders and gives those due under the rule; call it at the start and every hour.
   */
  tend(): Promise<void>;
  /** Revokes a station and reports what it held. `not-found`. */
  reportLost(station: string): Promise<LostReport>;
  /**
   * Records a file with personal data before a command writes it: a purge deletes it.
   *
   * @param path absolute, on the hub's machine
   * @param sha256 of the whole content; null records that no file of ours is there
   * @returns the hash recorded for the path before
   */
  recordFile(path: string, sha256: string | null): Promise<string | null>;
  /** Everything that the hub holds of one person. `not-found`. */
  accessRequest(delegateId: string): Promise<PersonAnswer>;
}

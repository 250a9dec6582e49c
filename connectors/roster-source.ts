import type { RosterValues } from '../domain/roster-entry.ts';

/** A person as an outside system says. */
export interface OutsidePerson {
  /** What the outside system calls this registration; never changes there. */
  outsideId: string;
  /** What its sink needs to speak of this registration: a ticket's secret, for example; may be empty. */
  handle: string;
  registrationCode: string;
  /** Only what the outside system speaks of. */
  values: Partial<RosterValues>;
}

/** Somebody who cannot be taken as a delegate, and why; the reason is a code of `rejectReasonSchema`. */
export interface RejectedPerson {
  /** An outside id; of a file `name:line`. */
  id: string;
  reason: string;
}

/** What became of the roster since the cursor; may repeat what was said before. */
export interface RosterChanges {
  people: OutsidePerson[];
  /** Outside ids that are no longer there. A file never has any: absence from it says nothing. */
  tombstones: string[];
  /** Registration codes that must not admit anybody any more. */
  revokedCodes: string[];
  rejected: RejectedPerson[];
  /** Beginnings of ids of `rejected` that this answer says anew. */
  reread: string[];
  /** The next cursor: opaque text, to be kept together with what was taken. */
  next: string;
  /** The other side's clock minus ours in milliseconds, or null where it says none. */
  clockOffset: number | null;
}

/** Where a roster comes from. */
export interface RosterSource {
  /**
   * @param since the last answer's `next`, or null to read everything
   * @throws ConnectorFailure; nothing is half read: an answer is whole or not there
   */
  changes(since: string | null): Promise<RosterChanges>;
}

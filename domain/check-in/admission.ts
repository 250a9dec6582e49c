import type { BadgeDoubt, BadgeVerdict } from '../badges/badge-verdict.ts';
import type { Checkpoint, EventFile, LocalDay, Policies } from '../event/event-file.ts';
import { minutesOf } from '../event/local-day.ts';
import type { StandingAdmission } from '../ledger/attendance.ts';
import type { Delegate } from '../roster/delegate.ts';
import { isTicketDay } from '../tickets/signed-ticket.ts';
import type { ParsedScan } from './scan.ts';

/** Everything on which the decision depends. */
export interface AdmissionQuestion {
  scan:
    | ParsedScan
    | { kind: 'chosen-delegate' }
    | { kind: 'ticket-replaced' }
    /** A text that the roster knows as another system's ticket. */
    | { kind: 'outside-ticket' };
  /** The delegate in the local roster that the operator scanned or chose, if any. */
  delegate: Delegate | null;
  /** Valid (not undone) admissions of this delegate, at any checkpoint and day, oldest first. */
  earlier: readonly StandingAdmission[];
  checkpoint: Checkpoint;
  /** Ids of all `registration` checkpoints: a badge given at one is not reprinted at another. */
  registrationCheckpoints: readonly string[];
  day: LocalDay;
  eventDays: readonly LocalDay[];
  /** Minutes since local midnight (0 to 1439) in the event's zone, for the checkpoint's windows. */
  minuteOfDay: number;
  policies: Pick<Policies, 'unknownSignedTicket'>;
  /** The verdict on the badge alone (`badgeVerdict`); null where none was shown. */
  badge: BadgeVerdict | null;
  /** What the stop list has: the person or this badge; null if neither. */
  stopped: 'delegate' | 'badge' | null;
}

/** The answer of the rules. */
export type Verdict =
  | {
      outcome: 'admitted';
      /** Only the event's first admission prints; a returning delegate gets a "welcome back". */
      printBadge: boolean;
      /** The person was admitted at a registration desk before, and so has a badge. */
      returning: boolean;
      /**
       * False for a signed ticket admitted by policy without roster data. Its badge is held until
       * the data is here.
       */
      inRoster: boolean;
    }
  | { outcome: 'stopped'; what: 'delegate' | 'badge' }
  | { outcome: 'already-in'; admission: StandingAdmission }
  /** A genuine badge that the policy does not accept at this checkpoint. */
  | { outcome: 'badge-not-valid'; doubt: BadgeDoubt }
  | { outcome: 'not-registered' }
  | { outcome: 'pending' }
  | { outcome: 'cancelled' }
  | { outcome: 'revoked' }
  | { outcome: 'wrong-day'; validDays: readonly LocalDay[] }
  /** `host` is the host of the other system, where the code names it. */
  | { outcome: 'other-event'; host: string | null }
  | { outcome: 'expired' }
  /** A ticket code that a renewal replaced. */
  | { outcome: 'ticket-replaced' }
  | { outcome: 'forged' }
  | { outcome: 'unreadable' };

export type Outcome = Verdict['outcome'];

/**
 * The rules of admission. They check, in this order, the paper, the person, the time and place, and
 * earlier admissions. The first check that fails is the answer:
 *
 * 1. The paper: unreadable, forged, other event, expired, replaced. It comes first because nothing
 *    on a wrong paper can be trusted. A badge is forged if its issue is known with another token.
 * 2. The stop list, which overrides everything in the roster.
 * 3. The person: not registered, revoked, cancelled, pending. It comes before earlier admissions: a
 *    person revoked after being admitted is revoked and not "already in". A badge identifies its
 *    delegate at any checkpoint, until it is replaced, lost or destroyed. That comes last here: a
 *    fault of the registration outweighs one of the badge. A category without the right to pass
 *    this checkpoint is not registered for it.
 * 4. The time: wrong day, if it is not a day of the event or of the person, or outside the
 *    checkpoint's windows. It comes before "already in", which would sound like a welcome.
 * 5. Already in, at this checkpoint and on this day: one admission per checkpoint and day.
 * 6. Admitted. A badge is printed with the event's first standing admission at a registration desk,
 *    so it also prints for a person who came through a session's door first, or whose admission was
 *    undone.
 */
export function decide(question: AdmissionQuestion): Verdict {
  return (
    refusePaper(question) ??
    refuseStopped(question) ??
    refuseUnheard(question) ??
    refusePerson(question) ??
    refuseBadge(question) ??
    refuseTime(question) ??
    findEarlier(question) ??
    admit(question)
  );
}

function refusePaper({ scan, badge }: AdmissionQuestion): Verdict | null {
  switch (scan.kind) {
    case 'unreadable':
    case 'forged':
    case 'expired':
    case 'ticket-replaced':
      return { outcome: scan.kind };
    case 'other-event':
      return { outcome: scan.kind, host: scan.host };
    case 'badge':
      return badge?.outcome === 'forged' ? { outcome: 'forged' } : null;
    case 'chosen-delegate':
    case 'ticket':
    case 'registration-code':
    case 'signed':
    case 'other-text':
    case 'outside-ticket':
      return null;
  }
}

function refuseStopped({ stopped }: AdmissionQuestion): Verdict | null {
  return stopped === null ? null : { outcome: 'stopped', what: stopped };
}

/** For an unknown badge the holder is unknown too. */
function refuseUnheard({ badge }: AdmissionQuestion): Verdict | null {
  return badge?.outcome === 'refuse' && badge.doubt === 'unheard'
    ? { outcome: 'badge-not-valid', doubt: badge.doubt }
    : null;
}

/**
 * Where the policy says "ask" instead, the steward at the door decides, and the other rules still
 * apply.
 */
function refuseBadge({ badge }: AdmissionQuestion): Verdict | null {
  return badge?.outcome === 'refuse' ? { outcome: 'badge-not-valid', doubt: badge.doubt } : null;
}

function refusePerson({ scan, delegate, checkpoint, policies }: AdmissionQuestion): Verdict | null {
  if (delegate === null) {
    // The category of a person without data is unknown, so only an open checkpoint may admit them.
    const admissible = policies.unknownSignedTicket === 'admit' && checkpoint.categories === null;
    return scan.kind === 'signed' && admissible ? null : { outcome: 'not-registered' };
  }
  switch (delegate.status) {
    case 'revoked':
    case 'cancelled':
    case 'pending':
      return { outcome: delegate.status };
    case 'confirmed':
      return isEntitled(checkpoint, delegate) ? null : { outcome: 'not-registered' };
  }
}

function isEntitled(
  { categories }: Pick<Checkpoint, 'categories'>,
  { category }: Pick<Delegate, 'category'>,
): boolean {
  return categories?.includes(category) ?? true;
}

function refuseTime(question: AdmissionQuestion): Verdict | null {
  const validDays = validDaysOf(question);
  const { checkpoint, day } = question;
  const open = isWithinWindows(checkpoint, question);
  return validDays.includes(day) && open ? null : { outcome: 'wrong-day', validDays };
}

/**
 * Whether a checkpoint's windows let people in at this time. One without windows is always open,
 * and a retired one never.
 */
export function isWithinWindows(
  checkpoint: Pick<Checkpoint, 'windows' | 'retired'>,
  at: Pick<AdmissionQuestion, 'day' | 'minuteOfDay'>,
): boolean {
  if (checkpoint.retired === true) return false;
  return (
    checkpoint.windows.length === 0 ||
    checkpoint.windows.some((w) => w.day === at.day && isBetween(at.minuteOfDay, w.opens, w.closes))
  );
}

function validDaysOf({ scan, delegate, checkpoint, eventDays }: AdmissionQuestion): LocalDay[] {
  return eventDays.filter(
    (day) =>
      (delegate?.days?.includes(day) ?? true) &&
      // Without a registration, the ticket names the days.
      (delegate !== null || scan.kind !== 'signed' || isTicketDay(scan.days, day)) &&
      (checkpoint.windows.length === 0 || checkpoint.windows.some((w) => w.day === day)),
  );
}

/**
 * From `opens` until just before `closes`. A window that closes at or before its opening time
 * continues after midnight; so does the event's day, until its day boundary.
 */
function isBetween(minute: number, opens: string, closes: string): boolean {
  const [from, to] = [minutesOf(opens), minutesOf(closes)];
  return from < to ? minute >= from && minute < to : minute >= from || minute < to;
}

function findEarlier({ earlier, checkpoint, day }: AdmissionQuestion): Verdict | null {
  const admission = earlier.find((a) => a.checkpoint === checkpoint.id && a.localDay === day);
  return admission === undefined ? null : { outcome: 'already-in', admission };
}

function admit(question: AdmissionQuestion): Verdict {
  const { earlier, registrationCheckpoints, checkpoint, delegate } = question;
  const returning = earlier.some((a) => registrationCheckpoints.includes(a.checkpoint));
  return {
    outcome: 'admitted',
    printBadge: checkpoint.kind === 'registration' && !returning,
    returning,
    inRoster: delegate !== null,
  };
}

export interface CheckpointRight {
  checkpoint: Checkpoint;
  /**
   * Whether the category may enter. Hours, seats and the count in the room are checked on arrival.
   */
  mayEnter: boolean;
  /** Days on which the person may pass; null for every day. Empty without the right. */
  days: readonly LocalDay[] | null;
}

/**
 * The checkpoints that a person may pass, in the order of the event file and without the ways out.
 * Ignores the status of the registration, which every checkpoint checks.
 */
export function checkpointRights(
  event: Pick<EventFile, 'checkpoints' | 'days'>,
  delegate: Pick<Delegate, 'category' | 'days'>,
): CheckpointRight[] {
  return event.checkpoints
    .filter(({ kind, retired }) => kind !== 'exit' && retired !== true)
    .map((checkpoint) => {
      const days = event.days.filter(
        (day) =>
          (delegate.days?.includes(day) ?? true) &&
          (checkpoint.windows.length === 0 || checkpoint.windows.some((w) => w.day === day)),
      );
      const mayEnter = isEntitled(checkpoint, delegate) && days.length > 0;
      if (!mayEnter) return { checkpoint, mayEnter, days: [] };
      return { checkpoint, mayEnter, days: days.length === event.days.length ? null : days };
    });
}

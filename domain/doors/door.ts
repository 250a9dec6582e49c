import type { z } from 'zod';
import { isSameText } from '../base/language.ts';
import type { doorDirectionSchema } from '../base/station-face.ts';
import type { BookingState } from '../bookings/booking.ts';
import {
  type AdmissionQuestion,
  decide,
  isWithinWindows,
  type Verdict,
} from '../check-in/admission.ts';
import { inUse } from '../event/event-changes.ts';
import type { Checkpoint, EventFile, LocalDay } from '../event/event-file.ts';
import { minutesOf } from '../event/local-day.ts';

/** The direction in which people pass the door now. At an `exit` checkpoint it is always out. */
export type DoorDirection = z.infer<typeof doorDirectionSchema>;

/** What the rules of a door need besides those of admission. */
export interface DoorQuestion extends AdmissionQuestion {
  direction: DoorDirection;
  /** The count has the person inside the checkpoint's zone. */
  isInside: boolean;
  /** Number of people in the zone by the count. */
  inside: number;
  /**
   * How many of them are of this delegation; 0 for the secretariat, which has no limit of seats.
   */
  insideOfDelegation: number;
  /** Null where the door asks for no booking. */
  booking: DoorBooking | null;
  /** Whether there is a person to record: a delegate, or a badge whose holder is unknown here. */
  isSomebody: boolean;
}

/** What a door that asks for bookings knows of one person and of the places. */
export interface DoorBooking {
  state: BookingState;
  /** People with a booking who did not come yet, without this person: their places are kept. */
  expected: number;
  /** Others may pass by now, while places are left. */
  othersMay: boolean;
}

/** Doubts with which a steward can still let a person pass, with one touch. */
export const doorDoubts = [
  /**
   * In again without an exit: the exit was not scanned, or the badge is used twice. The steward
   * compares the face.
   */
  'inside',
  'badge-returned',
  'badge-stale',
  /** The issue of the badge is not known here yet, so nothing proves its code. */
  'badge-unheard',
  /** A ticket instead of a badge. */
  'ticket',
  /**
   * A registration code is not secret: it names a person but does not prove that the bearer is that
   * person.
   */
  'registration-code',
  /** No booking for this session, and those who have one go first. */
  'not-booked',
  'full',
  'delegation-full',
] as const;
export type DoorDoubt = (typeof doorDoubts)[number];

/** Why a person may not pass: the refusals of the rules of admission and those of a door. */
export const doorRefusals = [
  'stopped',
  'badge-not-valid',
  /** The badge is not known here yet, and the checkpoint lets no one in with such a badge. */
  'badge-unheard',
  'not-registered',
  'pending',
  'cancelled',
  'revoked',
  'wrong-day',
  'other-event',
  'expired',
  'ticket-replaced',
  'forged',
  'unreadable',
  'inside',
  'ticket',
  'not-booked',
  'full',
  'delegation-full',
  'not-checked-in',
] as const;
export type DoorRefusal = (typeof doorRefusals)[number];

/** The fact to record about a person who passes. */
export type Passing =
  | { fact: 'admitted' }
  | { fact: 'came-back'; reentry: 'after-exit' | 'without-exit' }
  | { fact: 'went-out' };

export type DoorVerdict =
  | { outcome: 'pass'; passing: Passing }
  /** Amber: the steward at the door decides. `doubts` is never empty. */
  | { outcome: 'ask'; doubts: readonly DoorDoubt[]; passing: Passing }
  | { outcome: 'refuse'; reason: DoorRefusal };

/** The direction that applies at a checkpoint. No one comes in through an exit. */
export function directionAt(
  checkpoint: Pick<Checkpoint, 'kind'>,
  set: DoorDirection,
): DoorDirection {
  return checkpoint.kind === 'exit' ? 'out' : set;
}

/**
 * The rules of a door. Those of admission (`decide`) come first, with all their refusals.
 *
 * In: first the condition that no one may waive (checked in at a desk), then everything that the
 * checkpoint refuses, then everything that it asks. All doubts are asked at once. A person who is
 * inside by the count takes no further place, so a full room never keeps out a person who only
 * comes back for a bag. Where bookings count, the places of those who are still expected are kept.
 *
 * Out: no one is kept in. Anyone whom the code identifies goes out, whatever the day, the rights or
 * the registration. A code that proves nothing about its bearer (not a code of ours, a lost badge,
 * a stopped person) is refused, because it must not take another person out of the count. For the
 * same reason, with a badge that is not known here yet the steward decides.
 */
export function decideDoor(question: DoorQuestion): DoorVerdict {
  const verdict = decide(question);
  return question.direction === 'out' ? goOut(question, verdict) : comeIn(question, verdict);
}

function goOut(question: DoorQuestion, verdict: Verdict): DoorVerdict {
  const out: DoorVerdict = { outcome: 'pass', passing: { fact: 'went-out' } };
  switch (verdict.outcome) {
    case 'unreadable':
    case 'forged':
    case 'other-event':
    case 'expired':
    case 'ticket-replaced':
    case 'stopped':
      return { outcome: 'refuse', reason: verdict.outcome };
    case 'badge-not-valid':
      // A replaced or returned badge still identifies its holder.
      if (verdict.doubt === 'stale' || verdict.doubt === 'returned') return out;
      return refusalOf(verdict);
    default:
      if (!question.isSomebody) return { outcome: 'refuse', reason: 'not-registered' };
      return isUnheard(question) ? { ...out, outcome: 'ask', doubts: ['badge-unheard'] } : out;
  }
}

function comeIn(question: DoorQuestion, verdict: Verdict): DoorVerdict {
  // The badge is unknown, so the rules know no delegate. The steward sees name and face on it.
  if (isUnheard(question) && verdict.outcome === 'not-registered' && question.isSomebody) {
    return askOrPass(question, 'admitted');
  }
  if (verdict.outcome !== 'admitted' && verdict.outcome !== 'already-in') {
    return refusalOf(verdict);
  }
  const { checkpoint, earlier, registrationCheckpoints } = question;
  const isCheckedIn = earlier.some((one) => registrationCheckpoints.includes(one.checkpoint));
  if (checkpoint.needsCheckIn && !isCheckedIn) {
    return { outcome: 'refuse', reason: 'not-checked-in' };
  }
  return askOrPass(question, verdict.outcome);
}

function isUnheard({ badge }: DoorQuestion): boolean {
  return badge?.outcome === 'ask' && badge.doubt === 'unheard';
}

type RefusingVerdict = Exclude<Verdict, { outcome: 'admitted' | 'already-in' }>;

/**
 * A refusal of the rules. A badge that is only unknown here is kept apart from one that is not
 * valid.
 */
function refusalOf(verdict: RefusingVerdict): DoorVerdict {
  const isUnknown = verdict.outcome === 'badge-not-valid' && verdict.doubt === 'unheard';
  return { outcome: 'refuse', reason: isUnknown ? 'badge-unheard' : verdict.outcome };
}

function askOrPass(question: DoorQuestion, outcome: 'admitted' | 'already-in'): DoorVerdict {
  const objections = objectionsOf(question);
  const refused = objections.find(({ policy }) => policy === 'refuse');
  if (refused !== undefined) return { outcome: 'refuse', reason: refused.refusal };
  const doubts = objections.filter(({ policy }) => policy === 'ask').map(({ doubt }) => doubt);
  const passing = passingOf(question, outcome);
  return doubts.length === 0 ? { outcome: 'pass', passing } : { outcome: 'ask', doubts, passing };
}

interface Objection {
  doubt: DoorDoubt;
  refusal: DoorRefusal;
  policy: 'admit' | 'ask' | 'refuse';
}

/** The checkpoint's possible objections to this person, most serious first. */
function objectionsOf(question: DoorQuestion): Objection[] {
  const { checkpoint, badge, booking, isInside, inside, insideOfDelegation, scan } = question;
  const objections: Objection[] = [];
  if (isInside) objections.push({ doubt: 'inside', refusal: 'inside', policy: checkpoint.reentry });
  if (badge?.outcome === 'ask') {
    objections.push({ doubt: badgeDoubt(badge.doubt), refusal: 'badge-not-valid', policy: 'ask' });
  }
  const paper = paperDoubt(scan);
  if (paper !== null) {
    const isAsked = paper === 'registration-code' && checkpoint.tickets === 'admit';
    objections.push({
      doubt: paper,
      refusal: 'ticket',
      policy: isAsked ? 'ask' : checkpoint.tickets,
    });
  }
  if (isInside) return objections;
  const { capacity, seatsPerDelegation, whenFull } = checkpoint;
  const isOther = booking !== null && booking.state !== 'booked';
  if (isOther && !booking.othersMay) {
    objections.push({ doubt: 'not-booked', refusal: 'not-booked', policy: 'ask' });
  }
  const taken = inside + (isOther ? booking.expected : 0);
  if (capacity !== null && taken >= capacity) {
    objections.push({ doubt: 'full', refusal: 'full', policy: whenFull });
  }
  if (seatsPerDelegation !== null && insideOfDelegation >= seatsPerDelegation) {
    objections.push({ doubt: 'delegation-full', refusal: 'delegation-full', policy: whenFull });
  }
  return objections;
}

/** The reason to record when a steward refuses because of this doubt. */
export function refusalOfDoubt(doubt: DoorDoubt): DoorRefusal {
  switch (doubt) {
    case 'badge-returned':
    case 'badge-stale':
      return 'badge-not-valid';
    case 'registration-code':
      return 'ticket';
    case 'inside':
    case 'badge-unheard':
    case 'ticket':
    case 'not-booked':
    case 'full':
    case 'delegation-full':
      return doubt;
  }
}

/** Lost and destroyed badges are refused earlier; here they would count as replaced. */
function badgeDoubt(doubt: string): DoorDoubt {
  if (doubt === 'returned') return 'badge-returned';
  return doubt === 'unheard' ? 'badge-unheard' : 'badge-stale';
}

/** What a person shows instead of a badge. */
function paperDoubt(scan: AdmissionQuestion['scan']): 'ticket' | 'registration-code' | null {
  switch (scan.kind) {
    case 'ticket':
    case 'signed':
    case 'outside-ticket':
      return 'ticket';
    case 'registration-code':
    case 'other-text':
      return 'registration-code';
    case 'badge':
    case 'chosen-delegate':
    case 'expired':
    case 'ticket-replaced':
    case 'other-event':
    case 'forged':
    case 'unreadable':
      return null;
  }
}

function passingOf(question: DoorQuestion, outcome: 'admitted' | 'already-in'): Passing {
  if (question.isInside) return { fact: 'came-back', reentry: 'without-exit' };
  return outcome === 'already-in'
    ? { fact: 'came-back', reentry: 'after-exit' }
    : { fact: 'admitted' };
}

/**
 * Whether people without a booking may pass by now, where those with one go first: some minutes
 * after the opening of the hours that run. Without hours nothing begins, and they may not.
 */
export function othersMayPass(
  { passes, othersAfter, windows }: Pick<Checkpoint, 'passes' | 'othersAfter' | 'windows'>,
  at: { day: LocalDay; minuteOfDay: number },
): boolean {
  if (passes !== 'booked-first') return passes === 'everyone';
  return windows.some(
    (window) =>
      isWithinWindows({ windows: [window] }, at) &&
      (at.minuteOfDay - minutesOf(window.opens) + 1440) % 1440 >= othersAfter,
  );
}

/**
 * The session of a door's room by the timetable: the one open now, else the next of the day, else
 * the last of the day. A checkpoint without a room or without hours, such as an entrance, stays as
 * chosen.
 *
 * @param at the event's local day and the minutes since local midnight
 */
export function roomSession(
  event: Pick<EventFile, 'checkpoints' | 'dayBoundary'>,
  chosen: Checkpoint,
  at: { day: LocalDay; minuteOfDay: number },
): Checkpoint {
  const { kind, room, windows } = chosen;
  if (kind !== 'session' || room === null || windows.length === 0) return chosen;
  const boundary = minutesOf(event.dayBoundary);
  const intoDay = (minute: number): number => (minute - boundary + 1440) % 1440;
  const here = inUse(event.checkpoints)
    .filter((one) => one.kind === 'session' && isSameText(one.room, room))
    .flatMap((session) =>
      session.windows
        .filter(({ day }) => day === at.day)
        .map(({ opens }) => ({ session, opens: intoDay(minutesOf(opens)) })),
    )
    .sort((a, b) => a.opens - b.opens);
  const open = here.filter(({ session }) => isWithinWindows(session, at));
  if (open.some(({ session }) => session.id === chosen.id)) return chosen;
  const now = intoDay(at.minuteOfDay);
  const next = here.find(({ opens }) => opens > now);
  return (open[0] ?? next ?? here.at(-1))?.session ?? chosen;
}

import { randomUUID } from 'node:crypto';
import { findDelegateById } from '../../db/roster/roster.ts';
import type { StationMode } from '../../domain/base/protocol.ts';
import type { BookingOutcome } from '../../domain/check-in/person-bookings.ts';
import type { ReprintReason, UndoReason } from '../../domain/ledger/attendance.ts';
import type { PrintJobState } from '../../domain/printing/print-job.ts';
import type { PersonChange } from '../../domain/roster/roster-changes.ts';
import { handOverBadge } from '../../main/badges/badge-fates.ts';
import { recordPrintOutcome, reprintBadge } from '../../main/badges/badges.ts';
import { CallFailure } from '../../main/base/call-failure.ts';
import type { Context } from '../../main/base/context.ts';
import { bookingsNow } from '../../main/bookings/bookings-now.ts';
import { bookSession, releaseSession } from '../../main/bookings/change-booking.ts';
import { checkIn } from '../../main/check-in/check-in.ts';
import { undoCheckIn } from '../../main/check-in/check-in-calls.ts';
import { correctSpelling } from '../../main/check-in/correct-spelling.ts';
import { resolveDuplicate } from '../../main/check-in/resolve-duplicate.ts';
import { registerWalkIn, replaceDelegate } from '../../main/check-in/roster-changes.ts';
import { undoPassing } from '../../main/doors/door-calls.ts';
import { kioskCheckIn } from '../../main/kiosk/kiosk-calls.ts';
import { changePeople } from '../../main/people/change-people.ts';
import { tellApart } from '../../main/people/possible-pairs.ts';
import { BrokenInvariant } from './broken-invariant.ts';
import type { Coverage } from './coverage.ts';
import { idsIn } from './fact-book.ts';
import { caller, newPerson, operators, personOf, workshop } from './people.ts';

export type DeskOperation = keyof typeof actions;

/** Operations of a kiosk and of a door; a desk does all of them. */
const elsewhere: Record<Exclude<StationMode, 'desk'>, ReadonlySet<DeskOperation>> = {
  kiosk: new Set(['check-in', 'print-outcome']),
  door: new Set(['door-check-in', 'undo']),
};

export function canDo(mode: StationMode, operation: DeskOperation): boolean {
  return mode === 'desk' || elsewhere[mode].has(operation);
}

export interface DeskScene {
  context: Context;
  mode: StationMode;
  /** Ids of everyone ever known anywhere. */
  people: string[];
  coverage: Coverage;
  a: number;
  b: number;
}

type Action = (scene: DeskScene) => boolean;

/**
 * Does one thing at a desk. Returns false, and writes nothing, if there was nothing to do it with.
 */
export function doAtDesk(operation: DeskOperation, scene: DeskScene): boolean {
  try {
    return actions[operation](scene);
  } catch (error) {
    // A refusal by a use case is an answer too: the person may not be in this desk's roster, for
    // instance.
    if (error instanceof CallFailure) return false;
    throw error;
  }
}

const undoReasons: readonly UndoReason[] = ['wrong-person', 'scanned-by-mistake', 'left-at-once'];
const reprintReasons: readonly ReprintReason[] = ['lost', 'damaged', 'misspelt', 'printer-fault'];
const printEnds: readonly PrintJobState[] = ['confirmed', 'sent', 'came-out', 'cancelled'];

const personChanges: readonly ((number: number) => PersonChange)[] = [
  (number) => ({ printedName: `Changed NAME ${number}`, jobTitle: `Head ${number}` }),
  () => ({ status: 'cancelled' }),
  () => ({ status: 'confirmed' }),
  (number) => ({ extra: { seat: `B ${number}` } }),
  (number) => ({ extra: { diet: `Diet ${number}` } }),
];

/** What people do at desks, each through the real use case. */
const actions = {
  'check-in': admit,
  'door-check-in': admit,
  undo: ({ context, mode, a, b }) => {
    if (mode === 'door') return undoAtDoor(context, a);
    const admissionId = nth(
      context,
      'SELECT attendance_id AS id FROM admission WHERE undone_by IS NULL ORDER BY attendance_id',
      a,
    );
    if (admissionId === null) return false;
    undoCheckIn(context, caller, { admissionId, reason: at(undoReasons, b) });
    return true;
  },
  'print-outcome': ({ context, mode, a, b }) => printOne(context, a, at(printEnds, b), mode),
  reprint: ({ context, a, b }) => {
    const delegateId = nth(
      context,
      'SELECT DISTINCT delegate_id AS id FROM badge ORDER BY delegate_id',
      a,
    );
    if (delegateId === null) return false;
    reprintBadge(context, caller, { delegateId, reason: at(reprintReasons, b) });
    return true;
  },
  'hand-over': ({ context, a }) => {
    printOne(context, a, 'confirmed');
    const serialText = nth(
      context,
      `SELECT serial AS id FROM badge WHERE state = 'printed' ORDER BY serial`,
      a,
    );
    if (serialText === null) return false;
    handOverBadge(context, caller, { serialText, to: 'delegate' });
    return true;
  },
  'walk-in': ({ context, people, b }) => {
    const { delegateId } = registerWalkIn(context, caller, {
      person: newPerson(b, context.event),
      approver: 'Head of registration',
      reference: '',
      identity: 'passport',
    });
    people.push(delegateId);
    return true;
  },
  correct: ({ context, people, a, b }) => {
    const printedName = `Corrected NAME ${b}`;
    const correction = b % 2 === 0 ? { printedName } : { printedName, jobTitle: `Chief ${b}` };
    correctSpelling(context, caller, { delegateId: personOf(people, a), correction });
    return true;
  },
  replace: ({ context, people, a, b }) => {
    const { delegateId } = replaceDelegate(context, caller, {
      approvedBy: null,
      delegateId: personOf(people, a),
      person: newPerson(b),
      approver: 'Head of registration',
      reference: `Letter ${b}`,
    });
    people.push(delegateId);
    return true;
  },
  resolve: ({ context, a, b }) => {
    const admissionId = nth(
      context,
      'SELECT attendance_id AS id FROM admission ORDER BY attendance_id',
      a,
    );
    if (admissionId === null) return false;
    resolveDuplicate(context, caller, { admissionId, note: `Looked into ${b}` });
    return true;
  },
  'change-person': ({ context, people, a, b }) => {
    const change = at(personChanges, b)(b >> 3);
    const changes = [{ ids: [personOf(people, a)], change }];
    return changePeople(context, caller, { changes }).changed > 0;
  },
  'tell-apart': ({ context, people, a, b }) => {
    const [one, other] = [personOf(people, a), personOf(people, b)];
    if (one === other) return false;
    tellApart(context, caller, { ids: [one, other], areTwo: (b >> 3) % 2 === 1 });
    return true;
  },
  book: ({ context, people, coverage, a }) => {
    const delegateId = personOf(people, a);
    const before = bookingsNow(context).of(workshop).stateOf(delegateId);
    const asked = { delegateId, session: workshop, despiteOther: true };
    const booked = bookSession(context, caller, asked);
    const isNew = before === 'released';
    coverage.add('rule: waits at a desk for a place', isNew && isWaiting(booked));
    return isNew;
  },
  'give-up': ({ context, a }) => {
    const delegateId = nth(context, everBooked, a);
    if (delegateId === null) return false;
    const before = bookingsNow(context).of(workshop).stateOf(delegateId);
    releaseSession(context, caller, { delegateId, session: workshop });
    return before !== 'released';
  },
} satisfies Record<string, Action>;

/** Ids of those who have or had a booking. */
export const everBooked = `SELECT DISTINCT delegate_id AS id FROM attendance_event
  WHERE type = 'booking-changed' ORDER BY delegate_id`;

const isWaiting = (booked: BookingOutcome): boolean =>
  booked.outcome === 'done' && booked.state === 'waiting';

/** Says what became of one issued badge whose printer has not reported yet. */
function printOne(
  context: Context,
  number: number,
  state: PrintJobState,
  mode: StationMode = 'desk',
): boolean {
  // A desk also hears of badges that other stations printed.
  const own = mode === 'desk' ? '' : context.self.stationNumber;
  const badgeSerial = nth(
    context,
    `SELECT serial AS id FROM badge WHERE state = 'issued' AND serial LIKE '${own}%' ORDER BY serial`,
    number,
  );
  if (badgeSerial === null) return false;
  // Nobody signs in at a kiosk: its printer reports the outcome.
  const operator = mode === 'desk' ? (operators[0]?.id ?? null) : null;
  recordPrintOutcome(context, { badgeSerial, state }, operator);
  return true;
}

/** A door undoes only what it wrote itself. */
function undoAtDoor(context: Context, number: number): boolean {
  const factId = nth(
    context,
    `SELECT attendance_id AS id FROM admission
     WHERE undone_by IS NULL AND station = '${context.self.station}' ORDER BY attendance_id`,
    number,
  );
  if (factId === null) return false;
  undoPassing(context, caller, factId);
  return true;
}

/** Admits, or refuses: whoever is cancelled in the station's own list never comes in there. */
function admit({ context, mode, people, coverage, a }: DeskScene): boolean {
  const delegateId = personOf(people, a);
  const known = findDelegateById(context.db, context.event.file.id, delegateId);
  const outcome = outcomeOf(context, mode, delegateId);
  const isAdmitted = outcome === 'admitted';
  if (known?.status === 'cancelled') {
    if (isAdmitted) throw new BrokenInvariant('cancelled-stays-out', `${mode}: ${delegateId}`);
    coverage.add('rule: a cancelled person’s scan refused', outcome === 'cancelled');
  }
  return isAdmitted;
}

function outcomeOf(context: Context, mode: StationMode, delegateId: string): string {
  if (mode === 'kiosk') {
    const read = { kind: 'registration-code' } as const;
    const visit = { delegateId, source: 'camera', read, admitted: null } as const;
    return kioskCheckIn(context, visit, {}).answer.outcome;
  }
  const target = { kind: 'delegate', delegateId } as const;
  return checkIn(context, caller, { key: randomUUID(), target, identity: null }).outcome;
}

/** The n-th entry of a list, modulo its length. */
export function at<T>(list: readonly T[], number: number): T {
  const found = list[number % list.length];
  if (found === undefined) throw new RangeError('nothing to choose from');
  return found;
}

/** The id in the n-th row (modulo) of a query's result, or null if there is none. */
function nth(context: Context, sql: string, number: number): string | null {
  const ids = idsIn(context.db, sql);
  return ids[number % Math.max(ids.length, 1)] ?? null;
}

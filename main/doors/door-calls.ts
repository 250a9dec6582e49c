import { findAdmission, undoAdmission } from '../../db/check-in/admissions.ts';
import { findCheckInKey, insertCheckInKey } from '../../db/check-in/check-in-keys.ts';
import { countOfDelegation, isUndone } from '../../db/doors.ts';
import { findAttendanceEvent } from '../../db/ledger/attendance.ts';
import { findPhoto } from '../../db/roster/photos.ts';
import { findDelegateById } from '../../db/roster/roster.ts';
import {
  type DoorBooking,
  type DoorDoubt,
  type DoorVerdict,
  decideDoor,
  directionAt,
  othersMayPass,
  type Passing,
  refusalOfDoubt,
} from '../../domain/doors/door.ts';
import { zoneOf } from '../../domain/doors/zones.ts';
import type { EventFile } from '../../domain/event/event-file.ts';
import { tidyExtra } from '../../domain/event/extra-fields.ts';
import type { AttendanceEvent } from '../../domain/ledger/attendance.ts';
import { payloadText } from '../../domain/ledger/attendance-fold.ts';
import type { Delegate } from '../../domain/roster/delegate.ts';
import {
  type DoorAnswer,
  type DoorDelegate,
  type DoorInput,
  type DoorView,
  doorCalls,
} from '../../preload/contract/doors.ts';
import { CallFailure } from '../base/call-failure.ts';
import { answers, type CallParts } from '../base/calls.ts';
import { assertClockConfirmed } from '../base/clock.ts';
import { changeStationSettings, readStationSettings } from '../base/config/station-settings.ts';
import type { Caller, Context } from '../base/context.ts';
import { listAges } from '../base/list-ages.ts';
import { bookingsNow } from '../bookings/bookings-now.ts';
import { type Examination, examine } from '../check-in/examine.ts';
import { writeAdmission } from '../check-in/write-admission.ts';
import { writeRefusal } from '../check-in/write-refusal.ts';
import { appendEvent, type Fact } from '../ledger/append-event.ts';
import {
  type DoorSetting,
  doorView,
  isDoor,
  type PresenceView,
  presenceNow,
  roomCount,
} from './presence.ts';

export function doorAnswers(desk: CallParts) {
  const { context, config } = desk;
  const setting = (): DoorSetting => ({
    direction: readStationSettings(context.db, config).direction,
    fixed: {
      direction: config.direction !== undefined,
      checkpoint: config.checkpoint !== undefined,
    },
  });
  const view = (): DoorView => doorView(context, setting());
  const change = (to: Parameters<typeof changeStationSettings>[1]): DoorView => {
    changeStationSettings(context.db, to);
    desk.notify('stationChanged', null);
    return view();
  };
  return answers(doorCalls, {
    getDoor: view,
    passDoor: (input, caller) => {
      const answer = passDoor(context, caller, setting(), input);
      logPassing(desk, input.scan.seenAt, answer.outcome);
      // A refusal is a fact too; only the question `ask` writes nothing.
      if (answer.outcome !== 'ask') desk.factWritten();
      return answer;
    },
    undoPassing: ({ factId }, caller) => {
      undoPassing(context, caller, factId);
      desk.factWritten();
      return view();
    },
    turnDoor: ({ direction }) => {
      if (!view().canTurn) throw new CallFailure('not-allowed', 'direction');
      return change({ direction });
    },
    chooseDoor: ({ checkpoint }) => {
      const chosen = context.event.file.checkpoints.find(({ id }) => id === checkpoint);
      if (chosen === undefined) throw new CallFailure('not-found', checkpoint);
      if (!isDoor(chosen) || !view().canChoose) throw new CallFailure('not-allowed', checkpoint);
      return change({ checkpoint });
    },
  });
}

/**
 * Measures in real time, whatever the event's clock shows: so is the scan's `seenAt`. Logs no
 * personal data.
 */
function logPassing(desk: CallParts, seenAt: number, outcome: string): void {
  const decidedAt = performance.timeOrigin + performance.now();
  const scanToDecisionMs = Math.round((decidedAt - seenAt) * 10) / 10;
  desk.log.info({ outcome, scanToDecisionMs }, 'door');
}

/**
 * Undoes a passing of this very door, in or out, by a new fact that names it. Nothing is deleted;
 * the badge keeps its state, because no door issues one. Throws CallFailure `not-found` for a fact
 * that this station did not write, `already-undone`.
 */
export function undoPassing(context: Context, caller: Caller, factId: string): void {
  context.db
    .transaction(() => {
      const fact = findAttendanceEvent(context.db, factId);
      const isCrossing =
        fact?.type === 'admitted' || fact?.type === 'came-back' || fact?.type === 'went-out';
      if (fact === null || !isCrossing || fact.station !== context.self.station) {
        throw new CallFailure('not-found');
      }
      if (isUndone(context.db, factId)) throw new CallFailure('already-undone');
      const undone = appendEvent(context, {
        type: 'admission-undone',
        delegateId: fact.delegateId,
        checkpoint: fact.checkpoint,
        targetId: factId,
        operatorId: caller.operator?.id ?? null,
        badgeSerial: null,
        payload: { reason: 'scanned-by-mistake' },
      });
      if (findAdmission(context.db, factId) !== null) undoAdmission(context.db, factId, undone.id);
    })
    .immediate();
}

interface Looked {
  seen: Examination;
  verdict: DoorVerdict;
  insideSince: number | null;
}

/**
 * Handles a code shown at this door: asks the rules and writes the result, in one transaction. When
 * it returns "passed", the fact is on disk. Where the rules ask the steward, nothing is written
 * before the steward's answer.
 *
 * A repeated key gets the answer from what it wrote before. Throws CallFailure `not-allowed` at a
 * checkpoint that is not a door, `clock-not-confirmed`.
 *
 * A decision answers the question that the steward saw, which `steward.shown` names. Where the door
 * would now ask something else, it asks again. The fact records what was shown.
 */
export function passDoor(
  context: Context,
  caller: Caller,
  setting: DoorSetting,
  input: DoorInput,
): DoorAnswer {
  const checkpoint = context.checkpoint();
  if (!isDoor(checkpoint)) throw new CallFailure('not-allowed', checkpoint.id);
  const repeated = answerOfKey(context, setting, input.key);
  if (repeated !== null) return repeated;
  assertClockConfirmed(context);
  const { looked, decision, fact } = context.db
    .transaction(() => {
      const found = look(context, setting, input);
      const decision = decisionOn(context, setting, input, found);
      return { looked: found, decision, fact: write(context, caller, input, found, decision) };
    })
    .immediate();
  const common = commonOf(context, setting, looked.seen.delegate);
  const { verdict } = looked;
  if (fact !== null) {
    return { outcome: 'passed', factId: fact.id, how: howOf(fact), wall: fact.wall, ...common };
  }
  if (verdict.outcome === 'ask' && decision === null) {
    const { insideSince } = looked;
    const asked = { doubts: [...verdict.doubts], checkpoint: checkpoint.id };
    return { outcome: 'ask', ...asked, insideSince, ...common };
  }
  return { outcome: 'refused', ...refusalWords(looked, decision), ...common };
}

type Decision = Exclude<DoorInput['steward'], null>;

/**
 * The steward's decision if it answers what the door asks now; null where there is none, or where
 * person, place or direction are others. No person passes against a doubt that was not shown.
 */
function decisionOn(
  context: Context,
  setting: DoorSetting,
  { steward }: DoorInput,
  { seen, verdict }: Looked,
): Decision | null {
  if (steward === null) return null;
  const { shown, decision } = steward;
  const checkpoint = context.checkpoint();
  const isSamePlace =
    shown.checkpoint === checkpoint.id &&
    shown.direction === directionAt(checkpoint, setting.direction);
  // A person who was unknown may have become known: the badge shows the same name.
  const isSamePerson = shown.delegateId === null || shown.delegateId === seen.delegateId;
  if (!isSamePlace || !isSamePerson) return null;
  if (decision === 'refuse' || verdict.outcome !== 'ask') return steward;
  return verdict.doubts.every((doubt) => shown.doubts.includes(doubt)) ? steward : null;
}

/** Writes nothing. */
function look(context: Context, setting: DoorSetting, { scan }: DoorInput): Looked {
  const checkpoint = context.checkpoint();
  const presence = presenceNow(context);
  const seen = examine(context, { kind: 'scan', scan }, checkpoint.badges);
  const persons = presence.personsIn(zoneOf(checkpoint));
  const person = seen.delegateId ?? seen.badge?.serial ?? null;
  const isInside = person !== null && persons.has(person);
  const verdict = decideDoor({
    ...seen.question,
    direction: directionAt(checkpoint, setting.direction),
    isInside,
    inside: persons.size,
    insideOfDelegation: seatsTaken(context, seen.delegate, persons),
    booking: bookingOf(context, seen, presence),
    isSomebody: person !== null,
  });
  const stay = person === null ? undefined : presence.staysOf(person).get(zoneOf(checkpoint));
  return { seen, verdict, insideSince: stay?.since ?? null };
}

/** Null where the door asks for no booking. Nothing is read from the disk but new facts. */
function bookingOf(
  context: Context,
  { delegateId, question: { day, minuteOfDay } }: Examination,
  presence: PresenceView,
): DoorBooking | null {
  const checkpoint = context.checkpoint();
  if (checkpoint.passes === 'everyone') return null;
  const bookings = bookingsNow(context).of(checkpoint.id);
  const state = delegateId === null ? 'released' : bookings.stateOf(delegateId);
  const othersMay = othersMayPass(checkpoint, { day, minuteOfDay });
  // Only people without a booking must leave the places of those who are expected.
  if (state === 'booked') return { state, othersMay, expected: 0 };
  const came = presence.cameTo(checkpoint.id);
  const { booked } = bookings.places(null);
  return { state, othersMay, expected: booked.filter((id) => !came.has(id)).length };
}

/** The host's own staff have no seats that could run out. */
function seatsTaken(
  context: Context,
  delegate: Delegate | null,
  persons: ReadonlySet<string>,
): number {
  if (delegate === null || context.checkpoint().seatsPerDelegation === null) return 0;
  const { id, delegations } = context.event.file;
  const { delegation } = delegate;
  const isHost = delegations.some(
    ({ code, kind }) => code === delegation && kind === 'secretariat',
  );
  return isHost ? 0 : countOfDelegation(context.db, { eventId: id, delegation }, persons);
}

/** Writes the result of verdict and steward's answer. Returns the crossing, or null without one. */
function write(
  context: Context,
  caller: Caller,
  input: DoorInput,
  { seen, verdict }: Looked,
  steward: Decision | null,
): AttendanceEvent | null {
  const operatorId = caller.operator?.id ?? null;
  const by = { operatorId, key: input.key };
  if (verdict.outcome === 'refuse') {
    if (isWorthWriting(seen)) writeRefusal(context, seen, { ...by, outcome: verdict.reason });
    return null;
  }
  if (steward?.decision === 'refuse') {
    writeRefusal(context, seen, { ...by, outcome: firstDoubt(steward) });
    return null;
  }
  if (verdict.outcome === 'ask' && steward === null) return null;
  const asked = steward === null ? {} : { asked: steward.shown.doubts.join(' ') };
  return writePassing(context, { seen, passing: verdict.passing, operatorId, input, asked });
}

/** Cameras also read codes on walls: only refusals of people, badges and forgeries are facts. */
function isWorthWriting({ delegateId, badge, verdict }: Examination): boolean {
  return delegateId !== null || badge !== null || verdict.outcome === 'forged';
}

function writePassing(
  context: Context,
  of: {
    seen: Examination;
    passing: Passing;
    operatorId: string | null;
    input: DoorInput;
    asked: Fact['payload'];
  },
): AttendanceEvent {
  const { passing, operatorId, input } = of;
  const { delegateId, badge } = of.seen;
  const { source } = input.scan;
  const { key } = input;
  if (passing.fact === 'admitted' && delegateId !== null) {
    const payload = { identity: null, source, ...of.asked };
    return writeAdmission(context, { delegateId, operatorId, printBadge: false, key, payload })
      .event;
  }
  const event = appendEvent(context, {
    type: passing.fact,
    delegateId,
    checkpoint: context.checkpoint().id,
    targetId: null,
    operatorId,
    badgeSerial: null,
    payload: {
      source,
      ...of.asked,
      ...(passing.fact === 'came-back' ? { reentry: passing.reentry } : {}),
      // Only where nothing else identifies the person.
      ...(delegateId === null ? { serial: badge?.serial ?? null } : {}),
    },
  });
  insertCheckInKey(context.db, { key, attendanceId: event.id, printJobId: null });
  return event;
}

function howOf(fact: AttendanceEvent): Extract<DoorAnswer, { outcome: 'passed' }>['how'] {
  if (fact.type === 'went-out') return 'out';
  if (fact.type === 'admitted') return 'in';
  return payloadText(fact, 'reentry') === 'after-exit' ? 'back' : 'again';
}

/** The most serious doubt that the steward saw. */
function firstDoubt(decision: Decision | null): DoorDoubt {
  const [doubt = 'inside'] = decision?.shown.doubts ?? [];
  return doubt;
}

function refusalWords({ seen, verdict }: Looked, decision: Decision | null) {
  const doubt = seen.verdict.outcome === 'badge-not-valid' ? seen.verdict.doubt : null;
  return {
    reason: verdict.outcome === 'refuse' ? verdict.reason : refusalOfDoubt(firstDoubt(decision)),
    replaced: doubt === 'stale',
    host: seen.verdict.outcome === 'other-event' ? seen.verdict.host : null,
    validDays: seen.verdict.outcome === 'wrong-day' ? [...seen.verdict.validDays] : [],
  };
}

function commonOf(context: Context, setting: DoorSetting, delegate: Delegate | null) {
  const checkpoint = context.checkpoint();
  const eventId = context.event.file.id;
  return {
    delegate: delegate === null ? null : doorDelegate(delegate, context.event.file),
    photo:
      delegate === null ? null : (findPhoto(context.db, eventId, delegate.id)?.picture ?? null),
    direction: directionAt(checkpoint, setting.direction),
    count: roomCount(context, checkpoint),
    lists: listAges(context),
  };
}

/** Data minimisation: only what a door's screen shows. */
function doorDelegate(delegate: Delegate, { extraFields }: EventFile): DoorDelegate {
  const { id, printedName, delegation, administration, category } = delegate;
  const shown = extraFields.filter(({ showsAt }) => showsAt.includes('door'));
  const extra = tidyExtra(
    Object.fromEntries(shown.map((field) => [field.id, delegate.extra[field.id] ?? ''])),
  );
  return { id, printedName, delegation, administration, category, extra };
}

/** The answer of a scan whose key wrote a crossing before; null for another key. */
function answerOfKey(context: Context, setting: DoorSetting, key: string): DoorAnswer | null {
  const written = findCheckInKey(context.db, key);
  const fact = written === null ? null : findAttendanceEvent(context.db, written.attendanceId);
  if (fact === null) return null;
  const delegate =
    fact.delegateId === null
      ? null
      : findDelegateById(context.db, context.event.file.id, fact.delegateId);
  const common = commonOf(context, setting, delegate);
  return { outcome: 'passed', factId: fact.id, how: howOf(fact), wall: fact.wall, ...common };
}

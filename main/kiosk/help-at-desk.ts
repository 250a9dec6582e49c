import type { ReadableDatabase } from '../../db/base/types.ts';
import { findAttendanceEvent } from '../../db/ledger/attendance.ts';
import { isHelpAnswered, listHelpAnswers, listHelpCalls } from '../../db/station/help-calls.ts';
import {
  compareCalls,
  type HelpCall,
  isQuietCall,
  knownReason,
  standingCalls,
} from '../../domain/station/help-calls.ts';
import type { HelpCallView } from '../../preload/contract/station/alerts.ts';
import { CallFailure } from '../base/call-failure.ts';
import { rightNow, steadyNow } from '../base/clock.ts';
import { type Caller, type Context, operatorIdOf } from '../base/context.ts';
import { appendEvent } from '../ledger/append-event.ts';
import { stationNames } from '../ledger/station-names.ts';

/** Milliseconds after which a call is no longer listed. */
const listedFor = 12 * 3_600_000;

/** When the calls of an open store arrived: steady milliseconds, by id of the fact. */
const arrivals = new WeakMap<ReadableDatabase, Map<string, number>>();

/**
 * Notes when calls for help arrive; call it after facts came from the hub. A call's age counts from
 * then by the steady clock: neither the caller's clock nor this station's may silence one. For
 * calls that were here before the first note, their own time gives the age at that moment.
 */
export function hearHelpCalls(context: Context): void {
  heardCalls(context);
}

function heardCalls(context: Context): { call: HelpCall; age: number }[] {
  const now = steadyNow(context);
  const known = arrivals.get(context.db);
  const heard = new Map<string, number>();
  const calls = listHelpCalls(context.db, context.event.file.id);
  for (const { id, wall } of calls) {
    const before = known === undefined ? Math.max(0, rightNow(context) - wall) : 0;
    heard.set(id, known?.get(id) ?? now - before);
  }
  arrivals.set(context.db, heard);
  return calls.map((call) => ({ call, age: now - (heard.get(call.id) ?? now) }));
}

/** The latest call for staff of each station, in the order of `compareCalls`. */
export function helpCallViews(context: Context): HelpCallView[] {
  const listed = heardCalls(context).filter(({ age }) => age < listedFor);
  if (listed.length === 0) return [];
  const ages = new Map(listed.map(({ call, age }) => [call.id, age]));
  const calls = standingCalls(
    listed.map(({ call }) => call),
    listHelpAnswers(context.db, [...ages.keys()]),
  ).sort(compareCalls);
  const names = stationNames(context);
  return calls.map((call) => ({
    id: call.id,
    stationName: names.station(call.station),
    mode: names.mode(call.station),
    isOwn: call.operatorId !== null && call.station === context.self.station,
    reason: knownReason(call.reason),
    code: call.code,
    since: call.since,
    wall: call.wall,
    quiet: isQuietCall(ages.get(call.id) ?? 0),
    answer:
      call.answer === null
        ? null
        : {
            operatorName: call.answer.by ?? names.operator(call.answer.operatorId),
            stationName: names.station(call.answer.station),
            wall: call.answer.wall,
          },
  }));
}

/**
 * Records "I am going": a fact that names the call. Throws CallFailure `not-found` for an unknown
 * call, `already-done` where another operator goes, `sign-in-needed`.
 */
export function answerHelp(context: Context, caller: Caller, callId: string): void {
  const operatorId = operatorIdOf(caller);
  context.db
    .transaction(() => {
      const call = findAttendanceEvent(context.db, callId);
      if (call === null || call.type !== 'help-called') throw new CallFailure('not-found');
      if (isHelpAnswered(context.db, callId)) throw new CallFailure('already-done');
      appendEvent(context, {
        type: 'help-answered',
        delegateId: null,
        checkpoint: call.checkpoint,
        targetId: callId,
        operatorId,
        badgeSerial: null,
        payload: {},
      });
    })
    .immediate();
}

import { findAttendanceEvent } from '../../db/ledger/attendance.ts';
import { isHelpAnswered, listHelpAnswers, listHelpCalls } from '../../db/station/help-calls.ts';
import { isQuietCall, knownReason, standingCalls } from '../../domain/station/help-calls.ts';
import type { HelpCallView } from '../../preload/contract/station/alerts.ts';
import { CallFailure } from '../base/call-failure.ts';
import { type Caller, type Context, operatorIdOf } from '../base/context.ts';
import { appendEvent } from '../ledger/append-event.ts';
import { stationNames } from '../ledger/station-names.ts';

/** Calls older than this are no longer listed. Milliseconds. */
const listedFor = 12 * 3_600_000;

/** The latest call for staff of each station, newest first. */
export function helpCallViews(context: Context): HelpCallView[] {
  const now = context.clock();
  const of = { eventId: context.event.file.id, since: now - listedFor };
  const calls = standingCalls(listHelpCalls(context.db, of), listHelpAnswers(context.db, of));
  if (calls.length === 0) return [];
  const names = stationNames(context);
  return calls.map((call) => ({
    id: call.id,
    stationName: names.station(call.station),
    mode: names.mode(call.station),
    reason: knownReason(call.reason),
    code: call.code,
    since: call.since,
    wall: call.wall,
    quiet: isQuietCall(call, now),
    answer:
      call.answer === null
        ? null
        : {
            operatorName: names.operator(call.answer.operatorId),
            stationName: names.station(call.answer.station),
            wall: call.answer.wall,
          },
  }));
}

/**
 * "I am going": a fact that names the call. Throws CallFailure `not-found` for an unknown call,
 * `already-done` where another operator goes, `sign-in-needed`.
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

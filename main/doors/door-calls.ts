import { findAdmission, undoAdmission } from '../../db/check-in/admissions.ts';
import { isUndone } from '../../db/doors.ts';
import { findAttendanceEvent } from '../../db/ledger/attendance.ts';
import { type DoorView, doorCalls } from '../../preload/contract/doors.ts';
import { CallFailure } from '../base/call-failure.ts';
import { answers, type CallParts } from '../base/calls.ts';
import { changeStationSettings, readStationSettings } from '../base/config/station-settings.ts';
import type { Caller, Context } from '../base/context.ts';
import { appendEvent } from '../ledger/append-event.ts';
import { type DoorSetting, doorView, isDoor } from './door-view.ts';
import { passDoor } from './pass-door.ts';

/** The calls of a door. */
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

/** Real time, whatever the event's clock says: so is the scan's `seenAt`. No personal data. */
function logPassing(desk: CallParts, seenAt: number, outcome: string): void {
  const decidedAt = performance.timeOrigin + performance.now();
  const scanToDecisionMs = Math.round((decidedAt - seenAt) * 10) / 10;
  desk.log.info({ outcome, scanToDecisionMs }, 'door');
}

/**
 * Undoes a passing of this very door, in or out, by a new fact that names it. Nothing is deleted;
 * the badge keeps its state, because no door issues one. Throws CallFailure `not-found` for what
 * this station did not write, `already-undone`.
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

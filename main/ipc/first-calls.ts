import { listOperators } from '../../db/operators.ts';
import { firstCalls } from '../../preload/contract/first-calls.ts';
import { checkIn } from '../use-cases/check-in.ts';
import { operatorIdOf } from '../use-cases/context.ts';
import { addOperator, createFirstSupervisor, signIn } from '../use-cases/operators.ts';
import { undoCheckIn } from '../use-cases/undo-check-in.ts';
import { delegateDetail, deskCounts, findDelegates, recentItems } from '../use-cases/views.ts';
import { type CallGroup, callGroup } from './call-groups.ts';
import type { Desk } from './desk.ts';
import { doorHandlers } from './door-handlers.ts';
import { kioskHandlers } from './kiosk-handlers.ts';
import { printQueueHandlers } from './print-queue-handlers.ts';
import { printingHandlers } from './printing-handlers.ts';

/** One line a call: which use case answers, and what is told to the page and the printer afterwards. */
export function firstCallsOf(desk: Desk): CallGroup {
  const { context, session, health } = desk;
  return callGroup(firstCalls, {
    getStation: () => desk.station(),
    tellCamera: ({ state }) => health.camera(state),
    getCounts: () => deskCounts(context),
    listOperators: () => listOperators(context.db),
    signIn: async (input) => {
      const answer = await signIn(context.db, input);
      if (answer.result === 'signed-in') session.signIn(answer.operator);
      return answer;
    },
    lock: () => session.signOut(),
    createFirstSupervisor: async (input) => {
      const operator = await createFirstSupervisor(context.db, input);
      session.signIn(operator);
      return operator;
    },
    addOperator: (input, caller) => addOperator(context.db, input, operatorIdOf(caller)),
    saveStationSettings: (input) => desk.saveSettings(input),
    checkIn: (input, caller) => {
      const answer = checkIn(context, caller, input);
      desk.answered(input, answer);
      return answer;
    },
    undoCheckIn: (input, caller) => {
      undoCheckIn(context, caller, input);
      // Its badge counts no more: what waits of it is cancelled.
      desk.queue.wake();
      desk.factWritten();
    },
    getRecent: (input) => recentItems(context, input.limit),
    searchDelegates: (input) => findDelegates(context, input),
    getDelegate: (input, caller) => delegateDetail(context, caller, input.id),
    ...printingHandlers(desk),
    ...printQueueHandlers(desk),
    ...doorHandlers(desk),
    ...kioskHandlers(desk),
  });
}

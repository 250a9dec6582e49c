import { listOperators } from '../../db/operators.ts';
import { findPrintJob } from '../../db/print-jobs.ts';
import type { DoorView } from '../../preload/contract/door.ts';
import { firstCalls } from '../../preload/contract/first-calls.ts';
import { CallFailure } from '../call-failure.ts';
import { writePausedPrinter } from '../config/paused-printers.ts';
import {
  changeStationSettings,
  readPrinters,
  readStationSettings,
  writePrinters,
} from '../config/station-settings.ts';
import { PrintJobStateError } from '../printing/queue.ts';
import { handOverBadge } from '../use-cases/badge-fates.ts';
import { reissueWithoutCode, reprintBadge } from '../use-cases/badges.ts';
import { checkIn } from '../use-cases/check-in.ts';
import { operatorIdOf } from '../use-cases/context.ts';
import { type DoorSetting, doorView, isDoor } from '../use-cases/door-view.ts';
import { addOperator, createFirstSupervisor, signIn } from '../use-cases/operators.ts';
import { passDoor } from '../use-cases/pass-door.ts';
import { printJobViews } from '../use-cases/print-job-views.ts';
import { undoCheckIn } from '../use-cases/undo-check-in.ts';
import { undoPassing } from '../use-cases/undo-passing.ts';
import { delegateDetail, deskCounts, findDelegates, recentItems } from '../use-cases/views.ts';
import { badgePreview } from './badge-preview.ts';
import { type CallGroup, callGroup } from './call-groups.ts';
import type { Desk } from './desk.ts';
import type { Handlers } from './handlers.ts';
import { kioskHandlers } from './kiosk-handlers.ts';

/** One line per call: which use case answers, and what page and printer learn afterwards. */
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
      // Its badge is no longer valid: its waiting jobs are cancelled.
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

/** The call that pauses a printer. */
function printQueueHandlers({ context, queue, notify }: Desk): Pick<Handlers, 'pausePrinter'> {
  return {
    pausePrinter: ({ id, paused }) => {
      if (!queue.printers().some((printer) => printer.id === id))
        throw new CallFailure('not-found', id);
      writePausedPrinter(context.db, id, paused);
      queue.pausePrinter(id, paused);
      notify('printersChanged', null);
    },
  };
}

type DoorHandlers = Pick<
  Handlers,
  'getDoor' | 'passDoor' | 'undoPassing' | 'turnDoor' | 'chooseDoor'
>;

/** The calls of a door. */
function doorHandlers(desk: Desk): DoorHandlers {
  const { context } = desk;
  const { config } = desk.parts;
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
  return {
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
  };
}

/** Real time, whatever the event's clock says: so is the scan's `seenAt`. No personal data. */
function logPassing(desk: Desk, seenAt: number, outcome: string): void {
  const decidedAt = performance.timeOrigin + performance.now();
  const scanToDecisionMs = Math.round((decidedAt - seenAt) * 10) / 10;
  desk.log.info({ outcome, scanToDecisionMs }, 'door');
}

type PrintingHandlers = Pick<
  Handlers,
  | 'previewBadge'
  | 'reprintBadge'
  | 'handOverBadge'
  | 'getPrintJobs'
  | 'answerPrintJob'
  | 'releasePrintJob'
  | 'getPrinters'
  | 'savePrinter'
  | 'removePrinter'
  | 'testPrint'
>;

/** The calls about badges, jobs and printers. */
function printingHandlers(desk: Desk): PrintingHandlers {
  const { context, queue } = desk;
  return {
    previewBadge: (input) => badgePreview(desk, input.delegateId),
    reprintBadge: (input, caller) => {
      const issued = reprintBadge(context, caller, input);
      queue.wake(issued.jobId, performance.now());
      desk.factWritten();
      return { jobId: issued.jobId, serialText: issued.serial };
    },
    handOverBadge: (input, caller) => {
      const handedOver = handOverBadge(context, caller, input);
      desk.factWritten();
      return handedOver;
    },
    getPrintJobs: () => printJobViews(context),
    answerPrintJob: (input, caller) =>
      withJob(desk, input.jobId, () => {
        const { jobId, answer } = input;
        const isAgain = answer === 'print-again';
        const issued = isAgain ? reissueWithoutCode(context, caller, jobId) : null;
        queue.answer(jobId, issued === null ? answer : 'give-up');
        if (issued === null) return;
        queue.wake(issued.jobId, performance.now());
        desk.factWritten();
      }),
    releasePrintJob: (input) =>
      withJob(desk, input.jobId, () => queue.release(input.jobId, input.action)),
    getPrinters: () => {
      const settings = readPrinters(context.db, desk.parts.config);
      const states = new Map(queue.printers().map((state) => [state.id, state]));
      return settings.flatMap((printer) => {
        const state = states.get(printer.id);
        return state === undefined ? [] : [{ settings: printer, state }];
      });
    },
    savePrinter: (input) => {
      const printers = readPrinters(context.db, desk.parts.config);
      const known = printers.some(({ id }) => id === input.id);
      // In its place: of two matching printers, the first one of the list gets the badges.
      const changed = printers.map((printer) => (printer.id === input.id ? input : printer));
      usePrinters(desk, known ? changed : [...printers, input]);
    },
    removePrinter: (input) => {
      const printers = readPrinters(context.db, desk.parts.config);
      if (!printers.some(({ id }) => id === input.id)) throw new CallFailure('not-found', input.id);
      usePrinters(
        desk,
        printers.filter(({ id }) => id !== input.id),
      );
    },
    testPrint: (input) => {
      const known = queue.printers().some(({ id }) => id === input.printerId);
      if (!known) throw new CallFailure('no-printer', input.printerId);
      return { jobId: queue.enqueueTest(input.printerId, context.event.file.id) };
    },
  };
}

/** Changes the stored printers; those of the configuration file cannot be changed here. */
function usePrinters(desk: Desk, printers: ReturnType<typeof readPrinters>): void {
  if (desk.parts.config.printers !== undefined) {
    throw new CallFailure('not-allowed', 'printers are set in the configuration file');
  }
  writePrinters(desk.context.db, printers);
  desk.queue.setPrinters(printers);
  desk.notify('printersChanged', null);
}

function withJob(desk: Desk, jobId: string, action: () => void): void {
  const job = findPrintJob(desk.context.db, jobId);
  if (job === null) throw new CallFailure('not-found');
  try {
    action();
  } catch (error) {
    if (error instanceof PrintJobStateError)
      throw new CallFailure('already-done', job.state, error);
    throw error;
  }
}

import { listOperators } from '../../db/operators.ts';
import { checkIn } from '../use-cases/check-in.ts';
import { addOperator, createFirstSupervisor, signIn } from '../use-cases/operators.ts';
import { undoCheckIn } from '../use-cases/undo-check-in.ts';
import { delegateDetail, deskCounts, findDelegates, recentItems } from '../use-cases/views.ts';
import { activityHandlers } from './activity-handlers.ts';
import { alertHandlers } from './alert-handlers.ts';
import { badgeBalanceHandlers } from './badge-balance-handlers.ts';
import { badgeTemplateHandlers } from './badge-template-handlers.ts';
import { dayCloseHandlers } from './day-close-handlers.ts';
import type { Desk } from './desk.ts';
import { deskWorkHandlers } from './desk-work-handlers.ts';
import { doorHandlers } from './door-handlers.ts';
import { emergencyHandlers } from './emergency-handlers.ts';
import { findPrintersHandlers } from './find-printers-handlers.ts';
import { healthHandlers } from './health-handlers.ts';
import { hostHandlers } from './host-handlers.ts';
import { jobBytesHandlers } from './job-bytes-handlers.ts';
import { kioskHandlers } from './kiosk-handlers.ts';
import { photoHandlers } from './photo-handlers.ts';
import { printBatchHandlers } from './print-batch-handlers.ts';
import { printQueueHandlers } from './print-queue-handlers.ts';
import { printerHistoryHandlers } from './printer-history-handlers.ts';
import { printerModelHandlers } from './printer-model-handlers.ts';
import { printingHandlers } from './printing-handlers.ts';
import { privacyHandlers } from './privacy-handlers.ts';
import type { Handlers } from './register.ts';
import { reportHandlers } from './report-handlers.ts';
import { rosterChangeHandlers } from './roster-change-handlers.ts';
import { rosterHandlers } from './roster-handlers.ts';
import { securityHandlers } from './security-handlers.ts';
import { setUpHandlers } from './set-up-handlers.ts';
import { stationExitHandlers } from './station-exit-handlers.ts';
import { stickHandlers } from './stick-handlers.ts';
import { syncHandlers } from './sync-handlers.ts';
import { updateHandlers } from './update-handlers.ts';

/** One line a call: which use case answers, and what is told to the page and the printer afterwards. */
export function createHandlers(desk: Desk): Handlers {
  const { context, session } = desk;
  return {
    getStation: () => desk.station(),
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
    addOperator: (input) => addOperator(context.db, input),
    saveStationSettings: (input) => desk.saveSettings(input),
    checkIn: (input, caller) => {
      const answer = checkIn(context, caller, input);
      desk.answered(input, answer);
      return answer;
    },
    undoCheckIn: (input, caller) => {
      const { badgeSerial } = undoCheckIn(context, caller, input);
      if (badgeSerial !== null) desk.stopJobOf(badgeSerial);
      desk.factWritten();
    },
    getRecent: (input) => recentItems(context, input.limit),
    searchDelegates: (input) => findDelegates(context, input),
    getDelegate: (input, caller) => delegateDetail(context, caller, input.id),
    ...printingHandlers(desk),
    ...printQueueHandlers(desk),
    ...printBatchHandlers(desk),
    ...printerModelHandlers(desk),
    ...printerHistoryHandlers(desk),
    ...badgeBalanceHandlers(desk),
    ...badgeTemplateHandlers(desk),
    ...findPrintersHandlers(desk),
    ...jobBytesHandlers(desk),
    ...photoHandlers(desk),
    ...rosterHandlers(desk),
    ...rosterChangeHandlers(desk),
    ...syncHandlers(desk),
    ...hostHandlers(desk),
    ...reportHandlers(desk),
    ...setUpHandlers(desk),
    ...stationExitHandlers(desk),
    ...stickHandlers(desk),
    ...dayCloseHandlers(desk),
    ...alertHandlers(desk),
    ...activityHandlers(desk),
    ...doorHandlers(desk),
    ...emergencyHandlers(desk),
    ...kioskHandlers(desk),
    ...deskWorkHandlers(desk),
    ...privacyHandlers(desk),
    ...healthHandlers(desk),
    ...securityHandlers(desk),
    ...updateHandlers(desk),
  };
}

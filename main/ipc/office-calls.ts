import { officeCalls } from '../../preload/contract/office-calls.ts';
import { badgeBalanceHandlers } from './badge-balance-handlers.ts';
import { badgeTemplateHandlers } from './badge-template-handlers.ts';
import { type CallGroup, callGroup } from './call-groups.ts';
import { dayCloseHandlers } from './day-close-handlers.ts';
import type { Desk } from './desk.ts';
import { findPrintersHandlers } from './find-printers-handlers.ts';
import { jobBytesHandlers } from './job-bytes-handlers.ts';
import { photoHandlers } from './photo-handlers.ts';
import { printBatchHandlers } from './print-batch-handlers.ts';
import { printerHistoryHandlers } from './printer-history-handlers.ts';
import { printerModelHandlers } from './printer-model-handlers.ts';
import { privacyHandlers } from './privacy-handlers.ts';
import { reportHandlers } from './report-handlers.ts';
import { rosterChangeHandlers } from './roster-change-handlers.ts';
import { rosterHandlers } from './roster-handlers.ts';
import { securityHandlers } from './security-handlers.ts';
import { setUpHandlers } from './set-up-handlers.ts';
import { stationExitHandlers } from './station-exit-handlers.ts';
import { stickHandlers } from './stick-handlers.ts';
import { updateHandlers } from './update-handlers.ts';

/** What is done before and after the doors are open: set-up, lists, templates, printers, reports, the close of a day. */
export function officeCallsOf(desk: Desk): CallGroup {
  return callGroup(officeCalls, {
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
    ...reportHandlers(desk),
    ...setUpHandlers(desk),
    ...stationExitHandlers(desk),
    ...stickHandlers(desk),
    ...dayCloseHandlers(desk),
    ...privacyHandlers(desk),
    ...securityHandlers(desk),
    ...updateHandlers(desk),
  });
}

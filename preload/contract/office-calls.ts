import { badgeBalanceCalls } from './badge-balance.ts';
import { badgeTemplateCalls } from './badge-templates.ts';
import { dayCloseCalls } from './day-close.ts';
import { findPrintersCalls } from './find-printers.ts';
import { heldOrderCalls } from './held-orders.ts';
import { jobBytesCalls } from './job-bytes.ts';
import { photoCalls } from './photos.ts';
import { printBatchCalls } from './print-batches.ts';
import { printerHistoryCalls } from './printer-history.ts';
import { printerModelCalls } from './printer-models.ts';
import { privacyCalls } from './privacy.ts';
import { reportCalls } from './reports.ts';
import { rosterCalls } from './roster.ts';
import { rosterChangeCalls } from './roster-changes.ts';
import { securityCalls } from './security.ts';
import { setUpCalls } from './set-up.ts';
import { stationExitCalls } from './station-exit.ts';
import { stickCalls } from './stick.ts';
import { updateCalls } from './update.ts';

/** The calls of what is done before and after the doors are open: set-up, lists, templates, reports, the close of a day. */
export const officeCalls = {
  ...badgeBalanceCalls,
  ...badgeTemplateCalls,
  ...dayCloseCalls,
  ...findPrintersCalls,
  ...jobBytesCalls,
  ...photoCalls,
  ...printBatchCalls,
  ...printerHistoryCalls,
  ...printerModelCalls,
  ...privacyCalls,
  ...heldOrderCalls,
  ...reportCalls,
  ...rosterCalls,
  ...rosterChangeCalls,
  ...securityCalls,
  ...setUpCalls,
  ...stationExitCalls,
  ...stickCalls,
  ...updateCalls,
};

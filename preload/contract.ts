import { z } from 'zod';
import { photoImportProgressSchema } from '../domain/photo-import.ts';
import { importProgressSchema } from '../domain/roster-import.ts';
import { activityCalls } from './contract/activity.ts';
import { alertCalls } from './contract/alerts.ts';
import { backupCalls } from './contract/backup.ts';
import { badgeBalanceCalls } from './contract/badge-balance.ts';
import { badgeTemplateCalls } from './contract/badge-templates.ts';
import { checkInCalls } from './contract/check-in.ts';
import { dayCloseCalls } from './contract/day-close.ts';
import type { CallDefinition } from './contract/define.ts';
import { delegationCalls } from './contract/delegation.ts';
import { doctorCalls } from './contract/doctor.ts';
import { doorCalls } from './contract/door.ts';
import { emergencyPackCalls } from './contract/emergency-pack.ts';
import type { CallError } from './contract/errors.ts';
import { evacuationCalls } from './contract/evacuation.ts';
import { findPrintersCalls, printerSearchProgressSchema } from './contract/find-printers.ts';
import { fromPaperCalls } from './contract/from-paper.ts';
import { healthCalls } from './contract/health.ts';
import { helpCalls } from './contract/help.ts';
import { jobBytesCalls } from './contract/job-bytes.ts';
import { kioskCalls } from './contract/kiosk.ts';
import { operatorCalls } from './contract/operators.ts';
import { overrideCalls } from './contract/override.ts';
import { pageAccountCalls } from './contract/page-accounts.ts';
import { photoCalls } from './contract/photos.ts';
import { printBatchCalls } from './contract/print-batches.ts';
import { printQueueCalls } from './contract/print-queue.ts';
import { printerHistoryCalls } from './contract/printer-history.ts';
import { printerModelCalls } from './contract/printer-models.ts';
import { printingCalls } from './contract/printing.ts';
import { privacyCalls, purgeProgressSchema } from './contract/privacy.ts';
import { reportCalls } from './contract/reports.ts';
import { rosterCalls } from './contract/roster.ts';
import { rosterChangeCalls } from './contract/roster-changes.ts';
import { securityCalls } from './contract/security.ts';
import { setUpCalls } from './contract/set-up.ts';
import { stationCalls } from './contract/station.ts';
import { stationExitCalls } from './contract/station-exit.ts';
import { stickCalls } from './contract/stick.ts';
import { supportCalls } from './contract/support.ts';
import { syncCalls, takeOverProgressSchema } from './contract/sync.ts';
import { trainingCalls } from './contract/training.ts';
import { updateCalls } from './contract/update.ts';

/** Every call that a page can make. A new call is one entry here, one handler line, one use case. */
export const calls = {
  ...stationCalls,
  ...checkInCalls,
  ...printingCalls,
  ...printQueueCalls,
  ...printBatchCalls,
  ...printerModelCalls,
  ...printerHistoryCalls,
  ...badgeBalanceCalls,
  ...badgeTemplateCalls,
  ...photoCalls,
  ...rosterCalls,
  ...rosterChangeCalls,
  ...syncCalls,
  ...pageAccountCalls,
  ...findPrintersCalls,
  ...jobBytesCalls,
  ...doorCalls,
  ...evacuationCalls,
  ...emergencyPackCalls,
  ...fromPaperCalls,
  ...trainingCalls,
  ...kioskCalls,
  ...overrideCalls,
  ...delegationCalls,
  ...operatorCalls,
  ...alertCalls,
  ...activityCalls,
  ...helpCalls,
  ...healthCalls,
  ...backupCalls,
  ...doctorCalls,
  ...supportCalls,
  ...reportCalls,
  ...setUpCalls,
  ...stationExitCalls,
  ...privacyCalls,
  ...stickCalls,
  ...dayCloseCalls,
  ...securityCalls,
  ...updateCalls,
};
export type Calls = typeof calls;
export type CallName = keyof Calls;

/** Every notice that the main process sends; a notice is a hint to ask again, or a progress. */
export const notices = {
  stationChanged: z.null(),
  /** Disk, copies of the store or a check of the station changed. */
  healthChanged: z.null(),
  countsChanged: z.null(),
  /** Facts came that may raise an alert or call for help, or say that somebody saw or goes. */
  alertsChanged: z.null(),
  printersChanged: z.null(),
  printJobsChanged: z.null(),
  printBatchesChanged: z.null(),
  templatesChanged: z.null(),
  importProgress: importProgressSchema,
  photoImportProgress: photoImportProgressSchema,
  /** Rule, dates, or what was purged. */
  privacyChanged: z.null(),
  purgeProgress: purgeProgressSchema,
  syncChanged: z.null(),
  /** An update came, or what becomes of it. */
  updateChanged: z.null(),
  takeOverProgress: takeOverProgressSchema,
  printerSearchProgress: printerSearchProgressSchema,
  /** Ctrl+Shift+Q at a kiosk or a door: the page asks for the PIN. */
  leaveAsked: z.null(),
};
export type Notices = typeof notices;
export type NoticeName = keyof Notices;
export type NoticeBody<N extends NoticeName> = z.infer<Notices[N]>;

export type CallInput<N extends CallName> =
  Calls[N] extends CallDefinition<infer I, z.ZodType> ? z.input<I> : never;
export type ParsedCallInput<N extends CallName> =
  Calls[N] extends CallDefinition<infer I, z.ZodType> ? z.output<I> : never;
export type CallOutput<N extends CallName> =
  Calls[N] extends CallDefinition<z.ZodType, infer O> ? z.output<O> : never;

/** What crosses the door in answer to a call. */
export type CallResult<N extends CallName> =
  | { ok: true; value: CallOutput<N> }
  | { ok: false; error: CallError };

/** What the preload puts on `window.lanyard`. Calls resolve to a result and never reject. */
export type LanyardApi = {
  [N in CallName]: (
    ...args: undefined extends CallInput<N> ? [input?: CallInput<N>] : [input: CallInput<N>]
  ) => Promise<CallResult<N>>;
} & {
  /** Calls `listener` at each notice; returns the function that ends it. */
  on<N extends NoticeName>(notice: N, listener: (body: NoticeBody<N>) => void): () => void;
};

declare global {
  interface Window {
    lanyard: LanyardApi;
  }
}

import { z } from 'zod';
import { badgeCheckProgressSchema } from '../domain/badges/badge-check.ts';
import { photoImportProgressSchema } from '../domain/roster/photo.ts';
import { importProgressSchema } from '../domain/roster/roster-import.ts';
import { badgeBalanceCalls, badgeCheckCalls, printBatchCalls } from './contract/badges.ts';
import type { CallDefinition, CallError } from './contract/base.ts';
import { bookingCalls } from './contract/bookings.ts';
import { checkInCalls, fromPaperCalls, overrideCalls } from './contract/check-in.ts';
import { archiveCalls, dayCloseCalls } from './contract/day-close.ts';
import { delegationCalls } from './contract/delegations.ts';
import { doorCalls } from './contract/doors.ts';
import { emergencyPackCalls, evacuationCalls } from './contract/emergency.ts';
import { hostingCalls } from './contract/hub-hosting.ts';
import { kioskCalls } from './contract/kiosk.ts';
import { operatorCalls } from './contract/operators.ts';
import { peopleCalls } from './contract/people.ts';
import {
  findPrintersCalls,
  jobBytesCalls,
  printerHistoryCalls,
  printerModelCalls,
  printerSearchProgressSchema,
  printingCalls,
  printQueueCalls,
} from './contract/printing.ts';
import { privacyCalls, purgeProgressSchema } from './contract/privacy.ts';
import { reportCalls } from './contract/reports.ts';
import { photoCalls, photoImportCalls, rosterCalls, rosterChangeCalls } from './contract/roster.ts';
import { activityCalls, alertCalls, helpCalls } from './contract/station/alerts.ts';
import {
  backupCalls,
  doctorCalls,
  readinessCalls,
  securityCalls,
  supportCalls,
  updateCalls,
} from './contract/station/care.ts';
import { recoveryCalls } from './contract/station/recovery.ts';
import { setUpCalls } from './contract/station/set-up.ts';
import {
  healthCalls,
  stationCalls,
  stationExitCalls,
  trainingCalls,
} from './contract/station/station.ts';
import { heldOrderCalls, stickCalls, syncCalls, takeOverProgressSchema } from './contract/sync.ts';
import { syncViewCalls } from './contract/sync-view.ts';
import { badgeTemplateCalls } from './contract/templates.ts';
import { ticketCalls, ticketsProgressSchema } from './contract/tickets.ts';

/**
 * Every call that a page can make. A new call needs an entry, a handler and a use case. A
 * handler loads with its group: that of tickets before the page can call it, the others on first
 * use.
 */
export const calls = {
  ...activityCalls,
  ...alertCalls,
  ...archiveCalls,
  ...backupCalls,
  ...badgeBalanceCalls,
  ...badgeCheckCalls,
  ...badgeTemplateCalls,
  ...checkInCalls,
  ...dayCloseCalls,
  ...delegationCalls,
  ...doctorCalls,
  ...doorCalls,
  ...emergencyPackCalls,
  ...evacuationCalls,
  ...findPrintersCalls,
  ...fromPaperCalls,
  ...healthCalls,
  ...heldOrderCalls,
  ...helpCalls,
  ...hostingCalls,
  ...kioskCalls,
  ...operatorCalls,
  ...overrideCalls,
  ...peopleCalls,
  ...bookingCalls,
  ...printBatchCalls,
  ...printerHistoryCalls,
  ...jobBytesCalls,
  ...printQueueCalls,
  ...printerModelCalls,
  ...printingCalls,
  ...privacyCalls,
  ...readinessCalls,
  ...recoveryCalls,
  ...reportCalls,
  ...photoCalls,
  ...photoImportCalls,
  ...rosterCalls,
  ...rosterChangeCalls,
  ...securityCalls,
  ...setUpCalls,
  ...stationExitCalls,
  ...stationCalls,
  ...trainingCalls,
  ...stickCalls,
  ...supportCalls,
  ...syncCalls,
  ...syncViewCalls,
  ...ticketCalls,
  ...updateCalls,
};
export type Calls = typeof calls;
export type CallName = keyof Calls;

/** Every notice that the main process sends: a hint to ask again, or progress. */
export const notices = {
  stationChanged: z.null(),
  /** Disk, copies of the store or a check of the station changed. */
  healthChanged: z.null(),
  countsChanged: z.null(),
  /**
   * New facts may raise an alert or a call for help, or record that someone saw or answered one.
   */
  alertsChanged: z.null(),
  printersChanged: z.null(),
  printJobsChanged: z.null(),
  printBatchesChanged: z.null(),
  templatesChanged: z.null(),
  /** A check of all badges began, ended or was cancelled. */
  badgeCheckChanged: z.null(),
  badgeCheckProgress: badgeCheckProgressSchema,
  importProgress: importProgressSchema,
  /** The photo of a delegate changed, here or at another desk. */
  photosChanged: z.null(),
  photoImportProgress: photoImportProgressSchema,
  /** The rule, the dates, or what was purged changed. */
  privacyChanged: z.null(),
  purgeProgress: purgeProgressSchema,
  syncChanged: z.null(),
  /** An update arrived, or its state changed. */
  updateChanged: z.null(),
  /** An e-mail with a ticket was sent, or sending failed. */
  ticketMailChanged: z.null(),
  /** Number of tickets written to a ZIP so far. */
  ticketsProgress: ticketsProgressSchema,
  takeOverProgress: takeOverProgressSchema,
  printerSearchProgress: printerSearchProgressSchema,
  /** A user pressed Ctrl+Shift+Q at a kiosk or a door: the page asks for the PIN. */
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

/** The answer to a call, as it crosses the gateway. */
export type CallResult<N extends CallName> =
  | { ok: true; value: CallOutput<N> }
  | { ok: false; error: CallError };

/**
 * The API that the preload exposes as `window.lanyard`. Calls resolve to a result and never reject.
 */
export type LanyardApi = {
  [N in CallName]: (
    ...args: undefined extends CallInput<N> ? [input?: CallInput<N>] : [input: CallInput<N>]
  ) => Promise<CallResult<N>>;
} & {
  /** Calls `listener` at each notice. Returns a function that unsubscribes it. */
  on<N extends NoticeName>(notice: N, listener: (body: NoticeBody<N>) => void): () => void;
};

declare global {
  interface Window {
    lanyard: LanyardApi;
  }
}

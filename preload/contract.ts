import { z } from 'zod';
import { photoImportProgressSchema } from '../domain/photo-import.ts';
import { importProgressSchema } from '../domain/roster-import.ts';
import type { CallDefinition } from './contract/define.ts';
import { deskCalls } from './contract/desk-calls.ts';
import type { CallError } from './contract/errors.ts';
import { printerSearchProgressSchema } from './contract/find-printers.ts';
import { firstCalls } from './contract/first-calls.ts';
import { officeCalls } from './contract/office-calls.ts';
import { purgeProgressSchema } from './contract/privacy.ts';
import { takeOverProgressSchema } from './contract/sync.ts';

/**
 * Every call that a page can make. A new call is one entry of the contract, one handler line and
 * one use case. Its handler loads with its group: a ticket's before the page can ask, the others
 * when first needed.
 */
export const calls = {
  ...firstCalls,
  ...deskCalls,
  ...officeCalls,
};
export type Calls = typeof calls;
export type CallName = keyof Calls;

/** Every notice that the main process sends: a hint to ask again, or progress. */
export const notices = {
  stationChanged: z.null(),
  /** Disk, copies of the store or a check of the station changed. */
  healthChanged: z.null(),
  countsChanged: z.null(),
  /** New facts may raise an alert or a call for help, or say that someone saw or answered one. */
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
  /** An update arrived, or its state changed. */
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

/** What crosses the gateway in answer to a call. */
export type CallResult<N extends CallName> =
  | { ok: true; value: CallOutput<N> }
  | { ok: false; error: CallError };

/** What the preload puts on `window.lanyard`. Calls resolve to a result and never reject. */
export type LanyardApi = {
  [N in CallName]: (
    ...args: undefined extends CallInput<N> ? [input?: CallInput<N>] : [input: CallInput<N>]
  ) => Promise<CallResult<N>>;
} & {
  /** Calls `listener` at each notice; returns the function that unsubscribes it. */
  on<N extends NoticeName>(notice: N, listener: (body: NoticeBody<N>) => void): () => void;
};

declare global {
  interface Window {
    lanyard: LanyardApi;
  }
}

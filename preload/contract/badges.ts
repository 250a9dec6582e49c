import { z } from 'zod';
import { balanceRows, whereabouts } from '../../domain/badges/badge-balance.ts';
import {
  badgeCheckProgressSchema,
  badgeCheckResultSchema,
  badgeFindingKinds,
  badgeFindingSchema,
} from '../../domain/badges/badge-check.ts';
import { badgeFateSchema } from '../../domain/badges/badge-fates.ts';
import { stockCountKindSchema } from '../../domain/badges/stock-balance.ts';
import { localDaySchema } from '../../domain/event/event-file.ts';
import { badgeStates } from '../../domain/ledger/attendance-fold.ts';
import { rights } from '../../domain/operators/rights.ts';
import {
  batchScopeSchema,
  batchStateSchema,
  leftOutReasonSchema,
} from '../../domain/printing/print-batch.ts';
import { call, errorCodeSchema, exported, none, noted, nothing } from './base.ts';

const balanceRowSchema = z.enum(balanceRows);
/** What happened to the physical badge, whether or not it is valid. */
const badgeThingSchema = z.enum(badgeStates).exclude(['stale']);

/** Badges issued on a day and at a station; null for all. */
const balanceScopeSchema = z.strictObject({
  day: localDaySchema.nullable(),
  station: z.uuid().nullable(),
});
export type BalanceScopeInput = z.infer<typeof balanceScopeSchema>;

const count = z.int().nonnegative();

const badgeBalanceSchema = z.strictObject({
  /** The days to choose from: the event's, and others on which badges were issued. */
  days: z.array(localDaySchema),
  /**
   * The stations that issued badges, this one first. `name` is empty if the hub does not know it.
   */
  stations: z.array(z.strictObject({ id: z.uuid(), name: z.string(), isOwn: z.boolean() })),
  /** Number of serials issued: the sum of `rows`. */
  issued: count,
  rows: z.record(balanceRowSchema, count),
  /** The row "stale", split by where the badges are. */
  stale: z.record(z.enum(whereabouts), count),
  /** Number of serials whose records arrived before the record of their issue, in any scope. */
  unheard: count,
});
export type BadgeBalance = z.infer<typeof badgeBalanceSchema>;

const balanceBadgeSchema = z.strictObject({
  serialText: z.string(),
  row: balanceRowSchema,
  delegateId: z.uuid(),
  /** Empty if the holder is not in the roster. */
  printedName: z.string(),
  delegation: z.string(),
  /** Name of the station that issued it; may be empty. */
  stationName: z.string(),
  /** UTC milliseconds. */
  issuedAt: z.int(),
  /** Where an invalid badge is; null for valid ones. */
  whereabouts: z.enum(whereabouts).nullable(),
  replacedBy: z.string().nullable(),
  /** The latest record about it, by an operator or a printer. */
  lastWord: z.strictObject({ wall: z.int(), operatorName: z.string().nullable() }).nullable(),
  /** Its print job, if it still waits or needs an answer. */
  jobId: z.uuid().nullable(),
  /** Fates that the operator can record now. */
  fates: z.array(badgeFateSchema),
});
export type BalanceBadgeView = z.infer<typeof balanceBadgeSchema>;

const fateAnswerSchema = z.strictObject({
  /** The new fact, with whose id it can be undone. */
  factId: z.uuid(),
  serialText: z.string(),
  /** Empty if this station does not know the holder. */
  printedName: z.string(),
  delegation: z.string(),
  fate: badgeFateSchema,
  /** The badge's state before; null if its own station has not synced yet. */
  before: badgeThingSchema.nullable(),
});
export type FateAnswer = z.infer<typeof fateAnswerSchema>;

const stockVerdictSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('not-counted') }),
  z.strictObject({ kind: z.literal('balances') }),
  z.strictObject({ kind: z.literal('explained'), missing: z.int() }),
  z.strictObject({ kind: z.literal('missing'), missing: z.int(), explained: z.int() }),
  z.strictObject({ kind: z.literal('surplus'), surplus: z.int() }),
]);

const stockAccountSchema = z.strictObject({
  printerId: z.string(),
  /** The printer's id if it is no longer set up. */
  printerName: z.string(),
  stock: z.string(),
  opening: z.int(),
  loaded: count,
  unloaded: count,
  badges: count,
  further: count,
  tests: count,
  spoiled: count,
  expected: z.int(),
  counted: count.nullable(),
  /** Attempts that may have used a blank: number and serial (empty for a test). */
  inQuestion: z.array(z.strictObject({ attempt: z.int(), serialText: z.string() })),
  verdict: stockVerdictSchema,
});
export type StockAccountView = z.infer<typeof stockAccountSchema>;

const stockEntrySchema = z.strictObject({
  id: z.int(),
  printerId: z.string(),
  printerName: z.string(),
  stock: z.string(),
  kind: stockCountKindSchema,
  count,
  operatorName: z.string().nullable(),
  wall: z.int(),
});
export type StockEntryView = z.infer<typeof stockEntrySchema>;

/** The state of each badge serial, and the use of the stock. */
export const badgeBalanceCalls = {
  getBadgeBalance: call({
    access: 'operator',
    input: balanceScopeSchema,
    output: badgeBalanceSchema,
    activity: none,
  }),
  /** The serials of a row, newest first. `text` filters by name or serial. */
  listBalanceBadges: call({
    access: 'operator',
    input: balanceScopeSchema.extend({
      row: balanceRowSchema,
      text: z.string().max(100),
      limit: z.int().min(1).max(500),
    }),
    output: z.strictObject({ badges: z.array(balanceBadgeSchema), total: count }),
    activity: none,
  }),
  /** Records what happened to a badge. The operator scans it or types its serial. */
  recordBadgeFate: call({
    access: 'operator',
    input: z.strictObject({
      badge: z.discriminatedUnion('kind', [
        z.strictObject({
          kind: z.literal('scan'),
          readings: z.array(z.string().max(70_000)).min(1).max(2),
        }),
        z.strictObject({ kind: z.literal('serial'), serialText: z.string().max(40) }),
      ]),
      fate: badgeFateSchema,
    }),
    output: fateAnswerSchema,
    activity: none,
  }),
  /** Undoes the latest record of a badge with a further fact. */
  undoBadgeFate: call({
    access: 'operator',
    input: z.strictObject({ factId: z.uuid() }),
    output: nothing,
    activity: none,
  }),
  /** Saves the serials of a scope as CSV where the operator chooses; false if they cancelled. */
  exportBadgeBalance: call({
    access: rights.export,
    input: balanceScopeSchema,
    output: z.boolean(),
    activity: exported('badges'),
  }),
  /** The blanks of this station's printers on a day. */
  getStockBalance: call({
    access: 'operator',
    input: z.strictObject({ day: localDaySchema }),
    output: z.strictObject({
      accounts: z.array(stockAccountSchema),
      entries: z.array(stockEntrySchema),
    }),
    activity: none,
  }),
  addStockCount: call({
    access: 'operator',
    input: z.strictObject({
      printerId: z.string().max(40),
      kind: stockCountKindSchema,
      count: z.int().min(0).max(100_000),
    }),
    output: nothing,
    activity: none,
  }),
  withdrawStockCount: call({
    access: 'operator',
    input: z.strictObject({ id: z.int().positive() }),
    output: nothing,
    activity: none,
  }),
};

const batchPreviewSchema = z.strictObject({
  /** Number of badges that would be issued and printed. */
  willPrint: z.int().nonnegative(),
  /** Why the others of the scope get none. Reasons that apply to no one are left out. */
  left: z.array(z.strictObject({ why: leftOutReasonSchema, count: z.int().positive() })),
  /** The printers that have the stock for them, as set up now. */
  printers: z.array(
    z.strictObject({ printerId: z.string(), name: z.string(), count: z.int().positive() }),
  ),
  /** How many of `willPrint` would be held because no printer has the stock of their category. */
  withoutPrinter: z.int().nonnegative(),
});
export type BatchPreview = z.infer<typeof batchPreviewSchema>;

const printBatchViewSchema = z.strictObject({
  id: z.uuid(),
  kind: z.enum(['delegation', 'roster', 'selection']),
  /** Code of the delegation, for a batch of one delegation. */
  delegation: z.string().nullable(),
  state: batchStateSchema,
  /** Number of badges that the batch was started for. All counts below are parts of it. */
  total: z.int().nonnegative(),
  /** Printed, as far as the printers can report. */
  done: z.int().nonnegative(),
  /** Being sent at present. */
  printing: z.int().nonnegative(),
  /** Not issued yet, or issued and waiting for the printer. */
  waiting: z.int().nonnegative(),
  /** Held. `getPrintJobs` gives the reason of each job. */
  held: z.int().nonnegative(),
  /** Only an operator can say whether they came out. */
  asking: z.int().nonnegative(),
  /** Given up, cancelled, or not issued because the batch was cancelled. */
  notPrinted: z.int().nonnegative(),
  /** Not issued because the person already had a badge or was no longer confirmed. */
  skipped: z.int().nonnegative(),
  startedAt: z.int(),
  operatorName: z.string().nullable(),
});
export type PrintBatchView = z.infer<typeof printBatchViewSchema>;

const scope = z.strictObject({ scope: batchScopeSchema });

/** Badges printed ahead. Every change sends the notice `printBatchesChanged`. */
export const printBatchCalls = {
  /**
   * Shows what a batch of this scope would print, without writing anything. `not-found`: no such
   * delegation.
   */
  previewBatch: call({
    access: 'operator',
    input: scope,
    output: batchPreviewSchema,
    activity: none,
  }),
  /** `not-found`: no such delegation. `no-change`: no one in the scope would get a badge. */
  startBatch: call({
    access: 'operator',
    input: scope,
    output: z.strictObject({ batchId: z.uuid() }),
    activity: ({ scope }) => noted('batch', Object.values(scope).flat().join(' ').slice(0, 200)),
  }),
  /** Batches of this event, newest first. */
  getBatches: call({
    access: 'operator',
    input: nothing,
    output: z.array(printBatchViewSchema),
    activity: none,
  }),
  /** `already-done`: the batch is finished or cancelled. A repeated call changes nothing. */
  changeBatch: call({
    access: 'operator',
    input: z.strictObject({
      batchId: z.uuid(),
      action: z.enum(['pause', 'resume', 'cancel']),
    }),
    output: nothing,
    activity: none,
  }),
};

const badgeCheckViewSchema = z.strictObject({
  running: z.strictObject({ progress: badgeCheckProgressSchema.nullable() }).nullable(),
  /** Why the last check ended without a result. */
  failure: errorCodeSchema.nullable(),
  /** The last complete check since the app started, or null. */
  result: badgeCheckResultSchema
    /** Number of people added, changed or removed from the roster since. */
    .extend({ changes: count })
    .nullable(),
});
export type BadgeCheckView = z.infer<typeof badgeCheckViewSchema>;

export const badgeCheckCalls = {
  getBadgeCheck: call({
    access: rights.export,
    input: nothing,
    output: badgeCheckViewSchema,
    activity: none,
  }),
  /** Checks everyone's badge in the background. `badgeCheckChanged` reports the end. */
  startBadgeCheck: call({ access: rights.export, input: nothing, output: nothing, activity: none }),
  /** Cancels a running check. The last result stays. */
  cancelBadgeCheck: call({
    access: rights.export,
    input: nothing,
    output: nothing,
    activity: none,
  }),
  /** The findings of the last check by name, as many of each kind as are kept. */
  listBadgeFindings: call({
    access: rights.export,
    input: z.strictObject({ kind: z.enum(badgeFindingKinds).nullable() }),
    output: z.array(badgeFindingSchema),
    activity: none,
  }),
  /** Saves all kept findings as CSV; false if the dialog was closed. */
  saveBadgeFindings: call({
    access: rights.export,
    input: nothing,
    output: z.boolean(),
    activity: exported('badge-check'),
  }),
};

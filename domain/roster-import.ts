import { z } from 'zod';

/** The fields of a delegate that a roster file can fill. */
export const rosterFields = [
  'registrationCode',
  'title',
  'printedName',
  'givenName',
  'familyName',
  'nativeName',
  'jobTitle',
  'delegation',
  'administration',
  'role',
  'letterOrder',
  'category',
  'grammaticalGender',
  'status',
  'days',
  'language',
  'vip',
  'flagged',
  'listed',
] as const;
export const rosterFieldSchema = z.enum(rosterFields);
export type RosterField = z.infer<typeof rosterFieldSchema>;

/** Which column (by position, from 0) fills which field; columns that are not named are dropped. */
export const columnMappingSchema = z.partialRecord(rosterFieldSchema, z.int().nonnegative());
export type ColumnMapping = z.infer<typeof columnMappingSchema>;

/** Why a row was not taken. Words for each are in the locale files. */
export const rejectReasonSchema = z.enum([
  'no-registration-code',
  'no-name',
  'no-delegation',
  'unknown-delegation',
  'unknown-category',
  'unknown-status',
  'unknown-day',
  'unknown-value',
  'too-long',
  'duplicate-in-file',
  'too-few-columns',
  'too-many-columns',
]);
export type RejectReason = z.infer<typeof rejectReasonSchema>;

export const rejectedRowSchema = z.strictObject({
  /** Line of the file where the row starts, from 1 as editors and spreadsheets count. */
  line: z.int().positive(),
  reason: rejectReasonSchema,
  /** The field and the cell's text that caused it, shortened to 80 characters. */
  field: rosterFieldSchema.nullable(),
  value: z.string().max(80),
});
export type RejectedRow = z.infer<typeof rejectedRowSchema>;

export const rosterPreviewSchema = z.strictObject({
  planId: z.uuid(),
  fileName: z.string(),
  format: z.enum(['csv', 'xlsx']),
  encoding: z.enum(['utf-8', 'utf-8-bom', 'utf-16le', 'windows-1252', 'xlsx']),
  delimiter: z.enum([',', ';', '\t', '|', '']),
  headers: z.array(z.string()),
  guess: columnMappingSchema,
  /** The first rows, as cells. */
  sample: z.array(z.array(z.string())),
});
export type RosterPreview = z.infer<typeof rosterPreviewSchema>;

export const rosterChangeSchema = z.strictObject({
  registrationCode: z.string(),
  printedName: z.string(),
  field: rosterFieldSchema,
  before: z.string(),
  after: z.string(),
});

export const rosterDiffSchema = z.strictObject({
  planId: z.uuid(),
  rows: z.int().nonnegative(),
  added: z.int().nonnegative(),
  changed: z.int().nonnegative(),
  unchanged: z.int().nonnegative(),
  /** In the local roster but absent from the file: told, never cancelled. */
  absent: z.int().nonnegative(),
  rejected: z.int().nonnegative(),
  /** Delegates whose printed badge shows something that would change. */
  outdatedBadges: z.int().nonnegative(),
  /** The first examples of each. */
  addedExamples: z.array(z.strictObject({ registrationCode: z.string(), printedName: z.string() })),
  changes: z.array(rosterChangeSchema),
  rejectedRows: z.array(rejectedRowSchema),
});
export type RosterDiff = z.infer<typeof rosterDiffSchema>;

export const importProgressSchema = z.strictObject({
  planId: z.uuid(),
  phase: z.enum(['reading', 'comparing', 'writing']),
  /** 0 to 1. */
  fraction: z.number().min(0).max(1),
  rows: z.int().nonnegative(),
});
export type ImportProgress = z.infer<typeof importProgressSchema>;

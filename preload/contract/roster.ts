import { z } from 'zod';
import { identityDocumentSchema } from '../../domain/ledger/attendance.ts';
import { pinSchema } from '../../domain/operators/operator.ts';
import { rights } from '../../domain/operators/rights.ts';
import { photoImportResultSchema } from '../../domain/roster/photo-import.ts';
import { correctionSchema, newPersonSchema } from '../../domain/roster/roster-changes.ts';
import {
  columnMappingSchema,
  rosterDiffSchema,
  rosterPreviewSchema,
  textEncodingSchema,
} from '../../domain/roster/roster-import.ts';
import { call } from './base.ts';
import { secondPinRefusals } from './operators.ts';

/** A person's badge, as lists show it. */
export const badgeSummarySchema = z.strictObject({
  serialText: z.string(),
  issuedAt: z.int(),
  /** The state of this badge. */
  state: z.enum([
    'printing',
    'held',
    'asks',
    'printed',
    'handed-over',
    'stale',
    'returned',
    'lost',
    'destroyed',
    'not-printed',
  ]),
  jobId: z.uuid().nullable(),
});
export type BadgeSummary = z.infer<typeof badgeSummarySchema>;

/** How a page may override the reading of a file, if the guess was wrong. */
const readOptionsSchema = z.strictObject({
  encoding: textEncodingSchema.optional(),
  delimiter: z.enum([',', ';', '\t', '|']).optional(),
});

export const rosterCalls = {
  /** Opens the system's file dialog in the main process; null if closed. The page sees no path. */
  chooseRosterFile: call({
    input: z.void(),
    output: rosterPreviewSchema.nullable(),
    modes: ['desk'],
    access: 'supervisor',
  }),
  /** Reads the beginning again with other options. */
  rereadRosterFile: call({
    input: z.strictObject({ planId: z.uuid(), options: readOptionsSchema }),
    output: rosterPreviewSchema,
    modes: ['desk'],
    access: 'supervisor',
  }),
  /** Reads the whole file and compares it with the roster; nothing is written. */
  compareRoster: call({
    input: z.strictObject({ planId: z.uuid(), mapping: columnMappingSchema }),
    output: rosterDiffSchema,
    modes: ['desk'],
    access: 'supervisor',
  }),
  /** Writes what `compareRoster` showed; `acceptMended`: with the cells as they were corrected. */
  applyRoster: call({
    input: z.strictObject({ planId: z.uuid(), acceptMended: z.boolean() }),
    output: z.strictObject({ added: z.int(), changed: z.int() }),
    modes: ['desk'],
    access: 'supervisor',
  }),
  cancelRosterImport: call({
    input: z.strictObject({ planId: z.uuid() }),
    output: z.void(),
    modes: ['desk'],
    access: 'supervisor',
  }),
  /**
   * Saves the rejected rows as CSV with line numbers and reasons; false if the dialog is closed.
   */
  saveRejectedRows: call({
    input: z.strictObject({ planId: z.uuid() }),
    output: z.boolean(),
    modes: ['desk'],
    access: 'supervisor',
  }),
};

const desk = ['desk'] as const;
const approver = z.string().trim().min(1).max(120);

export const rosterChangeCalls = {
  /** Registers a person who is in no list. They can then be checked in like everyone else. */
  registerWalkIn: call({
    input: z.strictObject({
      person: newPersonSchema,
      approver,
      reference: z.string().trim().max(120),
      /** The document that was seen. */
      identity: identityDocumentSchema,
    }),
    output: z.strictObject({ delegateId: z.uuid() }),
    modes: desk,
    access: 'operator',
  }),
  /** Corrects the spelling of a name, never the identity. Only changed fields are sent. */
  correctSpelling: call({
    input: z.strictObject({ delegateId: z.uuid(), correction: correctionSchema }),
    output: z.void(),
    modes: desk,
    access: 'operator',
  }),
  /**
   * One delegate withdraws and another replaces them, under a letter's reference. `pin` is that of
   * a second person who may approve it; the person who requests it may not.
   */
  replaceDelegate: call({
    input: z.strictObject({
      delegateId: z.uuid(),
      person: newPersonSchema,
      reference: z.string().trim().min(1).max(120),
      pin: pinSchema,
    }),
    output: z.discriminatedUnion('result', [
      z.strictObject({ result: z.literal('done'), delegateId: z.uuid() }),
      ...secondPinRefusals,
    ]),
    modes: desk,
    access: rights['replace-delegate'],
  }),
};

const supervised = { modes: ['desk'], access: 'supervisor' } as const;

export const photoCalls = {
  /** How many delegates have a portrait. */
  getPhotoCount: call({ input: z.void(), output: z.int(), ...supervised }),
  /** Opens the system's dialog for a folder and takes its portraits; null when it was closed. */
  importPhotos: call({
    input: z.void(),
    output: photoImportResultSchema.nullable(),
    ...supervised,
  }),
  /** Cancels; what was taken until then stays. */
  cancelPhotoImport: call({ input: z.void(), output: z.void(), ...supervised }),
};

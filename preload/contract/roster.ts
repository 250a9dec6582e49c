import { z } from 'zod';
import {
  columnMappingSchema,
  rosterDiffSchema,
  rosterPreviewSchema,
  textEncodingSchema,
} from '../../domain/roster-import.ts';
import { call } from './define.ts';

/** What a page may say about how to read a file, where the guess was wrong. */
const readOptionsSchema = z.strictObject({
  encoding: textEncodingSchema.optional(),
  delimiter: z.enum([',', ';', '\t', '|']).optional(),
});

export const rosterCalls = {
  /** Opens the system's file dialog in the main process; null when it was closed. The page never sees a path. */
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
  /** Writes what `compareRoster` showed; `acceptMended`: with the cells as they were mended. */
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
  /** Asks where to, and saves the rejected rows as CSV with line numbers and reasons; false when the dialog was closed. */
  saveRejectedRows: call({
    input: z.strictObject({ planId: z.uuid() }),
    output: z.boolean(),
    modes: ['desk'],
    access: 'supervisor',
  }),
};

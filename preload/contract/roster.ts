import { z } from 'zod';
import { identityDocumentSchema } from '../../domain/ledger/attendance.ts';
import { pinSchema, rights } from '../../domain/operators/rights.ts';
import {
  addDelegationsSchema,
  delegationsAddedSchema,
} from '../../domain/roster/import-delegations.ts';
import {
  maxPhotoBytes,
  photoImportResultSchema,
  photoRefusalSchema,
  photoSourceSchema,
} from '../../domain/roster/photo.ts';
import { correctionSchema, newPersonSchema } from '../../domain/roster/roster-changes.ts';
import {
  columnMappingSchema,
  importDecisionSchema,
  importWrittenSchema,
  lastImportSchema,
  maxPastedList,
  readOptionsSchema,
  rosterDiffSchema,
  rosterPreviewSchema,
} from '../../domain/roster/roster-import.ts';
import { call, exported, none, noted, nothing } from './base.ts';
import { checkInAnswerSchema } from './check-in.ts';
import { secondPinRefusals } from './operators.ts';

export const rosterCalls = {
  /**
   * Opens the system's file dialog in the main process; null if closed. The page learns no path.
   */
  chooseRosterFile: call({
    access: 'supervisor',
    input: nothing,
    output: rosterPreviewSchema.nullable(),
    activity: none,
  }),
  /** Opens a list that was pasted into the page: rows of text as a spreadsheet copies them. */
  openPastedRoster: call({
    access: 'supervisor',
    input: z.strictObject({ text: z.string().min(1).max(maxPastedList) }),
    output: rosterPreviewSchema,
    activity: none,
  }),
  /** Reads the beginning again with other options. */
  rereadRosterFile: call({
    access: 'supervisor',
    input: z.strictObject({ planId: z.uuid(), options: readOptionsSchema }),
    output: rosterPreviewSchema,
    activity: none,
  }),
  /**
   * Reads the whole file and compares it with the roster without writing. `markVips`: people whom
   * the file describes as VIPs become VIPs (`vips` of the answer).
   */
  compareRoster: call({
    access: 'supervisor',
    input: z.strictObject({
      planId: z.uuid(),
      mapping: columnMappingSchema,
      markVips: z.boolean().default(false),
    }),
    output: rosterDiffSchema,
    activity: none,
  }),
  /** Adds the delegations that rows name to the event, as a new version of it: all or none. */
  addImportDelegations: call({
    access: 'supervisor',
    input: z.strictObject({ planId: z.uuid(), delegations: addDelegationsSchema }),
    output: delegationsAddedSchema,
    activity: ({ delegations }, added) =>
      added.outcome === 'added'
        ? noted('settings', `event version ${added.version}: delegations +${delegations.length}`)
        : null,
  }),
  /** Writes what `compareRoster` showed, as somebody decided. */
  applyRoster: call({
    access: 'supervisor',
    input: z.strictObject({ planId: z.uuid(), decision: importDecisionSchema }),
    output: importWrittenSchema,
    activity: none,
    needsCopy: true,
  }),
  cancelRosterImport: call({
    access: 'supervisor',
    input: z.strictObject({ planId: z.uuid() }),
    output: nothing,
    activity: none,
  }),
  /** The last import at this station. Null with a hub, because the hub keeps the roster. */
  getLastImport: call({
    access: 'supervisor',
    input: nothing,
    output: z.strictObject({ hasHub: z.boolean(), last: lastImportSchema.nullable() }),
    activity: none,
  }),
  /** Undoes the import made at `at`, or answers what depends on it by now. */
  undoImport: call({
    access: 'supervisor',
    input: z.strictObject({ at: z.int() }),
    output: z.strictObject({ result: z.enum(['done', 'depended-on']), last: lastImportSchema }),
    activity: (_input, { result, last }) =>
      result === 'done' ? noted('settings', `import undone -${last.added} ~${last.changed}`) : null,
    needsCopy: true,
  }),
  /**
   * Saves the rejected rows as CSV with line numbers and reasons; false if the dialog was closed.
   */
  saveRejectedRows: call({
    access: 'supervisor',
    input: z.strictObject({ planId: z.uuid() }),
    output: z.boolean(),
    activity: exported('rejected-rows'),
  }),
};

export const rosterChangeCalls = {
  /** Registers a person who is in no list, and checks the person in where the page asks for it. */
  registerWalkIn: call({
    access: 'operator',
    input: z.strictObject({
      person: newPersonSchema,
      /** Required where the event has delegations. */
      approver: z.string().trim().max(120),
      reference: z.string().trim().max(120),
      /** The document that the operator saw; null only where the event checks none. */
      identity: identityDocumentSchema.nullable(),
      /** Null: the person is registered only. */
      checkIn: z
        .strictObject({
          /** As the key of `checkIn`: a repeated key registers nobody a second time. */
          key: z.uuid(),
          /** The page takes a photo first: no check-in where the badge shows one. */
          photoFirst: z.boolean(),
        })
        .nullable()
        .default(null),
    }),
    output: z.strictObject({
      delegateId: z.uuid(),
      /** Null where the person was registered only. */
      answer: checkInAnswerSchema.nullable(),
    }),
    activity: none,
    isRepeatable: true,
  }),
  /** Corrects the spelling of a name, never the identity. Contains only changed fields. */
  correctSpelling: call({
    access: 'operator',
    input: z.strictObject({ delegateId: z.uuid(), correction: correctionSchema }),
    output: nothing,
    activity: none,
    isRepeatable: true,
  }),
  /**
   * Replaces one delegate with another, under a letter's reference. `pin` is that of a second
   * person who may approve it, not the requester's.
   */
  replaceDelegate: call({
    access: rights['replace-delegate'],
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
    activity: none,
    needsCopy: true,
  }),
};

const photoViewSchema = z.strictObject({
  /** JPEG; null if there is none. */
  picture: z.instanceof(Uint8Array).nullable(),
  /** The delegate's badge shows one. */
  isOnBadge: z.boolean(),
  /** Width divided by height of the badge's photo. */
  ratio: z.number().positive(),
});
export type PhotoView = z.infer<typeof photoViewSchema>;

const keepPhotoAnswerSchema = z.discriminatedUnion('result', [
  z.strictObject({ result: z.literal('kept') }),
  z.strictObject({ result: z.literal('refused'), reason: photoRefusalSchema }),
]);
export type KeepPhotoAnswer = z.infer<typeof keepPhotoAnswerSchema>;

const ofDelegate = z.strictObject({ delegateId: z.uuid() });

export const photoCalls = {
  getPhoto: call({
    access: 'operator',
    input: ofDelegate,
    output: photoViewSchema,
    activity: none,
  }),
  /**
   * Starts the process that redraws photos before the first one is taken, once the camera is open.
   */
  expectPhoto: call({ access: 'operator', input: nothing, output: nothing, activity: none }),
  /** Stores a photo with the delegate's consent, and records the consent. */
  keepPhoto: call({
    access: 'operator',
    input: ofDelegate.extend({
      /** JPEG or PNG. It is redrawn before it is stored. */
      picture: z.instanceof(Uint8Array).refine(({ length }) => length <= maxPhotoBytes),
      agreed: z.literal(true),
    }),
    output: keepPhotoAnswerSchema,
    activity: none,
    needsCopy: true,
  }),
  /** Removes the photo everywhere, and records that the delegate withdrew consent. */
  removePhoto: call({
    access: 'operator',
    input: ofDelegate,
    output: nothing,
    activity: none,
    needsCopy: true,
  }),
};

export const photoImportCalls = {
  getPhotoCount: call({ access: 'supervisor', input: nothing, output: z.int(), activity: none }),
  /**
   * Opens the system's dialog for a folder or ZIP and imports its portraits; null if it was closed.
   */
  importPhotos: call({
    access: 'supervisor',
    input: z.strictObject({ from: photoSourceSchema }),
    output: photoImportResultSchema.nullable(),
    activity: none,
    needsCopy: true,
  }),
  /** Portraits imported until then stay. */
  cancelPhotoImport: call({
    access: 'supervisor',
    input: nothing,
    output: nothing,
    activity: none,
  }),
};

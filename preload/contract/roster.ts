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
  lastImportSchema,
  readOptionsSchema,
  rosterDiffSchema,
  rosterPreviewSchema,
} from '../../domain/roster/roster-import.ts';
import { deskCall, nothing } from './base.ts';
import { secondPinRefusals } from './operators.ts';

export const rosterCalls = {
  /**
   * Opens the system's file dialog in the main process; null if closed. The page learns no path.
   */
  chooseRosterFile: deskCall('supervisor', nothing, rosterPreviewSchema.nullable()),
  /** Reads the beginning again with other options. */
  rereadRosterFile: deskCall(
    'supervisor',
    z.strictObject({ planId: z.uuid(), options: readOptionsSchema }),
    rosterPreviewSchema,
  ),
  /**
   * Reads the whole file and compares it with the roster without writing. `markVips`: people whom
   * the file describes as VIPs become VIPs (`vips` of the answer).
   */
  compareRoster: deskCall(
    'supervisor',
    z.strictObject({
      planId: z.uuid(),
      mapping: columnMappingSchema,
      markVips: z.boolean().default(false),
    }),
    rosterDiffSchema,
  ),
  /** Adds the delegations that rows name to the event, as a new version of it: all or none. */
  addImportDelegations: deskCall(
    'supervisor',
    z.strictObject({ planId: z.uuid(), delegations: addDelegationsSchema }),
    delegationsAddedSchema,
  ),
  /** Writes what `compareRoster` showed. `acceptMended`: with the corrected cells. */
  applyRoster: deskCall(
    'supervisor',
    z.strictObject({ planId: z.uuid(), acceptMended: z.boolean() }),
    z.strictObject({ added: z.int(), changed: z.int() }),
  ),
  cancelRosterImport: deskCall('supervisor', z.strictObject({ planId: z.uuid() }), nothing),
  /** The last import at this station. Null with a hub, because the hub keeps the roster. */
  getLastImport: deskCall(
    'supervisor',
    nothing,
    z.strictObject({ hasHub: z.boolean(), last: lastImportSchema.nullable() }),
  ),
  /** Undoes the import made at `at`, or answers what depends on it by now. */
  undoImport: deskCall(
    'supervisor',
    z.strictObject({ at: z.int() }),
    z.strictObject({ result: z.enum(['done', 'depended-on']), last: lastImportSchema }),
  ),
  /**
   * Saves the rejected rows as CSV with line numbers and reasons; false if the dialog was closed.
   */
  saveRejectedRows: deskCall('supervisor', z.strictObject({ planId: z.uuid() }), z.boolean()),
};

const approver = z.string().trim().min(1).max(120);

export const rosterChangeCalls = {
  /** Registers a person who is in no list. The person can then be checked in like everyone else. */
  registerWalkIn: deskCall(
    'operator',
    z.strictObject({
      person: newPersonSchema,
      approver,
      reference: z.string().trim().max(120),
      /** The document that the operator saw. */
      identity: identityDocumentSchema,
    }),
    z.strictObject({ delegateId: z.uuid() }),
  ),
  /** Corrects the spelling of a name, never the identity. Contains only changed fields. */
  correctSpelling: deskCall(
    'operator',
    z.strictObject({ delegateId: z.uuid(), correction: correctionSchema }),
    nothing,
  ),
  /**
   * Replaces one delegate with another, under a letter's reference. `pin` is that of a second
   * person who may approve it, not the requester's.
   */
  replaceDelegate: deskCall(
    rights['replace-delegate'],
    z.strictObject({
      delegateId: z.uuid(),
      person: newPersonSchema,
      reference: z.string().trim().min(1).max(120),
      pin: pinSchema,
    }),
    z.discriminatedUnion('result', [
      z.strictObject({ result: z.literal('done'), delegateId: z.uuid() }),
      ...secondPinRefusals,
    ]),
  ),
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
  getPhoto: deskCall('operator', ofDelegate, photoViewSchema),
  /**
   * Starts the process that redraws photos before the first one is taken, once the camera is open.
   */
  expectPhoto: deskCall('operator', nothing, nothing),
  /** Stores a photo with the delegate's consent, and records the consent. */
  keepPhoto: deskCall(
    'operator',
    ofDelegate.extend({
      /** JPEG or PNG. It is redrawn before it is stored. */
      picture: z.instanceof(Uint8Array).refine(({ length }) => length <= maxPhotoBytes),
      agreed: z.literal(true),
    }),
    keepPhotoAnswerSchema,
  ),
  /** Removes the photo everywhere, and records that the delegate withdrew consent. */
  removePhoto: deskCall('operator', ofDelegate, nothing),
};

export const photoImportCalls = {
  getPhotoCount: deskCall('supervisor', nothing, z.int()),
  /**
   * Opens the system's dialog for a folder or ZIP and imports its portraits; null if it was closed.
   */
  importPhotos: deskCall(
    'supervisor',
    z.strictObject({ from: photoSourceSchema }),
    photoImportResultSchema.nullable(),
  ),
  /** Portraits imported until then stay. */
  cancelPhotoImport: deskCall('supervisor', nothing, nothing),
};

import { z } from 'zod';
import { eventLanguagesSchema, eventTextSchema, screenTextSchema } from '../base/language.ts';
import { hashSchema, pushLimits } from '../base/protocol.ts';
import { type EventDifference, eventLists } from '../event/event-changes.ts';
import { eventFileSchema, localDaySchema } from '../event/event-file.ts';
import { eventVersionNumberSchema, maxReplaced } from '../event/event-version.ts';
import { delegationTableSchema } from '../roster/chosen-tables.ts';
import { textEncodingSchema } from '../roster/roster-import.ts';
import { get, large, nothing, post } from './route.ts';

const partSchema = z.union([
  z.object({ list: z.enum(eventLists), key: z.string(), name: eventTextSchema }),
  z.object({ list: z.null() }),
]);
const differenceSchema: z.ZodType<EventDifference> = partSchema.and(
  z.union([
    z.object({ kind: z.enum(['added', 'retired', 'restored']) }),
    z.object({ kind: z.literal('changed'), field: z.string(), before: z.json(), after: z.json() }),
  ]),
);

/** The event as its editor shows it. */
export const eventStateSchema = z.object({
  version: eventVersionNumberSchema,
  /** Identifies the version. Its number may be used twice after a restore. */
  id: hashSchema,
  file: eventFileSchema,
  /** What the records depend on: whether there are any, and the days that must stay. */
  records: z.object({ any: z.boolean(), days: z.array(localDaySchema) }),
  /** Newest first, without the first version, with which the hub began. */
  versions: z.array(
    z.object({
      version: z.int().positive(),
      /** UTC milliseconds. */
      at: z.int(),
      /** Null where the name was purged or has not arrived. */
      by: z.string().nullable(),
      /** Null where this hub does not have both files. */
      changes: z.array(differenceSchema).nullable(),
    }),
  ),
  /**
   * Versions that stations returned after this hub was restored or replaced, and that the present
   * version does not include. They wait for the editor's decision.
   */
  apart: z.array(
    z.object({
      id: hashSchema,
      version: eventVersionNumberSchema,
      /**
       * When and by whom it was saved (UTC milliseconds, name); null where its record has not come
       * back.
       */
      at: z.int().nullable(),
      by: z.string().nullable(),
      file: eventFileSchema,
      /** The last version that both are based on; null where this hub does not have its file. */
      common: eventFileSchema.nullable(),
    }),
  ),
});
export type ApartVersion = z.infer<typeof eventStateSchema>['apart'][number];
export type EventState = z.infer<typeof eventStateSchema>;

/** A version to save. */
export const eventChangeSchema = z.object({
  /**
   * Number and id of the version with which the editor began. Without an id, any with this number.
   */
  base: eventVersionNumberSchema,
  baseId: hashSchema.optional(),
  file: eventFileSchema,
  /** Ids of versions apart that the editor has seen and that this version resolves. */
  settles: z.array(hashSchema).max(maxReplaced).optional(),
});
export type EventChange = z.infer<typeof eventChangeSchema>;

const refusalSchema = z.object({
  code: z.enum([
    'other-event',
    'keys-changed',
    'time-has-records',
    'day-has-records',
    'kind-changed',
    'field-has-values',
    'choice-has-values',
    /** Parts do not fit together; see `problem`. */
    'not-whole',
  ]),
  detail: z.string(),
  problem: z.object({ place: screenTextSchema, mistake: screenTextSchema }).optional(),
});
export type EventRefused = z.infer<typeof refusalSchema>;

export const eventSavedSchema = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('saved'), state: eventStateSchema }),
  /** Equal to the present version. */
  z.object({ outcome: z.literal('unchanged') }),
  /** Another version was saved first; `state` has it. */
  z.object({ outcome: z.literal('behind'), state: eventStateSchema }),
  z.object({ outcome: z.literal('refused'), refusals: z.array(refusalSchema).min(1) }),
]);
export type EventSaved = z.infer<typeof eventSavedSchema>;

/** Max bytes of a table of an event, as on a desk (intake/limits.ts). */
export const maxEventTableBytes = 4 * 2 ** 20;

/** Delegations to add: pasted lines, or a CSV or XLSX file in base64; the event's languages. */
const delegationListSchema = z.union([
  z.object({
    languages: eventLanguagesSchema,
    lines: z.string().min(1).max(maxEventTableBytes),
  }),
  z.object({
    languages: eventLanguagesSchema,
    name: z.string().max(255),
    file: z.base64(),
    /** Used where the file does not state it. */
    encoding: textEncodingSchema.optional(),
  }),
]);

export const eventRoutes = {
  /** Reads a list of delegations without keeping anything. */
  readDelegations: large(
    post('event/delegations', 'change-event', null, delegationListSchema, delegationTableSchema),
    2 * maxEventTableBytes,
  ),
  eventVersions: get('event/versions', 'change-event', null, nothing, eventStateSchema),
  changeEvent: large(
    post('event/versions', 'change-event', 'event-changed', eventChangeSchema, eventSavedSchema),
    pushLimits.bytes,
  ),
};

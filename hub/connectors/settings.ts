import { z } from 'zod';
import { mappedFieldSchema, textEncodingSchema } from '../../domain/roster/roster-import.ts';

/** Where the token is: a file that only its owner can read, or an environment variable. */
export const secretPlaceSchema = z.union([
  z.strictObject({ file: z.string().min(1).max(4_096) }),
  z.strictObject({ variable: z.string().regex(/^[A-Z][A-Z0-9_]{0,79}$/) }),
]);
export type SecretPlace = z.infer<typeof secretPlaceSchema>;

/** HTTPS only: tokens and names are never sent in the clear. A user or password is refused. */
const addressSchema = z.url({ protocol: /^https$/ }).refine((text) => {
  const { username, password } = new URL(text);
  return username === '' && password === '';
}, 'no user or password in the address');

/** PEM file of the only authority to trust; null trusts the system's. */
const authoritySchema = z.string().min(1).max(4_096).nullable().default(null);

/** Our field → the form's field (its title, or a question's identifier). */
const fieldsSchema = z.partialRecord(mappedFieldSchema, z.string().min(1).max(200)).default({});
/** The value of a field if the outside system has none. */
const defaultsSchema = z.partialRecord(mappedFieldSchema, z.string().max(200)).default({});

const common = {
  /** The connector's name for administrators, also used as a file name. */
  name: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/),
  /** Minutes between two readings of the roster. */
  everyMinutes: z.int().min(1).max(1_440).default(5),
};

const fileSettings = z.strictObject({
  ...common,
  kind: z.literal('file'),
  from: z.union([
    z.strictObject({
      /** Absolute path on the hub's computer. */
      folder: z.string().min(1).max(4_096),
      /** Seconds without a change after which a file counts as complete. */
      settleSeconds: z.int().min(0).max(3_600).default(10),
    }),
    z.strictObject({
      url: addressSchema,
      authority: authoritySchema,
      /** Text of the `Authorization` header. */
      secret: secretPlaceSchema.nullable().default(null),
    }),
  ]),
  /** Field → heading of its column, where the guess would be wrong. */
  columns: fieldsSchema,
  /** The files' character set. Null detects it, and refuses a file if it is not certain. */
  encoding: textEncodingSchema.nullable().default(null),
});
export type FileSettings = z.infer<typeof fileSettings>;

const indicoSettings = z.strictObject({
  ...common,
  kind: z.literal('indico'),
  url: addressSchema,
  authority: authoritySchema,
  secret: secretPlaceSchema,
  event: z.int().positive(),
  form: z.int().positive(),
  /** Our registration code is this prefix and Indico's number of the registration. */
  codePrefix: z.string().max(20).default('I'),
  fields: fieldsSchema,
  defaults: defaultsSchema,
  /**
   * Minutes after which everyone's complete form is read again, whether or not the list changed.
   */
  wholeEveryMinutes: z.int().min(5).max(10_080).default(60),
  /** The checkpoint that is mirrored, because Indico has one "checked in"; null mirrors none. */
  checkpoint: z.string().min(1).max(40).nullable().default(null),
  /** Indico uses check types from 2025 on; null if there are none. */
  checkType: z.int().positive().nullable().default(null),
});
export type IndicoSettings = z.infer<typeof indicoSettings>;

const slugSchema = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/);

const pretixSettings = z.strictObject({
  ...common,
  kind: z.literal('pretix'),
  url: addressSchema,
  authority: authoritySchema,
  secret: secretPlaceSchema,
  organizer: slugSchema,
  event: slugSchema,
  /** Our registration code: the content of the ticket's QR code, or order code and position. */
  code: z.enum(['secret', 'order']).default('secret'),
  /** Product id → category. Other products are skipped. Empty: every product, as delegates. */
  items: z.record(z.string().regex(/^\d{1,15}$/), z.string().min(1).max(40)).default({}),
  fields: fieldsSchema,
  defaults: defaultsSchema,
  /** Checkpoint → check-in list. Only these are mirrored. */
  lists: z.record(z.string().min(1).max(40), z.int().positive()).default({}),
});
export type PretixSettings = z.infer<typeof pretixSettings>;

/** The settings of a connector. They contain no secrets. */
export const connectorSettingsSchema = z.discriminatedUnion('kind', [
  fileSettings,
  indicoSettings,
  pretixSettings,
]);
export type ConnectorSettings = z.infer<typeof connectorSettingsSchema>;

import { z } from 'zod';

const copySchema = z.strictObject({
  path: z.string(),
  number: z.int().positive(),
  made: z.int(),
  bytes: z.int().nonnegative(),
});

export const copyRequestSchema = z.strictObject({
  path: z.string(),
  key: z.instanceof(Uint8Array),
  nativeBinding: z.string().optional(),
  stationNumber: z.string().length(8),
  folder: z.string(),
  second: z
    .union([z.strictObject({ id: z.uuid(), path: z.string() }), z.literal('away')])
    .nullable(),
  reserve: z.int().nonnegative(),
  now: z.int(),
});
export type CopyRequest = z.infer<typeof copyRequestSchema>;

export const copyAnswerSchema = z.discriminatedUnion('ok', [
  z.strictObject({
    ok: z.literal(true),
    copy: copySchema,
    facts: z.int().nonnegative(),
    kept: z.int().nonnegative(),
    second: z.boolean().nullable(),
  }),
  z.strictObject({
    ok: z.literal(false),
    code: z.enum([
      'corrupt-or-wrong-key',
      'from-the-future',
      'pre-release',
      'disk-full',
      'not-permitted',
      'failed',
    ]),
  }),
]);
export type CopyAnswer = z.infer<typeof copyAnswerSchema>;

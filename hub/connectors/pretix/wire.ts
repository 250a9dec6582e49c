import { z } from 'zod';

/**
 * The parts of the answers of pretix' API that are read here. Source: pretix' documentation
 * (doc/api/deviceauth.rst, doc/api/resources/orders.rst, checkin.rst).
 */

const answerSchema = z.object({ question_identifier: z.string(), answer: z.string() });

const positionSchema = z.object({
  id: z.int().positive(),
  positionid: z.int().positive(),
  item: z.int().positive(),
  attendee_name: z.string().nullable(),
  attendee_name_parts: z.record(z.string(), z.unknown()).nullish(),
  company: z.string().nullish(),
  secret: z.string().min(1).max(500),
  addon_to: z.int().nullable(),
  /** Only with `include_canceled_positions`. */
  canceled: z.boolean().optional(),
  answers: z.array(answerSchema).default([]),
});
export type PretixPosition = z.infer<typeof positionSchema>;

export const orderSchema = z.object({
  code: z.string().min(1).max(40),
  /** Pending, paid, expired, canceled. */
  status: z.enum(['n', 'p', 'e', 'c']),
  testmode: z.boolean().default(false),
  require_approval: z.boolean().default(false),
  valid_if_pending: z.boolean().nullish(),
  positions: z.array(positionSchema),
});
export type PretixOrder = z.infer<typeof orderSchema>;

export const revokedSchema = z.object({ secret: z.string() });
export const blockedSchema = z.object({ secret: z.string(), blocked: z.boolean() });

/** One page of a list (50 entries unless the server says otherwise). */
export function pageSchema<Item extends z.ZodType>(item: Item) {
  return z.object({ next: z.string().nullable(), results: z.array(item) });
}

/** All answers of redeem. A 404 for an unknown ticket has this form too. */
export const redeemSchema = z.object({
  status: z.enum(['ok', 'incomplete', 'error', 'exchange']),
  reason: z
    .string()
    .regex(/^[a-z_]{1,40}$/)
    .nullish(),
});

/** The answer to an initialisation. Further requests send `Authorization: Device <api_token>`. */
export const initialisedSchema = z.object({
  organizer: z.string(),
  device_id: z.int(),
  unique_serial: z.string(),
  api_token: z.string().regex(/^[\x21-\x7e]{16,500}$/),
});

/** The content of a new device's QR code. */
export const handshakeSchema = z.object({
  handshake_version: z.int(),
  url: z.url({ protocol: /^https$/ }),
  token: z.string().min(1).max(200),
});
export type PretixHandshake = z.infer<typeof handshakeSchema>;

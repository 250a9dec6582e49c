import { z } from 'zod';
import { fromBase64, utf8 } from '../base/bytes.ts';
import type { Crypto } from '../base/crypto.ts';
import { canonicalJson, type JsonValue } from '../base/json.ts';
import { momentSchema } from '../base/protocol.ts';
import { purgePersonJson, purgePersonSchema } from '../operators/people.ts';
import { retentionRuleSchema } from './retention.ts';

/**
 * The order to delete an event's personal data everywhere: who gave it, when, and by which rule.
 */
export const purgeOrderSchema = z.strictObject({
  formatVersion: z.literal(1),
  id: z.uuid(),
  event: z.uuid(),
  /** A hub orders for itself and all its stations, a station only for itself. */
  issuer: z.strictObject({ kind: z.enum(['hub', 'station']), id: z.uuid() }),
  /** UTC milliseconds. */
  ordered: momentSchema,
  cause: z.enum(['command', 'retention']),
  rule: retentionRuleSchema,
  /** Null where only the rule caused it. */
  requestedBy: purgePersonSchema.nullable(),
  approvedBy: purgePersonSchema.nullable(),
});
export type PurgeOrder = z.infer<typeof purgeOrderSchema>;

/** An order with its issuer's Ed25519 signature (base64) of {@link purgeOrderText}. */
export const signedPurgeOrderSchema = z.strictObject({
  order: purgeOrderSchema,
  signature: z.base64(),
});
export type SignedPurgeOrder = z.infer<typeof signedPurgeOrderSchema>;

/** An order as plain JSON, for texts that are signed or stored. */
export function purgeOrderJson(order: PurgeOrder): { [name: string]: JsonValue } {
  const person = (of: PurgeOrder['requestedBy']): JsonValue =>
    of === null ? null : purgePersonJson(of);
  return {
    formatVersion: order.formatVersion,
    id: order.id,
    event: order.event,
    issuer: { kind: order.issuer.kind, id: order.issuer.id },
    ordered: order.ordered,
    cause: order.cause,
    rule: { set: order.rule.set, name: order.rule.name, days: order.rule.days },
    requestedBy: person(order.requestedBy),
    approvedBy: person(order.approvedBy),
  };
}

/** The signed text: a line that names its kind, then the order in canonical JSON. */
export function purgeOrderText(order: PurgeOrder): string {
  return `lanyard purge order 1\n${canonicalJson(purgeOrderJson(order))}`;
}

export function isAuthenticPurgeOrder(
  signed: SignedPurgeOrder,
  key: string,
  crypto: Pick<Crypto, 'verify'>,
): boolean {
  const text = utf8(purgeOrderText(signed.order));
  return crypto.verify(fromBase64(key), text, fromBase64(signed.signature));
}

/** A signed order as JSON text, for storage. */
export function storedOrder({ order, signature }: SignedPurgeOrder): string {
  return JSON.stringify({ order: purgeOrderJson(order), signature });
}

/**
 * Reads what {@link storedOrder} wrote.
 *
 * @throws ZodError for anything else
 */
export function readStoredOrder(text: string): SignedPurgeOrder {
  return signedPurgeOrderSchema.parse(JSON.parse(text));
}

import { z } from 'zod';
import { hashSchema, kioskModeSchema } from './protocol.ts';

/** Milliseconds that an enrolment code is good for. */
export const inviteLifetime = 10 * 60_000;

/**
 * What the hub's QR says. Text form: `LH:` + base64url of the JSON of this. Typed by hand it is the
 * address and the code; the certificate's pin is then shown on both screens to be compared.
 */
export const inviteSchema = z.object({
  /** `https://192.0.2.7:7443` */
  url: z.url({ protocol: /^https$/ }),
  /** One-time code: 8 letters and digits. */
  code: z.string().regex(/^[A-HJ-NP-Z2-9]{8}$/),
  /** Hex SHA-256 of the DER of the certificate of the hub's own authority; null when typed by hand. */
  pin: hashSchema.nullable(),
});
export type Invite = z.infer<typeof inviteSchema>;

/** Sent once, over TLS to the pinned certificate. */
export const enrolRequestSchema = z.object({
  code: z.string(),
  kiosk: z.uuid(),
  name: z.string().min(1).max(60),
  mode: kioskModeSchema,
  /** Raw Ed25519 public key, base64. */
  publicKey: z.base64().length(44),
  /** Ed25519 signature (base64) of `lanyard enrol 1\n<code>\n<kiosk>`: the kiosk has the private key. */
  proof: z.base64(),
  version: z.string().max(40),
});
export type EnrolRequest = z.infer<typeof enrolRequestSchema>;

export const enrolAnswerSchema = z.object({
  hub: z.uuid(),
  hubName: z.string(),
  epoch: z.uuid(),
  /** Raw Ed25519 public key (base64) with which the hub signs stop lists. */
  hubKey: z.base64().length(44),
  /** Bearer token (base64url, 32 random bytes); the hub keeps its hash only. */
  token: z.string().min(43).max(43),
  /** The event's file (parse with `wholeEventFileSchema`) and its secret (hex), so that a new kiosk needs nothing else. */
  event: z.object({ file: z.unknown(), secret: hashSchema }),
});
export type EnrolAnswer = z.infer<typeof enrolAnswerSchema>;

/** The text that proves possession of the private key. */
export function enrolProofText(code: string, kiosk: string): string {
  return `lanyard enrol 1\n${code}\n${kiosk}`;
}

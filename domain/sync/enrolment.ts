import { z } from 'zod';
import { fromBase64, toBase64, utf8 } from '../base/bytes.ts';
import { hashSchema, stationModeSchema } from '../base/protocol.ts';
import { eventVersionSchema } from '../event/event-version.ts';
import { upperAscii } from '../tickets/opaque-code.ts';

/** Milliseconds for which an enrolment code is valid. */
export const inviteLifetime = 10 * 60_000;

/**
 * The content of the hub's QR code. As text it is `LH:` + base64url of its JSON. An operator who
 * types it enters the address and the code only. Both screens then show the certificate's
 * fingerprint for comparison.
 */
export const inviteSchema = z.object({
  /** `https://192.0.2.7:7443` */
  url: z.url({ protocol: /^https$/ }),
  /** One-time code: 8 letters and digits. */
  code: z.string().regex(/^[A-HJ-NP-Z2-9]{8}$/),
  /** Hex SHA-256 of the DER certificate of the hub's own authority; null when typed by hand. */
  fingerprint: hashSchema.nullable(),
});
export type Invite = z.infer<typeof inviteSchema>;

/** Sent once, over TLS to the certificate with the fingerprint of the invite. */
export const enrolRequestSchema = z.object({
  code: z.string(),
  station: z.uuid(),
  name: z.string().min(1).max(60),
  mode: stationModeSchema,
  /** Raw Ed25519 public key, base64. */
  publicKey: z.base64().length(44),
  /** Ed25519 signature (base64) of `lanyard enrol 1\n<code>\n<station>` by the station's key. */
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
  /** Bearer token (base64url, 32 random bytes). The hub keeps only its hash. */
  token: z.string().min(43).max(43),
  /**
   * The event's file (parse with `wholeEventFileSchema`), so that a new station needs nothing else.
   * Only a desk gets its secret (hex): it makes ticket codes, and kiosks and door stations are too
   * easily stolen.
   */
  event: eventVersionSchema.extend({
    file: z.unknown(),
    secret: hashSchema.nullable(),
  }),
});
export type EnrolAnswer = z.infer<typeof enrolAnswerSchema>;

/** Detail of `not-allowed`: the station's id was enrolled in another mode, which cannot change. */
export const otherModeDetail = 'other-mode';

/** The text whose signature proves possession of the private key. */
export function enrolProofText(code: string, station: string): string {
  return `lanyard enrol 1\n${code}\n${station}`;
}

export const defaultHubPort = 7443;

const inviteMark = 'LH:';

/** The text of the hub's QR code: `LH:` + base64url of the JSON of the invite. */
export function formatInvite(invite: Invite): string {
  const json = JSON.stringify({
    url: invite.url,
    code: invite.code,
    fingerprint: invite.fingerprint,
  });
  const base64 = toBase64(utf8(json));
  return inviteMark + base64.replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}

/** Reads a text of {@link formatInvite}, ignoring outer white space; null for any other text. */
export function parseInvite(text: string): Invite | null {
  const trimmed = text.trim();
  if (!trimmed.startsWith(inviteMark) || trimmed.length > 2_000) return null;
  const base64 = trimmed.slice(inviteMark.length).replace(/-/g, '+').replace(/_/g, '/');
  try {
    const json = new TextDecoder('utf-8', { fatal: true }).decode(fromBase64(base64));
    return inviteSchema.safeParse(JSON.parse(json)).data ?? null;
  } catch {
    // Not base64, UTF-8 or JSON: another kind of text.
    return null;
  }
}

/**
 * The invite of an operator who types the address (`192.0.2.7`, `hub.local:7443`, with or without
 * `https://`) and the code (in either case, with spaces or hyphens). The operator still has to
 * confirm the fingerprint. Null if address or code cannot be right.
 */
export function typedInvite(address: string, code: string): Invite | null {
  const host = address
    .trim()
    .replace(/^https:\/\//i, '')
    .replace(/\/+$/, '');
  const hasPort = /:\d{1,5}$/.test(host) && (host.startsWith('[') || !/:.*:/.test(host));
  const invite = inviteSchema.safeParse({
    url: `https://${hasPort ? host : `${host}:${defaultHubPort}`}`,
    code: upperAscii(code).replace(/[\s-]/g, ''),
    fingerprint: null,
  });
  return invite.data ?? null;
}

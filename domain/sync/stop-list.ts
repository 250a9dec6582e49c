import { z } from 'zod';
import { fromBase64, utf8 } from '../base/bytes.ts';
import type { Crypto } from '../base/crypto.ts';
import { canonicalJson } from '../base/json.ts';
import { momentSchema } from '../base/protocol.ts';

/** What to stop: a person, any ticket that leads to that person, or one badge alone. */
export const stopEntrySchema = z.object({
  kind: z.enum(['delegate', 'badge']),
  /** Delegate id, or badge serial. */
  value: z.string().min(1).max(64),
});
export type StopEntry = z.infer<typeof stopEntrySchema>;

export const stopListSchema = z.object({
  formatVersion: z.literal(1),
  event: z.uuid(),
  hub: z.uuid(),
  /** Rises with each issue of this hub's list. */
  version: z.int().positive(),
  /** UTC milliseconds. */
  issued: momentSchema,
  entries: z.array(stopEntrySchema).max(10_000),
});
export type StopList = z.infer<typeof stopListSchema>;

/** A stop list with the hub's Ed25519 signature of {@link stopListText}; the same on a stick. */
export const signedStopListSchema = z.object({
  list: stopListSchema,
  signature: z.base64(),
});
export type SignedStopList = z.infer<typeof signedStopListSchema>;

/** The signed text: a line that names its kind, and the list in canonical JSON. */
export function stopListText(list: StopList): string {
  return `lanyard stop list 1\n${canonicalJson({
    formatVersion: list.formatVersion,
    event: list.event,
    hub: list.hub,
    version: list.version,
    issued: list.issued,
    entries: list.entries.map(({ kind, value }) => ({ kind, value })),
  })}`;
}

/** Whether the hub with this raw public key (base64) signed the list. */
export function isAuthenticStopList(
  signed: SignedStopList,
  hubKey: string,
  crypto: Pick<Crypto, 'verify'>,
): boolean {
  return crypto.verify(
    fromBase64(hubKey),
    utf8(stopListText(signed.list)),
    fromBase64(signed.signature),
  );
}

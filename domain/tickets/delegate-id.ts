import { concatBytes, toHex, utf8, uuidBytes } from '../base/bytes.ts';
import type { CodeMaking } from './issued-codes.ts';
import { codeKey } from './registration-code.ts';

/**
 * The id of a delegate: a UUID version 8 (RFC 9562, section 5.8) of the first 122 bits of
 * HMAC-SHA-256(the event's first secret, "delegate:" ‖ event id ‖ `codeKey` of the registration
 * code). So two desks that import the same file agree without contact, and only with the secret can
 * anyone find the person of an id.
 */
export function makeDelegateId(
  registrationCode: string,
  { eventId, eventSecret, crypto }: Omit<CodeMaking, 'ticketSecrets'>,
): string {
  const name = concatBytes(utf8('delegate:'), uuidBytes(eventId), utf8(codeKey(registrationCode)));
  const bytes = crypto.hmac(eventSecret, name).slice(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = toHex(bytes);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join('-');
}

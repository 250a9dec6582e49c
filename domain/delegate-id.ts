import { concatBytes, toHex, utf8, uuidBytes } from './bytes.ts';
import type { Crypto } from './crypto.ts';
import { codeKey } from './registration-code.ts';

/**
 * The id of a delegate: the UUID version 5 (RFC 9562, section 5.5) of the registration code's key
 * (`codeKey`) in the name space of the event's id. So two desks that import the same file agree without asking, and a
 * signed ticket, which carries the registration code, gives the id before the roster has it.
 */
export function makeDelegateId(
  eventId: string,
  registrationCode: string,
  crypto: Pick<Crypto, 'sha1'>,
): string {
  const bytes = crypto
    .sha1(concatBytes(uuidBytes(eventId), utf8(codeKey(registrationCode))))
    .slice(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
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

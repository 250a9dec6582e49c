import { decodeBase45, encodeBase45 } from '../base/base45.ts';
import {
  concatBytes,
  fromBigEndian,
  sameBytes,
  toBigEndian,
  utf8,
  uuidBytes,
} from '../base/bytes.ts';
import type { Crypto } from '../base/crypto.ts';
import { upperAscii } from './opaque-code.ts';

/**
 * The signed ticket, which proves itself without a roster:
 *
 *     LS:‹registration code›:‹Base45 of 69 bytes = 104 characters›
 *
 * The 69 bytes are: event mark (2: the first bytes of SHA-256 over the event id's 16 bytes), expiry
 * (3: quarter hours since 1970, big-endian), Ed25519 signature (64). More is signed than is
 * carried: "Lanyard signed ticket 1" and a zero byte, the whole event id (16 bytes), the expiry (3
 * bytes), the registration code (UTF-8).
 *
 * Why: a QR code that a webcam reads at arm's length has room for fewer than 120 characters, and
 * the signature alone takes 96; a delegate id would take 24 more. The registration code is enough,
 * because the delegate id is derived from it. Codes of up to 11 characters keep the ticket under
 * 120; longer ones make longer tickets that still work. The second colon is found by counting from
 * the end, so the code may hold colons; if it is not there, a hand scanner has lost a character,
 * which is "damaged" and not "forged".
 *
 * None of our other forms starts with "LS:" (letter codes have no colon), and nothing relies on
 * white space at either end: Base45 never ends with a space.
 */
export const signedTicketPrefix = 'LS:';

/** Longest registration code that keeps the signed ticket under 120 characters. */
export const shortRegistrationCode = 11;

/** Milliseconds of one unit of the expiry. */
const expiryStep = 15 * 60 * 1000;
/** Code, colon, 104 characters of Base45; the code may hold colons. */
const signedTicketForm = /^(.{1,128}):([0-9A-Z $%*+\-./:]{104})$/is;
const markBytes = 2;
const expiryBytes = 3;
const signatureBytes = 64;

export interface SignedTicketClaims {
  /** Event id (UUID). */
  eventId: string;
  registrationCode: string;
  /** UTC milliseconds; rounded up to the next quarter of an hour. */
  expiresAt: number;
}

export type SignedTicketReading =
  /** Signed by one of the event's keys. The caller judges the expiry (UTC milliseconds). */
  | { kind: 'genuine'; registrationCode: string; expiresAt: number }
  | { kind: 'forged' }
  /** Made for another event, by its own mark; its signature cannot be checked here. */
  | { kind: 'other-event' }
  /** Our prefix, but not the form of a signed ticket: badly read. */
  | { kind: 'damaged' }
  | { kind: 'not-ours' };

/**
 * Writes a signed ticket.
 *
 * @param sign Ed25519 (RFC 8032) over the given bytes; returns 64 bytes
 * @throws RangeError if the registration code is empty, over 64 characters or has white space at an
 * end, or the expiry does not fit
 */
export function makeSignedTicket(
  claims: SignedTicketClaims,
  crypto: Pick<Crypto, 'sha256'>,
  sign: (message: Uint8Array) => Uint8Array,
): string {
  const { registrationCode } = claims;
  if (registrationCode !== registrationCode.trim() || !/^.{1,64}$/su.test(registrationCode)) {
    throw new RangeError('a registration code has 1 to 64 characters and no white space around it');
  }
  const expiry = toBigEndian(Math.ceil(claims.expiresAt / expiryStep), expiryBytes);
  const signature = sign(signedBytes(claims.eventId, expiry, registrationCode));
  if (signature.length !== signatureBytes) throw new RangeError('a signature has 64 bytes');
  const body = concatBytes(eventMark(claims.eventId, crypto), expiry, signature);
  return `${signedTicketPrefix}${registrationCode}:${encodeBase45(body)}`;
}

/**
 * Reads and verifies a text that is already without outer white space. Capitals or not: Base45 has
 * capitals only, and the registration code is tried as it is and then in capitals.
 */
export function readSignedTicket(
  text: string,
  event: { id: string; ticketKeys: readonly Uint8Array[] },
  crypto: Crypto,
): SignedTicketReading {
  if (upperAscii(text.slice(0, signedTicketPrefix.length)) !== signedTicketPrefix) {
    return { kind: 'not-ours' };
  }
  const match = signedTicketForm.exec(text.slice(signedTicketPrefix.length));
  const [, registrationCode, bodyText] = match ?? [];
  if (registrationCode === undefined || bodyText === undefined) return { kind: 'damaged' };
  const body = decodeBase45(upperAscii(bodyText));
  // The right characters in the right number, yet no bytes: someone changed them.
  if (body === null) return { kind: 'forged' };
  if (!sameBytes(body.subarray(0, markBytes), eventMark(event.id, crypto))) {
    return { kind: 'other-event' };
  }
  const expiry = body.subarray(markBytes, markBytes + expiryBytes);
  const signature = body.subarray(markBytes + expiryBytes);
  for (const code of new Set([registrationCode, upperAscii(registrationCode)])) {
    const message = signedBytes(event.id, expiry, code);
    if (event.ticketKeys.some((key) => crypto.verify(key, message, signature))) {
      const expiresAt = fromBigEndian(expiry) * expiryStep;
      return { kind: 'genuine', registrationCode: code, expiresAt };
    }
  }
  return { kind: 'forged' };
}

function eventMark(eventId: string, crypto: Pick<Crypto, 'sha256'>): Uint8Array {
  return crypto.sha256(uuidBytes(eventId)).subarray(0, markBytes);
}

function signedBytes(eventId: string, expiry: Uint8Array, registrationCode: string): Uint8Array {
  return concatBytes(
    utf8('Lanyard signed ticket 1\0'),
    uuidBytes(eventId),
    expiry,
    utf8(registrationCode),
  );
}

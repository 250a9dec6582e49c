import { concatBytes, fromBigEndian, fromHex, toBigEndian, toHex, utf8 } from '../base/bytes.ts';
import type { Crypto } from '../base/crypto.ts';
import {
  bytesToLetters,
  hasValidCheckLetters,
  lettersToBytes,
  withCheckLetters,
} from '../base/letters.ts';

export const ticketPrefix = 'LT';
export const badgePrefix = 'LB';
/** Characters of a ticket code: prefix, 24 letters, 2 check letters. */
export const ticketCodeLength = 28;
/** Characters of a badge code: prefix, 28 letters, 2 check letters. */
export const badgeCodeLength = 32;

const ticketMacBytes = 12;
/** Random bytes of a badge's code. */
export const badgeTokenBytes = 6;
const badgeSerialBytes = 8;

/** Identifies one badge: number of the station that made it, and that station's running count. */
export interface BadgeSerial {
  /** Eight hexadecimal digits, in capitals. */
  station: string;
  /** 0 to 2³² − 1. */
  count: number;
}

/** The result of reading a text as one of our own letter codes. */
export type OpaqueReading =
  | { kind: 'ticket'; code: string }
  | { kind: 'badge'; code: string; serial: BadgeSerial; token: Uint8Array }
  /** Our prefix and letters, but a letter is wrong, missing or extra. */
  | { kind: 'damaged' }
  | { kind: 'not-ours' };

/**
 * The code of a delegate's ticket: `LT`, the first 96 bits of HMAC-SHA-256(event secret, "ticket:"
 * + delegate id in lower case + ":" + renewal) as 24 letters, two check letters.
 *
 * @param renewal how often the delegate got a new code
 */
export function makeTicketCode(
  eventSecret: Uint8Array,
  delegateId: string,
  crypto: Crypto,
  renewal = 0,
): string {
  const mac = crypto.hmac(eventSecret, utf8(`ticket:${delegateId.toLowerCase()}:${renewal}`));
  return withCheckLetters(ticketPrefix + bytesToLetters(mac.subarray(0, ticketMacBytes)));
}

/**
 * The code in a badge's QR code: `LB`, 14 bytes as 28 letters (station number and count, both
 * big-endian in 4 bytes, and the badge's own random token), two check letters. The fact of the
 * badge's issue shows whether the token is genuine (`badge-token.ts`). Nothing that a station holds
 * lets it make a code for another station's badge.
 *
 * @throws RangeError for a station number that is not 8 hexadecimal digits, or a count or token out
 * of range
 */
export function makeBadgeCode(serial: BadgeSerial, token: Uint8Array): string {
  if (token.length !== badgeTokenBytes) throw new RangeError('not a token of a badge');
  const body = concatBytes(serialBytes(serial), token);
  return withCheckLetters(badgePrefix + bytesToLetters(body));
}

/** Reads a badge code in either case; null if it is not one or a letter is wrong. */
export function parseBadgeCode(text: string): { serial: BadgeSerial; token: Uint8Array } | null {
  const code = upperAscii(text.trim());
  if (code.length !== badgeCodeLength || !code.startsWith(badgePrefix)) return null;
  if (!hasValidCheckLetters(code)) return null;
  const body = lettersToBytes(code.slice(badgePrefix.length, -2));
  if (body === null || body.length !== badgeSerialBytes + badgeTokenBytes) return null;
  return {
    serial: {
      station: toHex(body.subarray(0, 4)).toUpperCase(),
      count: fromBigEndian(body.subarray(4, badgeSerialBytes)),
    },
    token: body.slice(badgeSerialBytes),
  };
}

/**
 * Reads a trimmed text as ticket or badge code, in either case. A text counts as damaged only if it
 * can hardly be anything else: our prefix, letters only, and at most four letters too long or too
 * short. So an organiser's own code such as "LT-0042" (Lithuania) is never taken for a damaged one.
 */
export function readOpaqueCode(text: string): OpaqueReading {
  if (!/^l[tb][a-z]+$/i.test(text)) return { kind: 'not-ours' };
  const code = upperAscii(text);
  const isTicket = code.startsWith(ticketPrefix);
  const length = isTicket ? ticketCodeLength : badgeCodeLength;
  if (Math.abs(code.length - length) > 4) return { kind: 'not-ours' };
  if (code.length !== length || !hasValidCheckLetters(code)) return { kind: 'damaged' };
  if (isTicket) return { kind: 'ticket', code };
  const badge = parseBadgeCode(code);
  return badge === null ? { kind: 'damaged' } : { kind: 'badge', code, ...badge };
}

/** The serial as people read it: `A7F30C12-000123`. Counts over 999999 are longer. */
export function formatSerial(serial: BadgeSerial): string {
  return `${serial.station}-${String(serial.count).padStart(6, '0')}`;
}

/** Reads a serial in the form of {@link formatSerial}, in either case; null for any other text. */
export function parseSerial(text: string): BadgeSerial | null {
  const match = /^([0-9a-f]{8})-([0-9]{6,10})$/i.exec(text.trim());
  const [, station, digits] = match ?? [];
  if (station === undefined || digits === undefined) return null;
  const serial = { station: station.toUpperCase(), count: Number(digits) };
  return serial.count < 2 ** 32 && formatSerial(serial) === text.trim().toUpperCase()
    ? serial
    : null;
}

/** Capitalises a–z only: `toUpperCase` would also change "ß" and "ı". */
export function upperAscii(text: string): string {
  return text.replace(/[a-z]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - 32));
}

function serialBytes(serial: BadgeSerial): Uint8Array {
  if (!/^[0-9A-F]{8}$/.test(serial.station)) throw new RangeError('not a station number');
  return concatBytes(fromHex(serial.station), toBigEndian(serial.count, 4));
}

import { decodeBase45, encodeBase45 } from '../base/base45.ts';
import {
  concatBytes,
  fromBigEndian,
  fromHex,
  sameBytes,
  toBigEndian,
  toHex,
  utf8,
  uuidBytes,
} from '../base/bytes.ts';
import type { Crypto } from '../base/crypto.ts';
import type { LocalDay } from '../event/event-file.ts';
import { upperAscii } from './opaque-code.ts';

/**
 * The signed ticket, which is verified without a roster:
 *
 *     LS:‹registration code›:‹Base45 of 71 bytes = 107 characters›
 *
 * The 71 bytes are: event mark (2: the first bytes of SHA-256 over the event id's 16 bytes), ticket
 * mark (2: the first bytes of the `ticketHash` of the person's code in letters, so that both codes
 * are replaced together), last day (2: days since 1970, big-endian; 65535 is the event's last day),
 * weekdays (1: bit 0 is Sunday), Ed25519 signature (64). The signature covers more than the ticket
 * carries: "Lanyard signed ticket 2" and a zero byte, the whole event id (16 bytes), the marks and
 * days (5 bytes without the event's mark), the registration code (UTF-8).
 *
 * Why: with a registration code of 11 characters this just fits a QR code of version 5 (37 modules,
 * level M, 122 characters), which a webcam reads at arm's length; the signature alone takes 96. The
 * registration code suffices, because the delegate id is derived from it. Longer codes make larger
 * QR codes that still work. The second colon is found by counting from the end, so the code may
 * contain colons. If it is not there, a hand scanner has lost a character: the ticket is "damaged"
 * and not "forged".
 *
 * None of our other forms starts with "LS:" (letter codes have no colon). Nothing relies on white
 * space at either end: Base45 never ends with a space.
 */
export const signedTicketPrefix = 'LS:';

/** Longest registration code with which the signed ticket fits a QR code of version 5, level M. */
export const shortRegistrationCode = 11;

/** Characters after the registration code and its colon. */
export const signedTicketBody = 107;
/** Code, colon, body in Base45. The code may contain colons. */
const signedTicketForm = new RegExp(
  `^(.{1,128}):([0-9A-Z $%*+\\-./:]{${signedTicketBody}})$`,
  'is',
);
const markBytes = 2;
const lastDayBytes = 2;
const signatureBytes = 64;
/**
 * End of the parts before the signature. All of them but the event's mark are signed as carried.
 */
const claimsEnd = markBytes + markBytes + lastDayBytes + 1;

const dayMilliseconds = 24 * 60 * 60_000;
const noLastDay = 0xffff;
const everyWeekday = 0x7f;

/** The days that a ticket itself states, for a station without a registration of its holder. */
export interface TicketDays {
  /** Null for the event's last day. */
  lastDay: LocalDay | null;
  /** Bit 0 is Sunday. For events longer than a week, equal weekdays cannot be told apart. */
  weekdays: number;
}

export interface SignedTicketClaims {
  eventId: string;
  registrationCode: string;
  /** `ticketHash` of the person's newest code in letters. */
  ticketHash: string;
  /** The days on which the person may come; null for every day of the event. */
  days: readonly LocalDay[] | null;
}

export type SignedTicketReading =
  /** Signed by one of the event's keys. The caller checks mark and days. */
  | {
      kind: 'genuine';
      registrationCode: string;
      /** The ticket's `ticketHash` begins with these digits. */
      mark: string;
      days: TicketDays;
    }
  | { kind: 'forged' }
  /** Made for another event, by its own mark. Its signature cannot be verified here. */
  | { kind: 'other-event' }
  /** Our prefix, but not the form of a signed ticket: misread. */
  | { kind: 'damaged' }
  | { kind: 'not-ours' };

/**
 * Makes a signed ticket.
 *
 * @param sign Ed25519 (RFC 8032) over the given bytes; returns 64 bytes
 * @throws RangeError if the registration code is empty, over 64 characters or has white space at an
 * end, or a day does not fit
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
  const mark = fromHex(claims.ticketHash).subarray(0, markBytes);
  const said = concatBytes(mark, daysBytes(claims.days));
  const signature = sign(signedBytes(claims.eventId, said, registrationCode));
  if (signature.length !== signatureBytes) throw new RangeError('a signature has 64 bytes');
  const body = concatBytes(eventMark(claims.eventId, crypto), said, signature);
  return `${signedTicketPrefix}${registrationCode}:${encodeBase45(body)}`;
}

/**
 * Reads and verifies a trimmed text, in either case: Base45 has capitals only, and the registration
 * code is tried as it is and then in capitals.
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
  // The right number of the right characters, yet not decodable: someone changed them.
  if (body === null) return { kind: 'forged' };
  if (!sameBytes(body.subarray(0, markBytes), eventMark(event.id, crypto))) {
    return { kind: 'other-event' };
  }
  const said = body.subarray(markBytes, claimsEnd);
  const signature = body.subarray(claimsEnd);
  for (const code of new Set([registrationCode, upperAscii(registrationCode)])) {
    const message = signedBytes(event.id, said, code);
    if (event.ticketKeys.some((key) => crypto.verify(key, message, signature))) {
      const mark = toHex(said.subarray(0, markBytes));
      return { kind: 'genuine', registrationCode: code, mark, days: readDays(said) };
    }
  }
  return { kind: 'forged' };
}

/** Whether a ticket is valid on this day. The caller checks that it is a day of the event. */
export function isTicketDay({ lastDay, weekdays }: TicketDays, day: LocalDay): boolean {
  return (lastDay === null || day <= lastDay) && (weekdays & weekdayBit(day)) !== 0;
}

function daysBytes(days: SignedTicketClaims['days']): Uint8Array {
  if (days === null) return toBigEndian((noLastDay << 8) | everyWeekday, lastDayBytes + 1);
  // A person without any day gets a ticket that is always expired.
  const last = Math.max(0, ...days.map((day) => Date.parse(day) / dayMilliseconds));
  if (!(last < noLastDay)) throw new RangeError('not a day that a ticket can name');
  const weekdays = days.reduce((bits, day) => bits | weekdayBit(day), 0);
  return toBigEndian((last << 8) | weekdays, lastDayBytes + 1);
}

/** @param said the ticket's mark and days */
function readDays(said: Uint8Array): TicketDays {
  const last = fromBigEndian(said.subarray(markBytes, markBytes + lastDayBytes));
  const date = new Date(last * dayMilliseconds).toISOString().slice(0, 10);
  return { lastDay: last === noLastDay ? null : date, weekdays: said.at(-1) ?? 0 };
}

function weekdayBit(day: LocalDay): number {
  return 1 << new Date(day).getUTCDay();
}

function eventMark(eventId: string, crypto: Pick<Crypto, 'sha256'>): Uint8Array {
  return crypto.sha256(uuidBytes(eventId)).subarray(0, markBytes);
}

/** @param said the ticket's mark and days, as carried */
function signedBytes(eventId: string, said: Uint8Array, registrationCode: string): Uint8Array {
  return concatBytes(
    utf8('Lanyard signed ticket 2\0'),
    uuidBytes(eventId),
    said,
    utf8(registrationCode),
  );
}

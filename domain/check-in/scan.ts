import type { Crypto } from '../base/crypto.ts';
import type { EventFile, LocalDay } from '../event/event-file.ts';
import { localDayOf } from '../event/local-day.ts';
import { compileRegistrationPattern, maxRegistrationCode } from '../event/registration-pattern.ts';
import { readOpaqueCode, upperAscii } from '../tickets/opaque-code.ts';
import { isOfOtherHost, readOutsideTicket } from '../tickets/outside-ticket.ts';
import { cleanCode } from '../tickets/registration-code.ts';
import { readSignedTicket, type TicketDays } from '../tickets/signed-ticket.ts';

/** The result of one scan before the roster is consulted. */
export type ParsedScan =
  | { kind: 'ticket'; code: string }
  /**
   * `station` and `serial` form the badge's serial. Its issue shows whether the token is genuine.
   */
  | { kind: 'badge'; code: string; station: string; serial: number; token: Uint8Array }
  | { kind: 'registration-code'; code: string }
  /**
   * Valid signature, right event, not expired. The roster knows whether the ticket was replaced.
   */
  | { kind: 'signed'; registrationCode: string; mark: string; days: TicketDays }
  /** Valid signature and right event, but after the last day that the ticket names. */
  | { kind: 'expired'; registrationCode: string; lastDay: LocalDay }
  /** `host` is the host of the other system, where the code names it. */
  | { kind: 'other-event'; host: string | null }
  /** Wrong signature: an altered code cannot be told from a forged one. */
  | { kind: 'forged' }
  /** Not in our format. The lookup tries each text as another system's ticket or as a code. */
  | { kind: 'other-text'; texts: readonly string[] }
  | { kind: 'unreadable'; reason: 'check-letters' | 'too-long' | 'empty' | 'malformed' };

/**
 * Whether the code is the organiser's own, which people other than its holder may know or guess.
 */
export function isGuessable({ kind }: { kind: string }): boolean {
  return kind === 'registration-code' || kind === 'other-text';
}

export interface ScanContext {
  event: Pick<
    EventFile,
    'id' | 'ticketKeys' | 'ticketHosts' | 'registrationCodePattern' | 'timeZone' | 'dayBoundary'
  >;
  crypto: Crypto;
  now: number;
}

/** Max characters of a text that is read; the largest QR code holds 2,953. */
export const maxReadingLength = 3000;

/**
 * Parses one scan. Never throws because of a reading.
 *
 * @param readings readings of the same code, best first: a hand scanner's burst comes as US-layout
 * text and as typed text. The one that proves itself wins at any position: by prefix and check
 * letters, by a signature or by the organiser's pattern.
 * @throws InvalidData `unsafe-pattern` if the event's pattern is not acceptable (the event file's
 *   check reports it earlier)
 */
export function parseScan(readings: readonly string[], context: ScanContext): ParsedScan {
  const texts = [...new Set(readings.map(trimReading))].filter((text) => text !== '');
  if (texts.length === 0) return { kind: 'unreadable', reason: 'empty' };
  const short = texts.filter((text) => text.length <= maxReadingLength);
  if (short.length === 0) return { kind: 'unreadable', reason: 'too-long' };
  const own = short.map((text) => readOwn(text, context)).filter((scan) => scan !== null);
  const best = own.toSorted((a, b) => rank(a) - rank(b))[0];
  if (best !== undefined && rank(best) < doubtful) return best;
  return registrationCode(short, context) ?? best ?? otherText(short, context);
}

/**
 * Removes what scanners and cameras add around a code: white space, line ends, tabs, control
 * characters, byte order marks, and an AIM symbology identifier such as "]Q1" in front.
 */
export function trimReading(text: string): string {
  // Character by character: a regular expression for the end takes minutes on 64 kB of spaces.
  let start = 0;
  let end = text.length;
  while (start < end && isPadding(text.charAt(start))) start += 1;
  while (end > start && isPadding(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end).replace(/^\][A-Za-z][0-9A-Za-z]/, '');
}

function isPadding(character: string): boolean {
  return /[\s\p{Cc}\uFEFF]/u.test(character);
}

/** From this rank on a reading may be chance, and a registration code is preferred. */
const doubtful = 3;

/**
 * The rank of a reading among those of one scan; the lowest wins. One that proves itself comes
 * first.
 */
function rank(scan: ParsedScan): number {
  switch (scan.kind) {
    case 'ticket':
    case 'badge':
    case 'signed':
      return 0;
    case 'expired':
      return 1;
    case 'forged':
    case 'other-event':
      return 2;
    case 'registration-code':
    case 'other-text':
    case 'unreadable':
      return doubtful;
  }
}

/** Parses a text of our own formats; null for any other text. */
function readOwn(text: string, context: ScanContext): ParsedScan | null {
  const code = readOpaqueCode(text);
  switch (code.kind) {
    case 'ticket':
      return { kind: 'ticket', code: code.code };
    case 'badge': {
      const { station, count } = code.serial;
      return { kind: 'badge', code: code.code, station, serial: count, token: code.token };
    }
    case 'damaged':
      return { kind: 'unreadable', reason: 'check-letters' };
    case 'not-ours':
      return readSigned(text, context);
  }
}

function readSigned(text: string, context: ScanContext): ParsedScan | null {
  const { event, crypto, now } = context;
  const ticketKeys = event.ticketKeys.map(decodeBase64);
  const ticket = readSignedTicket(text, { id: event.id, ticketKeys }, crypto);
  switch (ticket.kind) {
    case 'genuine': {
      const { registrationCode, mark, days } = ticket;
      const { lastDay } = days;
      return lastDay !== null && localDayOf(now, event) > lastDay
        ? { kind: 'expired', registrationCode, lastDay }
        : { kind: 'signed', registrationCode, mark, days };
    }
    case 'forged':
      return { kind: 'forged' };
    case 'other-event':
      return { kind: 'other-event', host: null };
    case 'damaged':
      return { kind: 'unreadable', reason: 'malformed' };
    case 'not-ours':
      return null;
  }
}

/**
 * A text that the roster may know, unless it names another system, whose tickets are for other
 * events.
 */
function otherText(texts: readonly string[], { event }: ScanContext): ParsedScan {
  const codes = texts.map(readOutsideTicket);
  const isElsewhere = codes.every((code) => isOfOtherHost(code, event.ticketHosts));
  const [host = null] = codes.map((code) => code.host);
  return isElsewhere ? { kind: 'other-event', host } : { kind: 'other-text', texts };
}

/** The organiser's own code. If two different readings fit the pattern, both go to the lookup. */
function registrationCode(texts: readonly string[], context: ScanContext): ParsedScan | null {
  if (context.event.registrationCodePattern === null) return null;
  const pattern = compileRegistrationPattern(context.event.registrationCodePattern);
  const fitting = texts
    .filter((text) => text.length <= maxRegistrationCode)
    .map(cleanCode)
    .map((text) => [text, upperAscii(text)].find((candidate) => pattern.test(candidate)))
    .filter((text) => text !== undefined);
  const codes = [...new Set(fitting)];
  const [code] = codes;
  if (code === undefined) return null;
  return codes.length === 1
    ? { kind: 'registration-code', code }
    : { kind: 'other-text', texts: codes };
}

function decodeBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

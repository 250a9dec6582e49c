import { type AnswerHead, type AnswerReader, createAnswerReader } from '../transport/exchange.ts';

/**
 * What a Star printer sends back, read from its byte stream in any chunking.
 *
 * - status, asked or automatic: header 1, header 2, then bytes of the status ("STAR Line Mode
 *   Command Specifications", appendix 2, "Automatic status")
 * - end of a job: `1B 1D 03 01 n1 n2 counter 00` ("StarPRNT Command Specifications", "ESC GS ETX")
 * - either, on a network: status with bit 7 of header 2 set, length (two bytes), then so many bytes
 *   of data ("STAR Graphic Mode Command Specifications", appendix 2)
 * - XON, XOFF: `11`, `13` (flow control; without meaning here)
 *
 * Header 1 is `00L0LLL1`: the number of bytes with both headers, 7 to 15, in bits 5, 3, 2 and 1.
 * Bits 7, 4 and 0 of all further bytes are 0 (bit 7 of header 2 apart). Everything else is stray.
 */
export type StarAnswer =
  | { kind: 'status'; bytes: readonly number[] }
  | { kind: 'finished'; number: number }
  /** A reply to a query that was not sent: printers execute commands that occur in a picture. */
  | { kind: 'other' }
  /** A byte that fits no answer. */
  | { kind: 'stray'; byte: number };

const flowControl = new Set([0x11, 0x13]);
/** Bytes of data that may follow a status on a network (the same appendix). */
const maxData = 0x200;

export function createStarReader(): AnswerReader<StarAnswer> {
  return createAnswerReader(readOne);
}

type Reading = AnswerHead<StarAnswer>;

function readOne(bytes: Uint8Array): Reading {
  const first = bytes[0] ?? 0;
  if (flowControl.has(first)) return { length: 1, answers: [] };
  const stray: Reading = { length: 1, answers: [{ kind: 'stray', byte: first }] };
  if (first === 0x1b) return readEcho(bytes) ?? stray;
  if ((first & 0xd1) === 0x01) return readStatus(bytes) ?? stray;
  return stray;
}

/** The print end counter, `1B 1D 03 s n1 n2 counter 00`; null if it is something else. */
function readEcho(bytes: Uint8Array): Reading | null {
  const known = [0x1b, 0x1d, 0x03];
  for (let i = 0; i < 8; i += 1) {
    const byte = bytes[i];
    if (byte === undefined) return 'unfinished';
    const wanted = i < 3 ? known[i] : i === 7 ? 0 : byte;
    if (byte !== wanted) return null;
  }
  const [, , , s, n1 = 0, n2 = 0] = bytes;
  const answer: StarAnswer =
    s === 0x01 ? { kind: 'finished', number: n1 * 256 + n2 } : { kind: 'other' };
  return { length: 8, answers: [answer] };
}

function readStatus(bytes: Uint8Array): Reading | null {
  const length = statusLength(bytes[0] ?? 0);
  if (length < 7) return null;
  for (let i = 1; i < length; i += 1) {
    const byte = bytes[i];
    if (byte === undefined) return 'unfinished';
    if ((byte & (i === 1 ? 0x11 : 0x91)) !== 0) return null;
  }
  const status: StarAnswer = { kind: 'status', bytes: Array.from(bytes.subarray(0, length)) };
  const hasData = ((bytes[1] ?? 0) & 0x80) !== 0;
  if (!hasData) return { length, answers: [status] };
  return readData(bytes, length, status);
}

/** Bytes of a status with both headers, by its first header. */
function statusLength(header: number): number {
  return ((header & 0x20) >> 2) | ((header & 0x0e) >> 1);
}

/** Data after a status on a network: type, ":", "B", length, the bytes of the answer, ";". */
function readData(bytes: Uint8Array, length: number, status: StarAnswer): Reading {
  const [high, low] = [bytes[length], bytes[length + 1]];
  if (high === undefined || low === undefined) return 'unfinished';
  // The manuals do not give the order of the two bytes; only one order makes sense.
  const count = Math.min(high * 256 + low, low * 256 + high);
  if (count > maxData) return { length, answers: [status] };
  const end = length + 2 + count;
  if (bytes.length < end) return 'unfinished';
  const data = bytes.subarray(length + 2, end);
  const at = data.findIndex((byte, i) => byte === 0x1b && data[i + 1] === 0x1d);
  const echo = at < 0 ? null : readEcho(data.subarray(at));
  const answers = echo === null || echo === 'unfinished' ? [] : echo.answers;
  return { length: end, answers: [status, ...answers] };
}

export type StarCondition =
  | 'ready'
  | 'paper-low'
  | 'paper-out'
  | 'cover-open'
  | 'printer-error'
  /** The head pauses until it has cooled, then continues automatically. */
  | 'hot'
  | 'offline';

/**
 * The condition by a status. Third byte: bit 5 cover open, bit 3 offline. Fourth: bit 6 head too
 * hot, bits 5, 3 and 2 errors (unrecoverable, cutter, mechanics). Fifth: bit 3 black mark, bit 2
 * paper jam, bit 1 head up. Sixth: bit 3 paper end, bits 2 and 1 paper near end. Source: Star,
 * "STAR Line Mode Command Specifications", appendix 2, "Printer status 1" to "4".
 */
export function conditionOfStar(bytes: readonly number[]): StarCondition {
  const [, , state = 0, errors = 0, more = 0, paper = 0] = bytes;
  if ((state & 0x20) !== 0) return 'cover-open';
  if ((paper & 0x08) !== 0) return 'paper-out';
  if ((errors & 0x2c) !== 0 || (more & 0x0e) !== 0) return 'printer-error';
  if ((errors & 0x40) !== 0) return 'hot';
  if ((state & 0x08) !== 0) return 'offline';
  return (paper & 0x06) !== 0 ? 'paper-low' : 'ready';
}

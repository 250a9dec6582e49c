import { type AnswerHead, type AnswerReader, createAnswerReader } from '../transport/exchange.ts';

/**
 * What an ESC/POS printer sends back, read from its byte stream in any chunking.
 *
 * | answer | bytes | source (Epson, ESC/POS Command Reference) |
 * |---|---|---|
 * | DLE EOT n | one byte `0xx1xx10` | "DLE EOT" |
 * | automatic status (ASB) | four bytes `0xx1xx00 0xx0xxxx 0xx0xxxx 0xx0xxxx` | "GS a" |
 * | end of a job | `37 22 d1 d2 d3 d4 00` | "GS ( H", function 48 |
 * | XON, XOFF | `11`, `13` | flow control; without meaning here |
 *
 * Printers also execute a `DLE EOT` that occurs by chance in image data, so unexpected answers may
 * come. Everything else is stray.
 */
export type Answer =
  | { kind: 'status'; byte: number }
  | { kind: 'automatic'; bytes: readonly [number, number, number, number] }
  | { kind: 'finished'; id: string }
  /** A byte that fits no answer. */
  | { kind: 'stray'; byte: number };

const flowControl = new Set([0x11, 0x13]);

export function createEscposReader(): AnswerReader<Answer> {
  return createAnswerReader(readOne);
}

type Reading = AnswerHead<Answer>;

function readOne(bytes: Uint8Array): Reading {
  const first = bytes[0] ?? 0;
  if (flowControl.has(first)) return { length: 1, answers: [] };
  if ((first & 0x93) === 0x12) return { length: 1, answers: [{ kind: 'status', byte: first }] };
  const stray: Reading = { length: 1, answers: [{ kind: 'stray', byte: first }] };
  if (first === 0x37) return readFinished(bytes) ?? stray;
  if ((first & 0x93) === 0x10) return readAutomatic(bytes) ?? stray;
  return stray;
}

function readFinished(bytes: Uint8Array): Reading | null {
  for (let i = 1; i < 7; i += 1) {
    const byte = bytes[i];
    if (byte === undefined) return 'unfinished';
    const fits = i === 1 ? byte === 0x22 : i === 6 ? byte === 0 : byte >= 32 && byte <= 126;
    if (!fits) return null;
  }
  const id = String.fromCharCode(...bytes.subarray(2, 6));
  return { length: 7, answers: [{ kind: 'finished', id }] };
}

function readAutomatic(bytes: Uint8Array): Reading | null {
  for (let i = 1; i < 4; i += 1) {
    const byte = bytes[i];
    if (byte === undefined) return 'unfinished';
    if ((byte & 0x90) !== 0) return null;
  }
  const [a = 0, b = 0, c = 0, d = 0] = bytes;
  return { length: 4, answers: [{ kind: 'automatic', bytes: [a, b, c, d] }] };
}

export type EscposCondition =
  | 'ready'
  | 'paper-low'
  | 'paper-out'
  | 'cover-open'
  | 'printer-error'
  | 'offline';

/** Whether the answer to DLE EOT 1 says that the printer accepts data (bit 3 clear). */
export function isOnline(printerByte: number): boolean {
  return (printerByte & 0x08) === 0;
}

/**
 * The condition by the answers to DLE EOT 1, 4 and (queried only while offline) 2.
 * Offline cause: bit 2 cover open, bit 5 stopped by paper end, bit 6 error.
 * Paper: bits 2 and 3 near end, bits 5 and 6 end.
 */
export function conditionOf(answers: {
  printer: number;
  paper: number;
  cause: number | null;
}): EscposCondition {
  const cause = answers.cause ?? 0;
  if ((cause & 0x04) !== 0) return 'cover-open';
  if ((answers.paper & 0x60) !== 0 || (cause & 0x20) !== 0) return 'paper-out';
  if ((cause & 0x40) !== 0) return 'printer-error';
  if (!isOnline(answers.printer)) return 'offline';
  return (answers.paper & 0x0c) !== 0 ? 'paper-low' : 'ready';
}

/**
 * The condition by an automatic status. Byte 1: bit 3 offline, bit 5 cover open; byte 2: bits 2, 3,
 * 5 and 6 errors; byte 3: bits 0 and 1 paper near end, bits 2 and 3 paper end.
 */
export function conditionOfAutomatic(
  bytes: readonly [number, number, number, number],
): EscposCondition {
  if ((bytes[0] & 0x20) !== 0) return 'cover-open';
  if ((bytes[2] & 0x0c) !== 0) return 'paper-out';
  if ((bytes[1] & 0x6c) !== 0) return 'printer-error';
  if ((bytes[0] & 0x08) !== 0) return 'offline';
  return (bytes[2] & 0x03) !== 0 ? 'paper-low' : 'ready';
}

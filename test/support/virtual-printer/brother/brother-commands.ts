/** One raster command as a Brother QL printer takes it from its buffer. */
export type BrotherCommand =
  /** NULL. */
  | { kind: 'invalidate' }
  | { kind: 'initialise' }
  | { kind: 'ask-status' }
  | { kind: 'raster-mode' }
  | { kind: 'tell-changes'; on: boolean }
  | { kind: 'print-information'; information: PrintInformation }
  | { kind: 'cutting'; auto: boolean }
  | { kind: 'expanded'; cutAtEnd: boolean; twoColours: boolean }
  | { kind: 'margin'; dots: number }
  | { kind: 'compression'; on: boolean }
  /** A row of dots; `colour` 0 is the only one, 1 is black of two, 2 is red. */
  | { kind: 'row'; colour: 0 | 1 | 2; data: Uint8Array }
  /** `Z`: a white row. */
  | { kind: 'white-row' }
  | { kind: 'print'; last: boolean }
  /** Accepted, without effect here. */
  | { kind: 'nothing' }
  /** A byte that is not part of a command. */
  | { kind: 'garbage' };

/** ESC i z. */
export interface PrintInformation {
  /** What the printer is to check; null if its flag is not set. */
  dieCut: boolean | null;
  width: number | null;
  length: number | null;
  rows: number;
}

type Read = { command: BrotherCommand; length: number } | null;

function of(length: number, command: BrotherCommand): Read {
  return { command, length };
}
const garbage: Read = { command: { kind: 'garbage' }, length: 1 };

/**
 * Reads the command at the head of the buffer; null until all its bytes are there. Written from
 * Brother's "Raster Command Reference" (QL-800/810W/820NWB, chapter 4), not from our encoder.
 * Anything not described there is garbage.
 */
export function readBrotherCommand(bytes: Uint8Array): Read {
  const [a, b, c] = bytes;
  switch (a) {
    case undefined:
      return null;
    case 0x00:
      return of(1, { kind: 'invalidate' });
    case 0x0c:
    case 0x1a:
      return of(1, { kind: 'print', last: a === 0x1a });
    case 0x5a:
      return of(1, { kind: 'white-row' });
    case 0x4d:
      if (b === undefined) return null;
      return b === 0x00 || b === 0x02 ? of(2, { kind: 'compression', on: b === 0x02 }) : garbage;
    case 0x67:
      if (b === undefined || c === undefined) return null;
      return b === 0x00 ? readRow(bytes, 0, c) : garbage;
    case 0x77:
      if (b === undefined || c === undefined) return null;
      return b === 0x01 || b === 0x02 ? readRow(bytes, b, c) : garbage;
    case 0x1b:
      return readEscape(bytes);
    default:
      return garbage;
  }
}

function readRow(bytes: Uint8Array, colour: 0 | 1 | 2, count: number): Read {
  if (bytes.length < 3 + count) return null;
  return of(3 + count, { kind: 'row', colour, data: bytes.slice(3, 3 + count) });
}

function readEscape(bytes: Uint8Array): Read {
  const [, b, c] = bytes;
  if (b === undefined) return null;
  if (b === 0x40) return of(2, { kind: 'initialise' });
  if (b !== 0x69) return garbage;
  if (c === undefined) return null;
  const parameters = (count: number): Uint8Array | null =>
    bytes.length < 3 + count ? null : bytes.slice(3, 3 + count);
  const with1 = (command: (n: number) => BrotherCommand): Read => {
    const n = parameters(1)?.[0];
    return n === undefined ? null : of(4, command(n));
  };
  switch (String.fromCharCode(c)) {
    case 'S':
      return of(3, { kind: 'ask-status' });
    case 'a':
      return with1((n) => ({ kind: n === 1 ? 'raster-mode' : 'garbage' }));
    case '!':
      return with1((n) => ({ kind: 'tell-changes', on: n === 0 }));
    case 'M':
      return with1((n) => ({ kind: 'cutting', auto: (n & 0x40) !== 0 }));
    case 'A':
      return with1(() => ({ kind: 'nothing' }));
    case 'K':
      return with1((n) => ({
        kind: 'expanded',
        cutAtEnd: (n & 0x08) !== 0,
        twoColours: (n & 0x01) !== 0,
      }));
    case 'd': {
      const n = parameters(2);
      return n === null ? null : of(5, { kind: 'margin', dots: (n[0] ?? 0) + 256 * (n[1] ?? 0) });
    }
    case 'z': {
      const n = parameters(10);
      return n === null
        ? null
        : of(13, { kind: 'print-information', information: informationOf(n) });
    }
    default:
      return garbage;
  }
}

function informationOf(n: Uint8Array): PrintInformation {
  const at = (index: number): number => n[index] ?? 0;
  return {
    dieCut: (at(0) & 0x02) === 0 ? null : at(1) === 0x0b,
    width: (at(0) & 0x04) === 0 ? null : at(2),
    length: (at(0) & 0x08) === 0 ? null : at(3),
    rows: at(4) + 256 * at(5) + 65_536 * at(6) + 16_777_216 * at(7),
  };
}

/**
 * TIFF PackBits: a count n below 128 copies n + 1 bytes, one above 128 repeats the next byte 257 −
 * n times.
 */
export function unpackBits(data: Uint8Array): Uint8Array {
  const out: number[] = [];
  for (let at = 0; at < data.length; ) {
    const count = data[at] ?? 0;
    if (count < 128) {
      out.push(...data.subarray(at + 1, at + 2 + count));
      at += 2 + count;
    } else {
      if (count > 128) out.push(...Array.from({ length: 257 - count }, () => data[at + 1] ?? 0));
      at += 2;
    }
  }
  return Uint8Array.from(out);
}

/** The printable dots of a row of pins from left to right: pin 1 is at the right. */
export function printedDots(
  pins: Uint8Array,
  { dots, freePins }: { dots: number; freePins: number },
): Uint8Array {
  const row = new Uint8Array(Math.ceil(dots / 8));
  for (let x = 0; x < dots; x += 1) {
    const pin = freePins + dots - 1 - x;
    if (((pins[pin >> 3] ?? 0) & (0x80 >> (pin & 7))) === 0) continue;
    row[x >> 3] = (row[x >> 3] ?? 0) | (0x80 >> (x & 7));
  }
  return row;
}

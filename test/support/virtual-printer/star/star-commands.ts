/** One command of Star's languages as a printer takes it from its buffer. */
export type StarCommand =
  | { kind: 'initialise' }
  | { kind: 'line-feed' }
  | { kind: 'cut' }
  /** Fine bit image: its 24 rows follow. */
  | { kind: 'strip'; rowBytes: number }
  | { kind: 'raster-reset' }
  | { kind: 'raster-enter' }
  | { kind: 'raster-quit' }
  | { kind: 'raster-end-mode'; mode: number }
  | { kind: 'raster-end' }
  /** One row of raster mode: its bytes follow. */
  | { kind: 'raster-row'; rowBytes: number }
  /** Update of the print end counter. */
  | { kind: 'confirm'; n1: number; n2: number }
  /** ETB. */
  | { kind: 'count' }
  | { kind: 'automatic-status'; on: boolean }
  /** Understood and without effect here. */
  | { kind: 'nothing' }
  /** A byte that would print as a character. */
  | { kind: 'garbage' };

type Read = { command: StarCommand; length: number } | null;

/**
 * Reads the command at the head of the buffer; null while its bytes are not all there. Written from Star's manuals
 * ("STAR Line Mode", "StarPRNT", "STAR Graphic Mode Command Specifications"), not from our encoder.
 *
 * @param raster true in raster mode, where `b` begins a row
 */
export function readStarCommand(bytes: Uint8Array, raster: boolean): Read {
  const [a, b = -1, c = -1] = bytes;
  const nothing: Read = { command: { kind: 'nothing' }, length: 1 };
  switch (a) {
    case undefined:
      return null;
    case 0x0a:
      return { command: { kind: 'line-feed' }, length: 1 };
    case 0x17:
      return { command: { kind: 'count' }, length: 1 };
    case 0x1b:
      return readEscape(bytes);
    case 0x62:
      if (!raster) return { command: { kind: 'garbage' }, length: 1 };
      if (c < 0) return null;
      return { command: { kind: 'raster-row', rowBytes: b + 256 * c }, length: 3 };
    default:
      return a < 0x20 ? nothing : { command: { kind: 'garbage' }, length: 1 };
  }
}

/** ESC 0, 4, 5, E and F. */
const withoutParameter = new Set([0x30, 0x34, 0x35, 0x45, 0x46]);
/** ESC i and s. */
const withTwoParameters = new Set([0x69, 0x73]);

function readEscape(bytes: Uint8Array): Read {
  const [, b, c, d] = bytes;
  if (b === undefined) return null;
  if (b === 0x40) return { command: { kind: 'initialise' }, length: 2 };
  if (withoutParameter.has(b)) return { command: { kind: 'nothing' }, length: 2 };
  if (c === undefined) return null;
  if (withTwoParameters.has(b)) return { command: { kind: 'nothing' }, length: 4 };
  switch (b) {
    case 0x0c:
      return { command: { kind: c === 0x04 ? 'raster-end' : 'nothing' }, length: 3 };
    case 0x64:
      return { command: { kind: 'cut' }, length: 3 };
    case 0x6b:
      if (d === undefined) return null;
      // n2 is 0, or the command is not one ("defined area").
      return d === 0
        ? { command: { kind: 'strip', rowBytes: c }, length: 4 }
        : { command: { kind: 'nothing' }, length: 4 };
    case 0x1e:
      if (d === undefined) return null;
      return c === 0x61
        ? { command: { kind: 'automatic-status', on: (d & 1) === 1 }, length: 4 }
        : { command: { kind: 'nothing' }, length: 4 };
    case 0x1d:
      return readGroup(bytes, c);
    case 0x2a:
      return readRaster(bytes);
    default:
      // ESC ACK SOH was answered when it arrived; the rest has one parameter.
      return { command: { kind: 'nothing' }, length: 3 };
  }
}

/** ESC GS … */
function readGroup(bytes: Uint8Array, which: number): Read {
  // ESC GS a and others with one parameter.
  if (which !== 0x03) return { command: { kind: 'nothing' }, length: 4 };
  const [, , , s, n1, n2] = bytes;
  if (s === undefined || n1 === undefined || n2 === undefined) return null;
  return { command: s === 1 ? { kind: 'confirm', n1, n2 } : { kind: 'nothing' }, length: 6 };
}

/** ESC * r … */
function readRaster(bytes: Uint8Array): Read {
  const which = bytes[3];
  if (which === undefined) return null;
  const letter = String.fromCharCode(which);
  if (letter === 'R') return { command: { kind: 'raster-reset' }, length: 4 };
  if (letter === 'A') return { command: { kind: 'raster-enter' }, length: 4 };
  if (letter === 'B') return { command: { kind: 'raster-quit' }, length: 4 };
  if (letter === 'C') return { command: { kind: 'nothing' }, length: 4 };
  // The others have a decimal number that ends with NUL.
  const end = bytes.indexOf(0, 4);
  if (end < 0) return bytes.length < 16 ? null : { command: { kind: 'nothing' }, length: 4 };
  const number = Number(Buffer.from(bytes.subarray(4, end)).toString('latin1'));
  const command: StarCommand =
    letter === 'E' ? { kind: 'raster-end-mode', mode: number } : { kind: 'nothing' };
  return { command, length: end + 1 };
}

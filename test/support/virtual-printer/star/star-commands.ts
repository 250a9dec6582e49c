/** One command of Star's languages as a printer takes it from its buffer. */
export type StarCommand =
  | { kind: 'initialise' }
  | { kind: 'line-feed' }
  | { kind: 'cut' }
  /** Fine bit image; its 24 rows follow. */
  | { kind: 'strip'; rowBytes: number }
  | { kind: 'raster-reset' }
  | { kind: 'raster-enter' }
  | { kind: 'raster-quit' }
  | { kind: 'raster-end-mode'; mode: number }
  | { kind: 'raster-end' }
  /** A row in raster mode; its bytes follow. */
  | { kind: 'raster-row'; rowBytes: number }
  /** Update of the print end counter. */
  | { kind: 'confirm'; n1: number; n2: number }
  /** ETB. */
  | { kind: 'count' }
  | { kind: 'automatic-status'; on: boolean }
  /** Accepted, without effect here. */
  | { kind: 'nothing' }
  /** A byte that would print as a character. */
  | { kind: 'garbage' };

type Read = { command: StarCommand; length: number } | null;

function of(length: number, command: StarCommand = { kind: 'nothing' }): Read {
  return { command, length };
}

/**
 * Reads the command at the head of the buffer; null until all its bytes are there. Written from
 * Star's manuals ("STAR Line Mode", "StarPRNT", "STAR Graphic Mode Command Specifications"), not
 * from our encoder.
 *
 * @param raster true in raster mode, where `b` begins a row
 */
export function readStarCommand(bytes: Uint8Array, raster: boolean): Read {
  const [a, b = -1, c = -1] = bytes;
  switch (a) {
    case undefined:
      return null;
    case 0x0a:
      return of(1, { kind: 'line-feed' });
    case 0x17:
      return of(1, { kind: 'count' });
    case 0x1b:
      return readEscape(bytes);
    case 0x62:
      if (!raster) return of(1, { kind: 'garbage' });
      return c < 0 ? null : of(3, { kind: 'raster-row', rowBytes: b + 256 * c });
    default:
      return of(1, { kind: a < 0x20 ? 'nothing' : 'garbage' });
  }
}

/** ESC 0, 4, 5, E and F. */
const withoutParameter = new Set([0x30, 0x34, 0x35, 0x45, 0x46]);
/** ESC i and s. */
const withTwoParameters = new Set([0x69, 0x73]);

function readEscape(bytes: Uint8Array): Read {
  const [, b, c, d] = bytes;
  if (b === undefined) return null;
  if (b === 0x40) return of(2, { kind: 'initialise' });
  if (withoutParameter.has(b)) return of(2);
  if (c === undefined) return null;
  if (withTwoParameters.has(b)) return of(4);
  switch (b) {
    case 0x0c:
      return of(3, { kind: c === 0x04 ? 'raster-end' : 'nothing' });
    case 0x64:
      return of(3, { kind: 'cut' });
    case 0x6b:
      if (d === undefined) return null;
      // n2 must be 0: the manual defines no other value ("defined area").
      return d === 0 ? of(4, { kind: 'strip', rowBytes: c }) : of(4);
    case 0x1e:
      if (d === undefined) return null;
      return c === 0x61 ? of(4, { kind: 'automatic-status', on: (d & 1) === 1 }) : of(4);
    case 0x1d:
      return readGroup(bytes, c);
    case 0x2a:
      return readRaster(bytes);
    default:
      // ESC ACK SOH was answered when it arrived; the others have one parameter.
      return of(3);
  }
}

/** ESC GS … */
function readGroup(bytes: Uint8Array, which: number): Read {
  // ESC GS a and others with one parameter.
  if (which !== 0x03) return of(4);
  const [, , , s, n1, n2] = bytes;
  if (s === undefined || n1 === undefined || n2 === undefined) return null;
  return s === 1 ? of(6, { kind: 'confirm', n1, n2 }) : of(6);
}

/** ESC * r … */
function readRaster(bytes: Uint8Array): Read {
  const which = bytes[3];
  if (which === undefined) return null;
  const letter = String.fromCharCode(which);
  if (letter === 'R') return of(4, { kind: 'raster-reset' });
  if (letter === 'A') return of(4, { kind: 'raster-enter' });
  if (letter === 'B') return of(4, { kind: 'raster-quit' });
  if (letter === 'C') return of(4);
  // The others have a decimal number that ends with NUL.
  const end = bytes.indexOf(0, 4);
  if (end < 0) return bytes.length < 16 ? null : of(4);
  const mode = Number(Buffer.from(bytes.subarray(4, end)).toString('latin1'));
  return letter === 'E' ? of(end + 1, { kind: 'raster-end-mode', mode }) : of(end + 1);
}

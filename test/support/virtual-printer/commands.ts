/** One ESC/POS command as a printer takes it from its buffer. */
export type Command =
  | { kind: 'initialise' }
  | { kind: 'feed'; lines: number }
  | { kind: 'cut' }
  | { kind: 'raster-header'; rowBytes: number; rows: number }
  | { kind: 'confirm'; id: string }
  | { kind: 'automatic-status'; on: boolean }
  /** Understood and without effect here. */
  | { kind: 'nothing' }
  /** A byte that would print as a character. */
  | { kind: 'garbage' };

/**
 * Reads the command at the head of the buffer; null while its bytes are not all there. The dots of
 * an image follow its header and are taken row by row.
 */
export function readCommand(bytes: Uint8Array): { command: Command; length: number } | null {
  const [a, b = -1, c = -1, d = -1] = bytes;
  switch (a) {
    case undefined:
      return null;
    case 0x00:
    case 0x0a:
    case 0x0d:
      return { command: { kind: 'nothing' }, length: 1 };
    case 0x10:
      return b < 0 || c < 0 ? null : { command: { kind: 'nothing' }, length: b === 0x04 ? 3 : 2 };
    case 0x1b:
      return readEsc(b, c);
    case 0x1d:
      return readGs(bytes, b, c, d);
    default:
      // Control characters without a meaning are ignored; anything else is a character to print.
      return { command: { kind: a < 0x20 ? 'nothing' : 'garbage' }, length: 1 };
  }
}

function readEsc(b: number, c: number): { command: Command; length: number } | null {
  if (b < 0) return null;
  if (b === 0x40) return { command: { kind: 'initialise' }, length: 2 };
  if (b === 0x32) return { command: { kind: 'nothing' }, length: 2 };
  if (c < 0) return null;
  if (b === 0x64) return { command: { kind: 'feed', lines: c }, length: 3 };
  return { command: { kind: 'nothing' }, length: 3 };
}

function readGs(
  bytes: Uint8Array,
  b: number,
  c: number,
  d: number,
): { command: Command; length: number } | null {
  if (b < 0 || c < 0) return null;
  if (b === 0x61) return { command: { kind: 'automatic-status', on: c !== 0 }, length: 3 };
  if (b === 0x56) {
    const withFeed = c >= 65;
    if (withFeed && d < 0) return null;
    return { command: { kind: 'cut' }, length: withFeed ? 4 : 3 };
  }
  if (b === 0x76) {
    if (bytes.length < 8) return null;
    const word = (at: number): number => (bytes[at] ?? 0) + 256 * (bytes[at + 1] ?? 0);
    return { command: { kind: 'raster-header', rowBytes: word(4), rows: word(6) }, length: 8 };
  }
  if (b === 0x28) {
    if (bytes.length < 5) return null;
    const length = 5 + (bytes[3] ?? 0) + 256 * (bytes[4] ?? 0);
    if (bytes.length < length) return null;
    const asksId = c === 0x48 && bytes[5] === 0x30 && bytes[6] === 0x30;
    if (!asksId) return { command: { kind: 'nothing' }, length };
    return {
      command: { kind: 'confirm', id: String.fromCharCode(...bytes.subarray(7, 11)) },
      length,
    };
  }
  return { command: { kind: 'nothing' }, length: 3 };
}

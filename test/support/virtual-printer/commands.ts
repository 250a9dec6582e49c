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

type Read = { command: Command; length: number } | null;

/** A command of so many bytes. */
function of(length: number, command: Command = { kind: 'nothing' }): Read {
  return { command, length };
}

/**
 * Reads the command at the head of the buffer; null while its bytes are not all there. The dots of
 * an image follow its header and are taken row by row.
 */
export function readCommand(bytes: Uint8Array): Read {
  const [a, b = -1, c = -1] = bytes;
  switch (a) {
    case undefined:
      return null;
    case 0x10:
      return b < 0 || c < 0 ? null : of(b === 0x04 ? 3 : 2);
    case 0x1b:
      return readEsc(b, c);
    case 0x1d:
      return b < 0 || c < 0 ? null : readGs(bytes, b, c);
    default:
      // Control characters without a meaning are ignored; anything else is a character to print.
      return of(1, { kind: a < 0x20 ? 'nothing' : 'garbage' });
  }
}

function readEsc(b: number, c: number): Read {
  if (b < 0) return null;
  if (b === 0x40) return of(2, { kind: 'initialise' });
  if (b === 0x32) return of(2);
  if (c < 0) return null;
  return b === 0x64 ? of(3, { kind: 'feed', lines: c }) : of(3);
}

function readGs(bytes: Uint8Array, b: number, c: number): Read {
  const word = (at: number): number => (bytes[at] ?? 0) + 256 * (bytes[at + 1] ?? 0);
  /** Null while the command is shorter. */
  const whole = (length: number, command?: Command): Read =>
    bytes.length < length ? null : of(length, command);
  switch (b) {
    case 0x61:
      return of(3, { kind: 'automatic-status', on: c !== 0 });
    case 0x56:
      // From 65 on it has a feed as its parameter.
      return whole(c >= 65 ? 4 : 3, { kind: 'cut' });
    case 0x76:
      return whole(8, { kind: 'raster-header', rowBytes: word(4), rows: word(6) });
    case 0x28: {
      if (bytes.length < 5) return null;
      const asksId = c === 0x48 && bytes[5] === 0x30 && bytes[6] === 0x30;
      const id = String.fromCharCode(...bytes.subarray(7, 11));
      return whole(5 + word(3), asksId ? { kind: 'confirm', id } : { kind: 'nothing' });
    }
    default:
      return of(3);
  }
}

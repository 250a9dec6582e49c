import { type Condition, type Done, isStopped, PrinterBody } from './printer-body.ts';

/**
 * The image in a job's bytes as PBM (P4): the bodies of all its bands (`GS v 0` or `GS 8 L`), one
 * after the other. Null if the bytes hold no image or bands of different widths.
 */
export function decodeToPbm(bytes: Uint8Array): Uint8Array | null {
  const bands: Uint8Array[] = [];
  let rowBytes = 0;
  let offset = 0;
  while (offset < bytes.length) {
    const read = readCommand(bytes.subarray(offset));
    if (read === null) break;
    offset += read.length;
    const { command } = read;
    if (command.kind !== 'raster-header' && command.kind !== 'graphics-header') continue;
    const { rowBytes: width, rows } = command;
    if (rowBytes !== 0 && width !== rowBytes) return null;
    rowBytes = width;
    bands.push(bytes.subarray(offset, offset + width * rows));
    offset += width * rows;
  }
  if (rowBytes === 0) return null;
  return toPbm(bands, rowBytes);
}

/**
 * PBM (P4) of whole rows of `rowBytes` bytes each; 1 is black, the most significant bit is the left
 * dot.
 */
export function toPbm(parts: readonly Uint8Array[], rowBytes: number): Uint8Array {
  const body = Buffer.concat(parts);
  const head = Buffer.from(`P4\n${rowBytes * 8} ${body.length / rowBytes}\n`, 'latin1');
  return Uint8Array.from(Buffer.concat([head, body]));
}

/** One ESC/POS command as a printer takes it from its buffer. */
export type Command =
  | { kind: 'initialise' }
  | { kind: 'feed'; lines: number }
  | { kind: 'cut' }
  | { kind: 'raster-header'; rowBytes: number; rows: number }
  /** A stored picture; its rows follow. */
  | { kind: 'graphics-header'; rowBytes: number; rows: number }
  | { kind: 'print-graphics' }
  | { kind: 'paper-status' }
  | { kind: 'confirm'; id: string }
  | { kind: 'automatic-status'; on: boolean }
  /** Accepted, without effect here. */
  | { kind: 'nothing' }
  /** A byte that would print as a character. */
  | { kind: 'garbage' };

type Read = { command: Command; length: number } | null;

function of(length: number, command: Command = { kind: 'nothing' }): Read {
  return { command, length };
}

/**
 * Reads the command at the head of the buffer; null until all its bytes are there. The dots of an
 * image follow its header and are taken row by row.
 */
export function readCommand(bytes: Uint8Array): Read {
  const [a, b = -1, c = -1] = bytes;
  switch (a) {
    case undefined:
      return null;
    case 0x10:
      return b < 0 || c < 0 ? null : of(b === 0x04 ? 3 : 2);
    case 0x1b:
      return readEsc(bytes, b, c);
    case 0x1c:
      return readFs(bytes, b);
    case 0x1d:
      return b < 0 || c < 0 ? null : readGs(bytes, b, c);
    default:
      // Control characters without a meaning are ignored; any other byte is a character to print.
      return of(1, { kind: a < 0x20 ? 'nothing' : 'garbage' });
  }
}

function readEsc(bytes: Uint8Array, b: number, c: number): Read {
  if (b < 0) return null;
  if (b === 0x40) return of(2, { kind: 'initialise' });
  if (b === 0x32) return of(2);
  if (c < 0) return null;
  // ESC $ and ESC \\: a position of two bytes.
  if (b === 0x24 || b === 0x5c) return bytes.length < 4 ? null : of(4);
  return b === 0x64 ? of(3, { kind: 'feed', lines: c }) : of(3);
}

/** FS commands concern characters, which are never printed here. */
function readFs(bytes: Uint8Array, b: number): Read {
  const whole = (length: number): Read => (bytes.length < length ? null : of(length));
  switch (b) {
    case -1:
      return null;
    // FS & and FS .: Kanji mode on and off.
    case 0x26:
    case 0x2e:
      return of(2);
    case 0x28:
      return bytes.length < 5 ? null : whole(5 + (bytes[3] ?? 0) + 256 * (bytes[4] ?? 0));
    case 0x53:
      return whole(4);
    default:
      return whole(3);
  }
}

function readGs(bytes: Uint8Array, b: number, c: number): Read {
  const word = (at: number): number => (bytes[at] ?? 0) + 256 * (bytes[at + 1] ?? 0);
  /** Null while the command is incomplete. */
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
    case 0x38: {
      // GS 8 L, function 112, in one colour: its width is in dots.
      const rowBytes = Math.ceil(word(13) / 8);
      return whole(17, { kind: 'graphics-header', rowBytes, rows: word(15) });
    }
    // GS L and GS W: margin and width.
    case 0x4c:
    case 0x57:
      return whole(4);
    case 0x72:
      return of(3, { kind: 'paper-status' });
    case 0x28: {
      if (bytes.length < 5) return null;
      // GS ( L, function 2 or 50: print what is stored.
      const prints = c === 0x4c && (bytes[6] === 2 || bytes[6] === 50);
      if (prints) return whole(5 + word(3), { kind: 'print-graphics' });
      const asksId = c === 0x48 && bytes[5] === 0x30 && bytes[6] === 0x30;
      const id = String.fromCharCode(...bytes.subarray(7, 11));
      return whole(5 + word(3), asksId ? { kind: 'confirm', id } : { kind: 'nothing' });
    }
    default:
      return of(3);
  }
}

/**
 * The answer to DLE EOT 1, 2 or 4; null for another question (Epson, ESC/POS Command Reference,
 * "DLE EOT").
 */
function statusByte(question: number, condition: Condition): number | null {
  switch (question) {
    case 1:
      return 0x12 | (isStopped(condition) ? 0x08 : 0);
    case 2:
      return (
        0x12 |
        (condition.cover === 'open' ? 0x04 : 0) |
        (condition.paper ? 0 : 0x20) |
        (condition.error ? 0x40 : 0)
      );
    case 4:
      return 0x12 | (condition.paperLow ? 0x0c : 0) | (condition.paper ? 0 : 0x6c);
    default:
      return null;
  }
}

/** The automatic status of four bytes (the same reference, "GS a"). */
function automaticStatus(condition: Condition): Uint8Array {
  return Uint8Array.of(
    0x10 | (isStopped(condition) ? 0x08 : 0) | (condition.cover === 'open' ? 0x20 : 0),
    condition.error ? 0x40 : 0,
    (condition.paperLow ? 0x03 : 0) | (condition.paper ? 0 : 0x0c),
    0x0f,
  );
}

/**
 * An ESC/POS printer that executes its stream as hardware does. It answers real-time questions on
 * arrival, even in the middle of an image. Everything else waits in the buffer. A half-received
 * image outlives the connection.
 */
export class VirtualPrinter extends PrinterBody {
  #automatic = false;
  #image: { rowBytes: number; rows: number } | null = null;
  /** A picture with rows still to come, its rows so far, and the rows being printed. */
  #graphics: { rowBytes: number; rows: number } | null = null;
  #stored: Uint8Array[] = [];
  #printing: Uint8Array[] = [];
  /** The last bytes received, which may be the start of a question. */
  #tail: number[] = [];

  protected get inPicture(): boolean {
    return this.#image !== null || this.#printing.length > 0;
  }
  protected tellChange(): void {
    if (this.#automatic) this.send(automaticStatus(this.condition));
  }
  protected forget(): void {
    this.#image = null;
    this.#graphics = null;
    this.#stored = [];
    this.#printing = [];
    this.#tail = [];
    this.#automatic = false;
  }
  protected greet(): void {
    this.#tail = [];
  }

  /** Answers DLE EOT 1, 2 and 4, wherever they occur in the stream. */
  protected hear(bytes: Uint8Array): void {
    const stream = [...this.#tail, ...bytes];
    for (let i = 0; i + 2 < stream.length; i += 1) {
      if (stream[i] !== 0x10 || stream[i + 1] !== 0x04) continue;
      const answer = statusByte(stream[i + 2] ?? 0, this.condition);
      if (answer === null) continue;
      if (this.behaviour.rubbish !== null) this.sendLater(this.behaviour.rubbish);
      else if (!this.behaviour.ignoresStatus) this.sendLater(Uint8Array.of(answer));
    }
    this.#tail = stream.slice(-2);
  }

  protected step(): Done {
    if (this.#image !== null) return this.#printRow(this.#image);
    if (this.#printing.length > 0) return this.#printStored();
    if (this.#graphics !== null) return this.#storeRow(this.#graphics);
    const read = readCommand(this.buffer.peek(32));
    if (read === null) return 'wait';
    const needsPaper = ['cut', 'feed', 'confirm', 'paper-status'].includes(read.command.kind);
    if (needsPaper && isStopped(this.condition)) return 'wait';
    this.#obey(read.command, this.buffer.take(read.length));
    return 'command';
  }

  #obey(command: Command, bytes: Uint8Array): void {
    switch (command.kind) {
      case 'initialise':
        this.#automatic = false;
        this.tray.initialise(bytes);
        break;
      case 'raster-header':
        this.#image = { rowBytes: command.rowBytes, rows: command.rows };
        this.tray.image(bytes, command.rowBytes);
        break;
      case 'graphics-header':
        this.#graphics = { rowBytes: command.rowBytes, rows: command.rows };
        this.#stored = [];
        this.tray.image(bytes, command.rowBytes);
        break;
      case 'print-graphics':
        this.tray.note(bytes);
        this.#printing = this.#stored;
        this.#stored = [];
        break;
      case 'paper-status':
        this.sendLater(Uint8Array.of(this.condition.paperLow ? 0x03 : 0x00));
        break;
      case 'feed':
        this.tray.note(bytes);
        break;
      case 'cut':
        this.tray.cut(bytes);
        this.meet('after-cut');
        break;
      case 'confirm':
        this.tray.finish(bytes, command.id);
        if (!this.behaviour.ignoresConfirm) {
          this.sendLater(Uint8Array.of(0x37, 0x22, ...Buffer.from(command.id, 'latin1'), 0x00));
        }
        break;
      case 'automatic-status':
        this.tray.note(bytes);
        this.#automatic = command.on && !this.behaviour.ignoresAutomatic;
        if (this.#automatic) this.send(automaticStatus(this.condition));
        break;
      case 'garbage':
        this.garbage += 1;
        break;
      case 'nothing':
        break;
    }
  }

  #printRow(image: { rowBytes: number; rows: number }): Done {
    if (image.rows === 0) {
      this.#image = null;
      return 'command';
    }
    if (this.rests || this.buffer.length < image.rowBytes) return 'wait';
    if (this.meet(this.tray.rowsOnPaper)) return 'command';
    this.tray.row(this.buffer.take(image.rowBytes));
    image.rows -= 1;
    return 'row';
  }

  #storeRow(graphics: { rowBytes: number; rows: number }): Done {
    if (graphics.rows === 0) {
      this.#graphics = null;
      return 'command';
    }
    if (this.buffer.length < graphics.rowBytes) return 'wait';
    const row = this.buffer.take(graphics.rowBytes);
    this.tray.note(row);
    this.#stored.push(row);
    graphics.rows -= 1;
    return 'command';
  }

  #printStored(): Done {
    const [row] = this.#printing;
    if (row === undefined || this.rests) return 'wait';
    if (this.meet(this.tray.rowsOnPaper)) return 'command';
    this.#printing.shift();
    this.tray.printRow(row);
    return 'row';
  }
}

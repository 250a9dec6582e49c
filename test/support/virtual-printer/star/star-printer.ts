import { type Behaviour, type Done, isStopped, PrinterBody } from '../printer-body.ts';
import { readStarCommand, type StarCommand } from './star-commands.ts';

/** ESC ACK SOH. */
const question = [0x1b, 0x06, 0x01];
/** Rows of a strip of the fine bit image. */
const stripRows = 24;
/**
 * End modes of raster mode that cut (Star, "STAR Graphic Mode Command Specifications", ESC * r E).
 */
const cuttingModes = new Set([8, 9, 12, 13]);

/**
 * A Star printer that executes its stream as hardware does. It answers a status question on
 * arrival, even in the middle of a picture. It prints a strip at its line feed, and a raster row at
 * once.
 */
export class StarPrinter extends PrinterBody {
  /** Whether it frames its answers: on a network they follow a status. */
  readonly framed: boolean;
  #automatic = false;
  #raster = false;
  #endMode = 0;
  #counter = 0;
  #count = 0;
  /** A strip with rows still to come. */
  #strip: { rowBytes: number; rows: number } | null = null;
  /** Rows in the line buffer, and rows that a line feed has sent to print. */
  #line: Uint8Array[] = [];
  #printing: Uint8Array[] = [];
  #row: number | null = null;
  /** The last bytes received, which may be the start of a question. */
  #tail: number[] = [];

  constructor(behaviour: Partial<Behaviour> & { framed?: boolean } = {}) {
    super(behaviour);
    this.framed = behaviour.framed ?? false;
  }

  /** Reports the end of another host's job to everyone, as a careless network card may do. */
  endForeignJob(n1: number, n2: number): void {
    this.send(this.#endFrame(n1, n2));
  }

  override get busy(): boolean {
    return super.busy || (this.rests && this.#printing.length > 0);
  }
  protected get inPicture(): boolean {
    return this.#strip !== null || this.#printing.length > 0 || this.#row !== null;
  }
  protected tellChange(): void {
    if (this.#automatic) this.send(this.#statusFrame());
  }
  protected forget(): void {
    this.#automatic = false;
    this.#raster = false;
    this.#strip = null;
    this.#row = null;
    this.#line = [];
    this.#printing = [];
    this.#tail = [];
  }
  protected greet(): void {
    this.#tail = [];
  }

  /**
   * The status of nine bytes (Star, "STAR Line Mode Command Specifications", appendix 2, "Automatic
   * status").
   */
  get #status(): number[] {
    const { paper, paperLow, cover, error } = this.condition;
    const stopped = isStopped(this.condition) || this.hot;
    return [
      0x23,
      // On a network bit 7 says that a length follows.
      0x06 | (this.framed ? 0x80 : 0),
      (cover === 'open' ? 0x20 : 0) | (stopped ? 0x08 : 0),
      (error ? 0x08 : 0) | (this.hot ? 0x40 : 0),
      0x00,
      (paper ? 0 : 0x08) | (paperLow ? 0x06 : 0),
      0x00,
      // Five bits of the number of ETB executed.
      ((this.#count & 0x18) << 2) | ((this.#count & 0x07) << 1),
      0x00,
    ];
  }

  /** A status alone, as sent over the cable. */
  #statusFrame(): Uint8Array {
    return Uint8Array.from(this.framed ? [...this.#status, 0x00, 0x00] : this.#status);
  }

  /**
   * The answer to ESC GS ETX 1: the command's bytes, the counter and NUL. On a network it follows a
   * status, as "23", ":", "B", length, answer, ";" (Star, "STAR Graphic Mode Command
   * Specifications", appendix 2).
   */
  #endFrame(n1: number, n2: number): Uint8Array {
    const echo = [0x1b, 0x1d, 0x03, 0x01, n1, n2, this.#counter, 0x00];
    if (!this.framed) return Uint8Array.from(echo);
    const data = [...Buffer.from('23:B', 'latin1'), 0x00, echo.length, ...echo, 0x3b];
    return Uint8Array.from([...this.#status, 0x00, data.length, ...data]);
  }

  protected hear(bytes: Uint8Array): void {
    const stream = [...this.#tail, ...bytes];
    for (let i = 0; i + 2 < stream.length; i += 1) {
      if (!question.every((byte, at) => stream[i + at] === byte)) continue;
      if (this.behaviour.rubbish !== null) this.sendLater(this.behaviour.rubbish);
      else if (!this.behaviour.ignoresStatus) this.sendLater(this.#statusFrame());
    }
    this.#tail = stream.slice(-2);
  }

  protected step(): Done {
    const [row] = this.#printing;
    if (row !== undefined) {
      return this.#printRow(() => {
        this.tray.printRow(row);
        this.#printing.shift();
      });
    }
    if (this.#strip !== null) return this.#fillLine(this.#strip);
    if (this.#row !== null) return this.#printRaster(this.#row);
    const read = readStarCommand(this.buffer.peek(16), this.#raster);
    if (read === null) return 'wait';
    const needsPaper = ['cut', 'line-feed', 'raster-end', 'confirm', 'count'];
    if (needsPaper.includes(read.command.kind) && this.rests) return 'wait';
    this.#obey(read.command, this.buffer.take(read.length));
    return 'command';
  }

  #obey(command: StarCommand, bytes: Uint8Array): void {
    switch (command.kind) {
      case 'initialise':
        this.#automatic = false;
        this.#line = [];
        this.tray.initialise(bytes);
        break;
      case 'strip':
        if (command.rowBytes > 0) this.#strip = { rowBytes: command.rowBytes, rows: stripRows };
        this.tray.image(bytes, command.rowBytes);
        break;
      case 'line-feed':
        this.tray.note(bytes);
        this.#printing = this.#line;
        this.#line = [];
        break;
      case 'raster-reset':
        this.tray.begin(bytes);
        break;
      case 'raster-enter':
      case 'raster-quit':
        this.#raster = command.kind === 'raster-enter';
        this.tray.note(bytes);
        break;
      case 'raster-end-mode':
        this.#endMode = command.mode;
        this.tray.note(bytes);
        break;
      case 'raster-row':
        this.#row = command.rowBytes;
        this.tray.image(bytes, command.rowBytes);
        break;
      case 'raster-end':
        if (cuttingModes.has(this.#endMode)) this.#cut(bytes);
        else this.tray.note(bytes);
        break;
      case 'cut':
        this.#cut(bytes);
        break;
      case 'confirm':
        this.#finish(command, bytes);
        break;
      case 'count':
        this.#count += 1;
        this.tray.note(bytes);
        this.tellChange();
        break;
      case 'automatic-status':
        this.tray.note(bytes);
        this.#automatic = command.on && !this.behaviour.ignoresAutomatic;
        break;
      case 'garbage':
        this.garbage += 1;
        break;
      case 'nothing':
        if (bytes[0] !== 0) this.tray.note(bytes);
        break;
    }
  }

  #cut(bytes: Uint8Array): void {
    this.tray.cut(bytes);
    this.meet('after-cut');
  }

  #finish({ n1, n2 }: { n1: number; n2: number }, bytes: Uint8Array): void {
    this.tray.finish(bytes, Buffer.from([n1, n2]).toString('hex'));
    if (this.behaviour.ignoresConfirm) return;
    this.#counter = (this.#counter + 1) & 0xff;
    this.sendLater(this.#endFrame(n1, n2));
  }

  /** Adds a row of a strip to the line buffer. */
  #fillLine(strip: { rowBytes: number; rows: number }): Done {
    if (this.buffer.length < strip.rowBytes) return 'wait';
    const row = this.buffer.take(strip.rowBytes);
    this.tray.note(row);
    this.#line.push(row);
    strip.rows -= 1;
    if (strip.rows === 0) this.#strip = null;
    return 'command';
  }

  #printRaster(rowBytes: number): Done {
    if (this.buffer.length < rowBytes) return 'wait';
    return this.#printRow(() => {
      this.tray.row(this.buffer.take(rowBytes));
      this.#row = null;
    });
  }

  #printRow(print: () => void): Done {
    if (this.rests) return 'wait';
    if (this.meet(this.tray.rowsOnPaper)) return 'command';
    print();
    return 'row';
  }
}

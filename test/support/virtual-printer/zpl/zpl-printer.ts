import { type Done, goodBehaviour, isStopped, PrinterBody } from '../printer-body.ts';
import { FormatReader, initialSettings, type Label, readFormat } from './label.ts';

const bit = (value: boolean): string => (value ? '1' : '0');
const digits = (value: number, length: number): string => String(value).padStart(length, '0');

function latin1(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text, 'latin1'));
}

/** Properties of a virtual ZPL printer beside those of every printer. */
const goodZplBehaviour = {
  ...goodBehaviour,
  /** Whether it answers ~HS, or anything, when out of paper, open or too hot. */
  silentInFault: 'never' as 'never' | 'host-status' | 'all',
  /** Whether it knows `odometer.total_label_count`, answers "?" to it, or ignores it. */
  labelCounter: 'kept' as 'kept' | 'unknown' | 'ignored',
  /** Whether a label that is being printed counts as remaining. */
  countsMoving: true,
  /** Milliseconds from the end of a format to its first row. */
  formatting: 0,
};
export type ZplBehaviour = typeof goodZplBehaviour;

const counterName = 'odometer.total_label_count';

/**
 * A ZPL printer. It answers questions on arrival; it reads formats one after the other and then
 * prints them. Half a format outlives the connection. After a fault it is paused until a person
 * presses its key (`repair`). It prints the label that the fault cut short again, unless ^JZN was
 * sent. With `ignoresConfirm` its ~HS never counts anything, and it has no counter.
 */
export class ZplPrinter extends PrinterBody {
  readonly zpl: ZplBehaviour;
  /** Labels printed in its life, for `odometer.total_label_count`. */
  printed = 4_711;
  #settings = initialSettings();
  readonly #reader = new FormatReader();
  #label: { label: Label; next: number; formatted: number } | null = null;
  #paused = false;
  /** Formats received but not yet read, and whether one is incomplete. */
  #waiting = 0;
  readonly #heard = new FormatReader();
  #tail = '';

  constructor(behaviour: Partial<ZplBehaviour> = {}) {
    super(behaviour);
    this.zpl = Object.assign({}, goodZplBehaviour, behaviour);
  }

  override get busy(): boolean {
    return super.busy || this.#label !== null;
  }
  override repair(): void {
    this.#paused = false;
    super.repair();
  }
  pause(paused: boolean): void {
    this.#paused = paused;
    this.receive(new Uint8Array());
  }

  protected get inPicture(): boolean {
    return this.#label !== null;
  }
  protected override get rests(): boolean {
    return super.rests || this.#paused;
  }
  protected tellChange(): void {
    if (!isStopped(this.condition)) return;
    this.#paused = true;
    const moving = this.#label;
    if (moving === null || moving.next === 0) return;
    this.tray.abandon();
    this.#label = null;
    if (moving.label.reprints) this.#start(moving.label, 0);
  }
  protected forget(): void {
    this.#settings = initialSettings();
    this.#reader.reset();
    this.#heard.reset();
    this.#label = null;
    this.#paused = false;
    this.#waiting = 0;
    this.#tail = '';
  }
  protected greet(): void {
    this.#tail = '';
  }

  protected hear(bytes: Uint8Array): void {
    for (const byte of bytes) {
      const completed = this.#heard.push(byte);
      if (completed?.kind === 'format') this.#waiting += 1;
      this.#tail = (this.#tail + String.fromCharCode(byte)).slice(-64);
      if (this.#tail.endsWith('~JA')) {
        // The label that is moving is still printed.
        this.buffer.clear();
        this.#reader.reset();
        this.#waiting = 0;
      } else if (this.#tail.endsWith('~HS')) this.#answer('~HS');
      else if (this.#tail.endsWith('~HQES')) this.#answer('~HQES');
      else if (/! U1 getvar "[a-z._]+"\r\n$/.test(this.#tail)) this.#answer('getvar');
    }
  }

  #answer(question: '~HS' | '~HQES' | 'getvar'): void {
    const { ignoresStatus, rubbish } = this.behaviour;
    const silent = isStopped(this.condition) || this.hot ? this.zpl.silentInFault : 'never';
    if (rubbish !== null) this.sendLater(rubbish);
    else if (ignoresStatus || silent === 'all') return;
    else if (question === '~HQES') this.sendLater(this.#errorFlags());
    else if (question === 'getvar') this.#tellCounter();
    else if (silent === 'never') this.sendLater(this.#hostStatus());
  }

  #tellCounter(): void {
    if (this.zpl.labelCounter === 'ignored') return;
    const kept = this.zpl.labelCounter === 'kept' && !this.behaviour.ignoresConfirm;
    const known = kept && this.#tail.includes(counterName);
    this.sendLater(latin1(known ? `"${this.printed}"` : '"?"'));
  }

  /** Three strings, as in the guide's example ("~HS"). */
  #hostStatus(): Uint8Array {
    const { paper, cover } = this.condition;
    const { length, cuts } = this.#settings;
    const counts = !this.behaviour.ignoresConfirm;
    const moving = this.#label !== null && performance.now() >= this.#label.formatted;
    const formats = counts ? this.#waiting + (this.#label !== null && !moving ? 1 : 0) : 0;
    const remaining = counts && moving && this.zpl.countsMoving ? 1 : 0;
    const strings = [
      `030,${bit(!paper)},${bit(this.#paused)},${digits(length, 4)},${digits(formats, 3)},` +
        `${bit(this.room === 0)},0,${bit(counts && this.#heard.inFormat)},000,0,0,${bit(this.hot)}`,
      `001,0,${bit(cover === 'open')},0,0,${cuts ? '3' : '2'},6,0,${digits(remaining, 8)},1,000`,
      '1234,0',
    ];
    return latin1(strings.map((each) => `\x02${each}\x03\r\n`).join(''));
  }

  /** Error and warning flags, as lprint's log shows them from a real printer ("~HQ"). */
  #errorFlags(): Uint8Array {
    const { paper, cover, error } = this.condition;
    const faults = (paper ? 0 : 0x1) | (cover === 'open' ? 0x4 : 0) | (error ? 0x8 : 0);
    const errors = faults | (this.hot ? 0x10 : 0) | (this.#paused ? 0x1_0000 : 0);
    const flags = errors.toString(16).toUpperCase().padStart(8, '0');
    return latin1(
      `\x02\r\n\r\n  PRINTER STATUS                            \r\n   ERRORS:         ${bit(errors !== 0)} 00000000 ${flags}      \r\n` +
        '   WARNINGS:       0 00000000 00000000      \r\n\x03',
    );
  }

  protected step(): Done {
    if (this.#label !== null) return this.#printRow(this.#label);
    if (this.buffer.length === 0) return 'wait';
    const completed = this.#reader.push(this.buffer.take(1)[0] ?? 0);
    if (completed?.kind !== 'format') return 'command';
    this.#waiting -= 1;
    const label = readFormat(completed.text, this.#settings);
    if (label === null) return 'command';
    if (label.damaged) this.garbage += 1;
    this.#start(label, this.zpl.formatting, completed.text);
    return 'command';
  }

  /** Sends a label to the print head after so many milliseconds. */
  #start(label: Label, milliseconds: number, came = ''): void {
    this.tray.image(latin1(came), label.rowBytes);
    this.#label = { label, next: 0, formatted: performance.now() + milliseconds };
  }

  #printRow(moving: { label: Label; next: number; formatted: number }): Done {
    const left = moving.formatted - performance.now();
    if (left > 0) {
      setTimeout(() => this.receive(new Uint8Array()), left + 1);
      return 'wait';
    }
    const row = moving.label.rows[moving.next];
    if (row === undefined) return this.#finish(moving);
    if (this.rests) return 'wait';
    if (this.meet(moving.next)) return 'command';
    this.tray.printRow(row);
    moving.next += 1;
    return 'row';
  }

  #finish(moving: { label: Label; next: number }): Done {
    this.printed += 1;
    this.tray.cut(new Uint8Array());
    const copies = moving.label.copies - 1;
    this.#label = null;
    this.meet('after-cut');
    this.tray.abandon();
    if (copies > 0 && this.powered) this.#start({ ...moving.label, copies }, 0);
    return 'command';
  }
}

import { type Done, isStopped, PrinterBody } from '../printer-body.ts';
import {
  type BrotherCommand,
  type PrintInformation,
  printedDots,
  readBrotherCommand,
  unpackBits,
} from './brother-commands.ts';
import {
  type BrotherBehaviour,
  goodBrotherBehaviour,
  type LoadedRoll,
  type StatusType,
  statusBytes,
} from './brother-status.ts';

interface Row {
  black: Uint8Array;
  red: Uint8Array | null;
}
/** A page on its way to the paper. */
interface Page {
  rows: Row[];
  next: number;
  /** The print command has come. */
  whole: boolean;
  /** Every row is on paper, and it was cut. */
  done: boolean;
  cuts: boolean;
  told: 'nothing' | 'printing' | 'completed';
}

/** ESC i S. */
const question = Buffer.of(0x1b, 0x69, 0x53);

const unfinished = { whole: false, done: false, cuts: true, told: 'nothing' as const };

/**
 * A Brother QL printer in raster mode. Everything waits in the buffer, questions too. A fault
 * during printing is reported at once, and then "all data read from the computer is cleared"
 * (Raster Command Reference, 5.3): later data is ignored up to the next ESC @.
 */
export class BrotherPrinter extends PrinterBody {
  readonly brother: BrotherBehaviour;
  /** Red dots of each job's rows in the tray, for jobs in two colours. */
  readonly redRows: Uint8Array[][] = [];
  readonly #rightRoll: LoadedRoll;
  #page: Page | null = null;
  #information: PrintInformation | null = null;
  #tellsChanges = true;
  #cuts = true;
  #twoColours = false;
  #compressed = false;
  /** The black half of a two-colour row. */
  #black: Uint8Array | null = null;
  /** After a fault: only ESC @ and questions have an effect. */
  #dropping = false;
  #refusedRoll = false;
  #sent = 0;
  #stale: 'answer' | 'reports' | 'none' = 'none';
  #answeredAhead = 0;
  /** Answers to send after the reports of an earlier badge. */
  #owed = 0;
  /**
   * Bytes that are not part of a command, as at the end of a broken transmission. They count if
   * they are printed with a page.
   */
  #suspect = 0;

  constructor(behaviour: Partial<BrotherBehaviour> = {}) {
    super(behaviour);
    this.brother = Object.assign({}, goodBrotherBehaviour, behaviour);
    this.#rightRoll = this.brother.roll;
  }

  override get busy(): boolean {
    return super.busy || this.#page?.whole === true;
  }
  override repair(): void {
    this.#refusedRoll = false;
    this.brother.roll = this.#rightRoll;
    super.repair();
  }
  /** Inserts another roll; `repair` puts the right one back. */
  loadRoll(roll: LoadedRoll): void {
    this.brother.roll = roll;
  }

  /** The status by SNMP; null without power, or if it answers no status. */
  networkStatus(): Uint8Array | null {
    return this.powered && !this.behaviour.ignoresStatus ? this.status('reply') : null;
  }

  status(type: StatusType, notice = 0): Uint8Array {
    const isPrinting = this.#page?.told === 'printing';
    const refusesRoll = this.#refusedRoll;
    return statusBytes(type, {
      ...this.condition,
      ...this.brother,
      isPrinting,
      refusesRoll,
      notice,
    });
  }

  protected get inPicture(): boolean {
    return this.#page !== null;
  }
  /**
   * Everything waits its turn. Only a printer that reported "waiting to receive" answers while the
   * paper still moves.
   */
  protected hear(bytes: Uint8Array): void {
    const isQuestion = Buffer.from(bytes).equals(question);
    if (!isQuestion || this.#page?.told !== 'completed') return;
    this.#answeredAhead += 1;
    this.#sendStatus('reply');
  }
  protected greet(): void {
    this.#stale = this.brother.staleAnswers ? 'answer' : 'none';
  }
  protected forget(): void {
    this.#answeredAhead = 0;
    this.#restart();
    this.#information = null;
    this.#tellsChanges = true;
  }
  protected tellChange(): void {
    if (this.#page === null || !isStopped(this.condition)) return;
    this.#fault();
  }

  #fault(): void {
    this.#tell('error');
    this.tray.abandon();
    const page = this.#page;
    const keeps = this.brother.recovers && page?.whole === true && !page.done;
    this.#page = keeps ? { ...page, next: 0, told: 'nothing' } : null;
    this.#black = null;
    this.#dropping = true;
  }

  /** Automatic status notification; each message may get lost. */
  #tell(type: StatusType, notice = 0): void {
    if (!this.#tellsChanges || this.behaviour.ignoresAutomatic) return;
    this.#sendStatus(type, notice);
  }

  #sendStatus(type: StatusType, notice = 0): void {
    if (this.brother.network || this.behaviour.ignoresStatus) return;
    this.#sent += 1;
    const { losesEvery } = this.brother;
    if (losesEvery > 0 && this.#sent % losesEvery === 0) return;
    if (type === 'completed' && this.behaviour.ignoresConfirm) return;
    this.sendLater(this.behaviour.rubbish ?? this.status(type, notice));
  }

  protected step(): Done {
    const page = this.#page;
    // While it waits for a repair it still answers questions.
    const rests = this.brother.recovers && isStopped(this.condition);
    const isDue = page !== null && !rests && (page.whole || this.brother.startsEarly);
    if (isDue && page.next < page.rows.length) return this.#printRow(page);
    if (isDue && page.whole) return this.#finish(page);
    const read = readBrotherCommand(this.buffer.peek(300));
    if (read === null) return 'wait';
    this.buffer.take(read.length);
    this.#obey(read.command);
    return 'command';
  }

  #obey(command: BrotherCommand): void {
    switch (command.kind) {
      case 'initialise':
        this.#restart();
        if (this.#stale === 'answer') {
          this.send(this.status('reply'));
          this.#stale = 'reports';
        }
        return;
      case 'ask-status':
        if (this.#answeredAhead > 0) this.#answeredAhead -= 1;
        else if (this.#stale === 'reports') this.#sendStale();
        else if (this.#owed > 0) this.#owed += 1;
        else this.#sendStatus('reply');
        return;
      case 'tell-changes':
        this.#tellsChanges = command.on;
        return;
      case 'garbage':
        if (!this.#dropping) this.#suspect += 1;
        return;
      default:
        if (!this.#dropping) this.#obeyPage(command);
    }
  }

  /**
   * Late, so that a host that took the stale answer for the present one is already sending a badge.
   */
  #sendStale(): void {
    this.#stale = 'none';
    this.#owed = 1;
    const printing = this.status('phase');
    printing[19] = 1;
    setTimeout(() => {
      const answers = Array.from({ length: this.#owed }, () => this.status('reply'));
      this.#owed = 0;
      const reports = [printing, this.status('completed'), this.status('phase')];
      for (const bytes of [...reports, ...answers]) this.send(bytes);
    }, 150);
  }

  #obeyPage(command: BrotherCommand): void {
    switch (command.kind) {
      case 'print-information':
        this.#information = command.information;
        break;
      case 'cutting':
        this.#cuts = command.auto;
        break;
      case 'expanded':
        this.#twoColours = command.twoColours;
        break;
      case 'compression':
        this.#compressed = command.on;
        break;
      case 'row':
        this.#addRow(command.colour, command.data);
        break;
      case 'white-row':
        this.#append({ black: new Uint8Array(this.brother.headBytes), red: null });
        break;
      case 'print':
        this.#print();
        break;
      default:
        break;
    }
  }

  #restart(): void {
    // Part of a page may be on paper already: ESC @ cancels it.
    this.tray.abandon();
    this.#page = null;
    this.#black = null;
    this.#suspect = 0;
    this.#dropping = false;
    this.#compressed = false;
    this.#twoColours = false;
    this.#refusedRoll = false;
  }

  #addRow(colour: 0 | 1 | 2, data: Uint8Array): void {
    const row = this.#compressed ? unpackBits(data) : data;
    const isRight = row.length === this.brother.headBytes && (colour === 0) !== this.#twoColours;
    if (!isRight) this.#suspect += 1;
    if (colour === 0) this.#append({ black: row, red: null });
    else if (colour === 1) this.#black = row;
    else {
      this.#append({ black: this.#black ?? new Uint8Array(row.length), red: row });
      this.#black = null;
    }
  }

  #append(row: Row): void {
    this.#page ??= { rows: [], next: 0, ...unfinished };
    this.#page.rows.push(row);
  }

  #print(): void {
    const page = this.#page;
    if (page === null) {
      this.garbage += 1;
      return;
    }
    page.whole = true;
    page.cuts = this.#cuts;
    if (this.#information?.rows !== page.rows.length) this.#suspect += 1;
    this.garbage += this.#suspect;
    this.#suspect = 0;
    if (isStopped(this.condition) || !this.#takesRoll()) this.#fault();
    else if (this.brother.completesEarly) {
      this.#begin(page);
      this.#complete(page);
    }
  }

  /**
   * "If the media is not correctly loaded into the printer, an error status is returned" (ESC i z).
   */
  #takesRoll(): boolean {
    const { roll } = this.brother;
    const { dieCut, width, length } = this.#information ?? {
      dieCut: null,
      width: null,
      length: null,
    };
    const isRight =
      (dieCut === null || dieCut === roll.length > 0) &&
      (width === null || width === roll.width) &&
      (length === null || length === roll.length) &&
      roll.twoColours === this.#twoColours;
    this.#refusedRoll = !isRight;
    return isRight;
  }

  #begin(page: Page): void {
    if (page.told !== 'nothing') return;
    page.told = 'printing';
    this.#tell('phase');
  }

  #complete(page: Page): void {
    if (page.told === 'completed') return;
    this.#tell('completed');
    page.told = 'completed';
    this.#tell('phase');
  }

  #printRow(page: Page): Done {
    if (this.hot) {
      this.#tell('notice', 0x03);
      return 'wait';
    }
    if (isStopped(this.condition)) {
      this.#fault();
      return 'command';
    }
    this.#begin(page);
    if (this.meet(page.next)) return 'command';
    const row = page.rows[page.next];
    if (row === undefined) return 'wait';
    if (page.next === 0)
      this.tray.image(new Uint8Array(), printedDots(row.black, this.brother.roll).length);
    this.tray.printRow(printedDots(row.black, this.brother.roll));
    if (row.red !== null) {
      this.redRows[this.jobs.length - 1] ??= [];
      this.redRows[this.jobs.length - 1]?.push(printedDots(row.red, this.brother.roll));
    }
    page.next += 1;
    return 'row';
  }

  #finish(page: Page): Done {
    if (page.cuts) this.tray.cut(new Uint8Array());
    page.done = true;
    this.meet('after-cut');
    // The power failed, or a fault was reported instead of the end.
    if (this.#page === null) return 'command';
    this.#complete(page);
    this.tray.abandon();
    this.#page = null;
    return 'command';
  }
}

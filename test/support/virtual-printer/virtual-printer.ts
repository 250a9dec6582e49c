import { ByteQueue } from './byte-queue.ts';
import { readCommand } from './commands.ts';

/** What a virtual printer is like; may be changed while it runs. */
export interface Behaviour {
  /** Rows a millisecond (a real one: 1 to 2.5 at 203 dpi); Infinity prints at once. */
  rowsPerMs: number;
  /** Bytes that it holds; when they are full it takes no more. */
  bufferBytes: number;
  /** Milliseconds before it answers. */
  answerDelay: number;
  /** Answers no DLE EOT. */
  ignoresStatus: boolean;
  /** Does not know GS ( H. */
  ignoresConfirm: boolean;
  /** Sends this at every question instead of an answer. */
  rubbish: Uint8Array | null;
}

export const goodBehaviour: Behaviour = {
  rowsPerMs: Number.POSITIVE_INFINITY,
  bufferBytes: 65_536,
  answerDelay: 0,
  ignoresStatus: false,
  ignoresConfirm: false,
  rubbish: null,
};

/** Something that happens once, when a row of the next job is to be printed (0: before its first), or after its cut. */
export interface Mishap {
  kind: 'paper-out' | 'cover-open' | 'error' | 'power-loss' | 'close-connection';
  at: number | 'after-cut';
}

/** What physically came of one job. */
export interface PrintedJob {
  /** The commands of the job exactly as they came, without questions between them. */
  bytes: Uint8Array;
  rowBytes: number;
  /** Rows that are on paper. */
  rows: Uint8Array[];
  cut: boolean;
  /** The paper ended, the cover was opened or power failed in the middle: not one good piece. */
  broken: boolean;
  confirmId: string | null;
}

/** The other end of the cable. */
export interface HostSide {
  send(bytes: Uint8Array): void;
  /** The buffer has room again. */
  resume(): void;
  /** The printer ends the connection; `silent`: without a word, as when power fails. */
  drop(silent: boolean): void;
}

const nothing = new Uint8Array();

interface Growing {
  bytes: number[];
  rowBytes: number;
  rows: Uint8Array[];
  cut: boolean;
  broken: boolean;
  confirmId: string | null;
  /** After the cut: the library's initialise and the confirmation still belong to the job. */
  ending: boolean;
}

/**
 * An ESC/POS printer that executes its stream as hardware does: real-time questions are answered as
 * they arrive, even in the middle of an image; everything else waits in the buffer; a half-received
 * image outlives the connection; power loss forgets everything but the paper.
 */
export class VirtualPrinter {
  readonly behaviour: Behaviour;
  /** What came out, in order; the last one may still be growing. */
  readonly jobs: PrintedJob[] = [];
  /** Characters that would have been printed because the stream was out of step. */
  garbage = 0;
  /** `performance.now()` of the first dots of each job. */
  readonly firstDotsAt: number[] = [];
  readonly #mishaps: Mishap[] = [];
  #powered = true;
  #paper = true;
  #paperLow = false;
  #cover = false;
  #error = false;
  #automatic = false;
  readonly #buffer = new ByteQueue();
  #raster: { rowBytes: number; rows: number } | null = null;
  #job: Growing | null = null;
  #host: HostSide | null = null;
  #tail: number[] = [];
  #executing = false;

  constructor(behaviour: Partial<Behaviour> = {}) {
    this.behaviour = Object.assign({}, goodBehaviour, behaviour);
  }

  /** Plans a mishap for the next job that reaches it; several are met in order. */
  plan(mishap: Mishap): void {
    this.#mishaps.push(mishap);
  }

  loadPaper(): void {
    this.#change(() => (this.#paper = true));
  }
  takePaper(): void {
    this.#change(() => (this.#paper = false));
  }
  paperLow(low: boolean): void {
    this.#change(() => (this.#paperLow = low));
  }
  openCover(): void {
    this.#change(() => (this.#cover = true));
  }
  closeCover(): void {
    this.#change(() => (this.#cover = false));
  }
  setError(error: boolean): void {
    this.#change(() => (this.#error = error));
  }
  /** Clears every fault and forgets planned ones: somebody looked after the printer. */
  repair(): void {
    this.#mishaps.length = 0;
    this.#change(() => {
      this.#paper = true;
      this.#cover = false;
      this.#error = false;
    });
    this.powerOn();
  }
  get powered(): boolean {
    return this.#powered;
  }
  /** True while it prints, or would go on if somebody looked after it. */
  get busy(): boolean {
    return this.#executing || (this.#stopped && this.#buffer.length > 0);
  }

  powerOff(silent: boolean): void {
    if (!this.#powered) return;
    this.#powered = false;
    this.#buffer.clear();
    this.#raster = null;
    this.#tail = [];
    this.#automatic = false;
    this.#endJob(true);
    const host = this.#host;
    this.#host = null;
    host?.drop(silent);
  }
  powerOn(): void {
    this.#powered = true;
  }

  attach(host: HostSide): void {
    this.#host = host;
    this.#tail = [];
  }
  /** The host's side is gone. What is in the buffer still prints. */
  detach(host: HostSide): void {
    if (this.#host === host) this.#host = null;
  }

  /** Bytes that the buffer can still take. */
  get room(): number {
    return this.#powered ? Math.max(0, this.behaviour.bufferBytes - this.#buffer.length) : 0;
  }

  /** Bytes from the host, no more than there is room for; after `resume` there is room again. */
  receive(bytes: Uint8Array): void {
    if (!this.#powered) return;
    this.#answerQuestions(bytes);
    this.#buffer.push(bytes);
    void this.#execute();
  }

  #change(action: () => void): void {
    action();
    if (this.#stopped && this.#raster !== null && this.#job !== null && this.#job.rows.length > 0) {
      this.#job.broken = true;
    }
    if (this.#automatic) this.#send(this.#automaticStatus());
    void this.#execute();
  }

  get #stopped(): boolean {
    return !this.#paper || this.#cover || this.#error;
  }

  /** DLE EOT 1, 2 and 4, wherever they stand in the stream. */
  #answerQuestions(bytes: Uint8Array): void {
    const stream = [...this.#tail, ...bytes];
    for (let i = 0; i + 2 < stream.length; i += 1) {
      if (stream[i] !== 0x10 || stream[i + 1] !== 0x04) continue;
      const answer = this.#statusByte(stream[i + 2] ?? 0);
      if (answer === null) continue;
      if (this.behaviour.rubbish !== null) this.#sendLater(this.behaviour.rubbish);
      else if (!this.behaviour.ignoresStatus) this.#sendLater(Uint8Array.of(answer));
    }
    this.#tail = stream.slice(-2);
  }

  #statusByte(question: number): number | null {
    const low = this.#paperLow ? 0x0c : 0;
    switch (question) {
      case 1:
        return 0x12 | (this.#stopped ? 0x08 : 0);
      case 2:
        return (
          0x12 | (this.#cover ? 0x04 : 0) | (this.#paper ? 0 : 0x20) | (this.#error ? 0x40 : 0)
        );
      case 4:
        return 0x12 | low | (this.#paper ? 0 : 0x6c);
      default:
        return null;
    }
  }

  #automaticStatus(): Uint8Array {
    return Uint8Array.of(
      0x10 | (this.#stopped ? 0x08 : 0) | (this.#cover ? 0x20 : 0),
      this.#error ? 0x40 : 0,
      (this.#paperLow ? 0x03 : 0) | (this.#paper ? 0 : 0x0c),
      0x0f,
    );
  }

  #sendLater(bytes: Uint8Array): void {
    const host = this.#host;
    if (this.behaviour.answerDelay === 0) this.#send(bytes);
    else
      setTimeout(() => {
        if (this.#host === host) this.#send(bytes);
      }, this.behaviour.answerDelay);
  }

  #send(bytes: Uint8Array): void {
    if (this.#powered) this.#host?.send(bytes);
  }

  async #execute(): Promise<void> {
    if (this.#executing) return;
    this.#executing = true;
    let rowsSincePause = 0;
    while (this.#powered) {
      const done = this.#step();
      if (done === 'wait') {
        // The host may hold more than there was room for.
        const before = this.#buffer.length;
        if (this.room > 0) this.#host?.resume();
        if (this.#buffer.length === before) break;
        continue;
      }
      if (done === 'row') rowsSincePause += 1;
      const { rowsPerMs } = this.behaviour;
      if (rowsSincePause >= 16 && Number.isFinite(rowsPerMs)) {
        await new Promise((resolve) => setTimeout(resolve, rowsSincePause / rowsPerMs));
        rowsSincePause = 0;
      }
    }
    this.#executing = false;
  }

  #step(): 'wait' | 'command' | 'row' {
    if (this.#raster !== null) return this.#printRow(this.#raster);
    const read = readCommand(this.#buffer.peek(16));
    if (read === null) return 'wait';
    const { command, length } = read;
    // Feeding and cutting need paper and a closed cover, too.
    if (
      this.#stopped &&
      (command.kind === 'cut' || command.kind === 'feed' || command.kind === 'confirm')
    ) {
      return 'wait';
    }
    const bytes = this.#buffer.take(length);
    switch (command.kind) {
      case 'initialise':
        this.#initialise(bytes);
        break;
      case 'raster-header':
        this.#growing(bytes).rowBytes = command.rowBytes;
        this.#raster = { rowBytes: command.rowBytes, rows: command.rows };
        break;
      case 'feed':
        if (this.#job !== null) this.#growing(bytes);
        break;
      case 'cut':
        this.#growing(bytes).cut = true;
        this.#growing().ending = true;
        this.#publish();
        this.#meet('after-cut');
        break;
      case 'confirm':
        this.#confirm(bytes, command.id);
        break;
      case 'automatic-status':
        if (this.#job !== null) this.#growing(bytes);
        this.#automatic = command.on;
        if (command.on) this.#send(this.#automaticStatus());
        break;
      case 'garbage':
        this.garbage += 1;
        break;
      case 'nothing':
        break;
    }
    return 'command';
  }

  #initialise(bytes: Uint8Array): void {
    this.#automatic = false;
    // The encoder initialises once more after its cut; any other one begins a job.
    if (this.#job?.ending === true && this.#job.confirmId === null && !this.#endsWithInitialise()) {
      this.#growing(bytes);
      this.#publish();
      return;
    }
    this.#endJob(false);
    this.#growing(bytes);
  }

  #endsWithInitialise(): boolean {
    const bytes = this.#job?.bytes ?? [];
    return bytes.at(-2) === 0x1b && bytes.at(-1) === 0x40;
  }

  #confirm(bytes: Uint8Array, id: string): void {
    const job = this.#growing(bytes);
    job.confirmId = id;
    this.#publish();
    this.#endJob(false);
    if (!this.behaviour.ignoresConfirm) {
      this.#sendLater(Uint8Array.of(0x37, 0x22, ...Buffer.from(id, 'latin1'), 0x00));
    }
  }

  #printRow(raster: { rowBytes: number; rows: number }): 'wait' | 'row' | 'command' {
    if (raster.rows === 0) {
      this.#raster = null;
      return 'command';
    }
    if (this.#stopped || this.#buffer.length < raster.rowBytes) return 'wait';
    if (this.#meet(this.#growing().rows.length)) return 'command';
    const row = this.#buffer.take(raster.rowBytes);
    const job = this.#growing(row);
    if (job.rows.length === 0) this.firstDotsAt.push(performance.now());
    job.rows.push(Uint8Array.from(row));
    raster.rows -= 1;
    this.#publish();
    return 'row';
  }

  /** True if a planned mishap struck here. */
  #meet(at: number | 'after-cut'): boolean {
    const next = this.#mishaps[0];
    if (next === undefined || next.at !== at) return false;
    this.#mishaps.shift();
    const inMiddle = typeof at === 'number' && at > 0;
    if (inMiddle && next.kind !== 'close-connection') this.#growing().broken = true;
    switch (next.kind) {
      case 'paper-out':
        this.takePaper();
        break;
      case 'cover-open':
        this.openCover();
        break;
      case 'error':
        this.setError(true);
        break;
      case 'power-loss':
        this.powerOff(true);
        break;
      case 'close-connection': {
        const host = this.#host;
        this.#host = null;
        host?.drop(false);
        break;
      }
    }
    return true;
  }

  #growing(bytes: Uint8Array = nothing): Growing {
    this.#job ??= {
      bytes: [],
      rowBytes: 0,
      rows: [],
      cut: false,
      broken: false,
      confirmId: null,
      ending: false,
    };
    for (const byte of bytes) this.#job.bytes.push(byte);
    return this.#job;
  }

  /** Shows the growing job as the last of `jobs`. */
  #publish(): void {
    const job = this.#job;
    if (job === null) return;
    const shown = this.jobs.find((each) => each.rows === job.rows);
    if (shown === undefined) {
      this.jobs.push({
        bytes: Uint8Array.from(job.bytes),
        rowBytes: job.rowBytes,
        rows: job.rows,
        cut: job.cut,
        broken: job.broken,
        confirmId: job.confirmId,
      });
    } else if (job.cut || job.ending) {
      shown.bytes = Uint8Array.from(job.bytes);
      shown.cut = job.cut;
      shown.broken = job.broken;
      shown.confirmId = job.confirmId;
    }
  }

  #endJob(broken: boolean): void {
    const job = this.#job;
    if (job === null) return;
    if (broken && !job.cut) job.broken = true;
    const shown = this.jobs.find((each) => each.rows === job.rows);
    if (shown !== undefined) {
      shown.bytes = Uint8Array.from(job.bytes);
      shown.broken = job.broken;
      shown.cut = job.cut;
      shown.confirmId = job.confirmId;
    }
    this.#job = null;
  }
}

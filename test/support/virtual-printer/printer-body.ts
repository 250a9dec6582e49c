import { type PrintedJob, Tray } from './tray.ts';

/** The condition of a virtual printer that is ready. */
export const readyCondition = {
  paper: true,
  paperLow: false,
  cover: 'closed' as 'open' | 'closed',
  error: false,
};
export type Condition = typeof readyCondition;

/** Whether it prints nothing until a person attends to it. */
export function isStopped(condition: Condition): boolean {
  return !condition.paper || condition.cover === 'open' || condition.error;
}

/** Default behaviour of a virtual printer; may be changed while it runs. */
export const goodBehaviour = {
  /** Rows a millisecond (a real one: 1 to 2.5 at 203 dpi); Infinity prints at once. */
  rowsPerMs: Number.POSITIVE_INFINITY,
  /** Size of its buffer; when that is full it takes no more. */
  bufferBytes: 65_536,
  /** Milliseconds before each answer. */
  answerDelay: 0,
  /** Answers no DLE EOT. */
  ignoresStatus: false,
  /** Does not know GS ( H. */
  ignoresConfirm: false,
  /** Does not know GS a. */
  ignoresAutomatic: false,
  /** Sends this instead of every answer. */
  rubbish: null as Uint8Array | null,
};
export type Behaviour = typeof goodBehaviour;

/**
 * `cover-touched`: opened and closed at once; `hot`: the head pauses until it has cooled, which is
 * no fault.
 */
export const mishapKinds = [
  'paper-out',
  'cover-open',
  'cover-touched',
  'error',
  'power-loss',
  'close-connection',
  'hot',
] as const;

/**
 * Something that happens once, when this row of the next job is to be printed (0: before the
 * first), or after its cut.
 */
export interface Mishap {
  kind: (typeof mishapKinds)[number];
  at: number | 'after-cut';
}

/** Bytes in a queue, first in, first out. */
export class ByteQueue {
  #bytes: Buffer = Buffer.alloc(0);

  get length(): number {
    return this.#bytes.length;
  }
  push(bytes: Uint8Array): void {
    this.#bytes = Buffer.concat([this.#bytes, bytes]);
  }
  /** At most `count` bytes from the head, without removing them. */
  peek(count: number): Uint8Array {
    return this.#bytes.subarray(0, count);
  }
  /** A copy of `count` bytes from the head, which are removed. */
  take(count: number): Uint8Array {
    const taken = Uint8Array.from(this.#bytes.subarray(0, count));
    this.#bytes = this.#bytes.subarray(count);
    return taken;
  }
  clear(): void {
    this.#bytes = Buffer.alloc(0);
  }
}

/** The host's end of the cable. */
export interface HostSide {
  send(bytes: Uint8Array): void;
  resume(): void;
  /** The printer ends the connection; `silent`: without notice, as when the power fails. */
  drop(silent: boolean): void;
}

/** Rows after which a printer of finite speed pauses. */
const rowsAtOnce = 16;

/** The result of one step of the printer's work. */
export type Done = 'wait' | 'command' | 'row';

/**
 * The part of a printer below its language: paper, cover, power, buffer, cable and speed. It works
 * through its stream as hardware does: the buffer outlives the connection, and a power failure
 * erases everything but the paper.
 */
export abstract class PrinterBody {
  readonly behaviour: Behaviour;
  /** Characters that would have been printed because the stream was out of step. */
  garbage = 0;
  protected readonly tray = new Tray();
  protected readonly buffer = new ByteQueue();
  protected readonly condition = { ...readyCondition };
  readonly struck: Mishap['kind'][] = [];
  readonly #mishaps: Mishap[] = [];
  #bytesToDrop: number | null = null;
  #powered = true;
  #hot = false;
  #host: HostSide | null = null;
  #executing = false;
  #held: Promise<void> | null = null;
  #letGo: () => void = () => undefined;

  constructor(behaviour: Partial<Behaviour> = {}) {
    this.behaviour = Object.assign({}, goodBehaviour, behaviour);
  }

  /** Sees bytes as they arrive, before they are buffered; answers real-time questions. */
  protected abstract hear(bytes: Uint8Array): void;
  /** Executes the next command in the buffer. */
  protected abstract step(): Done;
  /** Whether a picture is being printed: a fault now breaks it. */
  protected abstract get inPicture(): boolean;
  protected abstract tellChange(): void;
  /** After a power failure: erases the state of the language. */
  protected abstract forget(): void;
  /** A host connected: half a question of an earlier host is dropped. */
  protected abstract greet(): void;

  /** The printed jobs in order; the last one may still be growing. */
  get jobs(): readonly PrintedJob[] {
    return this.tray.jobs;
  }
  /** `performance.now()` of the first dots of each job. */
  get firstDotsAt(): readonly number[] {
    return this.tray.firstDotsAt;
  }
  /** Whether its head pauses because of a planned mishap. */
  get hot(): boolean {
    return this.#hot;
  }
  get powered(): boolean {
    return this.#powered;
  }
  /** Whether it prints, or would continue after a repair. */
  get busy(): boolean {
    return this.#executing || (this.rests && this.buffer.length > 0);
  }
  get room(): number {
    return this.#powered ? Math.max(0, this.behaviour.bufferBytes - this.buffer.length) : 0;
  }

  /** Plans a mishap for the next job that reaches it; several take effect in order. */
  plan(mishap: Mishap): void {
    this.#mishaps.push(mishap);
  }
  loadPaper(): void {
    this.#change({ paper: true });
  }
  takePaper(): void {
    this.#change({ paper: false });
  }
  paperLow(paperLow: boolean): void {
    this.#change({ paperLow });
  }
  openCover(): void {
    this.#change({ cover: 'open' });
  }
  closeCover(): void {
    this.#change({ cover: 'closed' });
  }
  heat(): void {
    this.#hot = true;
  }
  coolDown(): void {
    this.#hot = false;
    void this.#execute();
  }
  /**
   * Stops the paper within a picture until `letGo`, unseen by the host: a slow printer without a
   * clock.
   */
  hold(): void {
    this.#held = new Promise((resolve) => {
      this.#letGo = resolve;
    });
  }
  letGo(): void {
    this.#letGo();
    this.#held = null;
  }
  setError(error: boolean): void {
    this.#change({ error });
  }
  /** Clears every fault and forgets planned ones, as after a person attended to the printer. */
  repair(): void {
    this.#mishaps.length = 0;
    this.#change({ paper: true, cover: 'closed', error: false });
    this.powerOn();
  }
  powerOff(silent: boolean): void {
    if (!this.#powered) return;
    this.#powered = false;
    this.buffer.clear();
    this.#hot = false;
    this.forget();
    this.tray.abandon();
    this.#drop(silent);
  }
  powerOn(): void {
    this.#powered = true;
  }

  attach(host: HostSide): void {
    this.#host = host;
    this.greet();
  }
  /** The host disconnected. What is in the buffer still prints. */
  detach(host: HostSide): void {
    if (this.#host === host) this.#host = null;
  }
  /** Takes as much of the host's data as there is room for; after `resume` there is room again. */
  drain(pending: ByteQueue): void {
    while (pending.length > 0 && this.room > 0) {
      this.receive(pending.take(Math.min(pending.length, this.room)));
    }
  }
  receive(bytes: Uint8Array): void {
    if (!this.#powered) return;
    const left = this.#bytesToDrop;
    const taken = left === null ? bytes : bytes.subarray(0, left);
    this.hear(taken);
    this.buffer.push(taken);
    if (left !== null) this.#bytesToDrop = left - taken.length;
    if (this.#bytesToDrop === 0) {
      this.#bytesToDrop = null;
      this.#drop(false);
    }
    void this.#execute();
  }
  /**
   * Ends the connection once the host has sent so many more bytes; the printer still processes what
   * came.
   */
  dropAfter(bytes: number): void {
    this.#bytesToDrop = bytes;
  }

  /** Whether nothing can be printed just now. */
  protected get rests(): boolean {
    return isStopped(this.condition) || this.#hot;
  }

  protected send(bytes: Uint8Array): void {
    if (this.#powered) this.#host?.send(bytes);
  }

  /** Sends after the printer's delay, if the same host is still connected. */
  protected sendLater(bytes: Uint8Array): void {
    const host = this.#host;
    const { answerDelay } = this.behaviour;
    const send = (): void => {
      if (this.#host === host) this.send(bytes);
    };
    if (answerDelay === 0) send();
    else setTimeout(send, answerDelay);
  }

  #drop(silent: boolean): void {
    const host = this.#host;
    this.#host = null;
    host?.drop(silent);
  }

  /** Whether a planned mishap struck here. */
  protected meet(at: number | 'after-cut'): boolean {
    const next = this.#mishaps[0];
    if (next === undefined || next.at !== at) return false;
    this.#mishaps.shift();
    this.struck.push(next.kind);
    const strikes: Record<Mishap['kind'], () => void> = {
      'paper-out': () => this.takePaper(),
      'cover-open': () => this.openCover(),
      'cover-touched': () => {
        this.openCover();
        this.closeCover();
      },
      hot: () => this.heat(),
      error: () => this.setError(true),
      'power-loss': () => this.powerOff(true),
      'close-connection': () => this.#drop(false),
    };
    strikes[next.kind]();
    return true;
  }

  #change(change: Partial<Condition>): void {
    Object.assign(this.condition, change);
    if (isStopped(this.condition) && this.inPicture) this.tray.interrupt();
    this.tellChange();
    void this.#execute();
  }

  async #execute(): Promise<void> {
    if (this.#executing) return;
    this.#executing = true;
    let rows = 0;
    // The time at which a real printer has finished the rows so far; a busy computer does not slow
    // that down.
    let due = performance.now();
    while (this.#powered) {
      const done = this.step();
      if (done === 'wait') {
        // The host may hold more than there was room for.
        const before = this.buffer.length;
        if (this.room > 0) this.#host?.resume();
        if (this.buffer.length === before) break;
        continue;
      }
      if (done === 'row') {
        rows += 1;
        if (this.#held !== null) {
          await this.#held;
          due = performance.now();
        }
      }
      const { rowsPerMs } = this.behaviour;
      if (rows >= rowsAtOnce && Number.isFinite(rowsPerMs)) {
        due += rows / rowsPerMs;
        rows = 0;
        const milliseconds = due - performance.now();
        // Overdue rows come at once: real paper moved on while the computer was busy.
        if (milliseconds > 0) await new Promise((resolve) => setTimeout(resolve, milliseconds));
      }
    }
    this.#executing = false;
  }
}

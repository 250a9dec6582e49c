import { type PrintedJob, Tray } from './tray.ts';

/** What a virtual printer is like just now: ready. */
export const readyCondition = {
  paper: true,
  paperLow: false,
  cover: 'closed' as 'open' | 'closed',
  error: false,
};
export type Condition = typeof readyCondition;

/** True if it prints nothing until somebody looks after it. */
export function isStopped(condition: Condition): boolean {
  return !condition.paper || condition.cover === 'open' || condition.error;
}

/** What a virtual printer is like where nobody says otherwise; may be changed while it runs. */
export const goodBehaviour = {
  /** Rows a millisecond (a real one: 1 to 2.5 at 203 dpi); Infinity prints at once. */
  rowsPerMs: Number.POSITIVE_INFINITY,
  /** Bytes that it holds; when they are full it takes no more. */
  bufferBytes: 65_536,
  /** Milliseconds before it answers. */
  answerDelay: 0,
  /** Answers no DLE EOT. */
  ignoresStatus: false,
  /** Does not know GS ( H. */
  ignoresConfirm: false,
  /** Does not know GS a. */
  ignoresAutomatic: false,
  /** Sends this at every question instead of an answer. */
  rubbish: null as Uint8Array | null,
};
export type Behaviour = typeof goodBehaviour;

/** `cover-touched`: opened and closed at once; `hot`: its head rests until it has cooled, which is no fault. */
export const mishapKinds = [
  'paper-out',
  'cover-open',
  'cover-touched',
  'error',
  'power-loss',
  'close-connection',
  'hot',
] as const;

/** Something that happens once, when a row of the next job is to be printed (0: before its first), or after its cut. */
export interface Mishap {
  kind: (typeof mishapKinds)[number];
  at: number | 'after-cut';
}

/** Bytes that wait, first in, first out. */
export class ByteQueue {
  #bytes: Buffer = Buffer.alloc(0);

  get length(): number {
    return this.#bytes.length;
  }
  push(bytes: Uint8Array): void {
    this.#bytes = Buffer.concat([this.#bytes, bytes]);
  }
  /** At most `count` bytes from the head; they stay. */
  peek(count: number): Uint8Array {
    return this.#bytes.subarray(0, count);
  }
  /** A copy of `count` bytes from the head; they go. */
  take(count: number): Uint8Array {
    const taken = Uint8Array.from(this.#bytes.subarray(0, count));
    this.#bytes = this.#bytes.subarray(count);
    return taken;
  }
  clear(): void {
    this.#bytes = Buffer.alloc(0);
  }
}

/** The other end of the cable. */
export interface HostSide {
  send(bytes: Uint8Array): void;
  /** The buffer has room again. */
  resume(): void;
  /** The printer ends the connection; `silent`: without a word, as when power fails. */
  drop(silent: boolean): void;
}

/** Rows after which a printer of finite speed pauses. */
const rowsAtOnce = 16;

/** What one step of a printer's work was. */
export type Done = 'wait' | 'command' | 'row';

/**
 * A printer without a language: paper, cover, power, buffer, cable and speed. It works through its stream as
 * hardware does: what waits in the buffer outlives the connection; power loss forgets everything but the paper.
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
  /** Bytes after which the connection ends. */
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

  /** Bytes as they arrive, before they wait in the buffer: here real-time questions are answered. */
  protected abstract hear(bytes: Uint8Array): void;
  /** Does the next thing that the buffer asks for. */
  protected abstract step(): Done;
  /** True while a picture is on its way to the paper: a fault now breaks it. */
  protected abstract get inPicture(): boolean;
  protected abstract tellChange(): void;
  /** Power failed: what the language remembered is gone. */
  protected abstract forget(): void;
  /** A host came: what an earlier one had begun to ask is no question any more. */
  protected abstract greet(): void;

  /** What came out, in order; the last one may still be growing. */
  get jobs(): readonly PrintedJob[] {
    return this.tray.jobs;
  }
  /** `performance.now()` of the first dots of each job. */
  get firstDotsAt(): readonly number[] {
    return this.tray.firstDotsAt;
  }
  /** True while its head rests, as a mishap planned. */
  get hot(): boolean {
    return this.#hot;
  }
  get powered(): boolean {
    return this.#powered;
  }
  /** True while it prints, or would go on if somebody looked after it. */
  get busy(): boolean {
    return this.#executing || (this.rests && this.buffer.length > 0);
  }
  get room(): number {
    return this.#powered ? Math.max(0, this.behaviour.bufferBytes - this.buffer.length) : 0;
  }

  /** Plans a mishap for the next job that reaches it; several are met in order. */
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
  /** Stops the paper in mid-picture, unseen by the host, until `letGo`: a slow printer without a clock. */
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
  /** Clears every fault and forgets planned ones: somebody looked after the printer. */
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
  /** The host's side is gone. What is in the buffer still prints. */
  detach(host: HostSide): void {
    if (this.#host === host) this.#host = null;
  }
  /** Takes of what the host has sent as much as there is room for; after `resume` there is room again. */
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
  /** The connection ends once the host has sent so many more bytes; what came is still worked through. */
  dropAfter(bytes: number): void {
    this.#bytesToDrop = bytes;
  }

  /** True if nothing gets onto the paper just now. */
  protected get rests(): boolean {
    return isStopped(this.condition) || this.#hot;
  }

  protected send(bytes: Uint8Array): void {
    if (this.#powered) this.#host?.send(bytes);
  }

  /** Sends as late as this printer answers, if the same host is still there. */
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

  /** True if a planned mishap struck here. */
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
    // When the rows so far are out of a real one, which a busy computer does not slow down.
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
        const milliseconds = Math.max(0, due - performance.now());
        await new Promise((resolve) => setTimeout(resolve, milliseconds));
        rows = 0;
      }
    }
    this.#executing = false;
  }
}

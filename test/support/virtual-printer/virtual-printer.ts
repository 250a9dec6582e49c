import { type Behaviour, goodBehaviour, type Mishap } from './behaviour.ts';
import { ByteQueue } from './byte-queue.ts';
import { type Command, readCommand } from './commands.ts';
import { automaticStatus, type Condition, isStopped, statusByte } from './condition-bytes.ts';
import { type PrintedJob, Tray } from './tray.ts';

export type { PrintedJob } from './tray.ts';

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

/**
 * An ESC/POS printer that executes its stream as hardware does: real-time questions are answered as
 * they arrive, even in the middle of an image; everything else waits in the buffer; a half-received
 * image outlives the connection; power loss forgets everything but the paper.
 */
export class VirtualPrinter {
  readonly behaviour: Behaviour;
  /** Characters that would have been printed because the stream was out of step. */
  garbage = 0;
  readonly #tray = new Tray();
  readonly #mishaps: Mishap[] = [];
  readonly #condition: Condition = { paper: true, paperLow: false, cover: 'closed', error: false };
  #powered = true;
  #hot = false;
  #automatic = false;
  readonly #buffer = new ByteQueue();
  #image: { rowBytes: number; rows: number } | null = null;
  #host: HostSide | null = null;
  /** The last bytes received, in which a question may have begun. */
  #tail: number[] = [];
  #executing = false;

  constructor(behaviour: Partial<Behaviour> = {}) {
    this.behaviour = Object.assign({}, goodBehaviour, behaviour);
  }

  /** What came out, in order; the last one may still be growing. */
  get jobs(): readonly PrintedJob[] {
    return this.#tray.jobs;
  }
  /** `performance.now()` of the first dots of each job. */
  get firstDotsAt(): readonly number[] {
    return this.#tray.firstDotsAt;
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
    return (
      this.#executing || ((isStopped(this.#condition) || this.#hot) && this.#buffer.length > 0)
    );
  }
  /** Bytes that the buffer can still take. */
  get room(): number {
    return this.#powered ? Math.max(0, this.behaviour.bufferBytes - this.#buffer.length) : 0;
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
  coolDown(): void {
    this.#hot = false;
    void this.#execute();
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
    this.#buffer.clear();
    this.#hot = false;
    this.#image = null;
    this.#tail = [];
    this.#automatic = false;
    this.#tray.abandon();
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
  /** Bytes from the host, no more than there is room for; after `resume` there is room again. */
  receive(bytes: Uint8Array): void {
    if (!this.#powered) return;
    this.#answerQuestions(bytes);
    this.#buffer.push(bytes);
    void this.#execute();
  }

  #change(change: Partial<Condition>): void {
    Object.assign(this.#condition, change);
    if (isStopped(this.#condition) && this.#image !== null) this.#tray.interrupt();
    if (this.#automatic) this.#send(automaticStatus(this.#condition));
    void this.#execute();
  }

  /** DLE EOT 1, 2 and 4, wherever they stand in the stream. */
  #answerQuestions(bytes: Uint8Array): void {
    const stream = [...this.#tail, ...bytes];
    for (let i = 0; i + 2 < stream.length; i += 1) {
      if (stream[i] !== 0x10 || stream[i + 1] !== 0x04) continue;
      const answer = statusByte(stream[i + 2] ?? 0, this.#condition);
      if (answer === null) continue;
      if (this.behaviour.rubbish !== null) this.#sendLater(this.behaviour.rubbish);
      else if (!this.behaviour.ignoresStatus) this.#sendLater(Uint8Array.of(answer));
    }
    this.#tail = stream.slice(-2);
  }

  #sendLater(bytes: Uint8Array): void {
    const host = this.#host;
    if (this.behaviour.answerDelay === 0) {
      this.#send(bytes);
      return;
    }
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
    let rows = 0;
    while (this.#powered) {
      const done = this.#step();
      if (done === 'wait') {
        // The host may hold more than there was room for.
        const before = this.#buffer.length;
        if (this.room > 0) this.#host?.resume();
        if (this.#buffer.length === before) break;
        continue;
      }
      if (done === 'row') rows += 1;
      const { rowsPerMs } = this.behaviour;
      if (rows >= rowsAtOnce && Number.isFinite(rowsPerMs)) {
        const milliseconds = rows / rowsPerMs;
        await new Promise((resolve) => setTimeout(resolve, milliseconds));
        rows = 0;
      }
    }
    this.#executing = false;
  }

  #step(): 'wait' | 'command' | 'row' {
    if (this.#image !== null) return this.#printRow(this.#image);
    const read = readCommand(this.#buffer.peek(16));
    if (read === null) return 'wait';
    const needsPaper = ['cut', 'feed', 'confirm'].includes(read.command.kind);
    if (needsPaper && isStopped(this.#condition)) return 'wait';
    this.#obey(read.command, this.#buffer.take(read.length));
    return 'command';
  }

  #obey(command: Command, bytes: Uint8Array): void {
    switch (command.kind) {
      case 'initialise':
        this.#automatic = false;
        this.#tray.initialise(bytes);
        break;
      case 'raster-header':
        this.#image = { rowBytes: command.rowBytes, rows: command.rows };
        this.#tray.image(bytes, command.rowBytes);
        break;
      case 'feed':
        this.#tray.note(bytes);
        break;
      case 'cut':
        this.#tray.cut(bytes);
        this.#meet('after-cut');
        break;
      case 'confirm':
        this.#tray.finish(bytes, command.id);
        if (!this.behaviour.ignoresConfirm) {
          this.#sendLater(Uint8Array.of(0x37, 0x22, ...Buffer.from(command.id, 'latin1'), 0x00));
        }
        break;
      case 'automatic-status':
        this.#tray.note(bytes);
        this.#automatic = command.on && !this.behaviour.ignoresAutomatic;
        if (this.#automatic) this.#send(automaticStatus(this.#condition));
        break;
      case 'garbage':
        this.garbage += 1;
        break;
      case 'nothing':
        break;
    }
  }

  #printRow(image: { rowBytes: number; rows: number }): 'wait' | 'row' | 'command' {
    if (image.rows === 0) {
      this.#image = null;
      return 'command';
    }
    const cannot = isStopped(this.#condition) || this.#hot;
    if (cannot || this.#buffer.length < image.rowBytes) return 'wait';
    if (this.#meet(this.#tray.rowsOnPaper)) return 'command';
    this.#tray.row(this.#buffer.take(image.rowBytes));
    image.rows -= 1;
    return 'row';
  }

  /** True if a planned mishap struck here. */
  #meet(at: number | 'after-cut'): boolean {
    const next = this.#mishaps[0];
    if (next === undefined || next.at !== at) return false;
    this.#mishaps.shift();
    switch (next.kind) {
      case 'paper-out':
        this.takePaper();
        break;
      case 'cover-open':
        this.openCover();
        break;
      case 'cover-touched':
        this.openCover();
        this.closeCover();
        break;
      case 'hot':
        this.#hot = true;
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
}

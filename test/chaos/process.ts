import type { Program } from '../support/program.ts';

/**
 * A process that can be killed and restarted on the same store. It ends when its standard input
 * closes, so it also ends when this process is killed.
 */
export class Mortal {
  /**
   * Counts of the lines it printed, its starts and its kills. Fails if the process ends unasked.
   */
  readonly heard = new Tally();
  readonly name: string;
  readonly #spawn: (onLine: (line: string) => void) => Program;
  #program: Program | null = null;
  #mayEnd = true;
  #isOver = false;

  constructor(name: string, spawn: (onLine: (line: string) => void) => Program) {
    this.name = name;
    this.#spawn = spawn;
  }

  /** Resolves when the process prints this line; rejects if it ends without. */
  protected async begin(ready: string): Promise<void> {
    if (this.#isOver) throw new Error('the run is over');
    const program = this.#spawn((line) => this.hear(line));
    this.#program = program;
    await program.line(ready);
    this.#mayEnd = false;
    void program.ended.then(() => {
      if (this.#mayEnd || this.#program !== program) return;
      this.heard.fail(new Error(`${this.name} ended by itself:\n${program.tail()}`));
    });
    this.heard.add('start');
  }

  /** Called with each line that the process prints. */
  protected hear(_line: string): void {}

  /** Resolves with the first line since the last start that fits. */
  protected line(fits: (line: string) => boolean): Promise<string> {
    if (this.#program === null) throw new Error('not started');
    return this.#program.line(fits);
  }

  async kill(): Promise<void> {
    this.#mayEnd = true;
    this.#program?.kill('SIGKILL');
    await this.#program?.ended;
    this.heard.add('kill');
  }

  /** Kills it for good; safe in every state. */
  async dispose(): Promise<void> {
    this.#isOver = true;
    await this.kill();
  }

  signal(signal: NodeJS.Signals): void {
    this.#program?.kill(signal);
  }

  /**
   * Sends a command that the process obeys at once. `full` and `room`: its store has no more pages,
   * or has them again.
   */
  say(command: 'full' | 'room' | 'quiet' | 'end'): void {
    this.#program?.say(command);
  }

  /** Ends the process by `ask`. Throws if it does not end in order. */
  protected async endsBy(ask: () => void): Promise<void> {
    this.#mayEnd = true;
    ask();
    const end = await this.#program?.ended;
    if (end?.code !== 0) throw new Error(`${this.name} ended badly:\n${this.#program?.tail()}`);
  }
}

interface Waiter {
  what: string;
  count: number;
  resolve: () => void;
  reject: (error: Error) => void;
}

/** Counts events by name and lets tests wait for a count instead of for a time. */
export class Tally {
  readonly #counts = new Map<string, number>();
  #waiters: Waiter[] = [];
  #failure: Error | null = null;

  of(what: string): number {
    return this.#counts.get(what) ?? 0;
  }

  add(what: string, times = 1): void {
    const count = this.of(what) + times;
    this.#counts.set(what, count);
    const isReached = (waiter: Waiter): boolean => waiter.what === what && count >= waiter.count;
    const reached = this.#waiters.filter(isReached);
    this.#waiters = this.#waiters.filter((waiter) => !isReached(waiter));
    for (const { resolve } of reached) resolve();
  }

  /**
   * Resolves when it has happened so many times more than now; rejects when {@link fail} is called.
   */
  more(what: string, times: number): Promise<void> {
    const failure = this.#failure;
    if (failure !== null) return Promise.reject(failure);
    const count = this.of(what) + times;
    return new Promise((resolve, reject) => {
      this.#waiters.push({ what, count, resolve, reject });
    });
  }

  /** Rejects when {@link fail} is called; never resolves. */
  failed(): Promise<void> {
    return this.more('failure', 1);
  }

  /** Nothing more will be counted: rejects everyone who waits, with this error. */
  fail(error: Error): void {
    this.#failure ??= error;
    for (const { reject } of this.#waiters) reject(error);
    this.#waiters = [];
  }

  all(): [string, number][] {
    return [...this.#counts].sort(([a], [b]) => (a < b ? -1 : 1));
  }
}

import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { root } from '../../tools/runtime.mjs';

/** How a process ended: by itself with a code, or by a signal. */
export interface End {
  code: number | null;
  signal: NodeJS.Signals | null;
}

/**
 * The processes of one run. Each of them watches its standard input and ends when that closes: so they
 * end as well if this process is killed.
 */
export class ProcessGroup {
  readonly #running = new Set<ChildProcess>();
  /** Compiled scripts, kept between starts. */
  readonly #cache: string;
  #isOver = false;

  /** @param cache folder for what starts need only for speed */
  constructor(cache: string) {
    this.#cache = cache;
  }

  /** Starts a script of this repository under the Node that runs the tests. Throws after `end`. */
  start(script: string, args: readonly string[]): Process {
    if (this.#isOver) throw new Error('the run is over');
    const child = spawn(process.execPath, [script, ...args], {
      cwd: root,
      stdio: ['pipe', 'pipe', 'pipe'],
      // Stripping types from some hundred files takes most of a start.
      env: { ...process.env, NODE_COMPILE_CACHE: this.#cache, NODE_NO_WARNINGS: '1' },
    });
    this.#running.add(child);
    child.once('exit', () => this.#running.delete(child));
    return new Process(child);
  }

  /** Kills what still runs, and starts nothing any more; after each run, whatever became of it. */
  async end(): Promise<void> {
    this.#isOver = true;
    const ends = [...this.#running].map(
      (child) => new Promise((resolve) => child.once('exit', resolve)),
    );
    for (const child of this.#running) child.kill('SIGKILL');
    await Promise.all(ends);
  }
}

const keptLines = 40;

interface Waiter {
  fits: (line: string) => boolean;
  resolve: (line: string) => void;
  reject: (error: Error) => void;
}

/** A process of ours whose lines we read. */
export class Process {
  /** Null while it runs. */
  end: End | null = null;
  readonly ended: Promise<End>;
  readonly #child: ChildProcess;
  readonly #tail: string[] = [];
  readonly #listeners: ((line: string) => void)[] = [];
  #waiters: Waiter[] = [];

  constructor(child: ChildProcess) {
    this.#child = child;
    const { stdout, stderr, stdin } = child;
    if (stdout === null || stderr === null) throw new Error('no standard output');
    // It may be killed while we write.
    stdin?.on('error', () => {});
    createInterface({ input: stdout }).on('line', (line) => this.#take(line));
    createInterface({ input: stderr }).on('line', (line) => this.#keep(line));
    this.ended = new Promise((resolve) => {
      child.once('close', (code, signal) => {
        this.end = { code, signal };
        for (const { reject } of this.#waiters) reject(this.#endedEarly());
        this.#waiters = [];
        resolve(this.end);
      });
    });
    child.once('error', (error) => this.#keep(String(error)));
  }

  /** Resolves with the first line from now on that fits; rejects if the process ends without. */
  line(fits: Waiter['fits']): Promise<string> {
    if (this.end !== null) return Promise.reject(this.#endedEarly());
    return new Promise((resolve, reject) => this.#waiters.push({ fits, resolve, reject }));
  }

  /** Called with every line from now on. */
  onLine(listener: (line: string) => void): void {
    this.#listeners.push(listener);
  }

  /** Writes a line to its standard input. */
  say(line: string): void {
    this.#child.stdin?.write(`${line}\n`);
  }

  kill(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  /** The last lines, of standard error too: what to print when it did not do what it should. */
  tail(): string {
    return this.#tail.join('\n');
  }

  #take(line: string): void {
    this.#keep(line);
    for (const listener of this.#listeners) listener(line);
    const heard = this.#waiters.filter(({ fits }) => fits(line));
    this.#waiters = this.#waiters.filter((waiter) => !heard.includes(waiter));
    for (const { resolve } of heard) resolve(line);
  }

  #keep(line: string): void {
    this.#tail.push(line);
    if (this.#tail.length > keptLines) this.#tail.shift();
  }

  #endedEarly(): Error {
    return new Error(`the process ended (${JSON.stringify(this.end)}):\n${this.tail()}`);
  }
}

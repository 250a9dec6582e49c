import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { root } from '../../tools/runtime.mjs';

/** How a process ended: by itself with a code, or by a signal. */
export interface End {
  code: number | null;
  signal: NodeJS.Signals | null;
}

/** A process of ours whose lines we read. */
export interface Process {
  readonly pid: number;
  /** Null while it runs. */
  readonly end: End | null;
  /** Resolves with the first line (also one that came before) that fits; rejects if the process ends without. */
  line(fits: (line: string) => boolean): Promise<string>;
  /** Writes a line to its standard input. */
  say(line: string): void;
  kill(signal: NodeJS.Signals): void;
  ended: Promise<End>;
  /** The last lines, of standard error too: what to print when it did not do what it should. */
  tail(): string;
}

const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** Kills what is left of our processes; after each test, whatever became of it. */
export async function killAll(): Promise<void> {
  const ends = [...running].map((child) => new Promise((resolve) => child.once('exit', resolve)));
  for (const child of running) child.kill('SIGKILL');
  await Promise.all(ends);
}

const keptLines = 40;

/** Starts a script of this repository under the Node that runs the tests. */
export function startProcess(
  script: string,
  args: readonly string[],
  cacheFolder: string,
): Process {
  const child = spawn(process.execPath, [script, ...args], {
    cwd: root,
    stdio: ['pipe', 'pipe', 'pipe'],
    // Stripping types from some hundred files takes most of a start; the cache is shared by all.
    env: { ...process.env, NODE_COMPILE_CACHE: cacheFolder, NODE_NO_WARNINGS: '1' },
  });
  running.add(child);
  return new LineProcess(child);
}

interface Waiter {
  fits: (line: string) => boolean;
  resolve: (line: string) => void;
  reject: (error: Error) => void;
}

class LineProcess implements Process {
  end: End | null = null;
  readonly ended: Promise<End>;
  readonly #child: ChildProcess;
  readonly #lines: string[] = [];
  readonly #tail: string[] = [];
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
        running.delete(child);
        this.end = { code, signal };
        for (const { reject } of this.#waiters) reject(this.#endedEarly());
        this.#waiters = [];
        resolve(this.end);
      });
    });
    child.once('error', (error) => this.#keep(String(error)));
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  line(fits: Waiter['fits']): Promise<string> {
    const before = this.#lines.find(fits);
    if (before !== undefined) return Promise.resolve(before);
    if (this.end !== null) return Promise.reject(this.#endedEarly());
    return new Promise((resolve, reject) => this.#waiters.push({ fits, resolve, reject }));
  }

  say(line: string): void {
    this.#child.stdin?.write(`${line}\n`);
  }

  kill(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  tail(): string {
    return this.#tail.join('\n');
  }

  #take(line: string): void {
    this.#lines.push(line);
    if (this.#lines.length > keptLines) this.#lines.shift();
    this.#keep(line);
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

import { type SpawnOptions, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { root } from '../../tools/runtime.mjs';

/** The exit code of a program (null: ended by a signal), and its output. */
export interface Ended {
  code: number | null;
  output: string;
}

/**
 * Starts a program: takes a function for the lines it prints, and returns how to end it and how to
 * write to it.
 */
export type Run = (print: (line: string) => void) => {
  code: Promise<number | null>;
  kill: (signal: NodeJS.Signals) => void;
  say?: (line: string) => void;
};

/** Number of last lines to show of a program that failed. */
const shownLines = 40;

/** A program whose lines a test waits for. */
export class Program {
  readonly lines: string[] = [];
  readonly ended: Promise<Ended>;
  readonly kill: (signal: NodeJS.Signals) => void;
  readonly say: (line: string) => void;
  #isOver = false;
  #waiting: (() => void)[] = [];

  /** @param onLine called with each line as it comes */
  constructor(run: Run, onLine = (_line: string): void => {}) {
    const { code, kill, say } = run((line) => {
      this.lines.push(line);
      onLine(line);
      this.#wake();
    });
    this.kill = kill;
    this.say = say ?? (() => {});
    this.ended = code.then((number) => {
      this.#isOver = true;
      this.#wake();
      return { code: number, output: this.lines.join('\n') };
    });
  }

  /**
   * The first line, printed already or later, that starts with the text or fits the condition.
   * Rejects if the program ends without it.
   */
  async line(wanted: string | ((line: string) => boolean)): Promise<string> {
    const fits = typeof wanted === 'string' ? (line: string) => line.startsWith(wanted) : wanted;
    for (let seen = 0; ; ) {
      const found = this.lines.slice(seen).find(fits);
      if (found !== undefined) return found;
      if (this.#isOver) throw new Error(`ended without ${wanted}:\n${this.tail()}`);
      seen = this.lines.length;
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  tail(): string {
    return this.lines.slice(-shownLines).join('\n');
  }

  #wake(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}

/** Starts a command; lines on standard error count too. */
export function startProgram(
  [command = '', ...args]: readonly string[],
  options: Pick<SpawnOptions, 'env' | 'cwd'> = {},
  onLine?: (line: string) => void,
): Program {
  const run: Run = (print) => {
    const child = spawn(command, args, { ...options, stdio: 'pipe' });
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', print);
    }
    // The program may be gone while we write.
    child.stdin.on('error', () => {});
    const code = new Promise<number | null>((resolve) => {
      child.once('error', (error) => print(String(error)));
      child.once('close', resolve);
    });
    return {
      code,
      kill: (signal) => void child.kill(signal),
      say: (line) => void child.stdin.write(`${line}\n`),
    };
  };
  return new Program(run, onLine);
}

/**
 * Shared by all starts of a test file: stripping the types of some hundred files takes most of a
 * start.
 */
const compileCache = mkdtempSync(join(tmpdir(), 'lanyard-compiled-'));
process.once('exit', () => rmSync(compileCache, { recursive: true, force: true }));

export const scriptEnvironment = {
  ...process.env,
  NODE_COMPILE_CACHE: compileCache,
  NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --import=${pathToFileURL(join(root, 'tools/native-types.mjs')).href}`,
  NODE_NO_WARNINGS: '1',
};

/**
 * Starts a script of this repository, by its path from the root, under the Node that runs the
 * tests.
 */
export function startScript(
  script: string,
  args: readonly string[],
  onLine?: (line: string) => void,
): Program {
  const command = [process.execPath, join(root, script), ...args];
  return startProgram(command, { env: scriptEnvironment }, onLine);
}

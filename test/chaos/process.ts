import { type Program, startScript } from '../support/program.ts';
import { Tally } from './tally.ts';

/**
 * The processes of one run. Each of them watches its standard input and ends when that closes: so they
 * end as well if this process is killed.
 */
export class ProcessGroup {
  readonly #running = new Set<Program>();
  #isOver = false;

  /** Starts a script of this repository. Throws after `end`. */
  start(script: string, args: readonly string[], onLine?: (line: string) => void): Program {
    if (this.#isOver) throw new Error('the run is over');
    const program = startScript(script, args, onLine);
    this.#running.add(program);
    void program.ended.then(() => this.#running.delete(program));
    return program;
  }

  /** Kills what still runs, and starts nothing any more; after each run, whatever became of it. */
  async end(): Promise<void> {
    this.#isOver = true;
    for (const program of this.#running) program.kill('SIGKILL');
    await Promise.all([...this.#running].map(({ ended }) => ended));
  }
}

/** A process that may be killed and started again on the same store. */
export class Mortal {
  /** What its lives told, their starts and kills. Fails if one of them ends by itself. */
  readonly heard = new Tally();
  readonly name: string;
  readonly #spawn: (onLine: (line: string) => void) => Program;
  #program: Program | null = null;
  #mayEnd = true;

  constructor(name: string, spawn: (onLine: (line: string) => void) => Program) {
    this.name = name;
    this.#spawn = spawn;
  }

  /** Resolves when it has said this; rejects if it ends without. */
  protected async begin(ready: string): Promise<void> {
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

  /** Called with each line that it says. */
  protected hear(_line: string): void {}

  /** Resolves with the first line of this life that fits. */
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

  signal(signal: NodeJS.Signals): void {
    this.#program?.kill(signal);
  }

  /** Tells it something that it does at once; `full` and `room`: its store has no more pages, or again. */
  say(command: 'full' | 'room' | 'quiet' | 'end'): void {
    this.#program?.say(command);
  }

  /** Ends it as `ask` does, in good order. Throws if it was not. */
  protected async endsBy(ask: () => void): Promise<void> {
    this.#mayEnd = true;
    ask();
    const end = await this.#program?.ended;
    if (end?.code !== 0) throw new Error(`${this.name} ended badly:\n${this.#program?.tail()}`);
  }
}

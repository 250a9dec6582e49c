import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type AdminClient, createAdminClient } from '../../../hub/admin/client.ts';
import { readAccess } from '../../../hub/cli/places.ts';
import { runHubCommand } from '../../../hub/main.ts';
import { root } from '../../../tools/runtime.mjs';
import { eventSecret, sampleEvent } from '../../support/sample-event.ts';

/** How a process of `npm run hub` ended, and what it printed. */
export interface Ended {
  code: number | null;
  output: string;
}

/** What runs a command: tells its lines, and may be ended. */
type Run = (print: (line: string) => void) => {
  code: Promise<number | null>;
  kill: (signal: NodeJS.Signals) => void;
};

/** A command of `npm run hub` under way. */
export class HubCommandLine {
  readonly ended: Promise<Ended>;
  readonly lines: string[] = [];
  readonly kill: (signal: NodeJS.Signals) => void;
  #isOver = false;
  #waiting: (() => void)[] = [];

  constructor(run: Run) {
    const { code, kill } = run((line) => {
      this.lines.push(line);
      this.#wake();
    });
    this.kill = kill;
    this.ended = code.then((number) => {
      this.#isOver = true;
      this.#wake();
      return { code: number, output: this.lines.join('\n') };
    });
  }

  /** The first line that begins so. Rejects if the command ends without. */
  async line(start: string): Promise<string> {
    for (;;) {
      const found = this.lines.find((line) => line.startsWith(start));
      if (found !== undefined) return found;
      if (this.#isOver) throw new Error(`ended without "${start}":\n${this.lines.join('\n')}`);
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  #wake(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}

/** `npm run hub` as a process of its own, without npm. */
function inOwnProcess(words: readonly string[]): Run {
  return (print) => {
    const child = spawn(process.execPath, [join(root, 'tools/hub/run.ts'), ...words], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NODE_COMPILE_CACHE: compileCache, NODE_NO_WARNINGS: '1' },
    });
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', print);
    }
    const code = new Promise<number | null>((resolve) => child.once('close', resolve));
    return { code, kill: (signal) => void child.kill(signal) };
  };
}

/** The same in this process, which is quicker; every signal ends it in good order. */
function inThisProcess(words: readonly string[], cwd: string): Run {
  return (print) => {
    const stop = new AbortController();
    const code = runHubCommand({
      ...{ words, cwd, print, environment: {}, organiserPage: null, signal: stop.signal },
      demo: () => {
        throw new Error('the demo event is not asked for here');
      },
    });
    return { code, kill: () => stop.abort() };
  };
}

/** The places of one test, and the processes that it started. */
export interface HubBench {
  folder: string;
  dataDir: string;
  /** Words that start a hub with the sample event on a free port of loopback. */
  serving: string[];
  start(words: readonly string[]): HubCommandLine;
  /** Starts `serving` in a process of its own and waits until it runs. */
  serve(more?: readonly string[]): Promise<HubCommandLine>;
  /** The same in this process, which is quicker. */
  serveHere(more?: readonly string[]): Promise<HubCommandLine>;
  /** Runs a command about the hub of `dataDir` in a process of its own, to its end. */
  run(...words: string[]): Promise<Ended>;
  /** The same in this process, which is quicker. */
  runHere(...words: string[]): Promise<Ended>;
  file(name: string, content: string | Uint8Array): string;
  /** The administrator's way to the running hub, as commands find it. */
  admin(): AdminClient & { url: string; authority: string };
  log(): string;
  cleanUp(): Promise<void>;
}

/** Stripping the types of some hundred files takes most of a start: shared by all starts of a test file. */
export const compileCache = mkdtempSync(join(tmpdir(), 'lanyard-hub-cache-'));
process.once('exit', () => rmSync(compileCache, { recursive: true, force: true }));

export function hubBench(): HubBench {
  const folder = mkdtempSync(join(tmpdir(), 'lanyard-hub-cli-'));
  const dataDir = join(folder, 'data');
  const started: HubCommandLine[] = [];
  const clients: AdminClient[] = [];
  const file = (name: string, content: string | Uint8Array): string => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  const serving = [
    ...['--port', '0', '--host', '127.0.0.1', '--data-dir', dataDir],
    ...['--event', file('event.json', JSON.stringify(sampleEvent))],
    ...['--event-secret', file('secret.txt', Buffer.from(eventSecret).toString('hex'))],
  ];
  const begin = (run: Run): HubCommandLine => {
    const command = new HubCommandLine(run);
    started.push(command);
    return command;
  };
  const start = (words: readonly string[]): HubCommandLine => begin(inOwnProcess(words));
  const running = async (hub: HubCommandLine): Promise<HubCommandLine> => {
    await hub.line('Running');
    return hub;
  };
  return {
    folder,
    dataDir,
    serving,
    start,
    file,
    serve: (more = []) => running(start([...serving, ...more])),
    serveHere: (more = []) => running(begin(inThisProcess([...serving, ...more], folder))),
    run: (...words) => start([...words, '--data-dir', dataDir]).ended,
    runHere: (...words) => begin(inThisProcess([...words, '--data-dir', dataDir], folder)).ended,
    admin: () => {
      const access = readAccess(dataDir);
      if (access === null) throw new Error('no hub ran');
      const client = createAdminClient(access);
      clients.push(client);
      return { ...client, url: access.url, authority: access.authority };
    },
    log: () => readFileSync(join(dataDir, 'hub.log'), 'utf8'),
    cleanUp: async () => {
      await Promise.all(clients.map((client) => client.close()));
      for (const process of started) process.kill('SIGKILL');
      await Promise.all(started.map(({ ended }) => ended));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The value after a label in what the hub prints: `address`, `code` … */
export function printed(hub: Pick<HubCommandLine, 'lines'>, label: string): string {
  const line = hub.lines.find((text) => text.trim().startsWith(`${label} `));
  if (line === undefined) throw new Error(`nothing printed: ${label}`);
  return line.trim().slice(label.length).trim();
}

import { type ChildProcess, spawn } from 'node:child_process';
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

/** `npm run hub` as a process of its own, without npm. */
export class HubCommandLine {
  readonly ended: Promise<Ended>;
  readonly lines: string[] = [];
  readonly #child: ChildProcess;
  #waiting: (() => void)[] = [];

  constructor(words: readonly string[], compileCache: string) {
    this.#child = spawn(process.execPath, [join(root, 'tools/hub/run.ts'), ...words], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NODE_COMPILE_CACHE: compileCache, NODE_NO_WARNINGS: '1' },
    });
    const { stdout, stderr } = this.#child;
    if (stdout === null || stderr === null) throw new Error('no output');
    for (const stream of [stdout, stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        this.lines.push(line);
        this.#wake();
      });
    }
    this.ended = new Promise((resolve) => {
      this.#child.once('close', (code) => {
        resolve({ code, output: this.lines.join('\n') });
        this.#wake();
      });
    });
  }

  /** The first line that begins so. Rejects if the process ends without. */
  async line(start: string): Promise<string> {
    for (;;) {
      const found = this.lines.find((line) => line.startsWith(start));
      if (found !== undefined) return found;
      if (this.#child.exitCode !== null || this.#child.signalCode !== null) {
        throw new Error(`ended without "${start}":\n${this.lines.join('\n')}`);
      }
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  kill(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  #wake(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}

/** The places of one test, and the processes that it started. */
export interface HubBench {
  folder: string;
  dataDir: string;
  /** Words that start a hub with the sample event on a free port of loopback. */
  serving: string[];
  start(words: readonly string[]): HubCommandLine;
  /** Starts `serving` and waits until it runs. */
  serve(more?: readonly string[]): Promise<HubCommandLine>;
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
  const start = (words: readonly string[]): HubCommandLine => {
    const process = new HubCommandLine(words, compileCache);
    started.push(process);
    return process;
  };
  return {
    folder,
    dataDir,
    serving,
    start,
    file,
    serve: async (more = []) => {
      const hub = start([...serving, ...more]);
      await hub.line('Running');
      return hub;
    },
    run: (...words) => start([...words, '--data-dir', dataDir]).ended,
    runHere: async (...words) => {
      const lines: string[] = [];
      const code = await runHubCommand({
        words: [...words, '--data-dir', dataDir],
        environment: {},
        cwd: folder,
        demo: () => {
          throw new Error('no hub is made here');
        },
        organiserPage: null,
        print: (line) => lines.push(line),
        signal: new AbortController().signal,
      });
      return { code, output: lines.join('\n') };
    },
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
export function printed(hub: HubCommandLine, label: string): string {
  const line = hub.lines.find((text) => text.trim().startsWith(`${label} `));
  if (line === undefined) throw new Error(`nothing printed: ${label}`);
  return line.trim().slice(label.length).trim();
}

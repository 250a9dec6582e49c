import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { StoredEvent } from '../../db/events.ts';
import { type AdminClient, createAdminClient } from '../../hub/admin/client.ts';
import { readAccess } from '../../hub/cli/places.ts';
import { root } from '../../tools/runtime.mjs';
import { freePort } from '../support/cuttable-network.ts';
import type { Process, ProcessGroup } from './process.ts';
import { Tally } from './tally.ts';

export interface HubSetting {
  /** Folder of its data: key, log, and the SQLite file unless `databaseUrl` is given. */
  dataDir: string;
  /** Folder for the event's files. */
  folder: string;
  event: StoredEvent;
  databaseUrl: string | null;
  processes: ProcessGroup;
}

/** Prepares a hub on a free port; nothing runs before `start`. */
export async function prepareHub(setting: HubSetting): Promise<HubProcess> {
  const { dataDir, event, folder, databaseUrl } = setting;
  mkdirSync(dataDir, { recursive: true });
  const files = [join(folder, 'event.json'), join(folder, 'event-secret.txt')] as const;
  writeFileSync(files[0], JSON.stringify(event.file));
  writeFileSync(files[1], Buffer.from(event.secret ?? []).toString('hex'));
  const port = await freePort();
  const words = [
    ...files,
    ...['--port', String(port), '--host', '127.0.0.1', '--data-dir', dataDir],
    ...(databaseUrl === null ? [] : ['--database-url', databaseUrl]),
  ];
  const script = join(root, 'test/chaos/hub-child.ts');
  return new HubProcess(port, dataDir, () => setting.processes.start(script, words));
}

/** Milliseconds between two starts of a hub that cannot run. */
const pauseBetweenStarts = 150;
/** Starts in a row after which it is no longer the store's fault. */
const mostStarts = 60;

/** The real hub (`npm run hub`) in a process that may be killed and started again on the same store. */
export class HubProcess {
  /** Starts, kills, and starts that its store did not allow. Fails if it ends by itself. */
  readonly heard = new Tally();
  readonly port: number;
  readonly #dataDir: string;
  readonly #spawn: () => Process;
  #process: Process | null = null;
  #mayEnd = true;

  constructor(port: number, dataDir: string, spawn: () => Process) {
    this.port = port;
    this.#dataDir = dataDir;
    this.#spawn = spawn;
  }

  /** Starts it, again and again until it runs: its database may be away, its disk full. */
  async start(): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      const process = this.#spawn();
      this.#process = process;
      try {
        await process.line((line) => line.startsWith('Running'));
        break;
      } catch (error) {
        this.heard.add('start in vain');
        if (tries === mostStarts) throw error;
        await sleep(pauseBetweenStarts);
      }
    }
    this.#watch(this.#process);
    this.heard.add('start');
  }

  #watch(process: Process | null): void {
    this.#mayEnd = false;
    void process?.ended.then(() => {
      if (this.#mayEnd || this.#process !== process) return;
      this.heard.fail(new Error(`the hub ended by itself:\n${process.tail()}`));
    });
  }

  async kill(): Promise<void> {
    this.#mayEnd = true;
    this.#process?.kill('SIGKILL');
    await this.#process?.ended;
    this.heard.add('kill');
  }

  /** Stops it without ending it, and lets it go on: SIGSTOP and SIGCONT. */
  freeze(): void {
    this.#process?.kill('SIGSTOP');
  }

  thaw(): void {
    this.#process?.kill('SIGCONT');
  }

  /** Lets its SQLite file be full, or have room again. */
  say(command: 'full' | 'room'): void {
    this.#process?.say(command);
  }

  /** In good order, as Ctrl+C does. Throws if it was not. */
  async stop(): Promise<void> {
    this.#mayEnd = true;
    this.#process?.kill('SIGTERM');
    const end = await this.#process?.ended;
    if (end?.code !== 0) throw new Error(`the hub stopped badly:\n${this.#process?.tail()}`);
  }

  /** Does something by the administrator's client, as commands beside the hub do. */
  async administer<T>(work: (client: AdminClient) => Promise<T>): Promise<T> {
    const access = readAccess(this.#dataDir);
    if (access === null) throw new Error('the hub never ran');
    const client = createAdminClient(access);
    try {
      return await work(client);
    } finally {
      await client.close();
    }
  }
}

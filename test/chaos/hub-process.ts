import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { StoredEvent } from '../../db/events.ts';
import { type AdminClient, createAdminClient } from '../../hub/admin/client.ts';
import { readAccess } from '../../hub/cli/places.ts';
import { root } from '../../tools/runtime.mjs';
import { freePort } from '../support/cuttable-network.ts';
import { type Process, startProcess } from './process.ts';

/** The real hub (`npm run hub`) in a process that may be killed and started again on the same store. */
export interface HubProcess {
  readonly port: number;
  readonly dataDir: string;
  /** How often it was started. */
  readonly starts: number;
  /** Starts it, again and again until it runs: its database may be away, its disk full. */
  start(): Promise<void>;
  kill(): Promise<void>;
  /** In good order, as Ctrl+C does. Throws if it was not. */
  stop(): Promise<void>;
  /** True from when it said that it runs until it ended. */
  isUp(): boolean;
  /** Throws what it said if it ended though nobody killed it. */
  assertAlive(): void;
  /** Does something by the administrator's client, as commands beside the hub do. */
  administer<T>(work: (client: AdminClient) => Promise<T>): Promise<T>;
}

export interface HubSetting {
  /** Folder of its data: key, log, and the SQLite file unless `databaseUrl` is given. */
  dataDir: string;
  event: StoredEvent;
  databaseUrl: string | null;
  /** Folder for what starts need only for speed. */
  cache: string;
}

/** Prepares a hub on a free port; nothing runs before `start`. */
export async function prepareHub(setting: HubSetting): Promise<HubProcess> {
  const { dataDir, event } = setting;
  mkdirSync(dataDir, { recursive: true });
  const places = {
    event: join(setting.cache, 'event.json'),
    secret: join(setting.cache, 'event-secret.txt'),
  };
  writeFileSync(places.event, JSON.stringify(event.file));
  writeFileSync(places.secret, Buffer.from(event.secret).toString('hex'));
  const port = await freePort();
  const { databaseUrl } = setting;
  const words = [
    ...['--port', String(port), '--host', '127.0.0.1', '--data-dir', dataDir],
    ...['--event', places.event, '--event-secret', places.secret],
    ...(databaseUrl === null ? [] : ['--database-url', databaseUrl]),
  ];
  return new KillableHub(port, dataDir, () =>
    startProcess(join(root, 'tools/hub/run.ts'), words, setting.cache),
  );
}

/** Milliseconds between two starts of a hub that cannot run. */
const pauseBetweenStarts = 150;
/** Starts in a row after which it is no longer the store's fault. */
const mostStarts = 60;

class KillableHub implements HubProcess {
  readonly port: number;
  readonly dataDir: string;
  starts = 0;
  readonly #spawn: () => Process;
  #process: Process | null = null;
  #isUp = false;

  constructor(port: number, dataDir: string, spawn: () => Process) {
    this.port = port;
    this.dataDir = dataDir;
    this.#spawn = spawn;
  }

  async start(): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      this.starts += 1;
      this.#process = this.#spawn();
      try {
        await this.#process.line((line) => line.startsWith('Running'));
        this.#isUp = true;
        return;
      } catch (error) {
        if (tries === mostStarts) throw error;
        await sleep(pauseBetweenStarts);
      }
    }
  }

  async kill(): Promise<void> {
    this.#isUp = false;
    this.#process?.kill('SIGKILL');
    await this.#process?.ended;
  }

  async stop(): Promise<void> {
    this.assertAlive();
    this.#isUp = false;
    this.#process?.kill('SIGTERM');
    const end = await this.#process?.ended;
    if (end?.code !== 0) throw new Error(`the hub stopped badly:\n${this.#process?.tail()}`);
  }

  isUp(): boolean {
    return this.#isUp && this.#process?.end === null;
  }

  assertAlive(): void {
    if (this.#isUp && this.#process?.end !== null) {
      throw new Error(`the hub ended by itself:\n${this.#process?.tail()}`);
    }
  }

  async administer<T>(work: (client: AdminClient) => Promise<T>): Promise<T> {
    const access = readAccess(this.dataDir);
    if (access === null) throw new Error('the hub never ran');
    const client = createAdminClient(access);
    try {
      return await work(client);
    } finally {
      await client.close();
    }
  }
}

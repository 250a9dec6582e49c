import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type AdminClient, createAdminClient } from '../../hub/admin/client.ts';
import { readAccess } from '../../hub/cli/places.ts';
import { freePort } from '../support/free-port.ts';
import { startScript } from '../support/program.ts';
import { Mortal } from './process.ts';
import { eventOfToday } from './setting.ts';

interface HubSetting {
  /** Folder of its data: key, log, and the SQLite file unless `databaseUrl` is given. */
  dataDir: string;
  /** Folder for the event's files. */
  folder: string;
  databaseUrl: string | null;
}

/** Milliseconds between two starts of a hub that cannot run. */
const pauseBetweenStarts = 150;
/** After so many failed starts in a row the store is no longer to blame. */
const maxStarts = 60;

/** The real hub (`npm run hub`) in a process that can be killed and restarted on the same store. */
export class HubProcess extends Mortal {
  readonly port: number;
  readonly dataDir: string;
  readonly #setting: HubSetting;

  private constructor(port: number, setting: HubSetting) {
    const { dataDir, folder, databaseUrl } = setting;
    const event = eventOfToday();
    mkdirSync(dataDir, { recursive: true });
    const files = [join(folder, 'event.json'), join(folder, 'event-secret.txt')] as const;
    writeFileSync(files[0], JSON.stringify(event.file));
    writeFileSync(files[1], Buffer.from(event.secret ?? []).toString('hex'));
    const words = [
      ...files,
      '--port',
      String(port),
      '--host',
      '127.0.0.1',
      '--data-dir',
      dataDir,
      ...(databaseUrl === null ? [] : ['--database-url', databaseUrl]),
    ];
    super('the hub', () => startScript('test/chaos/hub-child.ts', words));
    this.port = port;
    this.dataDir = dataDir;
    this.#setting = setting;
  }

  /** Prepares a hub on a free port; `start` runs it. */
  static async prepare(setting: HubSetting): Promise<HubProcess> {
    return new HubProcess(await freePort(), setting);
  }

  /**
   * Prepares another process of the same hub, with its authority and its database. The hub must
   * have run before.
   */
  another(dataDir: string): Promise<HubProcess> {
    for (const name of ['authority.crt', 'authority.key']) {
      cpSync(join(this.dataDir, 'tls', name), join(dataDir, 'tls', name));
    }
    return HubProcess.prepare({ ...this.#setting, dataDir });
  }

  /** Starts it, again and again until it runs: its database may be away or its disk full. */
  async start(): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await this.begin('Running');
      } catch (error) {
        this.heard.add('start in vain');
        if (tries === maxStarts) throw error;
        await sleep(pauseBetweenStarts);
      }
    }
  }

  /** Stops it as Ctrl+C does. Throws if it does not end in order. */
  stop(): Promise<void> {
    return this.endsBy(() => this.signal('SIGTERM'));
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

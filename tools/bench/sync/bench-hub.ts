import { fork } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { type AdminClient, createAdminClient } from '../../../hub/admin/client.ts';
import { startPostgres } from '../../../test/support/postgres.ts';
import {
  type HubChildReady,
  type HubChildStart,
  hubChildMemorySchema,
  hubChildReadySchema,
  memoryQuestion,
} from './hub-child-messages.ts';

/** A real hub in a process of its own, with its store on this machine's disk. */
export interface BenchHub extends HubChildReady {
  admin: AdminClient;
  /** Resident memory of its process, bytes. */
  memory(): Promise<number>;
  /** Bytes of its store: the file and its log, or the database. */
  disk(): Promise<number>;
  stop(): Promise<void>;
}

/** Where hubs of a benchmark keep their facts, and where the same rows are written without a hub. */
export type BenchStores = {
  kind: 'sqlite' | 'postgres';
  /** Path of a new SQLite file, or URL of a new database. */
  fresh(): Promise<string>;
  /** @param quotas whether stations have the quotas that they have at a venue; endless unless said */
  hub(quotas?: boolean): Promise<BenchHub>;
};

/** Runs the work with each kind of store in turn; PostgreSQL writes through to the disk, as at a venue. */
export async function withEachStore(work: (stores: BenchStores) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'lanyard-bench-'));
  const freshPath = (): string => join(folder, `${randomUUID()}.db`);
  try {
    await work({
      kind: 'sqlite',
      fresh: async () => freshPath(),
      hub: (quotas = false) =>
        startBenchHub({ sqlitePath: freshPath(), postgresUrl: null, quotas }),
    });
    const postgres = await startPostgres();
    try {
      await work({
        kind: 'postgres',
        fresh: () => postgres.createDatabase(),
        hub: async (quotas = false) =>
          startBenchHub({
            ...{ sqlitePath: '', quotas },
            postgresUrl: await postgres.createDatabase(),
          }),
      });
    } finally {
      await postgres.dispose();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function startBenchHub(store: Omit<HubChildStart, 'adminToken'>): Promise<BenchHub> {
  const adminToken = randomBytes(32).toString('base64url');
  const start: HubChildStart = { ...store, adminToken };
  const child = fork(join(import.meta.dirname, 'hub-child.ts'), [JSON.stringify(start)]);
  const early = once(child, 'exit').then(([code]) => {
    throw new Error(`the hub of the benchmark ended with ${code}`);
  });
  const [message] = await Promise.race([once(child, 'message'), early]);
  early.catch(() => {});
  const ready = hubChildReadySchema.parse(message);
  const admin = createAdminClient({ ...ready, token: adminToken });
  return {
    ...ready,
    admin,
    memory: async () => {
      const answer = once(child, 'message');
      child.send(memoryQuestion);
      const [said] = await answer;
      return hubChildMemorySchema.parse(said).rss;
    },
    disk: () => diskOf(store),
    stop: async () => {
      await admin.close();
      const ended = once(child, 'exit');
      child.disconnect();
      const [code] = await ended;
      if (code !== 0) throw new Error(`the hub of the benchmark stopped with ${code}`);
    },
  };
}

async function diskOf({ sqlitePath, postgresUrl }: Omit<HubChildStart, 'adminToken'>) {
  if (postgresUrl === null) {
    const parts = [sqlitePath, `${sqlitePath}-wal`];
    return parts.reduce(
      (sum, part) => sum + (statSync(part, { throwIfNoEntry: false })?.size ?? 0),
      0,
    );
  }
  const client = new pg.Client({ connectionString: postgresUrl });
  await client.connect();
  const { rows } = await client.query('SELECT pg_database_size(current_database()) AS bytes');
  await client.end();
  return Number(rows[0]?.bytes);
}

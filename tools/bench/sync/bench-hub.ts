import { fork } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { type AdminClient, createAdminClient } from '../../../hub/admin/client.ts';
import { startPostgres } from '../../../test/support/postgres.ts';
import {
  type HubChildReady,
  type HubChildStart,
  type HubUsage,
  hubChildReadySchema,
  hubUsageSchema,
  usageQuestion,
} from './hub-child-messages.ts';

/** A real hub in a separate process, with its store on this machine's disk. */
export interface BenchHub extends HubChildReady {
  admin: AdminClient;
  usage(): Promise<HubUsage>;
  stop(): Promise<void>;
}

/** Where a benchmark's hubs keep their facts, and where the same rows are written without a hub. */
export type BenchStores = {
  kind: 'sqlite' | 'postgres';
  /** Path of a new SQLite file, or URL of a new database. */
  fresh(): Promise<string>;
  hub(): Promise<BenchHub>;
  /**
   * Milliseconds of processor time that all processes of PostgreSQL used; 0 for SQLite, whose time
   * is the hub's.
   */
  cpu(): number;
};

/**
 * Runs the work with each kind of store in turn; PostgreSQL writes through to the disk, as at a
 * venue.
 */
export async function withEachStore(work: (stores: BenchStores) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'lanyard-bench-'));
  const freshPath = (): string => join(folder, `${randomUUID()}.db`);
  try {
    await work({
      kind: 'sqlite',
      fresh: async () => freshPath(),
      hub: () => startBenchHub({ sqlitePath: freshPath(), postgresUrl: null }),
      cpu: () => 0,
    });
    const postgres = await startPostgres();
    try {
      const server = await serverOf(postgres.url);
      await work({
        kind: 'postgres',
        fresh: () => postgres.createDatabase(),
        hub: async () =>
          startBenchHub({ sqlitePath: '', postgresUrl: await postgres.createDatabase() }),
        cpu: () => cpuOfTree(server),
      });
    } finally {
      await postgres.dispose();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The process of PostgreSQL that is the parent of all its others. */
async function serverOf(url: string): Promise<number> {
  const { text } = await firstRow(url, "SELECT pg_read_file('postmaster.pid') AS text");
  return Number.parseInt(String(text), 10);
}

/** Ticks a second of `/proc/PID/stat` (proc(5)): 100 on every current Linux. */
const ticks = 100;

/** Processor time of a process, its children, and those of its children that have ended. */
function cpuOfTree(root: number): number {
  let sum = 0;
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = statOf(name);
    if (stat === null || (Number(name) !== root && stat.parent !== root)) continue;
    sum += stat.own + (Number(name) === root ? stat.ended : 0);
  }
  return (sum / ticks) * 1_000;
}

function statOf(pid: string): { parent: number; own: number; ended: number } | null {
  try {
    // The name of the program, in brackets, may contain spaces.
    const [, after = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(/\) (?!.*\) )/);
    const fields = after.split(' ').map(Number);
    const at = (field: number): number => fields[field - 3] ?? 0;
    return { parent: at(4), own: at(14) + at(15), ended: at(16) + at(17) };
  } catch {
    return null; // it has ended meanwhile
  }
}

async function firstRow(url: string, text: string): Promise<Record<string, unknown>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows[0] ?? {};
  } finally {
    await client.end();
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
    usage: async () => {
      const answer = once(child, 'message');
      child.send(usageQuestion);
      const [said] = await answer;
      return hubUsageSchema.parse(said);
    },
    stop: async () => {
      await admin.close();
      const ended = once(child, 'exit');
      child.disconnect();
      const [code] = await ended;
      if (code !== 0) throw new Error(`the hub of the benchmark stopped with ${code}`);
    },
  };
}

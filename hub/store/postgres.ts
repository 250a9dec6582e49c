import { Socket } from 'node:net';
import { type Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { hubMigrations } from './migrations/index.ts';
import { sendingTogether } from './postgres-connection.ts';
import { formOf, type HubMigration } from './schema-version.ts';
import { HubStoreError } from './store-error.ts';

/** Called when a connection breaks; the next query opens a new one. */
export type OnConnectionLost = (error: Error) => void;

/** Timeouts (milliseconds) of a lock, a statement, an idle transaction and a connection attempt. */
const timeouts = { lock: 5_000, statement: 30_000, idleTransaction: 10_000, connect: 5_000 };

/**
 * Milliseconds after which a silent connection is closed: the database's machine may be gone, and
 * then its own limits do not act. Longer than any statement; the pool closes idle ones earlier.
 */
const maxSilence = 35_000;

/** Limits of one hub's pool. More connections gain little: writers wait for the stream's row. */
const poolLimits = { size: 10, idle: 30_000 };

const applicationName = 'lanyard-hub';

/**
 * Plans each statement at every execution: a plan for the small tables of the morning is slow by
 * noon.
 */
const plansAnew = 'SET plan_cache_mode = force_custom_plan';

/** int8 of PostgreSQL: counters and milliseconds, all far below 2^53. */
const int8 = 20;

/**
 * How to reach PostgreSQL. Another machine is reached only over TLS, with a checked certificate
 * (`sslrootcert=FILE` in the URL names its authority; else the system's apply). On this machine the
 * URL decides.
 *
 * @throws HubStoreError `needs-tls` if the URL turns TLS or the check off
 */
export function postgresConnection(url: string): { connectionString: string; ssl?: true } {
  // Read by the driver itself, as a URL can name a host in several ways.
  const { host, ssl } = new pg.Client({ connectionString: url, ssl: true });
  if (host.startsWith('/') || /^(localhost|127\.\d+\.\d+\.\d+|::1)$/.test(host)) {
    return { connectionString: url };
  }
  if (!checksCertificate(ssl)) throw new HubStoreError('needs-tls');
  return { connectionString: url, ssl: true };
}

/** The driver's types say boolean, but with more settings in the URL it is an object. */
function checksCertificate(ssl: unknown): boolean {
  if (typeof ssl !== 'object' || ssl === null) return ssl === true;
  return !('checkServerIdentity' in ssl) && Reflect.get(ssl, 'rejectUnauthorized') !== false;
}

/** Kysely's dialect over a pool that survives restarts of PostgreSQL and silent networks. */
export function postgresDialect(
  url: string,
  onLost: OnConnectionLost,
  silence = maxSilence,
): PostgresDialect {
  const pool = new pg.Pool({
    ...postgresConnection(url),
    max: poolLimits.size,
    idleTimeoutMillis: poolLimits.idle,
    connectionTimeoutMillis: timeouts.connect,
    lock_timeout: timeouts.lock,
    statement_timeout: timeouts.statement,
    idle_in_transaction_session_timeout: timeouts.idleTransaction,
    application_name: applicationName,
    pipeline: true,
    stream: () => socketThatMoves(silence),
    types: {
      getTypeParser: (type, format) =>
        type === int8 ? Number : pg.types.getTypeParser(type, format),
    },
  });
  // Without these two, a connection that breaks (idle or in use) ends the process.
  pool.on('error', onLost);
  pool.on('connect', (client) => {
    client.on('error', onLost);
    client.query(plansAnew).catch(() => undefined);
  });
  return new PostgresDialect({ pool: sendingTogether(pool) });
}

function socketThatMoves(silence: number): Socket {
  const socket = new Socket();
  const lost = (): Error => new Error('Connection terminated: the database is silent');
  return socket.setTimeout(silence, () => socket.destroy(lost()));
}

/** Max silence (milliseconds) of a line between two processes, on which each sends pings. */
const maxLineSilence = 15_000;

/** The connection settings of a line between the hub's processes. */
export function lineSetting(url: string): pg.ClientConfig {
  return {
    ...postgresConnection(url),
    connectionTimeoutMillis: timeouts.connect,
    application_name: applicationName,
    stream: () => socketThatMoves(maxLineSilence),
  };
}

/** Advisory lock ("LANY"): of two hubs that start at once, only one migrates. */
const startLock = 0x4c41_4e59;

/** Waits until no other hub migrates or claims the database, until the end of the transaction. */
export async function lockStarts<T>(tx: Kysely<T>): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(${sql.lit(startLock)})`.execute(tx);
}

/**
 * Migrates the database to the newest form, in one transaction. Throws HubStoreError
 * `from-the-future`, `pre-release`.
 *
 * @param steps other migrations than the hub's own, for tests of this function
 */
export async function migratePostgres<T>(
  db: Kysely<T>,
  steps: readonly HubMigration[] = hubMigrations,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await lockStarts(tx);
    await sql`CREATE TABLE IF NOT EXISTS hub_migration (version INTEGER PRIMARY KEY, name TEXT NOT NULL)`.execute(
      tx,
    );
    const found = await sql<{
      name: string;
    }>`SELECT name FROM hub_migration ORDER BY version`.execute(tx);
    const applied = found.rows.map(({ name }) => name);
    const names = steps.map(({ name }, at) => `${name} ${formOf(steps, at + 1, 'postgres')}`);
    const known = applied.slice(0, names.length);
    if (known.some((name, at) => name !== names[at])) throw new HubStoreError('pre-release');
    if (applied.length > names.length) throw new HubStoreError('from-the-future');
    for (const [index, migration] of steps.entries()) {
      if (index < applied.length) continue;
      await sql.raw(migration.sql('postgres')).execute(tx);
      await sql`INSERT INTO hub_migration (version, name) VALUES (${index + 1}, ${names[index]})`.execute(
        tx,
      );
    }
  });
}

/**
 * Checks that no other process works on the database as a hub.
 *
 * @throws HubStoreError `in-use`
 */
export async function assertNoHub<T>(db: Kysely<T>): Promise<void> {
  const { rows } = await sql`
    SELECT 1 FROM pg_stat_activity
    WHERE datname = current_database() AND application_name = ${applicationName}
      AND pid <> pg_backend_pid()`.execute(db);
  if (rows.length > 0) throw new HubStoreError('in-use');
}

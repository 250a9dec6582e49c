import { Socket } from 'node:net';
import {
  type Kysely,
  PostgresDialect,
  type PostgresPool,
  type PostgresPoolClient,
  sql,
} from 'kysely';
import pg from 'pg';
import { hubMigrations } from './migrations/index.ts';
import { statementsOf, togetherText } from './prepared.ts';
import { formOf, type HubMigration } from './schema-version.ts';
import { HubStoreError } from './store-error.ts';

/** Whom the store tells of a connection that broke; the next query makes a new one. */
export type OnConnectionLost = (error: Error) => void;

/** A lock, a statement or an idle transaction that takes longer (milliseconds) is given up. */
const patience = { lock: 5_000, statement: 30_000, idleTransaction: 10_000, connect: 5_000 };

/**
 * Milliseconds after which a connection on which nothing moves is given up: the database's machine may
 * have gone without a word, and then its own limits say nothing. Longer than any statement; a connection
 * that nobody uses is closed by the pool before.
 */
const longestSilence = 35_000;

/**
 * Connections of one hub. Writers wait for the stream's row anyway. One that nobody uses stays for as
 * long as kiosks take to ask again, so that {@link assertNoHub} sees a hub that has kiosks.
 */
const poolLimits = { size: 10, idle: 30_000 };

const applicationName = 'lanyard-hub';

/** int8 of PostgreSQL: counters and milliseconds, all far below 2^53. */
const int8 = 20;

/**
 * How to reach PostgreSQL: on another machine by TLS alone, with a certificate that is checked (`sslrootcert=FILE` in the URL
 * names its authority; else the system's count). On this machine as the URL says.
 *
 * @throws HubStoreError `needs-tls` where the URL takes TLS or the check away
 */
export function postgresConnection(url: string): { connectionString: string; ssl?: true } {
  // By the driver's own reading of the URL, which has more than one way to name a host.
  const { host, ssl } = new pg.Client({ connectionString: url, ssl: true });
  if (host.startsWith('/') || /^(localhost|127\.\d+\.\d+\.\d+|::1)$/.test(host)) {
    return { connectionString: url };
  }
  if (!checksCertificate(ssl)) throw new HubStoreError('needs-tls');
  return { connectionString: url, ssl: true };
}

/** The driver's types call it true or false; where the URL says more it is an object. */
function checksCertificate(ssl: unknown): boolean {
  if (typeof ssl !== 'object' || ssl === null) return ssl === true;
  return !('checkServerIdentity' in ssl) && Reflect.get(ssl, 'rejectUnauthorized') !== false;
}

/** Kysely's dialect over a pool that survives restarts of PostgreSQL and networks that fall silent. */
export function postgresDialect(
  url: string,
  onLost: OnConnectionLost,
  silence = longestSilence,
): PostgresDialect {
  const pool = new pg.Pool({
    ...postgresConnection(url),
    max: poolLimits.size,
    idleTimeoutMillis: poolLimits.idle,
    connectionTimeoutMillis: patience.connect,
    lock_timeout: patience.lock,
    statement_timeout: patience.statement,
    idle_in_transaction_session_timeout: patience.idleTransaction,
    application_name: applicationName,
    pipeline: true,
    stream: () => socketThatMoves(silence),
    types: {
      getTypeParser: (type, format) =>
        type === int8 ? Number : pg.types.getTypeParser(type, format),
    },
  });
  // Without these two a connection that breaks (idle, or in use) ends the process.
  pool.on('error', onLost);
  pool.on('connect', (client) => client.on('error', onLost));
  return new PostgresDialect({ pool: sendingTogether(pool) });
}

/**
 * The pool with connections that send the statements of `together` without waiting for answers. None is kept prepared:
 * one that was planned for the tables of the morning is slower by noon, and a push has ten statements at most.
 */
function sendingTogether(pool: pg.Pool): PostgresPool {
  // Kysely knows a connection again by its object.
  const known = new WeakMap<pg.PoolClient, PostgresPoolClient>();
  const wrap = (client: pg.PoolClient): PostgresPoolClient => {
    const query = async (text: string, values: unknown[]) => {
      if (text !== togetherText) return await client.query(text, values);
      const asked = statementsOf(values).map(
        async ({ sql: one, parameters }) => await client.query(one, [...parameters()]),
      );
      const answers = await Promise.all(asked);
      return { command: 'SELECT', rowCount: 0, rows: answers.map(({ rows }) => rows) };
    };
    return {
      // The other form of this function takes a cursor, whose class Kysely was not given.
      query: query as unknown as PostgresPoolClient['query'],
      release: (destroy) => client.release(destroy),
    };
  };
  return {
    connect: async () => {
      const client = await pool.connect();
      const connection = known.get(client) ?? wrap(client);
      known.set(client, connection);
      return connection;
    },
    end: () => pool.end(),
  };
}

function socketThatMoves(silence: number): Socket {
  const socket = new Socket();
  const lost = (): Error => new Error('Connection terminated: the database is silent');
  return socket.setTimeout(silence, () => socket.destroy(lost()));
}

/** Held while migrating, so that two hubs that start at once do not both do it ("LANY", "HUB"). */
const migrationLock = 0x4c41_4e59;

/**
 * Brings the database to the newest form, in one transaction. Throws HubStoreError `from-the-future`, `pre-release`.
 *
 * @param steps other migrations than the hub's own, for tests of this function
 */
export async function migratePostgres<T>(
  db: Kysely<T>,
  steps: readonly HubMigration[] = hubMigrations,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await sql`SELECT pg_advisory_xact_lock(${sql.lit(migrationLock)})`.execute(tx);
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
 * Makes sure that no hub but this connection's own process works on the database.
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

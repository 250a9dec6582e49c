import BetterSqlite3 from 'better-sqlite3';
import { type SqliteDatabase, SqliteDialect, type SqliteStatement } from 'kysely';
import type { HubLocation } from './location.ts';
import { hubMigrations } from './migrations/index.ts';
import { statementsOf, togetherText } from './prepared.ts';
import { formOf, type HubMigration } from './schema-version.ts';
import { errorCodeOf, HubStoreError } from './store-error.ts';

type SqliteLocation = Extract<HubLocation, { kind: 'sqlite' }>;

/** Milliseconds that a writer waits for another process (a command beside the running hub). */
const busyMilliseconds = 5_000;

/**
 * Opens (or creates) the file: WAL with synchronous=FULL, so that a commit returns only after the
 * log is on disk. Throws errors of better-sqlite3.
 */
export function openSqlite(location: SqliteLocation): BetterSqlite3.Database {
  const database = openWithKey(location, busyMilliseconds);
  try {
    configure(database);
    const answer = database.pragma('quick_check(1)', { simple: true });
    if (answer !== 'ok') throw new HubStoreError('corrupt-or-wrong-key', answer);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function openWithKey(location: SqliteLocation, timeout: number): BetterSqlite3.Database {
  const options: BetterSqlite3.Options = { timeout };
  if (location.nativeBinding !== undefined) options.nativeBinding = location.nativeBinding;
  const database = new BetterSqlite3(location.path, options);
  try {
    if (location.key !== null) {
      // SQLCipher 4 format, as in the desks' stores.
      database.pragma(`cipher = 'sqlcipher'`);
      database.pragma('legacy = 4');
      database.pragma(`key = "x'${Buffer.from(location.key).toString('hex')}'"`);
    }
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/**
 * Checks that no other process has the file open, and writes its log into it, so that it is a
 * single file. Any process with a WAL file open, even an idle hub, holds a lock that prevents the
 * change of mode. A damaged or foreign file is left unchanged: no hub runs on it.
 *
 * @throws HubStoreError `in-use`; the errors of better-sqlite3
 */
export function closeLog(location: SqliteLocation): void {
  const database = openWithKey(location, 0);
  try {
    const mode = database.pragma('journal_mode = DELETE', { simple: true });
    if (mode !== 'delete') throw new HubStoreError('in-use');
  } catch (error) {
    const code = errorCodeOf(error);
    if (/^SQLITE_(BUSY|LOCKED)/.test(code)) throw new HubStoreError('in-use', error);
    if (!/^SQLITE_(NOTADB|CORRUPT)/.test(code)) throw error;
  } finally {
    database.close();
  }
}

function configure(database: BetterSqlite3.Database): void {
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.pragma('trusted_schema = OFF');
  database.pragma('temp_store = MEMORY');
  database.pragma('cache_size = -64000');
}

/**
 * Migrates an open database to the newest form. `user_version` counts the migrations applied,
 * `application_id` identifies their form. Throws HubStoreError `from-the-future`, `pre-release`.
 *
 * @param steps other migrations than the hub's own, for tests of this function
 */
export function migrateSqlite(
  database: BetterSqlite3.Database,
  steps: readonly HubMigration[] = hubMigrations,
): void {
  const applied = Number(database.pragma('user_version', { simple: true }));
  const form = Number(database.pragma('application_id', { simple: true }));
  if (applied > 0 && form === 0) throw new HubStoreError('pre-release');
  if (applied > steps.length) throw new HubStoreError('from-the-future');
  if (applied > 0 && form !== formOf(steps, applied, 'sqlite')) {
    throw new HubStoreError('pre-release');
  }
  for (const [index, migration] of steps.entries()) {
    if (index < applied) continue;
    database
      .transaction(() => {
        database.exec(migration.sql('sqlite'));
        database.pragma(`application_id = ${formOf(steps, index + 1, 'sqlite')}`);
        database.pragma(`user_version = ${index + 1}`);
      })
      .immediate();
  }
}

/** Max statements kept for a connection; beyond this the least recently used one is dropped. */
const maxStatements = 200;

/** Kysely's dialect over an open database. Unlike Kysely it prepares each statement only once. */
export function sqliteDialect(database: BetterSqlite3.Database): SqliteDialect {
  const prepared = new Map<string, SqliteStatement>();
  const prepare = (text: string): SqliteStatement => {
    // A transaction that begins with a read cannot always start to write (SQLITE_BUSY_SNAPSHOT).
    const sql = text === 'begin' ? 'begin immediate' : text;
    const known = prepared.get(sql);
    if (known !== undefined) {
      prepared.delete(sql);
      prepared.set(sql, known);
      return known;
    }
    const statement =
      sql === 'rollback' ? rollback(database) : database.prepare<unknown[], unknown>(sql);
    prepared.set(sql, statement);
    const [oldest] = prepared.keys();
    if (prepared.size > maxStatements && oldest !== undefined) prepared.delete(oldest);
    return statement;
  };
  const runAll = (parameters: readonly unknown[]): unknown[][] =>
    statementsOf(parameters).map((statement) => {
      const found = prepare(statement.sql);
      if (statement.lists !== undefined) {
        for (const values of statement.lists()) found.run(values);
        return [];
      }
      const values = statement.parameters();
      if (found.reader) return found.all(values);
      found.run(values);
      return [];
    });
  const all: SqliteStatement = { ...noStatement, reader: true, all: runAll };
  const adapter: SqliteDatabase = {
    prepare: (text) => (text === togetherText ? all : prepare(text)),
    close: () => void database.close(),
  };
  return new SqliteDialect({ database: adapter });
}

/**
 * Rolls back only if a transaction is open. A full disk makes SQLite roll back automatically; the
 * error of a second rollback would hide the disk's from the administrator.
 */
function rollback(database: BetterSqlite3.Database): SqliteStatement {
  const statement = database.prepare('rollback');
  return {
    ...noStatement,
    run: () => (database.inTransaction ? statement.run() : noStatement.run([])),
  };
}

const noStatement: SqliteStatement = {
  reader: false,
  all: () => [],
  run: () => ({ changes: 0, lastInsertRowid: 0 }),
  iterate: () => [][Symbol.iterator](),
};

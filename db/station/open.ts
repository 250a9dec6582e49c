import { existsSync } from 'node:fs';
import BetterSqlite3 from 'better-sqlite3';
import { migrate } from '../base/migrate.ts';
import { type ReadableDatabase, StoreError, type WritableDatabase } from '../base/types.ts';
import { renewSearchIndex } from '../roster/search-index.ts';

export interface StoreLocation {
  /** Absolute path of the database file. */
  path: string;
  /** 32 bytes: the SQLCipher raw key. There is no key derivation, so opening is quick. */
  key: Uint8Array;
  /** Absolute path of a native binding built for this runtime; undefined uses the package's own. */
  nativeBinding: string | undefined;
}

/**
 * Milliseconds that a writer waits for another transaction. The import's transactions are far
 * shorter.
 */
const busyMilliseconds = 5_000;

/** Max bytes of a store whose every page a start checks: about half a second on a slow desk. */
const checkedWhole = 64 * 1024 * 1024;

/**
 * Tables that grow with people and facts. In a larger store a start does not check them. Each page
 * is checked as it is read (SQLCipher's HMAC), and all of them by the copy that is made seconds
 * after the start.
 */
const growing: ReadonlySet<string> = new Set([
  'attendance_event',
  'attendance_personal',
  'admission',
  'check_in_key',
  'badge',
  'delegate',
  'delegate_photo',
  'ticket_hash',
  'registration_code',
  'print_attempt',
  'signed_head',
  'unknown_event',
  'activity',
  'imported',
  'ticket_mail',
]);

/**
 * Opens (or creates) the encrypted store for writing and migrates it to the newest schema. WAL with
 * synchronous=FULL: a commit returns only after the log is on disk.
 *
 * @param upTo max bytes of a store whose every page is checked; see `growing`
 * @throws StoreError `corrupt-or-wrong-key`, `from-the-future`, `pre-release`, `disk-full`,
 * `not-permitted`, `failed`
 */
export function openStore(location: StoreLocation, upTo = checkedWhole): WritableDatabase {
  return guarded(location.path, () => {
    const db = connect(location, false);
    try {
      configure(db);
      checkIntegrity(db, location.path, upTo);
      migrate(db, location.path);
      renewSearchIndex(db as WritableDatabase);
      return db as WritableDatabase;
    } catch (error) {
      db.close();
      throw error;
    }
  });
}

/**
 * Opens another writing connection to a store that this process has already opened. Does not check
 * every page again, which takes seconds for a large store. Throws StoreError.
 */
export function openStoreAgain(location: StoreLocation): WritableDatabase {
  return guarded(location.path, () => {
    if (!existsSync(location.path)) throw new StoreError('failed', location.path);
    const db = connect(location, false);
    configure(db);
    return db as WritableDatabase;
  });
}

/** Opens an existing store for reading only (searches, previews of imports). Throws StoreError. */
export function openStoreForReading(location: StoreLocation): ReadableDatabase {
  return guarded(location.path, () => connect(location, true) as ReadableDatabase);
}

function connect(location: StoreLocation, readonly: boolean): BetterSqlite3.Database {
  if (readonly && !existsSync(location.path)) throw new StoreError('failed', location.path);
  const options: BetterSqlite3.Options = { readonly, timeout: busyMilliseconds };
  if (location.nativeBinding !== undefined) options.nativeBinding = location.nativeBinding;
  const db = new BetterSqlite3(location.path, options);
  // SQLCipher 4 format, so that Debian's sqlcipher can open the file with the key.
  db.pragma(`cipher = 'sqlcipher'`);
  db.pragma('legacy = 4');
  db.pragma(`key = "x'${Buffer.from(location.key).toString('hex')}'"`);
  // For readers too: the temporary file of a large sort would be unencrypted.
  db.pragma('temp_store = MEMORY');
  return db;
}

function configure(db: BetterSqlite3.Database): void {
  // Lets free pages be returned a few at a time while people are checked in (purge-rows.ts). An old
  // store keeps its setting.
  const isNew = db.pragma('page_count', { simple: true }) === 0;
  if (isNew) db.pragma('auto_vacuum = INCREMENTAL');
  // Data deleted within a page is overwritten there. A page that becomes free is cleared by the
  // next purge.
  db.pragma('secure_delete = FAST');
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.pragma('foreign_keys = ON');
  db.pragma('trusted_schema = OFF');
  db.pragma('cache_size = -32000');
}

/** The first read fails on a wrong key. The quick check finds torn pages. */
function checkIntegrity(db: BetterSqlite3.Database, path: string, upTo: number): void {
  const pages = Number(db.pragma('page_count', { simple: true }));
  const size = pages * Number(db.pragma('page_size', { simple: true }));
  for (const what of size <= upTo ? ['1'] : tablesToCheck(db)) {
    const answer = db.pragma(`quick_check(${what})`, { simple: true });
    if (answer !== 'ok') throw new StoreError('corrupt-or-wrong-key', path, answer);
  }
}

function tablesToCheck(db: BetterSqlite3.Database): string[] {
  const tables = db
    .prepare<[], { name: string }>(
      `SELECT name FROM pragma_table_list
       WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'`,
    )
    .all();
  return tables.flatMap(({ name }) => (growing.has(name) ? [] : `'${name}'`));
}

function guarded<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (error instanceof StoreError) throw error;
    throw new StoreError(codeOf(error), path, error);
  }
}

function codeOf(error: unknown): StoreError['code'] {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code.startsWith('SQLITE_NOTADB') || code.startsWith('SQLITE_CORRUPT')) {
    return 'corrupt-or-wrong-key';
  }
  if (code.startsWith('SQLITE_FULL')) return 'disk-full';
  if (code.startsWith('SQLITE_CANTOPEN') || code.startsWith('SQLITE_READONLY')) {
    return 'not-permitted';
  }
  return 'failed';
}

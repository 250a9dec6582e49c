import type BetterSqlite3 from 'better-sqlite3';

declare const readable: unique symbol;
declare const writable: unique symbol;

export type ReadableDatabase = BetterSqlite3.Database & { readonly [readable]: true };
/** A connection that may be written to. It is also readable. */
export type WritableDatabase = ReadableDatabase & { readonly [writable]: true };

export type StoreErrorCode =
  | 'corrupt-or-wrong-key'
  | 'from-the-future'
  /** Made by a development version. No migration converts it to a released form. */
  | 'pre-release'
  | 'disk-full'
  | 'not-permitted'
  | 'failed';

/** Thrown by everything that opens or migrates a store. `path` is the file. */
export class StoreError extends Error {
  readonly code: StoreErrorCode;
  readonly path: string;
  constructor(code: StoreErrorCode, path: string, cause?: unknown) {
    super(`${code}: ${path}`, { cause });
    this.name = 'StoreError';
    this.code = code;
    this.path = path;
  }
}

/** Thrown when a statement changed an unexpected number of rows. The transaction rolls back. */
export class RowCountError extends Error {
  constructor(what: string, expected: number, actual: number) {
    super(`${what}: ${actual} rows changed, expected ${expected}`);
    this.name = 'RowCountError';
  }
}

/** Whether the store itself failed, by SQLite's error code, and not the request. */
export function isStoreError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_');
}

/** Throws RowCountError unless exactly one row changed. */
export function changedOne(result: BetterSqlite3.RunResult, what: string): void {
  if (result.changes !== 1) throw new RowCountError(what, 1, result.changes);
}

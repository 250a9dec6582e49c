import { HubProblem } from '../../domain/sync/problems.ts';

/** Milliseconds until a retry: a lock or a restart ends soon, a full disk needs a person. */
const retryAfter = { soon: 1_000, later: 30_000 };

/**
 * PostgreSQL error codes (appendix A of its manual) after which the same push can succeed later:
 * serialisation and deadlock (40001, 40P01), lock and statement time-outs (55P03, 57014, 25P03),
 * the server stopping or starting (57P01–57P03), too many connections (53300), out of memory
 * (53200), a standby that does not write yet (25006); classes 08 and 58: connection and I/O.
 */
const passing = /^(40001|40P01|55P03|57014|25006|25P03|57P0[1-5]|53200|53300|08...|58...)$/;

/** Node's socket errors, and SQLite's codes for another writer or a failing disk. */
const passingNames =
  /^(ECONN|EPIPE|ETIMEDOUT|EHOST|ENET|ENOTFOUND|EAI_AGAIN|SQLITE_BUSY|SQLITE_LOCKED|SQLITE_IOERR)/;

/** pg throws these without a code. */
const lostConnection =
  /Connection terminated|connection timeout|timeout exceeded|not queryable|Client has encountered a connection error|Connection ended/i;

/** The `code` of an error of better-sqlite3, pg or Node; empty if there is none. */
export function errorCodeOf(error: unknown): string {
  if (error instanceof AggregateError) return errorCodeOf(error.errors[0]);
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/** What the store's error means for the caller: `busy` if a retry can help; null for a defect. */
export function problemOf(error: unknown): HubProblem | null {
  const code = errorCodeOf(error);
  if (code.startsWith('SQLITE_FULL') || code === '53100' || code === 'ENOSPC') {
    return new HubProblem('busy', 'disk full', { retryAfter: retryAfter.later });
  }
  const isPassing =
    passing.test(code) ||
    passingNames.test(code) ||
    (error instanceof Error && lostConnection.test(error.message));
  return isPassing ? new HubProblem('busy', 'store', { retryAfter: retryAfter.soon }) : null;
}

export type HubStoreErrorCode =
  | 'corrupt-or-wrong-key'
  | 'from-the-future'
  /** Made by a development version; it cannot be migrated to a released form. */
  | 'pre-release'
  | 'disk-full'
  | 'not-permitted'
  /** PostgreSQL does not answer, or refuses these credentials. */
  | 'unreachable'
  /** PostgreSQL on another machine would be reached without TLS. */
  | 'needs-tls'
  /** The hub's stations trust an authority other than this process's. */
  | 'other-authority'
  /** It holds no hub yet. */
  | 'not-initialised'
  | 'initialised-already'
  /** A hub, or another program, has it open. */
  | 'in-use'
  /** The call is for the other kind of store. */
  | 'other-kind'
  | 'file-exists'
  | 'no-such-file'
  | 'failed';

/**
 * Thrown when opening, creating, copying or restoring a store. Stations never receive the cause.
 */
export class HubStoreError extends Error {
  readonly code: HubStoreErrorCode;
  constructor(code: HubStoreErrorCode, cause?: unknown) {
    super(code, { cause });
    this.name = 'HubStoreError';
    this.code = code;
  }
}

/** A driver's error as a HubStoreError; a HubStoreError stays unchanged. */
export function hubStoreErrorOf(error: unknown): HubStoreError {
  return error instanceof HubStoreError
    ? error
    : new HubStoreError(storeErrorCode(errorCodeOf(error)), error);
}

function storeErrorCode(code: string): HubStoreErrorCode {
  if (/^SQLITE_(NOTADB|CORRUPT)/.test(code)) return 'corrupt-or-wrong-key';
  if (code.startsWith('SQLITE_FULL') || code === '53100' || code === 'ENOSPC') return 'disk-full';
  if (/^(SQLITE_(CANTOPEN|READONLY)|EACCES|EPERM|EROFS|42501)/.test(code)) return 'not-permitted';
  if (code === 'EEXIST') return 'file-exists';
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'no-such-file';
  // Classes 08 (connection), 28 (authorisation), 3D (no such database), 57P (stopping, starting);
  // Node's socket errors.
  if (/^(08|28|3D|57P)/.test(code) || /^E[A-Z]+$/.test(code)) return 'unreachable';
  return 'failed';
}

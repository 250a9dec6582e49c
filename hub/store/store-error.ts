import { errorCodeOf } from './trouble.ts';

/** Why a hub's store cannot be used. */
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
  /** The hub's stations trust another authority than this process has. */
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

/** Thrown when opening, creating, copying or restoring a store. No station sees the cause. */
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

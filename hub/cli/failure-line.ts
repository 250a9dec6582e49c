import { HubProblem, SyncFailure } from '../../domain/sync/problems.ts';
import { IntakeError } from '../../intake/intake-error.ts';
import { intakeErrorWords } from '../../intake/report-lines.ts';
import { HubFileError } from '../base/file-error.ts';
import { ConnectorFailure } from '../connectors/failure.ts';
import { HubStoreError, type HubStoreErrorCode } from '../store/store-error.ts';
import { UsageError } from './command-line.ts';

const storeLines: Readonly<Record<HubStoreErrorCode, string>> = {
  'corrupt-or-wrong-key':
    'The store is damaged, or its key is not the one that it was made with. Restore a backup, or give the right --key-file.',
  'from-the-future': 'The store was written by a newer version of the hub: update this one.',
  'pre-release':
    'The store was written by a development version of the hub, which this version cannot read. Give another --data-dir or database.',
  'disk-full': 'The disk is full.',
  'not-permitted': 'The store cannot be read or written by this user.',
  unreachable:
    'PostgreSQL does not answer, or does not let this user in. Is --database-url right, and does it run?',
  'needs-tls':
    'PostgreSQL on another machine is reached by TLS alone. In --database-url take sslmode away, and name its authority: ?sslrootcert=FILE',
  'other-authority':
    'The hub of this database has another authority. Copy authority.crt and authority.key from the folder tls of its data directory into the folder tls of this one. If they are lost, start once with --new-authority: every station joins again.',
  'not-initialised': 'There is no hub in this store yet.',
  'initialised-already': 'There is a hub in this store already.',
  'in-use':
    'A hub runs with this data directory already, or with this database. Stop it first, or give another --data-dir.',
  'other-kind': 'This is for the other kind of store.',
  'file-exists': 'The file is there already: choose another name.',
  'no-such-file': 'There is no such file.',
  failed: 'The store cannot be used.',
};

/** The error and its remedy, for the terminal. Never prints the password in a database URL. */
export function failureLine(error: unknown): string {
  if (error instanceof UsageError || error instanceof HubFileError) return error.message;
  if (error instanceof SyncFailure) {
    return error.code === 'unreachable'
      ? 'The hub does not answer. Does it run with this data directory?'
      : `What answers there is not this hub (${error.code}).`;
  }
  if (error instanceof HubProblem) return `The hub refuses: ${error.message}`;
  if (error instanceof HubStoreError) return storeLine(error);
  if (error instanceof ConnectorFailure) return `The other system: ${error.message}`;
  if (error instanceof IntakeError) {
    return `${intakeErrorWords[error.code]}: ${error.detail} [${error.code}]`;
  }
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  // Windows answers EACCES for a port that another program or the system has reserved.
  const isPort = error instanceof Error && 'syscall' in error && error.syscall === 'listen';
  if (code === 'EADDRINUSE' || (code === 'EACCES' && isPort && process.platform === 'win32')) {
    return 'The port is taken: choose another with --port.';
  }
  if (code === 'EACCES') return 'Not permitted: this file or port is not for this user.';
  if (code === 'EADDRNOTAVAIL') return '--host is no address of this machine.';
  if (code === 'ENOENT') return 'No such file.';
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** Adds the driver's code if several causes are possible. */
function storeLine({ code, cause }: HubStoreError): string {
  const isClear = code !== 'failed' && code !== 'unreachable';
  const driverCode = cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : '';
  return isClear ? storeLines[code] : storeLines[code] + driverCode;
}

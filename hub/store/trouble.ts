import { HubProblem } from '../../domain/wire/problems.ts';

/** Milliseconds after which to come again: a lock or a restart is over soon, a full disk needs somebody. */
const retryAfter = { soon: 1_000, later: 30_000 };

/**
 * States of PostgreSQL (appendix A of its manual) in which the same push succeeds later: serialisation
 * and deadlock (40001, 40P01), lock and statement time-outs (55P03, 57014, 25P03), the server going down
 * or coming up (57P01–57P03), too many connections (53300), out of memory (53200), a standby that does
 * not write yet (25006); classes 08 and 58: connection, input and output.
 */
const passing = /^(40001|40P01|55P03|57014|25006|25P03|57P0[1-5]|53200|53300|08...|58...)$/;

/** Node's socket errors, and what SQLite says of another writer or of a disk that fails. */
const passingNames =
  /^(ECONN|EPIPE|ETIMEDOUT|EHOST|ENET|ENOTFOUND|EAI_AGAIN|SQLITE_BUSY|SQLITE_LOCKED|SQLITE_IOERR)/;

/** pg says these without a code. */
const lostConnection =
  /Connection terminated|connection timeout|timeout exceeded|not queryable|Client has encountered a connection error|Connection ended/i;

/** The `code` of an error of better-sqlite3, pg or Node; empty where there is none. */
export function errorCodeOf(error: unknown): string {
  if (error instanceof AggregateError) return errorCodeOf(error.errors[0]);
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/** What the store's error means for who called: `busy` where trying again helps; null for a defect. */
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

/** Whether an error means a damaged store: a page has wrong content, or cannot be read. */
export function damageOf(error: unknown): boolean {
  return /^SQLITE_(CORRUPT|NOTADB|IOERR_(READ|SHORT_READ|CORRUPTFS|DATA))/.test(codeOf(error));
}

/** Whether a transaction was rolled back because the disk is full. */
export function isWriteWithoutRoom(error: unknown): boolean {
  return /^(SQLITE_FULL|SQLITE_IOERR_(WRITE|SHMSIZE|FSYNC)|ENOSPC)/.test(codeOf(error));
}

/** The code of the error, or of the one that caused it. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  if ('code' in error && String(error.code).startsWith('SQLITE')) return String(error.code);
  return error.cause === undefined
    ? 'code' in error
      ? String(error.code)
      : ''
    : codeOf(error.cause);
}

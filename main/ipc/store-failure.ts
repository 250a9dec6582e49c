import { CallFailure } from '../call-failure.ts';

/** Translates what SQLite throws into a failure with words, or null when it is something else. */
export function storeFailureOf(error: unknown): CallFailure | null {
  if (!(error instanceof Error) || !('code' in error)) return null;
  const code = String(error.code);
  if (code.startsWith('SQLITE_FULL')) return new CallFailure('disk-full', '', error);
  if (/^SQLITE_(BUSY|IOERR|CORRUPT|NOTADB|READONLY|CANTOPEN)/.test(code)) {
    return new CallFailure('store-unavailable', code, error);
  }
  return null;
}

/** SQLite's code (`SQLITE_FULL` …) of an error of better-sqlite3, or null for any other error. */
export function sqliteCodeOf(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error)) return null;
  return String(error.code).startsWith('SQLITE_') ? String(error.code) : null;
}

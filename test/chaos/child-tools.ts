import module from 'node:module';
import { createInterface } from 'node:readline';

/** SQLite's code (`SQLITE_FULL` …) of an error of better-sqlite3, or null for any other error. */
export function sqliteCodeOf(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error)) return null;
  return String(error.code).startsWith('SQLITE_') ? String(error.code) : null;
}

/**
 * Writes out Node's cache of compiled scripts (NODE_COMPILE_CACHE), for the next life. By itself Node does
 * so only at a good end, which a process that is killed never has. Nothing happens before Node 22.10.
 */
export function keepCompiled(): void {
  const flush: unknown = Reflect.get(module, 'flushCompileCache');
  if (typeof flush === 'function') flush();
}

/**
 * Reads commands from standard input, and ends this process at once when it closes: whoever started it
 * is gone, perhaps killed, and nobody else would end it.
 */
export function obeyParent(obey: (line: string) => void): void {
  createInterface({ input: process.stdin })
    .on('line', obey)
    .on('close', () => process.exit(1));
}

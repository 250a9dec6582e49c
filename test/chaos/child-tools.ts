import module from 'node:module';
import { createInterface } from 'node:readline';

/** SQLite's code (`SQLITE_FULL` …) of an error of better-sqlite3, or null for any other error. */
export function sqliteCodeOf(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error)) return null;
  return String(error.code).startsWith('SQLITE_') ? String(error.code) : null;
}

/**
 * Writes Node's cache of compiled scripts (NODE_COMPILE_CACHE) to disk for the next start. Node
 * does so only at an orderly exit, which a killed process never has. Does nothing before Node
 * 22.10.
 */
export function keepCompiled(): void {
  const flush: unknown = Reflect.get(module, 'flushCompileCache');
  if (typeof flush === 'function') flush();
}

/**
 * Reads commands from standard input and exits as soon as it closes: the parent is gone, perhaps
 * killed, and nothing else would end this process.
 */
export function obeyParent(obey: (line: string) => void): void {
  createInterface({ input: process.stdin })
    .on('line', obey)
    .on('close', () => process.exit(1));
}

import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';

/**
 * Opens a hub's store, or a backup of one, with the key in `folder` (by default the file's folder).
 */
export function openHubFile(file: string, folder = dirname(file)): BetterSqlite3.Database {
  const database = new BetterSqlite3(file);
  const key = readFileSync(join(folder, 'hub.key'), 'utf8').trim();
  for (const pragma of [`cipher = 'sqlcipher'`, 'legacy = 4', `key = "x'${key}'"`]) {
    database.pragma(pragma);
  }
  return database;
}

import type BetterSqlite3 from 'better-sqlite3';
import { schemaForm } from '../../domain/base/schema-form.ts';
import { type Migration, migrations } from '../migrations/index.ts';
import { StoreError } from './types.ts';

/**
 * Migrates an open store to the newest schema. `user_version` counts the migrations applied,
 * `application_id` identifies their form. Throws StoreError `from-the-future`, `pre-release`.
 *
 * @param path names the file in errors
 * @param steps other migrations than the app's own, for tests of this function
 */
export function migrate(
  db: BetterSqlite3.Database,
  path: string,
  steps: readonly Migration[] = migrations,
): void {
  const applied = versionOf(db, path, steps);
  for (const [index, { sql }] of steps.entries()) {
    if (index < applied) continue;
    db.transaction(() => {
      db.exec(sql);
      db.pragma(`application_id = ${formOf(steps, index + 1)}`);
      db.pragma(`user_version = ${index + 1}`);
    }).immediate();
  }
}

/**
 * How many migrations made the store; 0 for an empty file. Throws StoreError `from-the-future` for
 * a newer version's, `pre-release` if its migrations differ from today's: development versions
 * changed them in place.
 */
export function versionOf(
  db: BetterSqlite3.Database,
  path: string,
  steps: readonly Migration[] = migrations,
): number {
  const applied = Number(db.pragma('user_version', { simple: true }));
  if (applied === 0) return 0;
  const form = Number(db.pragma('application_id', { simple: true }));
  if (form === 0) throw new StoreError('pre-release', path);
  if (applied > steps.length) throw new StoreError('from-the-future', path);
  if (form !== formOf(steps, applied)) throw new StoreError('pre-release', path);
  return applied;
}

function formOf(steps: readonly Migration[], applied: number): number {
  return schemaForm(steps.slice(0, applied).map(({ sql }) => sql));
}

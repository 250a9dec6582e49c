import type BetterSqlite3 from 'better-sqlite3';
import { schemaForm } from '../../domain/base/schema-form.ts';
import { type Migration, migrations } from '../migrations/index.ts';
import { StoreError } from './types.ts';

/**
 * Migrates an open store to the newest schema. `user_version` counts the applied migrations,
 * `application_id` identifies their form.
 *
 * @param path names the file in errors
 * @param steps replaces the app's own migrations in tests
 * @throws StoreError `from-the-future`, `pre-release`
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
 * Number of migrations that made the store; 0 for an empty file.
 *
 * @throws StoreError `from-the-future` for the store of a newer version, `pre-release` if its
 * migrations differ from today's, because development versions changed them in place
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

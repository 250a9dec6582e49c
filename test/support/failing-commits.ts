import type { WritableDatabase } from '../../db/types.ts';

/**
 * Lets every transaction that writes a fact do all of its work and then fail at its commit, as on a disk that is
 * full just then.
 *
 * @returns ends it
 */
export function failCommits(db: WritableDatabase): () => void {
  // A deferred foreign key is looked at by COMMIT itself.
  db.exec(`
    CREATE TEMP TABLE IF NOT EXISTS parent (id INTEGER PRIMARY KEY);
    CREATE TEMP TABLE IF NOT EXISTS child (
      parent INTEGER REFERENCES parent (id) DEFERRABLE INITIALLY DEFERRED
    );
    CREATE TEMP TRIGGER fail_commit AFTER INSERT ON main.attendance_event
    BEGIN INSERT INTO child VALUES (1); END;
  `);
  return () => db.exec('DROP TRIGGER temp.fail_commit');
}

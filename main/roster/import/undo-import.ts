import type { ReadableDatabase } from '../../../db/base/types.ts';
import { findLastImport, importDependents, revertImport } from '../../../db/roster/last-import.ts';
import { isUndoable, type LastImport } from '../../../domain/roster/roster-import.ts';
import { CallFailure } from '../../base/call-failure.ts';
import type { Context } from '../../base/context.ts';

/** The last import of this station and what depends on it; null without one. */
export function lastImport({ db, event }: Context): LastImport | null {
  return readLastImport(db, event.file.id);
}

function readLastImport(db: ReadableDatabase, eventId: string): LastImport | null {
  const found = findLastImport(db, eventId);
  if (found === null) return null;
  return { ...found, dependents: importDependents(db, eventId, found.at) };
}

/**
 * Undoes the last import, whole or not at all. Where something depends on it by now, nothing
 * changes and the answer says what.
 *
 * @param at the import that the supervisor saw; throws CallFailure `already-done` if it is not the
 *   last one any more
 */
export function undoImport(
  { db, event, clock }: Context,
  at: number,
): { result: 'done' | 'depended-on'; last: LastImport } {
  const eventId = event.file.id;
  return db
    .transaction(() => {
      const last = readLastImport(db, eventId);
      if (last === null || last.at !== at) throw new CallFailure('already-done', 'import');
      if (!isUndoable(last)) return { result: 'depended-on' as const, last };
      revertImport(db, eventId, clock());
      return { result: 'done' as const, last };
    })
    .immediate();
}

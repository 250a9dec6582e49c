import {
  factBeforeImport,
  findLastImport,
  importDependents,
  revertImport,
} from '../../db/roster/undo-import.ts';
import type { ListedBooking } from '../../domain/bookings/listed-booking.ts';
import { isUndoable, type LastImport } from '../../domain/roster/roster-import.ts';
import { CallFailure } from '../base/call-failure.ts';
import type { Context } from '../base/context.ts';
import { listedSince, undoListed } from '../bookings/list-bookings.ts';

/** The last import of this station and what depends on it; null without one. */
export function lastImport(context: Context): LastImport | null {
  const { db, event } = context;
  const eventId = event.file.id;
  const found = findLastImport(db, eventId);
  if (found === null) return null;
  const bookings = bookedByImport(context).length;
  return { ...found, bookings, dependents: importDependents(db, eventId) };
}

/** What the last import says about sessions, of what it changed. */
function bookedByImport(context: Context): ListedBooking[] {
  const place = factBeforeImport(context.db, context.event.file.id);
  return place === null ? [] : listedSince(context, place);
}

/**
 * Undoes the last import, whole or not at all. Where something depends on it by now, nothing
 * changes and the answer says what.
 *
 * @param at the import that the supervisor saw; throws CallFailure `already-done` if it is not the
 *   last one any more
 */
export function undoImport(
  context: Context,
  at: number,
  operatorId: string | null = null,
): { result: 'done' | 'depended-on'; last: LastImport } {
  const { db, event, clock } = context;
  return db
    .transaction(() => {
      const last = lastImport(context);
      if (last === null || last.at !== at) throw new CallFailure('already-done', 'import');
      if (!isUndoable(last)) return { result: 'depended-on' as const, last };
      // Of people who are removed below, the places become free first.
      undoListed(context, bookedByImport(context), operatorId);
      revertImport(db, event.file.id, clock());
      return { result: 'done' as const, last };
    })
    .immediate();
}

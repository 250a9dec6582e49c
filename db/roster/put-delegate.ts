import type { Delegate } from '../../domain/roster/delegate.ts';
import type { WritableDatabase } from '../base/types.ts';
import {
  changeableValues,
  delegateOf,
  findKnown,
  insertRow,
  updateRow,
  writeCodes,
  writeWords,
} from './roster-row.ts';
import { delegateWords } from './search-index.ts';

/**
 * Writes a delegate exactly as given, with codes, search terms and the counts of the roster. A
 * known delegate (by registration code) is overwritten. Inside a transaction.
 *
 * @param wall UTC milliseconds
 * @returns whether anything changed
 */
export function putDelegate(
  db: WritableDatabase,
  eventId: string,
  delegate: Delegate,
  wall: number,
): boolean {
  const known = findKnown(db, eventId, delegate.registrationCode);
  if (known === undefined) {
    writeCodes(db, delegate);
    const rid = insertRow(db, eventId, delegate, wall);
    writeWords(db, [{ rid, words: delegateWords(delegate), isNew: true }]);
    return true;
  }
  const before = delegateOf(known);
  const values = changeableValues(delegate);
  if (known.deleted === 0 && changeableValues(before).every((value, i) => value === values[i])) {
    return false;
  }
  updateRow(db, known.rid, delegate, wall);
  const words = delegateWords(delegate);
  if (known.deleted === 1 || words !== delegateWords(before)) {
    writeWords(db, [{ rid: known.rid, words, isNew: false }]);
  }
  return true;
}

import type { Delegate } from '../../domain/roster/delegate.ts';
import {
  mergeEntry,
  type RosterDefaults,
  type RosterEntry,
} from '../../domain/roster/roster-entry.ts';
import { dataVersion } from '../base/statement.ts';
import type { WritableDatabase } from '../base/types.ts';
import { noteImported } from './last-import.ts';
import {
  type CodeKind,
  changeableValues,
  delegateOf,
  findKnown,
  insertRow,
  type KnownRow,
  knowsCodes,
  type RowWords,
  updateRow,
  writeCode,
  writeCodes,
  writeWords,
} from './roster-row.ts';
import { delegateWords } from './search-index.ts';

/** A batch of a roster file, with the context for writing it. */
export interface RosterBatch {
  eventId: string;
  entries: readonly RosterEntry[];
  defaults: RosterDefaults;
  /** UTC milliseconds. */
  wall: number;
  /** Of an import: records what each entry changes, for `undoImport`, and whom it ends. */
  import?: { operatorId: string | null };
}

interface Prepared {
  entry: RosterEntry;
  known: KnownRow | undefined;
  delegate: Delegate;
  /** Null if they stay unchanged. */
  words: string | null;
  /** Whether a code of a new delegate is not recorded yet. */
  lacksCodes: boolean;
  unchanged: boolean;
}

/**
 * Writes a batch in one transaction, all of it or nothing: each delegate with codes and search
 * terms. Known people (by registration code, in either case) are merged with the present state of
 * the store. New people are added. No one is removed or cancelled. Unchanged people are not
 * written.
 *
 * @returns the number of delegates added and changed
 */
export function upsertDelegates(
  db: WritableDatabase,
  batch: RosterBatch,
): { added: number; changed: number } {
  // Looking up, merging and making search terms is half of the work. Doing it before the
  // transaction holds up no check-in. The result counts only if nothing was written since. One read
  // transaction covers all: opening one per lookup costs more than the lookup.
  const { version, prepared } = db
    .transaction(() => ({
      prepared: batch.entries.map((entry) => prepare(db, batch, entry)),
      version: dataVersion(db),
    }))
    .deferred();
  return db
    .transaction(() => {
      const valid = dataVersion(db) === version;
      return writeBatch(db, batch, prepared, valid);
    })
    .immediate();
}

/**
 * Writes the codes of the delegates who follow, in the order of each table, so that a hundred
 * thousand of them change few pages. Optional, but faster.
 */
export function prepareCodes(
  db: WritableDatabase,
  kind: CodeKind,
  codes: readonly { code: string; delegateId: string }[],
): void {
  db.transaction(() => {
    for (const { code, delegateId } of codes) writeCode(db, kind, code, delegateId);
  }).immediate();
}

function writeBatch(
  db: WritableDatabase,
  batch: RosterBatch,
  prepared: readonly Prepared[],
  valid: boolean,
): { added: number; changed: number } {
  const count = { added: 0, changed: 0 };
  const written = new Set<string>();
  const words: RowWords[] = [];
  for (const one of prepared) {
    const fresh = valid && !written.has(one.delegate.id) ? one : prepare(db, batch, one.entry);
    if (fresh.unchanged) continue;
    written.add(fresh.delegate.id);
    words.push(...writeOne(db, batch, fresh));
    if (fresh.known === undefined) count.added += 1;
    else count.changed += 1;
  }
  writeWords(db, words);
  return count;
}

/** Writes a delegate's row and returns the search terms to write. */
function writeOne(db: WritableDatabase, batch: RosterBatch, one: Prepared): RowWords[] {
  const { known, delegate, words } = one;
  const { eventId, wall } = batch;
  if (batch.import !== undefined) {
    noteImported(db, { eventId, wall, ...batch.import }, known, delegate);
  }
  if (known === undefined) {
    if (one.lacksCodes) writeCodes(db, delegate);
    const rid = insertRow(db, eventId, delegate, wall);
    return [{ rid, words: words ?? delegateWords(delegate), isNew: true }];
  }
  updateRow(db, known.rid, delegate, wall);
  for (const code of delegate.outsideTickets) writeCode(db, 'ticket', code, delegate.id);
  for (const code of delegate.otherCodes) writeCode(db, 'registration', code, delegate.id);
  return words === null ? [] : [{ rid: known.rid, words, isNew: false }];
}

function prepare(db: WritableDatabase, batch: RosterBatch, entry: RosterEntry): Prepared {
  const known = findKnown(db, batch.eventId, entry.registrationCode);
  const existing = known === undefined ? null : delegateOf(known);
  const delegate = mergeEntry(existing, entry, batch.defaults);
  if (known === undefined || existing === null) {
    const lacksCodes = !knowsCodes(db, delegate);
    return { entry, known, delegate, words: delegateWords(delegate), lacksCodes, unchanged: false };
  }
  if (known.deleted === 0 && sameValues(existing, delegate)) {
    return { entry, known, delegate, words: null, lacksCodes: false, unchanged: true };
  }
  const words = delegateWords(delegate);
  const sameWords = words === delegateWords(existing);
  const newWords = sameWords ? null : words;
  return { entry, known, delegate, words: newWords, lacksCodes: false, unchanged: false };
}

function sameValues(a: Delegate, b: Delegate): boolean {
  const other = changeableValues(b);
  return changeableValues(a).every((value, index) => value === other[index]);
}

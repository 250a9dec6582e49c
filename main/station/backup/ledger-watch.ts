import { statement } from '../../../db/base/statement.ts';
import type { ReadableDatabase } from '../../../db/base/types.ts';
import { eventColumns, findPersonal } from '../../../db/ledger/attendance.ts';
import { findStation, type StationRow } from '../../../db/ledger/station.ts';
import type { StoreLocation } from '../../../db/station/open.ts';
import type { AttendanceEvent } from '../../../domain/ledger/attendance.ts';
import { openHeadMark, readHeadMark } from './head-mark.ts';
import { openJournal } from './journal.ts';
import { headMarkPath, journalFolder } from './places.ts';

/** Keeps what a recovery needs beside the store, fact by fact. */
export type LedgerWatch = ReturnType<typeof watchLedger>;

/** Maximum facts read at once; more than a day's work of one station. */
const maxFacts = 50_000;

/**
 * Watches the ledger of an open store. First adds facts that an earlier run of the app wrote
 * without noting them.
 *
 * @param failed called when the journal cannot be written (a full disk); check-ins continue
 */
export function watchLedger(
  db: ReadableDatabase,
  location: StoreLocation,
  failed: (error: unknown) => void,
) {
  const before = readHeadMark(headMarkPath(location));
  const mark = openHeadMark(headMarkPath(location));
  const journal = openJournal(journalFolder(location), location.key);
  let noted = {
    station: before?.station,
    incarnation: before?.incarnation,
    lastKseq: before?.lastKseq ?? 0,
  };
  const add = (self: StationRow): void => {
    const isSame = noted.station === self.station && noted.incarnation === self.incarnation;
    const after = isSame ? noted.lastKseq : 0;
    if (isSame && self.lastKseq <= after) return;
    journal.add(
      factsAfter(db, self, after).map((fact) => ({
        fact,
        personal: fact.commitment === null ? null : findPersonal(db, fact.id),
      })),
    );
    const { station, incarnation, lastKseq } = self;
    noted = { station, incarnation, lastKseq };
  };
  const note = (): void => {
    try {
      const station = findStation(db);
      if (station === null) return;
      try {
        add(station);
      } finally {
        mark.note(station);
      }
    } catch (error) {
      failed(error);
    }
  };
  const attempt = (action: () => void): void => {
    try {
      action();
    } catch (error) {
      failed(error);
    }
  };
  note();
  return {
    /**
     * Call it after a commit and before any answer. Writes new facts to journal and mark. Never
     * throws.
     */
    note,
    /** A copy of the store is good: the journal begins again. */
    copied: (): void => attempt(journal.begin),
    /** Deletes the journal: a purge needs this. */
    clear: journal.clear,
    close: (): void => {
      note();
      mark.close();
      journal.close();
    },
  };
}

function factsAfter(db: ReadableDatabase, station: StationRow, kseq: number): AttendanceEvent[] {
  return statement<[string, number, number, number], AttendanceEvent>(
    db,
    `SELECT ${eventColumns} FROM attendance_event
     WHERE station = ? AND incarnation = ? AND kseq > ? ORDER BY kseq LIMIT ?`,
  ).all(station.station, station.incarnation, kseq, maxFacts);
}

import { eventColumns } from '../../db/attendance.ts';
import { hubLinkOf } from '../../db/hub-link.ts';
import { openStore } from '../../db/open.ts';
import { everyDelegate } from '../../db/roster.ts';
import { statement } from '../../db/statement.ts';
import { findStation, type StationRow } from '../../db/station.ts';
import type { ReadableDatabase } from '../../db/types.ts';
import type { AttendanceEvent } from '../../domain/attendance.ts';
import { canonicalJson } from '../../domain/canonical-json.ts';
import { type JournalLine, readJournal } from './journal.ts';
import { eventOfToday, type KioskSetting, kioskLocation } from './setting.ts';

/** What a kiosk holds at the end, and what it wrote down on the way. */
export interface KioskTruth {
  name: string;
  station: StationRow;
  /** All facts in its store, by chain and place. */
  facts: AttendanceEvent[];
  /** Ids of facts with a personal payload. */
  personal: Set<string>;
  /** Items that it keeps without understanding them, and links that were written anew. */
  oddities: { unknown: number; superseded: number; badgeConflicts: number };
  /** Ids of admissions in its projection, which its screens show. */
  admissions: { standing: string[]; undone: string[] };
  /** `serial state` of every badge in its projection. */
  badges: string[];
  /** Canonical JSON of each delegate in its roster, by id. */
  roster: Map<string, string>;
  cursor: { epoch: string | null; events: number; roster: number };
  journal: JournalLine[];
  torn: number;
}

/** Reads a kiosk's store and journal; its process must have ended. */
export function readKioskTruth(setting: KioskSetting): KioskTruth {
  const db = openStore(kioskLocation(setting.folder));
  try {
    const station = findStation(db);
    if (station === null) throw new Error(`${setting.name} has no station`);
    const { epoch, eventSeq, rosterSeq } = hubLinkOf(db);
    const { lines, torn } = readJournal(setting.journal);
    return {
      name: setting.name,
      station,
      facts: statement<[], AttendanceEvent>(
        db,
        `SELECT ${eventColumns} FROM attendance_event ORDER BY kiosk, incarnation, kseq`,
      ).all(),
      personal: new Set(ids(db, 'SELECT attendance_id AS id FROM attendance_personal')),
      oddities: {
        unknown: count(db, 'unknown_event'),
        superseded: count(db, 'superseded_event'),
        badgeConflicts: count(db, 'badge_conflict'),
      },
      admissions: {
        standing: ids(db, 'SELECT attendance_id AS id FROM admission WHERE undone_by IS NULL'),
        undone: ids(db, 'SELECT attendance_id AS id FROM admission WHERE undone_by IS NOT NULL'),
      },
      badges: ids(db, `SELECT serial || ' ' || state AS id FROM badge`),
      roster: rosterOf(db),
      cursor: { epoch, events: eventSeq, roster: rosterSeq },
      journal: lines,
      torn,
    };
  } finally {
    db.close();
  }
}

function ids(db: ReadableDatabase, sql: string): string[] {
  return statement<[], { id: string }>(db, sql)
    .all()
    .map(({ id }) => id);
}

function count(db: ReadableDatabase, table: string): number {
  return ids(db, `SELECT count(*) AS id FROM ${table}`).map(Number)[0] ?? 0;
}

function rosterOf(db: ReadableDatabase): Map<string, string> {
  const delegates = [...everyDelegate(db, eventOfToday().file.id)];
  return new Map(delegates.map((delegate) => [delegate.id, canonicalJson({ ...delegate })]));
}

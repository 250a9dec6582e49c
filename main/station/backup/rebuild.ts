import type { ReadableDatabase, WritableDatabase } from '../../../db/base/types.ts';
import { findStation, insertStation, type StationRow } from '../../../db/ledger/station.ts';
import { openStoreForReading, type StoreLocation } from '../../../db/station/open.ts';
import { genesisHash } from '../../../domain/ledger/chain.ts';
import { firstHlc } from '../../../domain/ledger/hlc.ts';
import type { HeadMark } from './head-mark.ts';

/** Copied as they are, parents before children; the rest comes from the ledger or the hub. */
const tables = [
  'setting',
  'event',
  'delegation',
  'delegate',
  'ticket_hash',
  'registration_code',
  'operator',
  'badge_template',
  'delegate_photo',
  'photo_to_send',
  'hub_link',
  'known_station',
  'known_operator',
  'stop_list',
  'stop_entry',
  'retention',
  'purge_order',
  'written_file',
  'copy_place',
  'former_hub',
  'held_judgement',
];

/**
 * Fills a new, empty store with what SQLite can still read of a damaged one: settings, event,
 * roster, operators, photos. Serves the first minutes of a station, when there is no copy yet. The
 * ledger is left to `regainLedger`, which needs no readable table: the station's row says that none
 * of it is there.
 *
 * @returns whether the station's identity was recovered; else nothing was changed
 */
export function rebuildStore(
  db: WritableDatabase,
  damaged: StoreLocation,
  mark: HeadMark | null,
): boolean {
  const source = openDamaged(damaged);
  try {
    const station = stationOf(source) ?? mark;
    if (station === null) return false;
    db.pragma('foreign_keys = OFF');
    db.transaction(() => {
      if (source !== null) for (const table of tables) copyRows(db, source, table);
      // The hub's streams start over, and the next opening rebuilds the search index.
      db.exec(`UPDATE hub_link SET epoch = NULL, changes_seq = 0, roster_seq = 0, event_seq = 0, acked_kseq = 0;
        DELETE FROM setting WHERE name = 'search-words-version'`);
      insertStation(db, {
        station: station.station,
        stationNumber: station.stationNumber,
        incarnation: Math.max(station.incarnation, mark?.incarnation ?? 1),
        lastKseq: 0,
        chainHead: genesisHash,
        hlc: firstHlc,
        lastBadgeCount: Math.max(station.lastBadgeCount, mark?.lastBadgeCount ?? 0),
      });
    }).immediate();
    db.pragma('foreign_keys = ON');
    return true;
  } finally {
    source?.close();
  }
}

function openDamaged(damaged: StoreLocation): ReadableDatabase | null {
  try {
    return openStoreForReading(damaged);
  } catch {
    // The file is no longer a database; the mark and the pages may still hold enough.
    return null;
  }
}

function stationOf(source: ReadableDatabase | null): StationRow | null {
  if (source === null) return null;
  try {
    return findStation(source);
  } catch {
    // The row's page is damaged.
    return null;
  }
}

/**
 * Reads from both ends of the table up to the damage. Rows that do not fit are damaged too: left
 * out.
 */
function copyRows(db: WritableDatabase, source: ReadableDatabase, table: string): void {
  const wanted = columnsOf(db, table);
  let columns: string[];
  try {
    columns = columnsOf(source, table).filter((name) => wanted.includes(name));
  } catch {
    // If the schema cannot be read, no table can.
    return;
  }
  if (columns.length === 0) return;
  const list = columns.join(', ');
  const insert = db.prepare(
    `INSERT OR IGNORE INTO ${table} (${list}) VALUES (${columns.map(() => '?').join(', ')})`,
  );
  for (const order of ['ASC', 'DESC']) {
    try {
      const key = primaryKeyOf(source, table) ?? 'rowid';
      const rows = source.prepare(`SELECT ${list} FROM ${table} ORDER BY ${key} ${order}`).raw();
      for (const row of rows.iterate()) insert.run(...(row as unknown[]));
      return;
    } catch {
      // Read up to the damaged page; the loop's other direction follows.
    }
  }
}

function columnsOf(db: ReadableDatabase, table: string): string[] {
  return db
    .prepare<[string], { name: string }>('SELECT name FROM pragma_table_info(?)')
    .all(table)
    .map(({ name }) => name);
}

/** The first column of the primary key of a table without row ids. */
function primaryKeyOf(db: ReadableDatabase, table: string): string | null {
  const row = db
    .prepare<[string], { wr: number }>(
      `SELECT wr FROM pragma_table_list WHERE schema = 'main' AND name = ?`,
    )
    .get(table);
  if (row?.wr !== 1) return null;
  return (
    db
      .prepare<[string], { name: string }>('SELECT name FROM pragma_table_info(?) WHERE pk = 1')
      .get(table)?.name ?? null
  );
}

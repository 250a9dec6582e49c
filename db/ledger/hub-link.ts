import { statement } from '../base/statement.ts';
import { changedOne, type ReadableDatabase, type WritableDatabase } from '../base/types.ts';

/**
 * The hub of this station, and the station's position in its streams. Times are UTC milliseconds.
 */
export interface HubLink {
  hub: string;
  hubName: string;
  url: string;
  /** PEM of the hub's certificate authority. */
  authority: string;
  /** Raw Ed25519 key (base64) that signs stop lists. */
  hubKey: string;
  /** Null until the first handshake. */
  epoch: string | null;
  rosterSeq: number;
  eventSeq: number;
  photoSeq: number;
  ackedKseq: number;
  directoryVersion: string;
  lastContact: number | null;
  clockOffset: number | null;
  /**
   * Hub's clock minus that of most stations, milliseconds; null if the hub's clock is not in doubt.
   */
  hubClockOff: number | null;
  /** Hash of the hub's event file; null until the first handshake. */
  hubEventFile: string | null;
  /** Names (JSON list) of other stations whose event file differs from the hub's. */
  otherEventFiles: string;
  rosterAsOf: number | null;
  stopListAsOf: number | null;
  /** Number of this station's facts in the hub's quarantine. */
  quarantined: number;
  /** Number of this station's operators that the hub has no room for. */
  operatorsRefused: number;
  /** Mark of the current complete pull of the roster. */
  sweep: number;
  sweeping: boolean;
}

/** What a station learns of a hub at enrolment. */
export type HubIdentity = Pick<HubLink, 'hub' | 'hubName' | 'url' | 'authority' | 'hubKey'>;

export function findHubLink(db: ReadableDatabase): HubLink | null {
  const row = statement<[], Omit<HubLink, 'sweeping'> & { sweeping: number }>(
    db,
    `SELECT hub, hub_name AS hubName, url, authority, hub_key AS hubKey, epoch, roster_seq AS rosterSeq,
            event_seq AS eventSeq, photo_seq AS photoSeq, acked_kseq AS ackedKseq, directory_version AS directoryVersion,
            last_contact AS lastContact, clock_offset AS clockOffset, hub_clock_off AS hubClockOff,
            hub_event_file AS hubEventFile, other_event_files AS otherEventFiles, roster_as_of AS rosterAsOf,
            stop_list_as_of AS stopListAsOf, quarantined, operators_refused AS operatorsRefused,
            sweep, sweeping
     FROM hub_link WHERE only = 1`,
  ).get();
  return row === undefined ? null : { ...row, sweeping: row.sweeping === 1 };
}

/** The station's hub. Throws if there is none: the sync engine only runs with a hub. */
export function hubLinkOf(db: ReadableDatabase): HubLink {
  const link = findHubLink(db);
  if (link === null) throw new Error('this station belongs to no hub');
  return link;
}

/**
 * Joins a hub at enrolment, replacing an earlier one. Cursors restart at 0, and the first pull of
 * the roster removes what this hub does not know. `wall` in UTC milliseconds. Works inside a
 * transaction or alone.
 */
export function saveHubLink(db: WritableDatabase, hub: HubIdentity & { wall: number }): void {
  keepHubKey(db);
  statement(
    db,
    `INSERT INTO hub_link (only, hub, hub_name, url, authority, hub_key, sweep, sweeping, wall)
     VALUES (1, ?, ?, ?, ?, ?, (SELECT coalesce(max(sweep), 0) + 1 FROM delegate), 1, ?)
     ON CONFLICT (only) DO UPDATE SET hub = excluded.hub, hub_name = excluded.hub_name,
       url = excluded.url, authority = excluded.authority, hub_key = excluded.hub_key, epoch = NULL,
       roster_seq = 0, event_seq = 0, photo_seq = 0, acked_kseq = 0, directory_version = '', last_contact = NULL,
       clock_offset = NULL, hub_clock_off = NULL, hub_event_file = NULL, other_event_files = '[]', roster_as_of = NULL, stop_list_as_of = NULL, directory_trusted = 0,
       quarantined = 0, operators_refused = 0, changes_seq = 0,
       sweep = max(hub_link.sweep + 1, excluded.sweep), sweeping = 1, wall = excluded.wall`,
  ).run(hub.hub, hub.hubName, hub.url, hub.authority, hub.hubKey, hub.wall);
}

/** Keeps the hub's key when the link ends, so that facts of that hub stay trusted. */
function keepHubKey(db: WritableDatabase): void {
  statement(
    db,
    `INSERT INTO former_hub (public_key, own) SELECT hub_key, 1 FROM hub_link WHERE true
     ON CONFLICT (public_key) DO UPDATE SET own = 1`,
  ).run();
}

/** Leaves the hub. Facts, roster and what is known of other stations stay. */
export function dropHubLink(db: WritableDatabase): void {
  keepHubKey(db);
  statement(db, 'DELETE FROM hub_link').run();
}

/** Stores the answer of a handshake. `ackedKseq` is the hub's head of this station's chain. */
export function recordContact(
  db: WritableDatabase,
  contact: Pick<HubLink, 'hub' | 'hubName' | 'ackedKseq' | 'quarantined' | 'clockOffset'> &
    Pick<HubLink, 'operatorsRefused' | 'hubClockOff' | 'hubEventFile' | 'otherEventFiles'> & {
      wall: number;
    },
): void {
  changedOne(
    statement(
      db,
      `UPDATE hub_link SET hub = @hub, hub_name = @hubName, acked_kseq = @ackedKseq,
         quarantined = @quarantined, operators_refused = @operatorsRefused, clock_offset = @clockOffset, hub_clock_off = @hubClockOff,
         hub_event_file = @hubEventFile, other_event_files = @otherEventFiles,
         last_contact = @wall WHERE only = 1`,
    ).run(contact),
    'recordContact',
  );
}

/**
 * After the hub was restored or replaced: reads all streams from the start and sweeps the roster.
 */
export function beginEpoch(db: WritableDatabase, epoch: string): void {
  changedOne(
    statement(
      db,
      `UPDATE hub_link SET epoch = ?, changes_seq = 0, roster_seq = 0, event_seq = 0, photo_seq = 0, acked_kseq = 0,
         directory_version = '', sweep = sweep + 1, sweeping = 1 WHERE only = 1`,
    ).run(epoch),
    'beginEpoch',
  );
}

/** After the hub dropped what the roster's cursor needs: pulls the whole roster and sweeps it. */
export function beginSweep(db: WritableDatabase): void {
  statement(
    db,
    'UPDATE hub_link SET roster_seq = 0, sweep = sweep + 1, sweeping = 1 WHERE only = 1',
  ).run();
}

/** Restarts the streams of events and photos from the beginning. */
export function rewindStreams(db: WritableDatabase): void {
  statement(db, 'UPDATE hub_link SET event_seq = 0, photo_seq = 0 WHERE only = 1').run();
}

export function moveEventCursor(db: WritableDatabase, seq: number): void {
  statement(db, 'UPDATE hub_link SET event_seq = ? WHERE only = 1').run(seq);
}

export function movePhotoCursor(db: WritableDatabase, seq: number): void {
  statement(db, 'UPDATE hub_link SET photo_seq = ? WHERE only = 1').run(seq);
}

/**
 * Moves the roster's cursor.
 *
 * @param changesSeq at the end of the roster: the roster now contains the hub's changes among the
 * facts up to this number; null before the end
 */
export function moveRosterCursor(
  db: WritableDatabase,
  seq: number,
  changesSeq: number | null,
): void {
  statement(
    db,
    'UPDATE hub_link SET roster_seq = ?, changes_seq = coalesce(?, changes_seq) WHERE only = 1',
  ).run(seq, changesSeq);
}

/** Records that the hub confirmed this station's chain up to this number. */
export function recordAcked(db: WritableDatabase, kseq: number): void {
  statement(db, 'UPDATE hub_link SET acked_kseq = ? WHERE only = 1').run(kseq);
}

export function endSweep(db: WritableDatabase): void {
  statement(db, 'UPDATE hub_link SET sweeping = 0 WHERE only = 1').run();
}

/**
 * Records that the station has everything that the hub had at `wall`. The stop list counts only if
 * the hub signed it.
 */
export function recordSynced(
  db: WritableDatabase,
  at: { clockOffset: number; wall: number },
): void {
  statement(
    db,
    `UPDATE hub_link SET roster_as_of = @wall, last_contact = @wall, clock_offset = @clockOffset,
       stop_list_as_of = CASE WHEN directory_trusted = 1 THEN @wall ELSE stop_list_as_of END
     WHERE only = 1`,
  ).run({ wall: at.wall, clockOffset: at.clockOffset });
}

/** Numbers for the screen: facts that the hub has not confirmed, and everything quarantined. */
export function countWaiting(db: ReadableDatabase): { waiting: number; quarantined: number } {
  const row = statement<[], { waiting: number; quarantined: number }>(
    db,
    `SELECT max(0, station.last_kseq - hub_link.acked_kseq) AS waiting,
            hub_link.quarantined + (SELECT count(*) FROM unknown_event WHERE aside = 0) AS quarantined
     FROM hub_link JOIN station`,
  ).get();
  return row ?? { waiting: 0, quarantined: 0 };
}

/** Number of facts per transaction. */
const atOnce = 2_000;

/**
 * Clears the place in the hub's stream of the next few facts after a row number, because it has no
 * meaning in another epoch.
 *
 * @returns the row number to continue from, or null at the end
 */
export function forgetHubSeqs(db: WritableDatabase, after: number): number | null {
  const row = statement<[number, number], { upTo: number | null }>(
    db,
    `SELECT max(rowid) AS upTo FROM
       (SELECT rowid FROM attendance_event WHERE rowid > ? ORDER BY rowid LIMIT ?)`,
  ).get(after, atOnce);
  const upTo = row?.upTo ?? null;
  if (upTo === null) return null;
  statement(
    db,
    `UPDATE attendance_event SET hub_seq = NULL
     WHERE rowid > ? AND rowid <= ? AND hub_seq IS NOT NULL`,
  ).run(after, upTo);
  return upTo;
}

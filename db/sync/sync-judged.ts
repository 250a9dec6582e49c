// clock: the order of a list on a screen; the table has no rows of its own to order by.

import { toBase64 } from '../../domain/base/bytes.ts';
import type { Crypto } from '../../domain/base/crypto.ts';
import type { AttendanceEvent, OrderedFact } from '../../domain/ledger/attendance.ts';
import { payloadText } from '../../domain/ledger/attendance-fold.ts';
import { bodyOf, factId } from '../../domain/ledger/chain.ts';
import type { Personal, StreamedEvent } from '../../domain/sync/events.ts';
import { statement } from '../base/statement.ts';
import { changedOne, type ReadableDatabase, type WritableDatabase } from '../base/types.ts';
import { orderedColumns } from '../ledger/attendance.ts';
import { readFact } from '../ledger/sync-read-fact.ts';
import { removeNewcomer } from './roster-pull.ts';
import { delegatesTouchedBy } from './sync-effects.ts';
import { bodyAt } from './sync-links.ts';

/** Why a link does not count here: the values of `unknown_event.aside`. */
export const asides = {
  /** This version does not understand it. */
  unread: 0,
  /** The hub holds it in quarantine. */
  byHub: 1,
  /** Its author's mode may not write it, or its branch has a forged number. */
  here: 2,
  /** Two people ordered at the hub to disregard it. */
  disregarded: 3,
} as const;
export type Aside = (typeof asides)[keyof typeof asides];

export function holdsDisregarded(db: ReadableDatabase): boolean {
  return statement(db, 'SELECT 1 FROM unknown_event WHERE aside = 3 LIMIT 1').get() !== undefined;
}

/** A link that does not count, with its place in the hub's stream. */
export interface SilentLink {
  station: string;
  incarnation: number;
  kseq: number;
  hash: string;
  /** Null if the hub's stream has not shown it yet. */
  seq: number | null;
}

interface HeldRow extends OrderedFact {
  whole: string | null;
  salt: Uint8Array | null;
  personal: string | null;
}

/** Keeps a new link that does not count here. Its place must be free. */
export function writeUnknown(
  db: WritableDatabase,
  streamed: StreamedEvent,
  aside: Aside,
  setting: { eventId: string; crypto: Pick<Crypto, 'sha256'>; wall: number },
): void {
  const { station, incarnation, kseq, hash, body, personal, seq, effective } = streamed;
  const said = readFact(body, streamed, setting.eventId)?.event.id ?? null;
  const id = said === factId(body, setting.crypto) ? said : null;
  statement(
    db,
    `INSERT INTO unknown_event
       (station, incarnation, kseq, hash, id, body, salt, personal, hub_seq, effective, aside, wall)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (station, incarnation, kseq) DO UPDATE SET hub_seq = excluded.hub_seq`,
  ).run(
    station,
    incarnation,
    kseq,
    hash,
    id,
    body,
    personal?.salt ?? null,
    personal?.payload ?? null,
    seq,
    effective,
    aside,
    setting.wall,
  );
}

/**
 * Withdraws a fact. Its link stays in its place among those that do not count, and everything
 * derived from it is deleted. Inside the page's transaction, which projects the delegates concerned
 * again.
 *
 * @param wall UTC milliseconds
 * @returns the delegates concerned; null if the link is not held as a fact
 */
export function withdrawFact(
  db: WritableDatabase,
  link: SilentLink,
  aside: Aside,
  wall: number,
): Set<string> | null {
  const row = statement<unknown[], HeldRow>(
    db,
    `SELECT ${orderedColumns}, event_body.body AS whole, personal.salt, personal.payload AS personal
     FROM attendance_event
     LEFT JOIN event_body ON event_body.attendance_id = attendance_event.id
     LEFT JOIN attendance_personal AS personal ON personal.attendance_id = attendance_event.id
     WHERE attendance_event.station = ? AND attendance_event.incarnation = ? AND attendance_event.kseq = ?
       AND attendance_event.hash = ?`,
  ).get(link.station, link.incarnation, link.kseq, link.hash);
  if (row === undefined) return null;
  const { id, badgeSerial } = row;
  const touched = delegatesTouchedBy(db, [row]);
  for (const holder of holdersOf(db, badgeSerial)) touched.add(holder);
  const keep = (at: SilentLink, body: string): void => {
    const { station, incarnation, kseq, hash, seq } = at;
    const salt = row.salt === null ? null : toBase64(row.salt);
    statement(
      db,
      `INSERT OR IGNORE INTO unknown_event
         (station, incarnation, kseq, hash, id, body, salt, personal, hub_seq, effective, aside, wall)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ).run(
      station,
      incarnation,
      kseq,
      hash,
      id,
      body,
      salt,
      row.personal,
      seq,
      row.effective,
      aside,
      wall,
    );
  };
  keep(link, row.whole ?? bodyOf(row));
  // The links at its other places used the text of this fact.
  for (const place of furtherPlaces(db, id)) keep({ ...place, seq: link.seq }, bodyAt(row, place));
  db.pragma('defer_foreign_keys = ON');
  for (const sql of forgetting) statement(db, sql).run({ id });
  // Which of several badges of one serial came too late must be determined again.
  statement(db, 'DELETE FROM badge_conflict WHERE serial = ?').run(badgeSerial);
  for (const person of newcomersOf(row)) removeNewcomer(db, person, wall);
  changedOne(
    statement(db, 'UPDATE station SET refolds = refolds + 1 WHERE only = 1').run(),
    'withdrawFact',
  );
  return touched;
}

/** Deletes a fact and everything that refers to it. What other facts support is projected again. */
const forgetting = [
  'DELETE FROM check_in_key WHERE attendance_id = @id',
  'DELETE FROM refusal_key WHERE attendance_id = @id',
  'DELETE FROM heard_alert WHERE attendance_id = @id',
  'UPDATE admission SET undone_by = NULL WHERE undone_by = @id',
  'DELETE FROM admission WHERE attendance_id = @id',
  `UPDATE badge SET replaces = NULL WHERE replaces IN (SELECT serial FROM badge WHERE issued_by = @id)`,
  'DELETE FROM badge WHERE issued_by = @id',
  'DELETE FROM badge_conflict WHERE attendance_id = @id',
  'DELETE FROM duplicate_resolution WHERE resolved_by = @id OR admission_id = @id',
  'DELETE FROM event_body WHERE attendance_id = @id',
  'DELETE FROM attendance_personal WHERE attendance_id = @id',
  'DELETE FROM attendance_event WHERE id = @id',
];

/** The delegates that facts on one serial name. Clones may have issued it twice. */
function holdersOf(db: ReadableDatabase, serial: string | null): string[] {
  return statement<[string | null], { id: string }>(
    db,
    `SELECT DISTINCT delegate_id AS id FROM attendance_event
     WHERE badge_serial = ? AND badge_serial IS NOT NULL AND delegate_id IS NOT NULL`,
  )
    .all(serial)
    .map((row) => row.id);
}

function furtherPlaces(
  db: ReadableDatabase,
  id: string,
): { station: string; incarnation: number; kseq: number; hash: string }[] {
  return statement<[string], { station: string; incarnation: number; kseq: number; hash: string }>(
    db,
    `SELECT station, incarnation, kseq, hash FROM superseded_event AS place WHERE attendance_id = ?
       AND NOT EXISTS (SELECT 1 FROM attendance_event AS fact WHERE fact.station = place.station
         AND fact.incarnation = place.incarnation AND fact.kseq = place.kseq)`,
  ).all(id);
}

/** The people created by a fact. The hub may not know them and would then never remove them. */
function newcomersOf(fact: AttendanceEvent): string[] {
  const id =
    fact.type === 'walk-in-registered'
      ? fact.delegateId
      : fact.type === 'delegate-replaced'
        ? payloadText(fact, 'replacedBy')
        : null;
  return id === null ? [] : [id];
}

/**
 * Takes a link from among those that do not count, so that it can become a fact again.
 *
 * @returns the payload kept with it; undefined if the link is not among them
 */
export function takeSilent(
  db: WritableDatabase,
  { station, incarnation, kseq, hash }: Omit<SilentLink, 'seq'>,
): Personal | null | undefined {
  const row = statement<unknown[], KeptPayload>(
    db,
    `DELETE FROM unknown_event WHERE station = ? AND incarnation = ? AND kseq = ? AND hash = ?
     RETURNING salt, personal`,
  ).get(station, incarnation, kseq, hash);
  return row === undefined ? undefined : payloadIn(row);
}

/**
 * The payload kept with a link that does not count; null if there is none. It was never compared
 * with the commitment.
 */
export function findSilentPersonal(
  db: ReadableDatabase,
  { station, incarnation, kseq, hash }: Omit<SilentLink, 'seq'>,
): Personal | null {
  const row = statement<unknown[], KeptPayload>(
    db,
    `SELECT salt, personal FROM unknown_event
     WHERE station = ? AND incarnation = ? AND kseq = ? AND hash = ?`,
  ).get(station, incarnation, kseq, hash);
  return row === undefined ? null : payloadIn(row);
}

/** As stored in `unknown_event`, with the salt in base64. */
interface KeptPayload {
  salt: string | null;
  personal: string | null;
}

function payloadIn({ salt, personal }: KeptPayload): Personal | null {
  return salt === null || personal === null ? null : { salt, payload: personal };
}

/** A fact that this version does not understand. Its text stays in the store. */
export interface UnknownEventRow {
  station: string;
  incarnation: number;
  kseq: number;
  /** When it arrived, UTC milliseconds. */
  wall: number;
}

/** Facts from the hub that are not understood here, newest first. */
export function listUnknownEvents(db: ReadableDatabase, limit: number): UnknownEventRow[] {
  return statement<[number], UnknownEventRow>(
    db,
    `SELECT station, incarnation, kseq, wall FROM unknown_event WHERE aside = 0 ORDER BY wall DESC LIMIT ?`,
  ).all(limit);
}

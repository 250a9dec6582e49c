import type { BadgeContent } from '../../domain/badges/badge.ts';
import { type PhotoRecord, supersedes } from '../../domain/roster/photo.ts';
import { statement } from '../base/statement.ts';
import type { ReadableDatabase, WritableDatabase } from '../base/types.ts';

type Photo = NonNullable<BadgeContent['photo']>;
type Version = Omit<PhotoRecord, 'picture'>;

/** A delegate's photo, as badges, doors and the identity question show it; null for none. */
export function findPhoto(db: ReadableDatabase, eventId: string, delegateId: string): Photo | null {
  const row = statement<[string, string], { sha256: string; picture: Buffer }>(
    db,
    `SELECT sha256, picture FROM delegate_photo
     WHERE event_id = ? AND delegate_id = ? AND picture IS NOT NULL`,
  ).get(eventId, delegateId);
  if (row === undefined) return null;
  // A plain array that shares no memory, because it is transferred to the drawing thread.
  return { sha256: row.sha256, picture: new Uint8Array(row.picture) };
}

/** Ids of delegates who have a photo. Reads no picture. */
export function delegatesWithPhoto(db: ReadableDatabase, eventId: string): Set<string> {
  const rows = statement<[string], { id: string }>(
    db,
    'SELECT delegate_id AS id FROM delegate_photo WHERE event_id = ? AND sha256 IS NOT NULL',
  ).all(eventId);
  return new Set(rows.map(({ id }) => id));
}

export function countPhotos(db: ReadableDatabase, eventId: string): number {
  const row = statement<[string], { count: number }>(
    db,
    'SELECT count(*) AS count FROM delegate_photo WHERE event_id = ? AND sha256 IS NOT NULL',
  ).get(eventId);
  return row?.count ?? 0;
}

/**
 * Stores a photo of this station, replacing an earlier one, or removes it if null. It will be sent
 * to the hub. Inside a transaction.
 *
 * @param photo within `isStoredPhoto`
 * @param wall UTC milliseconds; even a stored photo with a later time, from a fast clock, is
 * replaced
 */
export function savePhoto(
  db: WritableDatabase,
  of: { eventId: string; delegateId: string },
  photo: Photo | null,
  wall: number,
): void {
  const before = findVersion(db, of.eventId, of.delegateId);
  const taken = before === null ? wall : Math.max(wall, before.taken + 1);
  putPhoto(db, of.eventId, {
    delegateId: of.delegateId,
    picture: photo?.picture ?? null,
    sha256: photo?.sha256 ?? null,
    taken,
  });
  statement(db, 'INSERT OR IGNORE INTO photo_to_send (delegate_id) VALUES (?)').run(of.delegateId);
}

/** Stores a photo from the hub, unless the stored one is as new. Inside a transaction. */
export function savePulledPhoto(
  db: WritableDatabase,
  eventId: string,
  photo: PhotoRecord,
): boolean {
  const before = findVersion(db, eventId, photo.delegateId);
  if (before !== null && !supersedes(photo, before)) return false;
  putPhoto(db, eventId, photo);
  return true;
}

function putPhoto(db: WritableDatabase, eventId: string, photo: PhotoRecord): void {
  const { delegateId, sha256, picture, taken } = photo;
  statement(
    db,
    `INSERT INTO delegate_photo (event_id, delegate_id, sha256, taken, picture) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (event_id, delegate_id)
     DO UPDATE SET sha256 = excluded.sha256, taken = excluded.taken, picture = excluded.picture`,
  ).run(eventId, delegateId, sha256, taken, picture === null ? null : Buffer.from(picture));
}

function findVersion(db: ReadableDatabase, eventId: string, delegateId: string): Version | null {
  return (
    statement<[string, string], Version>(
      db,
      `SELECT delegate_id AS delegateId, sha256, taken FROM delegate_photo
       WHERE event_id = ? AND delegate_id = ?`,
    ).get(eventId, delegateId) ?? null
  );
}

/** By delegate, the version of each photo that the hub may lack. Reads no picture. */
export function photosToSend(
  db: ReadableDatabase,
  eventId: string,
  page: { after: string; limit: number },
): Version[] {
  return statement<[string, string, number], Version>(
    db,
    `SELECT delegate_id AS delegateId, sha256, taken
     FROM photo_to_send JOIN delegate_photo USING (delegate_id)
     WHERE event_id = ? AND delegate_id > ? ORDER BY delegate_id LIMIT ?`,
  ).all(eventId, page.after, page.limit);
}

/** A photo with its picture, to be sent to the hub; null if a purge deleted it meanwhile. */
export function photoOf(
  db: ReadableDatabase,
  eventId: string,
  delegateId: string,
): PhotoRecord | null {
  return (
    statement<[string, string], PhotoRecord>(
      db,
      `SELECT delegate_id AS delegateId, sha256, taken, picture FROM delegate_photo
       WHERE event_id = ? AND delegate_id = ?`,
    ).get(eventId, delegateId) ?? null
  );
}

/**
 * Records that the hub has these photos or newer ones. A photo taken since still has to be sent.
 */
export function photosSent(
  db: WritableDatabase,
  eventId: string,
  sent: readonly Pick<Version, 'delegateId' | 'taken'>[],
): void {
  const remove = statement<[string, string, string, number], unknown>(
    db,
    `DELETE FROM photo_to_send WHERE delegate_id = ? AND NOT EXISTS
       (SELECT 1 FROM delegate_photo WHERE event_id = ? AND delegate_id = ? AND taken > ?)`,
  );
  for (const { delegateId, taken } of sent) remove.run(delegateId, eventId, delegateId, taken);
}

/** Offers all photos again, because a restored or replaced hub may have none. */
export function sendAllPhotos(db: WritableDatabase): void {
  statement(
    db,
    'INSERT OR IGNORE INTO photo_to_send (delegate_id) SELECT delegate_id FROM delegate_photo',
  ).run();
}

import type { BadgeContent } from '../../domain/badges/badge.ts';
import { statement } from '../base/statement.ts';
import type { ReadableDatabase, WritableDatabase } from '../base/types.ts';

type Photo = NonNullable<BadgeContent['photo']>;

/** A delegate's portrait as printed on the badge, or null. */
export function findPhoto(db: ReadableDatabase, eventId: string, delegateId: string): Photo | null {
  const row = statement<[string, string], { sha256: string; picture: Buffer }>(
    db,
    'SELECT sha256, picture FROM delegate_photo WHERE event_id = ? AND delegate_id = ?',
  ).get(eventId, delegateId);
  if (row === undefined) return null;
  // A plain array with memory that nothing shares: it goes to the drawing thread.
  return { sha256: row.sha256, picture: new Uint8Array(row.picture) };
}

/** Who has a portrait; reads no picture. */
export function delegatesWithPhoto(db: ReadableDatabase, eventId: string): Set<string> {
  const rows = statement<[string], { id: string }>(
    db,
    'SELECT delegate_id AS id FROM delegate_photo WHERE event_id = ?',
  ).all(eventId);
  return new Set(rows.map(({ id }) => id));
}

/** How many portraits an event has. */
export function countPhotos(db: ReadableDatabase, eventId: string): number {
  const row = statement<[string], { count: number }>(
    db,
    'SELECT count(*) AS count FROM delegate_photo WHERE event_id = ?',
  ).get(eventId);
  return row?.count ?? 0;
}

/**
 * Stores a delegate's portrait in place of an earlier one.
 *
 * @param photo JPEG of at most 600 dots in width, and its SHA-256 in hex
 * @param wall UTC milliseconds
 */
export function savePhoto(
  db: WritableDatabase,
  of: { eventId: string; delegateId: string },
  photo: Photo,
  wall: number,
): void {
  statement(
    db,
    `INSERT INTO delegate_photo (event_id, delegate_id, sha256, picture, wall) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (event_id, delegate_id)
     DO UPDATE SET sha256 = excluded.sha256, picture = excluded.picture, wall = excluded.wall`,
  ).run(of.eventId, of.delegateId, photo.sha256, Buffer.from(photo.picture), wall);
}

import { supersedes } from '../../domain/roster/photo.ts';
import type { SentPhoto } from '../../domain/sync/photo-wire.ts';
import { isPurged } from '../base/purged.ts';
import { moveStream } from '../store/streams.ts';
import type { HubDatabase } from '../store/tables.ts';

/** A photo to store. `origin`: digest of its place in an outside system; null for a desk's own. */
export type StoredPhoto = SentPhoto & { origin: string | null };

/** The hub's photos, by delegate id. */
type Held = Map<string, { taken: number; sha256: string | null; origin: string | null }>;

/**
 * Stores the photos that are newer than the hub's, each with the next number of the stream. The
 * stream's row must be locked.
 *
 * @returns the last number, or null if nothing was stored
 */
export async function storePhotos(
  tx: HubDatabase,
  photos: readonly StoredPhoto[],
  from: number,
): Promise<number | null> {
  // After a purge the hub takes no personal data, not even of a delegate who registers later.
  if (await isPurged(tx)) return null;
  const ids = photos.map(({ delegateId }) => delegateId);
  const known = await knownDelegates(tx, ids);
  const held = await heldPhotos(tx, ids);
  let seq = from;
  for (const { delegateId, sha256, picture, taken, origin } of photos) {
    if (!known.has(delegateId) || !isNewer({ delegateId, sha256, taken }, held)) continue;
    seq += 1;
    held.set(delegateId, { taken, sha256, origin });
    await tx
      .insertInto('photo')
      .values({ delegate_id: delegateId, sha256, picture, taken, origin, seq })
      .onConflict((conflict) =>
        conflict.column('delegate_id').doUpdateSet({ sha256, picture, taken, origin, seq }),
      )
      .execute();
  }
  if (seq === from) return null;
  await moveStream(tx, 'photos', seq);
  return seq;
}

/** Whether a photo replaces the hub's photo of the delegate. */
export function isNewer(photo: Omit<SentPhoto, 'picture'>, held: Held): boolean {
  const other = held.get(photo.delegateId);
  return other === undefined || supersedes(photo, other);
}

/** The ids that the roster has. */
export async function knownDelegates(
  db: HubDatabase,
  ids: readonly string[],
): Promise<Set<string>> {
  const rows = await db
    .selectFrom('delegate')
    .where('id', 'in', ids)
    .where('deleted', '=', 0)
    .select('id')
    .execute();
  return new Set(rows.map(({ id }) => id));
}

/** The hub's photos of these delegates, without their pictures. */
export async function heldPhotos(db: HubDatabase, ids: readonly string[]): Promise<Held> {
  const rows = await db
    .selectFrom('photo')
    .where('delegate_id', 'in', ids)
    .select(['delegate_id as id', 'taken', 'sha256', 'origin'])
    .execute();
  return new Map(rows.map(({ id, taken, sha256, origin }) => [id, { taken, sha256, origin }]));
}

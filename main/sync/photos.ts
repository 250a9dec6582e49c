import { hubLinkOf, movePhotoCursor } from '../../db/ledger/hub-link.ts';
import { isPurged } from '../../db/privacy/purge-orders.ts';
import { photoOf, photosSent, photosToSend, savePulledPhoto } from '../../db/roster/photos.ts';
import { fromBase64, toBase64, toHex } from '../../domain/base/bytes.ts';
import type { Crypto } from '../../domain/base/crypto.ts';
import { isStoredPhoto, type PhotoRecord } from '../../domain/roster/photo.ts';
import { type PhotoPushAnswer, photoRows, type SentPhoto } from '../../domain/sync/photo-wire.ts';
import { HubProblem } from '../../domain/sync/problems.ts';
import { SyncFailure } from '../hub-client/hub-port.ts';
import { checkPage, type Session, StartAgain } from './session.ts';

/**
 * Offers the photos of this desk that the hub may not have, and sends those that it requests.
 * Photos of delegates whom the hub does not know yet wait for a later exchange.
 */
export async function sendPhotos(session: Session): Promise<void> {
  const { parts, answer } = session;
  const { db, event, hub } = parts;
  if (parts.mode !== 'desk') return;
  const { epoch } = answer;
  for (let after = ''; ; ) {
    const some = photosToSend(db, event.id, { after, limit: photoRows.offered });
    const last = some.at(-1);
    if (last === undefined) return;
    after = last.delegateId;
    const { wanted, held } = await hub.offerPhotos({ epoch, photos: some });
    const isHeld = new Set(held);
    const known = some.filter(({ delegateId }) => isHeld.has(delegateId));
    if (known.length > 0) db.transaction(() => photosSent(db, event.id, known)).immediate();
    for (let start = 0; start < wanted.length; start += photoRows.sent) {
      await sendSome(session, wanted.slice(start, start + photoRows.sent));
    }
  }
}

async function sendSome(
  { parts, answer }: Pick<Session, 'parts' | 'answer'>,
  ids: readonly string[],
): Promise<void> {
  const { db, event, hub } = parts;
  const photos = ids.flatMap((id): SentPhoto[] => {
    const photo = photoOf(db, event.id, id);
    if (photo === null) return [];
    const { picture } = photo;
    return [{ ...photo, picture: picture === null ? null : toBase64(picture) }];
  });
  if (photos.length === 0) return;
  const taken = await unlessRefused(hub.sendPhotos({ epoch: answer.epoch, photos }));
  if (taken === null && photos.length > 1) {
    for (const id of ids) await sendSome({ parts, answer }, [id]);
    return;
  }
  db.transaction(() => {
    photosSent(db, event.id, photos);
    // Where no photo of another desk came in between, this desk has all up to there.
    if (taken !== null && hubLinkOf(db).photoSeq === taken.before) movePhotoCursor(db, taken.after);
  }).immediate();
  await parts.breathe();
}

/** Null for a photo that this hub will never accept: nothing else must wait behind it. */
async function unlessRefused(sent: Promise<PhotoPushAnswer>): Promise<PhotoPushAnswer | null> {
  try {
    return await sent;
  } catch (error) {
    if (error instanceof HubProblem && error.code === 'bad-request') return null;
    throw error;
  }
}

/** Reads the photos from the cursor to the end of the stream. A kiosk gets none. */
export async function pullPhotos(session: Session): Promise<void> {
  const { parts, answer } = session;
  const { db, event, hub, crypto } = parts;
  if (parts.mode === 'kiosk') return;
  // The event was purged: photos from a hub that does not know of the purge yet are not kept.
  const isGone = isPurged(db, event.id);
  let { photoSeq: after } = hubLinkOf(db);
  for (let last = answer.streams.photos; after < last; ) {
    const { epoch } = answer;
    const page = await hub.pullPhotos({ epoch, after, limit: photoRows.page });
    checkPage(page, { epoch, after });
    const photos = isGone ? [] : page.rows.map((row) => readPhoto(row, crypto));
    const { next } = page.end;
    const from = after;
    const saved = db
      .transaction(() => {
        if (hubLinkOf(db).photoSeq !== from) throw new StartAgain('the cursor was moved');
        movePhotoCursor(db, next);
        return photos.filter((photo) => savePulledPhoto(db, event.id, photo)).length;
      })
      .immediate();
    if (saved > 0) parts.onChange({ photos: true });
    after = next;
    last = page.end.last;
    await parts.breathe();
  }
}

/** Accepts only what a desk would store: a compromised hub must not send pictures to decode. */
function readPhoto(sent: SentPhoto, crypto: Pick<Crypto, 'sha256'>): PhotoRecord {
  const { delegateId, sha256, taken } = sent;
  const picture = sent.picture === null ? null : fromBase64(sent.picture);
  const isRight =
    picture === null
      ? sha256 === null
      : isStoredPhoto(picture) && toHex(crypto.sha256(picture)) === sha256;
  if (!isRight) throw new SyncFailure('bad-answer', new Error('a photo out of bounds'));
  return { delegateId, sha256, taken, picture };
}

import { fromBase64, toHex } from '../../domain/base/bytes.ts';
import type { StationMode } from '../../domain/base/protocol.ts';
import { maxDrift } from '../../domain/ledger/hlc.ts';
import { isStoredPhoto } from '../../domain/roster/photo.ts';
import type {
  PhotoOffer,
  PhotoOfferAnswer,
  PhotoPage,
  PhotoPull,
  PhotoPush,
  PhotoPushAnswer,
  SentPhoto,
} from '../../domain/sync/photo-wire.ts';
import { HubProblem } from '../../domain/sync/problems.ts';
import type { HubContext } from '../base/context.ts';
import { heldPhotos, isNewer, knownDelegates, storePhotos } from '../roster/photos.ts';
import { lockStream, streamState } from '../store/streams.ts';
import type { HubDatabase } from '../store/tables.ts';
import { type Place, page } from './pull.ts';

/**
 * Which photos of a desk the hub needs; delegates whom the roster does not have are in neither
 * list. Throws HubProblem `epoch-changed`.
 */
export async function offerPhotos(
  { store: { db }, clock }: Pick<HubContext, 'store' | 'clock'>,
  { epoch, photos }: PhotoOffer,
): Promise<PhotoOfferAnswer> {
  const state = await streamState(db, 'photos');
  if (state.epoch !== epoch) throw new HubProblem('epoch-changed');
  const ids = photos.map(({ delegateId }) => delegateId);
  const known = await knownDelegates(db, ids);
  const held = await heldPhotos(db, ids);
  const answer: PhotoOfferAnswer = { wanted: [], held: [] };
  for (const photo of photos) {
    if (!known.has(photo.delegateId)) continue;
    const list = isNewer(asBelieved(photo, clock()), held) ? answer.wanted : answer.held;
    list.push(photo.delegateId);
  }
  return answer;
}

/**
 * Stores the photos that are newer than the hub's own, of delegates of its roster. Throws
 * HubProblem `epoch-changed`; `bad-request` for a photo that is not a JPEG within the bounds.
 */
export async function sendPhotos(
  context: HubContext,
  { epoch, photos }: PhotoPush,
): Promise<PhotoPushAnswer> {
  for (const photo of photos) checkPhoto(context, photo);
  const answer = await context.store.db.transaction().execute(async (tx) => {
    const stream = await lockStream(tx, 'photos');
    if (stream.epoch !== epoch) throw new HubProblem('epoch-changed');
    const now = context.clock();
    const stored = photos.map((photo) => ({ ...asBelieved(photo, now), origin: null }));
    const after = await storePhotos(tx, stored, stream.seq);
    return { before: stream.seq, after: after ?? stream.seq };
  });
  if (answer.after > answer.before) context.announce({ photos: answer.after });
  return answer;
}

/**
 * Limits a photo's time to the hub's clock plus the allowed drift. A delegate's later photo wins,
 * so a time in the future would keep out every later photo. `now`: UTC milliseconds.
 */
function asBelieved<Photo extends { taken: number }>(photo: Photo, now: number): Photo {
  return { ...photo, taken: Math.min(photo.taken, now + maxDrift) };
}

/** Desks re-encode photos before they send them, but a stolen desk might send anything. */
function checkPhoto({ crypto }: Pick<HubContext, 'crypto'>, { picture, sha256 }: SentPhoto): void {
  if ((picture === null) !== (sha256 === null)) throw new HubProblem('bad-request', 'picture');
  if (picture === null) return;
  const bytes = fromBase64(picture);
  if (!isStoredPhoto(bytes)) throw new HubProblem('bad-request', 'picture');
  if (toHex(crypto.sha256(bytes)) !== sha256) throw new HubProblem('bad-request', 'sha256');
}

/**
 * A page of photos. Throws HubProblem `epoch-changed`, `cursor-too-old`; `not-allowed` for a kiosk,
 * which runs unattended and must not show faces.
 */
export async function pullPhotos(
  db: HubDatabase,
  mode: StationMode,
  request: PhotoPull,
): Promise<PhotoPage> {
  if (mode === 'kiosk') throw new HubProblem('not-allowed');
  const { rows, end } = await page(db, 'photos', request, rowsAfter);
  return { rows, end };
}

async function rowsAfter(db: HubDatabase, { after, limit }: Place): Promise<PhotoPage['rows']> {
  const rows = await db
    .selectFrom('photo')
    .where('seq', '>', after)
    .orderBy('seq')
    .limit(limit)
    .selectAll()
    .execute();
  return rows.map(({ delegate_id: delegateId, sha256, picture, taken, seq }) => ({
    seq,
    delegateId,
    sha256,
    picture,
    taken,
  }));
}

import { createHash } from 'node:crypto';
import { toBase64 } from '../../../domain/base/bytes.ts';
import type { HubContext } from '../../base/context.ts';
import type { OutsidePerson, RosterSource } from '../../connectors/roster-source.ts';
import { lockStream } from '../../store/streams.ts';
import { heldPhotos, storePhotos } from '../photos.ts';
import { knownPeople } from './known-people.ts';

/**
 * Max pixels of an outside photo, 64 MB once decoded. Less than at a desk, because the hub serves
 * its stations in the same process.
 */
const maxOutsideDots = 16_000_000;

/** Number of people whose photos are looked up at once. */
const batchPeople = 500;

/**
 * Takes the photos of people who were just applied, if the hub has none, or an earlier one of the
 * same system. A photo that a desk took or removed stays. Each photo is redrawn within the bounds
 * of a desk's; a photo that cannot be redrawn is logged by id and skipped.
 *
 * @throws ConnectorFailure; photos taken until then stay
 */
export async function takePhotos(
  context: HubContext,
  connector: string,
  source: RosterSource,
  people: readonly OutsidePerson[],
): Promise<void> {
  const { picture } = source;
  const pictured = people.filter((person) => person.picture !== undefined);
  if (picture === undefined || pictured.length === 0) return;
  for (let start = 0; start < pictured.length; start += batchPeople) {
    const batch = pictured.slice(start, start + batchPeople);
    const { db } = context.store;
    const ids = batch.map(({ outsideId }) => outsideId);
    const known = await knownPeople(db, connector, ids);
    const delegates = [...known.values()].map(({ delegateId }) => delegateId);
    const held = await heldPhotos(db, delegates);
    for (const { outsideId, picture: place = '' } of batch) {
      const delegateId = known.get(outsideId)?.delegateId;
      if (delegateId === undefined) continue;
      const origin = digestOf(place);
      const before = held.get(delegateId);
      if (before !== undefined && (before.origin === null || before.origin === origin)) continue;
      const file = await picture(place);
      if (file !== null) await takeOne(context, { connector, outsideId, delegateId, origin, file });
    }
  }
}

async function takeOne(
  context: HubContext,
  photo: {
    connector: string;
    outsideId: string;
    delegateId: string;
    origin: string;
    file: Uint8Array;
  },
): Promise<void> {
  const { connector, outsideId, delegateId, origin, file } = photo;
  // Loaded with the first photo: few hubs have any, and the decoder takes memory.
  const { takePhoto } = await import('../../../intake/photo/take-photo.ts');
  const made = await takePhoto(file, maxOutsideDots);
  if (made.kind === 'refused') {
    context.log.warn({ connector, person: outsideId, reason: made.reason }, 'photo refused');
    return;
  }
  const { sha256 } = made;
  const seq = await context.store.db.transaction().execute(async (tx) => {
    const stream = await lockStream(tx, 'photos');
    // A desk may have taken one meanwhile.
    const before = (await heldPhotos(tx, [delegateId])).get(delegateId);
    if (before?.origin === null) return null;
    const taken = Math.max(context.clock(), (before?.taken ?? 0) + 1);
    const picture = toBase64(made.picture);
    return await storePhotos(tx, [{ delegateId, sha256, picture, taken, origin }], stream.seq);
  });
  if (seq !== null) context.announce({ photos: seq });
}

function digestOf(place: string): string {
  return createHash('sha256').update(place).digest('hex');
}

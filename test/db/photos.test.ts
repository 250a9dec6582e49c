import { afterEach, beforeEach, expect, it } from 'vitest';
import { findPhoto, photosToSend, savePhoto, savePulledPhoto } from '../../db/roster/photos.ts';
import { supersedes } from '../../domain/roster/photo.ts';
import { type DeskContext, makeDeskContext } from '../support/desk-context.ts';
import { storedPhoto } from '../support/photos.ts';

let desk: DeskContext;
let of: { eventId: string; delegateId: string };
beforeEach(() => {
  desk = makeDeskContext();
  of = { eventId: desk.context.event.file.id, delegateId: desk.addDelegate(1).id };
});
afterEach(() => desk.close());

const [first, second] = [storedPhoto(1), storedPhoto(2)];
const noon = Date.parse('2018-10-02T12:00:00Z');

function save(photo: ReturnType<typeof storedPhoto> | null, wall: number) {
  const stored = photo === null ? null : { ...photo, picture: new Uint8Array(photo.picture) };
  savePhoto(desk.context.db, of, stored, wall);
  const [sent] = photosToSend(desk.context.db, of.eventId, { after: '', limit: 9 });
  if (sent === undefined) throw new Error('no photo to send');
  return sent;
}

it.each([
  ['an hour later', 3_600_000],
  ['in the same millisecond', 0],
  ['by a clock that was put back 40 days', -40 * 24 * 3_600_000],
])('a photo taken %s replaces the one before it, here and everywhere', (_, later) => {
  for (const [one, other] of [
    [first, second],
    [second, first],
  ] as const) {
    const before = save(one, noon);
    const after = save(other, noon + later);
    expect(supersedes(after, before)).toBe(true);
    expect(findPhoto(desk.context.db, of.eventId, of.delegateId)?.sha256).toBe(other.sha256);
    const gone = save(null, noon + later);
    expect(supersedes(gone, after)).toBe(true);
  }
});

it('the first photo has the time of its clock, and the next one that of its own where it is later', () => {
  expect(save(first, noon).taken).toBe(noon);
  expect(save(second, noon + 5_000).taken).toBe(noon + 5_000);
  expect(save(first, noon).taken).toBe(noon + 5_001);
});

it('a photo from the hub replaces an older one alone', () => {
  save(first, noon);
  const pulled = (taken: number) =>
    savePulledPhoto(desk.context.db, of.eventId, {
      delegateId: of.delegateId,
      sha256: second.sha256,
      taken,
      picture: new Uint8Array(second.picture),
    });
  expect(pulled(noon - 1)).toBe(false);
  expect(findPhoto(desk.context.db, of.eventId, of.delegateId)?.sha256).toBe(first.sha256);
  expect(pulled(noon + 1)).toBe(true);
  expect(pulled(noon + 1)).toBe(false);
  expect(findPhoto(desk.context.db, of.eventId, of.delegateId)?.sha256).toBe(second.sha256);
});

import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { delegatesWithPhoto, findPhoto, savePhoto } from '../../../db/roster/photos.ts';
import { openStoreForReading } from '../../../db/station/open.ts';
import type { StationMode } from '../../../domain/base/protocol.ts';
import { photoRows } from '../../../domain/sync/photo-wire.ts';
import { HubProblem } from '../../../domain/sync/problems.ts';
import { backUp } from '../../../hub/store/backup.ts';
import { holdsPhoto, storedPhoto, type TestPhoto } from '../../support/photos.ts';
import { plainPages, purgeAt } from '../privacy/support.ts';
import {
  cleanUp,
  cloneDisk,
  type HubRig,
  makeDesk,
  person,
  refuse,
  rigWithDesk,
  type SyncDesk,
  startRig,
  undisturbed,
  walkIn,
} from './support.ts';

afterEach(cleanUp);

function keep({ context }: SyncDesk, delegateId: string, photo: TestPhoto | null, wall = 1): void {
  const { db, event } = context;
  const of = { eventId: event.file.id, delegateId };
  const stored = photo === null ? null : { ...photo, picture: new Uint8Array(photo.picture) };
  db.transaction(() => savePhoto(db, of, stored, wall)).immediate();
}

function shownAt({ context: { db, event } }: SyncDesk, delegateId: string): string | null {
  return findPhoto(db, event.file.id, delegateId)?.sha256 ?? null;
}

const countAt = ({ context: { db, event } }: SyncDesk) =>
  delegatesWithPhoto(db, event.file.id).size;

async function another(rig: HubRig, name: string, mode: StationMode = 'desk'): Promise<SyncDesk> {
  const desk = await makeDesk(rig, { name, mode });
  await desk.sync();
  return desk;
}

it('comes to desks and doors, not to kiosks, also of somebody who was just registered', async () => {
  const { rig, a } = await rigWithDesk();
  const others = [await another(rig, 'B'), await another(rig, 'Door', 'door')];
  const kiosk = await another(rig, 'K', 'kiosk');
  const [photo, other] = [storedPhoto(1), storedPhoto(2)];
  const newcomer = walkIn(a);
  keep(a, person(1), photo);
  keep(a, newcomer, other);
  await a.sync();
  for (const station of others) {
    await station.sync();
    expect([shownAt(station, person(1)), shownAt(station, newcomer)]).toEqual([
      photo.sha256,
      other.sha256,
    ]);
    expect(station.changes).toContainEqual({ photos: true });
  }
  await kiosk.sync();
  expect(countAt(kiosk)).toBe(0);
  expect(
    rig.heard.filter(({ token }) => token === kiosk.token).map(({ method }) => method),
  ).not.toContain('pullPhotos');
});

it('is sent once, and asks the hub nothing where there is nothing to send', async () => {
  const { rig, a } = await rigWithDesk();
  keep(a, person(1), storedPhoto(1));
  await a.sync();
  rig.heard.length = 0;
  await a.sync();
  const methods = rig.heard.map(({ method }) => method);
  expect(methods.filter((method) => /photos/i.test(method))).toEqual([]);
});

it('waits where the hub does not know the delegate, or the way breaks, and then goes', async () => {
  const rig = await startRig();
  const a = await makeDesk(rig, { name: 'A' });
  await a.sync();
  keep(a, person(1), storedPhoto(1));
  await a.sync();
  await rig.importPeople(2);
  a.between = refuse('sendPhotos', new HubProblem('busy'));
  await expect(a.sync()).rejects.toThrow();
  a.between = undisturbed;
  await a.sync();
  const b = await another(rig, 'B');
  expect(shownAt(b, person(1))).toBe(storedPhoto(1).sha256);
});

it('is replaced everywhere by a later one, and by its removal, whoever syncs first', async () => {
  const { rig, a } = await rigWithDesk();
  const b = await another(rig, 'B');
  keep(a, person(1), storedPhoto(1), 100);
  await a.sync();
  await b.sync();
  // Both take one offline; the one whose clock is an hour behind is still the later one.
  keep(a, person(1), storedPhoto(2), 200);
  keep(b, person(1), storedPhoto(3), 50);
  keep(b, person(1), storedPhoto(4), 50);
  for (const desk of [b, a, b, a]) await desk.sync();
  expect([shownAt(a, person(1)), shownAt(b, person(1))]).toEqual([
    storedPhoto(2).sha256,
    storedPhoto(2).sha256,
  ]);
  keep(b, person(1), null, 300);
  for (const desk of [b, a]) await desk.sync();
  expect([shownAt(a, person(1)), shownAt(b, person(1))]).toEqual([null, null]);
});

it('comes again from the desks to a hub restored from a backup, in more than one page', async () => {
  const { rig, a } = await rigWithDesk(photoRows.page + 3);
  const restore = await rig.backUp();
  const people = Array.from({ length: photoRows.page + 3 }, (_, index) => person(index + 1));
  for (const [index, id] of people.entries()) keep(a, id, storedPhoto(index, 40));
  await a.sync();
  await restore();
  await a.sync();
  const b = await another(rig, 'B');
  expect(countAt(b)).toBe(people.length);
});

it('that the hub will never take keeps nothing else from it', async () => {
  const { rig, a } = await rigWithDesk();
  const { picture, sha256 } = storedPhoto(1);
  keep(a, person(1), { picture: picture.subarray(0, 5), sha256 });
  keep(a, person(2), storedPhoto(2));
  await a.sync();
  const b = await another(rig, 'B');
  expect([shownAt(b, person(1)), shownAt(b, person(2))]).toEqual([null, storedPhoto(2).sha256]);
});

it('is not taken from a hub that sends what no desk stores', async () => {
  const { rig, a } = await rigWithDesk();
  keep(a, person(1), storedPhoto(1));
  await a.sync();
  const b = await makeDesk(rig, { name: 'B' });
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>').toString('base64');
  b.between = async (letter, deliver) => {
    const reply = await deliver();
    if (letter.method !== 'pullPhotos') return reply;
    return { ok: true, text: reply.text.replace(/"picture":"[^"]+"/, `"picture":"${svg}"`) };
  };
  await expect(b.sync()).rejects.toMatchObject({ code: 'bad-answer' });
  expect(countAt(b)).toBe(0);
});

it('leaves nothing behind a purge: store, log, copies and hub; before it, the same search finds it', async () => {
  const { rig, a } = await rigWithDesk();
  const door = await another(rig, 'Door', 'door');
  const photo = storedPhoto(7, 200);
  keep(a, person(1), photo);
  await a.sync();
  await door.sync();
  const stations = [a, door];
  const hubFile = async (): Promise<Buffer> => {
    const copy = join(cloneDisk(a), 'hub-copy.db');
    await backUp(rig.store, copy);
    return readFileSync(copy);
  };
  for (const { context } of stations) expect(holdsPhoto(plainPages(context.db), photo)).toBe(true);
  expect(holdsPhoto(await hubFile(), photo, 'base64')).toBe(true);
  const copyOf = (desk: SyncDesk): Buffer => {
    const path = join(cloneDisk(desk), 'lanyard.db');
    const copy = openStoreForReading({ ...desk.location, path });
    try {
      return copy.serialize();
    } finally {
      copy.close();
    }
  };
  for (const desk of stations) expect(holdsPhoto(copyOf(desk), photo)).toBe(true);

  rig.time.now = Date.parse('2018-12-01T10:00:00+01:00');
  const by = (id: string) => ({ kind: 'administrator', id, name: id }) as const;
  const { id } = await rig.hub.privacy.requestPurge(by('Anna'));
  await rig.hub.privacy.approvePurge(id, by('Bruno'));
  for (const desk of stations) {
    await desk.sync();
    expect(await purgeAt(desk)).toBe(true);
    await desk.sync();
    expect(holdsPhoto(plainPages(desk.context.db), photo)).toBe(false);
    expect(
      statSync(`${desk.location.path}-wal`, { throwIfNoEntry: false })?.size ?? 0,
    ).toBeLessThan(photo.picture.length);
    expect(holdsPhoto(copyOf(desk), photo)).toBe(false);
  }
  expect(holdsPhoto(await hubFile(), photo, 'base64')).toBe(false);
  const { certificate } = await rig.hub.privacy.certificate(null);
  const counted = [certificate.issuer, ...certificate.stations].map(
    ({ outcome }) => outcome?.counts.find(({ part }) => part === 'photos')?.count,
  );
  expect(counted).toEqual([1, 1, 1]);
});

import { expect, test } from 'vitest';
import { maxStoredPhoto } from '../../../domain/roster/photo.ts';
import type { SentPhoto } from '../../../domain/sync/photo-wire.ts';
import { storedPhoto, type TestPhoto } from '../../support/photos.ts';
import { entries, entry } from '../http/people.ts';
import { describeOnBothStores, type TestHub, type TestStation } from '../support/test-hub.ts';
import { problemOf } from '../support/test-requests.ts';

const first = storedPhoto(1);
const second = storedPhoto(2);

function sent(number: number, photo: TestPhoto | null, taken: number): SentPhoto {
  const picture = photo === null ? null : Buffer.from(photo.picture).toString('base64');
  return { delegateId: entry(number).id, picture, sha256: photo?.sha256 ?? null, taken };
}

/** A hub with three people, and a desk. */
async function begin(open: () => Promise<TestHub>) {
  const rig = await open();
  await rig.hub.importRoster(entries(3), 'people.csv');
  const desk = await rig.enrol('A');
  return { rig, desk, epoch: rig.hub.identity().epoch };
}

async function push({ hub }: TestHub, desk: TestStation, photos: SentPhoto[]): Promise<void> {
  await hub.sendPhotos(await desk.caller(), { epoch: hub.identity().epoch, photos });
}

async function pull({ hub }: TestHub, station: TestStation, after = 0, limit = 10) {
  return await hub.pullPhotos(await station.caller(), {
    epoch: hub.identity().epoch,
    after,
    limit,
  });
}

describeOnBothStores('photos at the hub', (open) => {
  test('desks and doors read what a desk sent, page by page; a kiosk gets none', async () => {
    const { rig, desk } = await begin(open);
    const photos = [1, 2, 3].map((number) => sent(number, storedPhoto(number), 100));
    await push(rig, desk, photos);
    expect(rig.changes.at(-1)).toEqual({ photos: 3 });
    const door = await rig.enrol('Door', 'door');
    const page = await pull(rig, door, 0, 2);
    expect(page.rows).toEqual(photos.slice(0, 2).map((photo, at) => ({ ...photo, seq: at + 1 })));
    expect(page.end).toMatchObject({ next: 2, last: 3, rows: 2 });
    expect((await pull(rig, door, 2)).rows).toEqual([{ ...photos[2], seq: 3 }]);
    const kiosk = await rig.enrol('K', 'kiosk');
    expect((await problemOf(pull(rig, kiosk))).code).toBe('not-allowed');
  });

  test('the later photo counts, whichever comes first, and takes the next number', async () => {
    const { rig, desk } = await begin(open);
    const [early, late] = [sent(1, first, 100), sent(1, second, 200)];
    await push(rig, desk, [late]);
    await push(rig, desk, [early]);
    expect((await pull(rig, desk)).rows).toEqual([{ ...late, seq: 1 }]);
    const removed = sent(1, null, 300);
    await push(rig, desk, [removed]);
    expect((await pull(rig, desk)).rows).toEqual([{ ...removed, seq: 2 }]);
    await push(rig, desk, [late]);
    expect((await pull(rig, desk)).rows).toEqual([{ ...removed, seq: 2 }]);
  });

  test('an offer names what the hub needs, and what it has; strangers are in neither list', async () => {
    const { rig, desk, epoch } = await begin(open);
    await push(rig, desk, [sent(1, first, 100)]);
    const versions = [sent(1, first, 100), sent(2, second, 100), sent(9, second, 100)];
    const photos = versions.map(({ picture: _picture, ...version }) => version);
    const answer = await rig.hub.offerPhotos(await desk.caller(), { epoch, photos });
    expect(answer).toEqual({ wanted: [entry(2).id], held: [entry(1).id] });
    await push(rig, desk, [sent(9, second, 100)]);
    expect((await pull(rig, desk)).rows).toHaveLength(1);
  });

  test('who asks what is held of them gets the photo, until it is removed', async () => {
    const { rig, desk } = await begin(open);
    await push(rig, desk, [sent(1, first, 100), sent(2, second, 100)]);
    const { id } = entry(1);
    const answer = await rig.hub.privacy.accessRequest(id);
    expect(answer.report.photo).toBe(`person-${id}.jpg`);
    expect(answer.picture).toBe(sent(1, first, 100).picture);
    await push(rig, desk, [sent(1, null, 200)]);
    const after = await rig.hub.privacy.accessRequest(id);
    expect([after.report.photo, after.picture]).toEqual([null, null]);
  });

  test.each([
    ['an SVG', (): Partial<SentPhoto> => ({ picture: btoa('<svg/>') })],
    ['another hash', (): Partial<SentPhoto> => ({ sha256: second.sha256 })],
    ['a removal with a hash', (): Partial<SentPhoto> => ({ picture: null })],
    ['too wide', (): Partial<SentPhoto> => asSent(storedPhoto(3, 700))],
    [
      'too many bytes',
      (): Partial<SentPhoto> =>
        asSent({ ...first, picture: Buffer.concat([first.picture, Buffer.alloc(maxStoredPhoto)]) }),
    ],
  ])('what no desk stores is refused: %s', async (_name, wrong) => {
    const { rig, desk } = await begin(open);
    const problem = await problemOf(push(rig, desk, [{ ...sent(1, first, 100), ...wrong() }]));
    expect(problem.code).toBe('bad-request');
    expect((await pull(rig, desk)).rows).toEqual([]);
  });

  test('a desk whose photo is from the future keeps no later one out', async () => {
    const { rig, desk } = await begin(open);
    await push(rig, desk, [sent(1, first, 8.64e15)]);
    rig.time.now += 3_600_000;
    await push(rig, desk, [sent(1, second, rig.time.now)]);
    const { rows } = await pull(rig, desk);
    expect(rows.map(({ sha256, taken }) => ({ sha256, taken }))).toEqual([
      { sha256: second.sha256, taken: rig.time.now },
    ]);
  });

  test('another epoch is told; after a purge nothing is left and nothing comes back', async () => {
    const { rig, desk } = await begin(open);
    const other = { epoch: crypto.randomUUID(), photos: [sent(1, first, 1)] };
    const caller = await desk.caller();
    expect((await problemOf(rig.hub.sendPhotos(caller, other))).code).toBe('epoch-changed');
    await push(rig, desk, [sent(1, first, 100), sent(2, second, 100)]);
    rig.time.now = Date.parse('2018-12-01T10:00:00+01:00');
    const by = (id: string) => ({ kind: 'administrator', id, name: id }) as const;
    const { id } = await rig.hub.privacy.requestPurge(by('Anna'));
    const { order } = await rig.hub.privacy.approvePurge(id, by('Bruno'));
    const { certificate } = await rig.hub.privacy.certificate(order.id);
    expect(certificate.issuer.outcome?.counts).toContainEqual({ part: 'photos', count: 2 });
    expect(await rig.store.db.selectFrom('photo').selectAll().execute()).toEqual([]);
    await push(rig, desk, [sent(1, first, 300)]);
    expect(await rig.store.db.selectFrom('photo').selectAll().execute()).toEqual([]);
  });
});

function asSent({ picture, sha256 }: TestPhoto): Partial<SentPhoto> {
  return { picture: Buffer.from(picture).toString('base64'), sha256 };
}

import { Worker } from 'node:worker_threads';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { chainOf } from '../../../db/ledger/attendance.ts';
import { findPhoto } from '../../../db/roster/photos.ts';
import { isStoredPhoto } from '../../../domain/roster/photo.ts';
import { keepPhoto, removePhoto } from '../../../main/roster/photos/keep-photo.ts';
import { createPhotoThread, type PhotoThread } from '../../../main/roster/photos/photo-thread.ts';
import { type DeskContext, makeDeskContext } from '../../support/desk-context.ts';
import { noisePicture } from '../../support/photos.ts';
import { pictureBomb } from '../../support/picture-bomb.ts';

let desk: DeskContext;
let thread: PhotoThread;
let workers: Worker[];
let delegateId: string;
beforeEach(() => {
  desk = makeDeskContext();
  delegateId = desk.addDelegate(1).id;
  const script = new URL('../../../main/roster/photos/worker.ts', import.meta.url);
  workers = [];
  thread = createPhotoThread(() => {
    const worker = new Worker(script);
    workers.push(worker);
    return worker;
  });
});
afterEach(async () => {
  await thread.end();
  desk.close();
});

const keep = (picture: Uint8Array) =>
  keepPhoto(desk.context, desk.caller, thread, { delegateId, picture });

function kept(): Uint8Array | null {
  const { db, event } = desk.context;
  return findPhoto(db, event.file.id, delegateId)?.picture ?? null;
}

function consents(): unknown[] {
  const { db, self } = desk.context;
  return chainOf(db, self.station, self.incarnation)
    .filter(({ type }) => type === 'consent-recorded')
    .map((fact) => [fact.delegateId, fact.operatorId, fact.station, JSON.parse(fact.payload)]);
}

const consent = (agreed: boolean) => [
  delegateId,
  desk.caller.operator?.id,
  desk.context.self.station,
  { 'badge-photo': agreed },
];

it('is drawn anew and small, whatever the camera sent, with the consent of who took it', async () => {
  const noise = noisePicture(1_600, 1_200);
  // Another format after the picture, as in a polyglot.
  const polyglot = Buffer.concat([noise, Buffer.from('<svg onload="alert(1)"/>')]);
  expect(polyglot.length).toBeGreaterThan(500_000);
  await expect(keep(polyglot)).resolves.toEqual({ result: 'kept' });
  const picture = kept();
  if (picture === null) throw new Error('no photo');
  expect(isStoredPhoto(picture)).toBe(true);
  expect(Buffer.from(picture).includes('svg')).toBe(false);
  const image = await loadImage(Buffer.from(picture));
  expect(image.width / image.height).toBeCloseTo(4 / 3, 1);
  expect(consents()).toEqual([consent(true)]);
});

it('stays small where there is little in it', async () => {
  const canvas = createCanvas(300, 400);
  canvas.getContext('2d').fillRect(0, 0, 300, 400);
  await keep(canvas.toBuffer('image/png'));
  const image = await loadImage(Buffer.from(kept() ?? []));
  expect([image.width, image.height]).toEqual([300, 400]);
});

const svgBomb = `<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa">${Array.from(
  { length: 9 },
  (_, i) =>
    `<!ENTITY ${String.fromCharCode(98 + i)} "${`&${String.fromCharCode(97 + i)};`.repeat(10)}">`,
).join('')}]><svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text>&j;</text></svg>`;

it.each([
  ['an SVG bomb', Buffer.from(svgBomb), 'not-a-picture'],
  ['a JPEG that broke off', noisePicture(300, 400).subarray(0, 20_000), 'not-a-picture'],
  ['a PNG that broke off', pictureBomb(3_000).subarray(0, 1_000), 'not-a-picture'],
  ['a PNG of 100 megapixels', pictureBomb(10_000), 'too-many-pixels'],
  ['nothing', Buffer.alloc(0), 'not-a-picture'],
])(
  '%s is refused: the earlier photo stays, and no consent is written',
  async (_name, bad, reason) => {
    await keep(noisePicture(90, 120));
    const before = kept();
    await expect(keep(bad)).resolves.toEqual({ result: 'refused', reason });
    expect(kept()).toEqual(before);
    expect(consents()).toHaveLength(1);
    // The thread continues.
    await expect(keep(noisePicture(90, 120, 2))).resolves.toEqual({ result: 'kept' });
  },
);

it('is drawn by the thread that was started ahead, and by another one if that died since', async () => {
  thread.warmUp();
  await expect.poll(() => workers.length).toBe(1);
  await keep(noisePicture(90, 120));
  expect(workers).toHaveLength(1);
  await workers[0]?.terminate();
  await expect(keep(noisePicture(90, 120, 2))).resolves.toEqual({ result: 'kept' });
  expect(workers).toHaveLength(2);
});

it('is removed with the consent, and comes again with another', async () => {
  await keep(noisePicture(90, 120));
  removePhoto(desk.context, desk.caller, delegateId);
  expect(kept()).toBeNull();
  await keep(noisePicture(90, 120, 2));
  expect(kept()).not.toBeNull();
  expect(consents()).toEqual([consent(true), consent(false), consent(true)]);
});

it('of nobody in the roster is not kept', async () => {
  delegateId = crypto.randomUUID();
  await expect(keep(noisePicture(90, 120))).rejects.toMatchObject({ code: 'not-found' });
});

import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { countPhotos, findPhoto } from '../../../db/roster/photos.ts';
import type { Delegate } from '../../../domain/roster/delegate.ts';
import { pictureSize } from '../../../domain/roster/picture-size.ts';
import { badgeContentFor } from '../../../main/printing/badge-content.ts';
import { createPhotoImport, type PhotoImport } from '../../../main/roster/photos/photo-import.ts';
import { createPhotoThread } from '../../../main/roster/photos/photo-thread.ts';
import { type DeskContext, makeDeskContext } from '../../support/desk-context.ts';

let desk: DeskContext;
let folder: string;
let photos: PhotoImport;
let people: Delegate[];
beforeEach(() => {
  desk = makeDeskContext();
  folder = mkdtempSync(join(tmpdir(), 'lanyard-photos-'));
  people = [1, 2, 3, 4].map((number) => desk.addDelegate(number));
  const { db, event, clock } = desk.context;
  const script = new URL('../../../main/roster/photos/worker.ts', import.meta.url);
  const thread = createPhotoThread(() => new Worker(script));
  photos = createPhotoImport({ db, eventId: event.file.id, clock, thread });
});
afterEach(() => {
  desk.close();
  rmSync(folder, { recursive: true, force: true });
});

function picture(width: number, height: number, kind: 'jpeg' | 'png' = 'jpeg'): Buffer {
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  context.fillStyle = '#8899aa';
  context.fillRect(0, 0, width, height);
  context.fillStyle = '#332211';
  context.fillRect(0, 0, width, height / 2);
  return kind === 'jpeg' ? canvas.toBuffer('image/jpeg', 90) : canvas.toBuffer('image/png');
}

/** Writes a file named by the code of the n-th person. */
function put(n: number, ending: string, bytes: Uint8Array): string {
  const name = `${people[n]?.registrationCode}${ending}`;
  writeFileSync(join(folder, name), bytes);
  return name;
}

function photoOf(n: number): ReturnType<typeof findPhoto> {
  return findPhoto(desk.context.db, desk.context.event.file.id, people[n]?.id ?? '');
}

/** A PNG that says it is enormous: its header alone. */
function hugePng(): Buffer {
  const bytes = picture(4, 4, 'png');
  bytes.writeUInt32BE(10_000, 16);
  bytes.writeUInt32BE(6_000, 20);
  return bytes;
}

describe('a folder of portraits', () => {
  it('is taken by registration code, small, and goes onto the badge', async () => {
    put(0, '.jpg', picture(1200, 1600));
    put(1, '.PNG', picture(300, 400, 'png'));
    writeFileSync(join(folder, 'notes.txt'), 'no picture');
    mkdirSync(join(folder, 'folder.jpg'));
    const seen: number[] = [];
    const result = await photos.run(folder, ({ done }) => seen.push(done));
    expect(result).toMatchObject({ files: 2, taken: 2, replaced: 0, unknown: [], refused: [] });
    expect(seen).toEqual([0, 1, 2]);
    const sizes = await Promise.all(
      [0, 1].map(async (n) => {
        const image = await loadImage(Buffer.from(photoOf(n)?.picture ?? []));
        return [image.width, image.height];
      }),
    );
    expect(sizes).toEqual([
      [600, 800],
      [300, 400],
    ]);
    const [first] = people;
    if (first === undefined) throw new Error('nobody');
    const content = badgeContentFor(desk.context, first, {
      serial: '00000001-000001',
      code: null,
      attempt: 1,
    });
    expect(content.photo?.sha256).toBe(photoOf(0)?.sha256);
  });

  it('is taken although some of it cannot be: each is named with its reason', async () => {
    const large = put(0, '.jpg', picture(40, 40));
    truncateSync(join(folder, large), 30 * 1024 * 1024);
    const huge = put(1, '.png', hugePng());
    const broken = put(2, '.jpg', picture(200, 200).subarray(0, 40));
    writeFileSync(join(folder, 'IMG_0001.jpeg'), picture(10, 10));
    const drawing = put(2, '.svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'));
    put(3, '.jpg', picture(90, 120));
    const again = put(3, '.png', picture(90, 120, 'png'));
    const result = await photos.run(folder, () => {});
    expect(result).toMatchObject({ taken: 1, unknown: ['IMG_0001.jpeg'] });
    const reasons = new Map(result.refused.map(({ file, reason }) => [file, reason]));
    expect(reasons).toEqual(
      new Map([
        [large, 'too-large'],
        [huge, 'too-many-pixels'],
        [broken, 'not-a-picture'],
        [drawing, 'not-a-picture'],
        [again, 'twice'],
      ]),
    );
    expect(countPhotos(desk.context.db, desk.context.event.file.id)).toBe(1);
  });

  it('takes the place of earlier ones', async () => {
    put(0, '.jpg', picture(90, 120));
    await photos.run(folder, () => {});
    const before = photoOf(0)?.sha256;
    put(0, '.jpg', picture(120, 90));
    await expect(photos.run(folder, () => {})).resolves.toMatchObject({ taken: 1, replaced: 1 });
    expect(photoOf(0)?.sha256).not.toBe(before);
  });

  it('is left where somebody stops it; what was taken stays', async () => {
    put(0, '.jpg', picture(90, 120));
    put(1, '.jpg', picture(90, 120));
    const result = await photos.run(folder, ({ done }) => {
      if (done === 1) photos.cancel();
    });
    // Told before the second file, it ends after that one at the latest.
    expect(result.cancelled || result.taken === 2).toBe(true);
    expect(photoOf(0)).not.toBeNull();
  });

  it('that is not there, or a second one at a time, is refused', async () => {
    await expect(photos.run(join(folder, 'nowhere'), () => {})).rejects.toMatchObject({
      code: 'photo-folder-unreadable',
    });
    put(0, '.jpg', picture(90, 120));
    const first = photos.run(folder, () => {});
    await expect(photos.run(folder, () => {})).rejects.toMatchObject({ code: 'already-done' });
    await expect(first).resolves.toMatchObject({ taken: 1 });
  });
});

describe('the size of a picture', () => {
  it('is read from its header, and nothing else has one', () => {
    expect(pictureSize(picture(123, 45))).toEqual({ width: 123, height: 45 });
    expect(pictureSize(picture(123, 45, 'png'))).toEqual({ width: 123, height: 45 });
    expect(pictureSize(new TextEncoder().encode('GIF89a'))).toBeNull();
    expect(pictureSize(new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 0]))).toBeNull();
    expect(pictureSize(new Uint8Array())).toBeNull();
    const other = picture(123, 45, 'png');
    other.write('tEXt', 12, 'latin1');
    expect(pictureSize(other)).toBeNull();
  });

  it('is looked at wherever one is decoded: nothing else calls the decoder', () => {
    const root = join(import.meta.dirname, '../../..');
    const callers = ['main', 'hub', 'reports', 'renderer', 'connectors', 'intake']
      .flatMap((folder) =>
        readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
          .filter((name) => /\.tsx?$/.test(name))
          .map((name) => `${folder}/${name.replaceAll('\\', '/')}`),
      )
      .filter((name) =>
        /\bloadImage\(|\bnew Image\(|createImageBitmap\((?!video)/.test(
          readFileSync(join(root, name), 'utf8'),
        ),
      );
    expect(callers).toEqual([
      'renderer/kit/fields/read-logo.ts',
      // Behind `fileKind`, which reads the size; the other call cuts out a part of what was decoded.
      'renderer/scanning/file/file.worker.ts',
      'intake/photo/load-picture.ts',
    ]);
  });
});

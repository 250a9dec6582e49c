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
import { zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { countPhotos, findPhoto } from '../../../db/roster/photos.ts';
import type { Delegate } from '../../../domain/roster/delegate.ts';
import { pictureSize } from '../../../domain/roster/picture-size.ts';
import { badgeContentFor } from '../../../main/printing/badge-content.ts';
import { createPhotoImport, type PhotoImport } from '../../../main/roster/photos/photo-import.ts';
import { createPhotoThread } from '../../../main/roster/photos/photo-thread.ts';
import { zipOf } from '../../../tools/fuzz/generators/zip.ts';
import { productFolders, root } from '../../../tools/runtime.mjs';
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

const from = (path: string) => ({ kind: 'folder', path }) as const;

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

/** The header of a PNG that claims to be enormous. */
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
    const result = await photos.run(from(folder), ({ done }) => seen.push(done));
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
    const result = await photos.run(from(folder), () => {});
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
    await photos.run(from(folder), () => {});
    const before = photoOf(0)?.sha256;
    put(0, '.jpg', picture(120, 90));
    await expect(photos.run(from(folder), () => {})).resolves.toMatchObject({
      taken: 1,
      replaced: 1,
    });
    expect(photoOf(0)?.sha256).not.toBe(before);
  });

  it('is left where somebody stops it; what was taken stays', async () => {
    put(0, '.jpg', picture(90, 120));
    put(1, '.jpg', picture(90, 120));
    const result = await photos.run(from(folder), ({ done }) => {
      if (done === 1) photos.cancel();
    });
    // Cancelled before the second file, it ends after that one at the latest.
    expect(result.cancelled || result.taken === 2).toBe(true);
    expect(photoOf(0)).not.toBeNull();
  });

  it('that is not there, or a second one at a time, is refused', async () => {
    await expect(photos.run(from(join(folder, 'nowhere')), () => {})).rejects.toMatchObject({
      code: 'photo-folder-unreadable',
    });
    put(0, '.jpg', picture(90, 120));
    const first = photos.run(from(folder), () => {});
    await expect(photos.run(from(folder), () => {})).rejects.toMatchObject({
      code: 'already-done',
    });
    await expect(first).resolves.toMatchObject({ taken: 1 });
  });
});

describe('a ZIP of portraits', () => {
  const run = (bytes: Uint8Array) => {
    const path = join(folder, 'Portraits.zip');
    writeFileSync(path, bytes);
    return photos.run({ kind: 'zip', path }, () => {});
  };
  const codeOf = (n: number): string => people[n]?.registrationCode ?? '';
  /** Offset of a file's entry in the directory (`zipOf` writes no comments). */
  const entryAt = (zip: Buffer, name: string): number => zip.lastIndexOf(name) - 46;

  it('is taken as a folder is, whichever of its folders has them', async () => {
    const jpeg = picture(1200, 1600);
    const zip = zipSync({
      [`Portraits/${codeOf(0)}.jpg`]: [jpeg, { level: 0 }],
      [`Portraits/late/${codeOf(1)}.PNG`]: picture(300, 400, 'png'),
      [`Portraits\\${codeOf(2)}.jpeg`]: jpeg,
      [`__MACOSX/Portraits/._${codeOf(0)}.jpg`]: new Uint8Array(120),
      'Portraits/IMG_0001.jpeg': jpeg,
      'Portraits/list.csv': new Uint8Array(9),
      'Portraits/empty.jpg/': new Uint8Array(),
    });
    const result = await run(zip);
    expect(result).toMatchObject({ source: 'Portraits.zip', files: 4, taken: 3, refused: [] });
    expect(result.unknown).toEqual(['Portraits/IMG_0001.jpeg']);
    const image = await loadImage(Buffer.from(photoOf(0)?.picture ?? []));
    expect([image.width, image.height]).toEqual([600, 800]);
    expect(photoOf(1)).not.toBeNull();
    expect(photoOf(2)?.sha256).toBe(photoOf(0)?.sha256);
  });

  it('is taken although some of it cannot be: a bomb is not unpacked', async () => {
    const zeros = Buffer.alloc(64 * 1024 * 1024);
    const [bomb, liar, locked] = [`${codeOf(0)}.jpg`, `${codeOf(1)}.jpg`, `${codeOf(2)}.png`];
    const [good, again] = [`a/${codeOf(3)}.jpg`, `b/${codeOf(3)}.jpg`];
    const content = picture(90, 120);
    const zip = Buffer.from(
      zipOf([
        { name: bomb, content: zeros },
        { name: liar, content: zeros, saidSize: 1_000 },
        ...[locked, good, again].map((name) => ({ name, content })),
      ]),
    );
    // Bit 0 of the flags: encrypted.
    zip.writeUInt16LE(1, entryAt(zip, locked) + 8);
    const result = await run(zip);
    expect(result).toMatchObject({ files: 5, taken: 1, unknown: [] });
    expect(result.refused).toEqual([
      { file: bomb, reason: 'too-large' },
      { file: liar, reason: 'not-a-picture' },
      { file: locked, reason: 'unreadable' },
      { file: again, reason: 'twice' },
    ]);
  });

  it('whose picture was changed behind its checksum is refused with that picture', async () => {
    const name = `${codeOf(0)}.jpg`;
    const zip = Buffer.from(zipOf([{ name, content: picture(90, 120) }]));
    zip.writeUInt32LE(7, entryAt(zip, name) + 16);
    const result = await run(zip);
    expect(result.refused).toEqual([{ file: name, reason: 'not-a-picture' }]);
    expect(photoOf(0)).toBeNull();
  });

  /** A complete ZIP of three files, with a mistake. */
  const wrong = (mistake: (zip: Buffer, entries: number[]) => Buffer | number): Buffer => {
    const names = ['1.jpg', '2.jpg', '3.jpg'];
    const content = picture(90, 120);
    const zip = Buffer.from(zipOf(names.map((name) => ({ name, content }))));
    const made = mistake(
      zip,
      names.map((name) => entryAt(zip, name)),
    );
    return typeof made === 'number' ? zip : made;
  };

  it.each([
    ['is none', 'unreadable', Buffer.from('PK and some text')],
    ['is empty', 'unreadable', Buffer.alloc(0)],
    ['broke off', 'unreadable', wrong((zip) => zip.subarray(0, zip.length - 30))],
    [
      'has files that share their bytes',
      'unreadable',
      wrong((zip, [first = 0]) => zip.writeUInt32LE(zip.length, first + 20)),
    ],
    [
      'would unpack to 12 GB',
      'too-large',
      wrong((zip, at) => Math.max(...at.map((one) => zip.writeUInt32LE(0xffff_fff0, one + 24)))),
    ],
    [
      'has more files than ZIP counts',
      'too-large',
      wrong((zip) => zip.writeUInt16LE(0xffff, zip.length - 12)),
    ],
  ] as const)('that %s is refused as a whole', async (_what, code, bytes) => {
    await expect(run(bytes)).rejects.toMatchObject({
      code: `photo-zip-${code}`,
      detail: 'Portraits.zip',
    });
    expect(countPhotos(desk.context.db, desk.context.event.file.id)).toBe(0);
    // The next one is read.
    await expect(run(zipSync({ [`${codeOf(0)}.jpg`]: picture(90, 120) }))).resolves.toMatchObject({
      taken: 1,
    });
  });

  it('that is not there is refused', async () => {
    const path = join(folder, 'nowhere.zip');
    await expect(photos.run({ kind: 'zip', path }, () => {})).rejects.toMatchObject({
      code: 'photo-zip-unreadable',
    });
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
    const callers = productFolders
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
      'intake/photo/load-picture.ts',
      'ui/fields/read-logo.ts',
      // After `fileKind`, which reads the size; the other call crops a decoded picture.
      'renderer/scanning/file/file.worker.ts',
    ]);
  });
});

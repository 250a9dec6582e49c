import { expect, test } from 'vitest';
import type { Bitmap1 } from '../../domain/badges/badge.ts';
import { encodeEscpos } from '../../main/printing/languages/escpos.ts';
import {
  pictureBytes,
  type ThermalLanguage,
} from '../../main/printing/languages/thermal-encoder.ts';
import { encodeZpl } from '../../main/printing/languages/zpl.ts';
import { encodedAside } from '../../main/printing/render/encoded-aside.ts';
import type { EncodedJob } from '../../main/printing/transport/transport.ts';

const bitmap = {
  width: 64,
  height: 130,
  bits: Uint8Array.from({ length: 1_040 }, (_, index) => index % 251),
};
const options = { cut: true, confirmId: '00A7', tellChanges: true, resynchronise: false };

async function sent({ chunks }: EncodedJob): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for (const chunk of chunks) {
    await chunk.ready?.();
    all.push(chunk.bytes);
  }
  return Buffer.concat(all);
}

const plain = encodeEscpos(bitmap, options);
const whole = Buffer.concat(plain.chunks.map(({ bytes }) => bytes));

/** A drawing thread that notes what it is asked for. */
function threadOf(answer: (language: ThermalLanguage, part: Bitmap1) => Promise<Uint8Array>) {
  const heights: number[] = [];
  return {
    heights,
    toCommands: (language: ThermalLanguage, part: Bitmap1) => {
      heights.push(part.height);
      return answer(language, part);
    },
  };
}

test('the thread makes every part but the first, once, all requested with the first', async () => {
  const thread = threadOf(async (language, part) => {
    const bytes = pictureBytes(language, part);
    // Marks whose work it is: the last byte is a dot.
    bytes[bytes.length - 1] = 0xaa;
    return bytes;
  });
  const job = encodedAside(encodeEscpos(bitmap, options), thread);
  expect(thread.heights).toEqual([]);
  const first = job.chunks.find(({ raster }) => raster);
  await first?.ready?.();
  expect(thread.heights).toEqual([48, 48, 10]);
  const bytes = await sent(job);
  expect(thread.heights).toHaveLength(3);
  expect(bytes).toHaveLength(whole.length);
  const firstPart = plain.chunks.find(({ raster }) => raster)?.bytes;
  const lasts = job.chunks.filter(({ raster }) => raster).map((chunk) => chunk.bytes.at(-1));
  expect(lasts).toEqual([firstPart?.at(-1), 0xaa, 0xaa, 0xaa]);
});

test('parts that the thread does not deliver are made here: no badge stays half', async () => {
  let asked = 0;
  const dying = threadOf((language, part) => {
    asked += 1;
    return asked > 2
      ? Promise.reject(new Error('the thread ended'))
      : Promise.resolve(pictureBytes(language, part));
  });
  const bytes = await sent(encodedAside(encodeEscpos(bitmap, options), dying));
  expect(bytes.equals(whole)).toBe(true);
});

test('a job without such pictures stays as it is', () => {
  const job = encodeZpl(bitmap, options);
  const thread = threadOf(() => Promise.reject(new Error('nothing to make')));
  expect(encodedAside(job, thread)).toBe(job);
});

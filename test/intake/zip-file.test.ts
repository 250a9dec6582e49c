import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openZipFile } from '../../intake/zip-file.ts';
import { type ZipFile, zipOf } from '../../tools/fuzz/generators/zip.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lanyard-zip-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Reads the first file of a ZIP of one. */
async function readOne(file: ZipFile, maxSize: number): Promise<Uint8Array> {
  const path = join(folder, 'one.zip');
  writeFileSync(path, zipOf([file]));
  const zip = await openZipFile(path);
  try {
    const [entry] = zip.entries;
    if (entry === undefined) throw new Error('no entry');
    return await zip.read(entry, maxSize);
  } finally {
    await zip.close();
  }
}

const content = Buffer.alloc(1_000, 'a');

it('a file of a ZIP comes as it was put there', async () => {
  expect(Buffer.from(await readOne({ name: 'a', content }, 1_000))).toEqual(content);
  const nothing = { name: 'a', content: new Uint8Array() };
  expect(await readOne(nothing, 1_000)).toHaveLength(0);
});

it('a file that says that it is too large is not unpacked', async () => {
  await expect(readOne({ name: 'a', content }, 999)).rejects.toMatchObject({ code: 'too-large' });
});

it('a file is not unpacked further than it says of itself', async () => {
  const liar = { name: 'a', content: Buffer.alloc(64 * 2 ** 20), saidSize: 1_000 };
  await expect(readOne(liar, 2 ** 30)).rejects.toMatchObject({
    code: 'damaged',
    cause: { code: 'ERR_BUFFER_TOO_LARGE' },
  });
});

it.each([
  ['shorter', 999],
  ['longer', 1_001],
])('a file that is %s than its ZIP says is damaged', async (_what, saidSize) => {
  const wrong = { name: 'a', content, saidSize };
  await expect(readOne(wrong, 2_000)).rejects.toMatchObject({ code: 'damaged' });
});

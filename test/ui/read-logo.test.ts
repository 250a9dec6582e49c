import { expect, it } from 'vitest';
import { readLogo } from '../../ui/fields/read-logo.ts';
import { pictureBomb } from '../support/picture-bomb.ts';

// Node has no createImageBitmap: these files are refused before anything could decode them.
it.each([
  ['a picture of 144 million dots in 18 kB', pictureBomb(12_000), 'too-many-pixels'],
  [
    'what is neither PNG nor JPEG',
    Buffer.from('<svg width="90000" height="90000"/>'),
    'unreadable',
  ],
])('%s is refused as a logo by its header', async (_what, bytes, problem) => {
  expect(await readLogo(new File([new Uint8Array(bytes)], 'logo.png'))).toEqual({ problem });
});

import { createHash } from 'node:crypto';
import { createCanvas } from '@napi-rs/canvas';

export interface TestPhoto {
  picture: Uint8Array;
  sha256: string;
}

/** A photo as a desk stores it; every seed gives another. `width` in dots, at 3 : 4. */
export function storedPhoto(seed: number, width = 120): TestPhoto {
  const picture = new Uint8Array(noisePicture(width, Math.round((width * 4) / 3), seed));
  return { picture, sha256: createHash('sha256').update(picture).digest('hex') };
}

/** A JPEG of noise: the worst that a camera can send, since noise does not compress. */
export function noisePicture(width: number, height: number, seed = 1): Buffer {
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  const image = context.createImageData(width, height);
  let state = seed;
  for (let at = 0; at < image.data.length; at += 4) {
    // A linear congruential generator (Numerical Recipes): the same in every run.
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    image.data.fill(state >>> 24, at, at + 3);
    image.data[at + 3] = 255;
  }
  context.putImageData(image, 0, 0);
  return canvas.toBuffer('image/jpeg', 90);
}

/**
 * Whether these bytes hold some of a photo's bytes. A store keeps a picture in pieces, one per
 * page, so this looks for pieces: 48 bytes occur nowhere by chance.
 *
 * @param as how the photo is stored: as it is, or as base64
 */
export function holdsPhoto(
  bytes: Buffer,
  { picture }: TestPhoto,
  as: 'bytes' | 'base64' = 'bytes',
): boolean {
  const sought = as === 'bytes' ? Buffer.from(picture) : Buffer.from(base64Of(picture), 'latin1');
  const size = 48;
  // Skip the first bytes: many JPEGs share these tables.
  for (let at = Math.floor(sought.length / 2); at + size <= sought.length; at += size) {
    if (bytes.includes(sought.subarray(at, at + size))) return true;
  }
  return false;
}

function base64Of(picture: Uint8Array): string {
  return Buffer.from(picture).toString('base64');
}

import type { Image } from '@napi-rs/canvas';
import { isWholePicture, pictureSize } from '../../domain/roster/picture-size.ts';

/** Thrown for a file that cannot be decoded. The message is the code. */
export class PictureError extends Error {
  readonly code: 'not-a-picture' | 'too-many-pixels';

  constructor(code: PictureError['code'], cause?: unknown) {
    super(code, { cause });
    this.name = 'PictureError';
    this.code = code;
  }
}

/**
 * Decodes a JPEG or PNG and rotates it by its EXIF orientation. All pictures are decoded here. A
 * few kilobytes can contain a picture that fills the memory, so the header is read first.
 *
 * @param maxDots width times height
 * @throws PictureError
 */
export async function loadPicture(file: Uint8Array, maxDots: number): Promise<Image> {
  const size = pictureSize(file);
  if (size === null) throw new PictureError('not-a-picture');
  if (size.width * size.height > maxDots) throw new PictureError('too-many-pixels');
  // The decoder would fill a missing part with grey.
  if (!isWholePicture(file)) throw new PictureError('not-a-picture');
  // Loaded on first use: it brings 35 MB of native code, which a start does not need.
  const { loadImage } = await import('@napi-rs/canvas');
  try {
    return await loadImage(Buffer.from(file));
  } catch (error) {
    throw new PictureError('not-a-picture', error);
  }
}

import type { Image } from '@napi-rs/canvas';
import { isWholePicture, pictureSize } from '../../domain/roster/picture-size.ts';

/**
 * Decodes a JPEG or PNG and rotates it by its EXIF orientation. All pictures are decoded here. A
 * few kilobytes can contain a picture that fills the memory, so the header is read first.
 *
 * @param maxDots width times height
 * @returns the picture, or why there is none
 */
export async function loadPicture(
  file: Uint8Array,
  maxDots: number,
): Promise<Image | 'not-a-picture' | 'too-many-pixels'> {
  const size = pictureSize(file);
  if (size === null) return 'not-a-picture';
  if (size.width * size.height > maxDots) return 'too-many-pixels';
  // The decoder would fill a missing part with grey.
  if (!isWholePicture(file)) return 'not-a-picture';
  // Loaded on first use: it brings 35 MB of native code, which a start does not need.
  const { loadImage } = await import('@napi-rs/canvas');
  try {
    return await loadImage(Buffer.from(file));
  } catch {
    return 'not-a-picture';
  }
}

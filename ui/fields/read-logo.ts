import { maxLogoText, maxPictureDots, pictureSize } from '../../domain/roster/picture-size.ts';

export type LogoProblem = 'too-large' | 'too-many-pixels' | 'unreadable';

/** Maximum size in bytes of a file to open. */
const maxFileBytes = 10_000_000;
/** Longest side in pixels: no badge or ticket shows more of a logo. */
const maxPixels = 800;

/**
 * Reads a PNG or JPEG and reduces it until its PNG in base64 fits.
 *
 * @param maxText maximum number of base64 characters
 */
export async function readLogo(
  file: File,
  maxText = maxLogoText,
): Promise<{ png: string } | { problem: LogoProblem }> {
  if (file.size > maxFileBytes) return { problem: 'too-large' };
  let picture: ImageBitmap;
  try {
    const size = pictureSize(new Uint8Array(await file.arrayBuffer()));
    if (size === null) return { problem: 'unreadable' };
    if (size.width * size.height > maxPictureDots) return { problem: 'too-many-pixels' };
    picture = await createImageBitmap(file);
  } catch {
    // The browser's error says no more than that it cannot decode the picture.
    return { problem: 'unreadable' };
  }
  try {
    const longer = Math.max(picture.width, picture.height);
    let pixels = Math.min(longer, maxPixels);
    while (true) {
      const png = await pngOf(picture, pixels / longer);
      if (png.length <= maxText) return { png };
      if (pixels < 2) return { problem: 'too-large' };
      pixels = Math.floor(pixels / 2);
    }
  } finally {
    picture.close();
  }
}

async function pngOf(picture: ImageBitmap, scale: number): Promise<string> {
  const width = Math.max(1, Math.round(picture.width * scale));
  const height = Math.max(1, Math.round(picture.height * scale));
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('the page has no canvas');
  context.drawImage(picture, 0, 0, width, height);
  const bytes = new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer());
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

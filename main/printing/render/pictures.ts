import { createCanvas, type Image, type SKRSContext2D } from '@napi-rs/canvas';
import { maxKeptDots } from '../../../domain/roster/picture-size.ts';
import { loadPicture } from '../../../intake/photo/load-picture.ts';
import { greysOf } from './dither.ts';
import type { DotBox } from './place-fields.ts';
import { RenderError } from './renderer.ts';

/** Part of a portrait's surplus height that is cut off at its top: faces are above the middle. */
const cutAtTop = 0.3;

/** Decoded logos, by their PNG in base64: each is on every badge. */
const logos = new Map<string, Image>();
const maxLogos = 4;

/** Decodes the logo of a template. Throws RenderError. */
export async function loadLogo(field: { id: string; png: string }): Promise<Image> {
  const known = logos.get(field.png);
  if (known !== undefined) return known;
  try {
    const image = await loadPicture(Buffer.from(field.png, 'base64'), maxKeptDots);
    const oldest = logos.keys().next();
    if (logos.size >= maxLogos && oldest.done !== true) logos.delete(oldest.value);
    logos.set(field.png, image);
    return image;
  } catch (error) {
    throw new RenderError(
      `the logo of the field "${field.id}" is no PNG of at most ${maxKeptDots} dots`,
      error,
    );
  }
}

/** Draws a whole logo, as large as its box allows, centred. */
export function drawLogo(context: SKRSContext2D, image: Image, box: DotBox): void {
  const scale = Math.min(box.width / image.width, box.height / image.height);
  const width = Math.max(1, Math.round(image.width * scale));
  const height = Math.max(1, Math.round(image.height * scale));
  const left = box.left + Math.round((box.width - width) / 2);
  const top = box.top + Math.round((box.height - height) / 2);
  context.imageSmoothingQuality = 'high';
  context.drawImage(image, left, top, width, height);
}

/** Greys of a portrait that fills its box, row by row; null where the picture cannot be read. */
export async function portraitGreys(
  picture: Uint8Array,
  size: { width: number; height: number },
): Promise<Uint8Array | null> {
  const image = await loadPicture(picture, maxKeptDots).catch(() => null);
  if (image === null || image.width === 0 || image.height === 0) return null;
  const scale = Math.max(size.width / image.width, size.height / image.height);
  const width = size.width / scale;
  const height = size.height / scale;
  const context = createCanvas(size.width, size.height).getContext('2d');
  context.fillStyle = 'white';
  context.fillRect(0, 0, size.width, size.height);
  context.imageSmoothingQuality = 'high';
  context.drawImage(
    image,
    (image.width - width) / 2,
    (image.height - height) * cutAtTop,
    width,
    height,
    0,
    0,
    size.width,
    size.height,
  );
  return greysOf(context.getImageData(0, 0, size.width, size.height).data);
}

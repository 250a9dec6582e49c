import { createCanvas, type Image, type SKRSContext2D } from '@napi-rs/canvas';
import { maxKeptDots } from '../../../domain/roster/picture-size.ts';
import { loadPicture } from '../../../intake/photo/load-picture.ts';
import { greysOf } from './dither.ts';
import { oneBitPicture } from './one-bit.ts';
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

/** Draws a whole logo, as large as its box allows, centred; as dots where it has no colours. */
export function drawLogo(
  context: SKRSContext2D,
  image: Image,
  box: DotBox,
  inColour: boolean,
): void {
  const scale = Math.min(box.width / image.width, box.height / image.height);
  const width = Math.max(1, Math.round(image.width * scale));
  const height = Math.max(1, Math.round(image.height * scale));
  const left = box.left + Math.round((box.width - width) / 2);
  const top = box.top + Math.round((box.height - height) / 2);
  context.imageSmoothingQuality = 'high';
  // By brightness: the bitmap is read from the red channel, where red ink is as light as paper.
  const picture = inColour ? image : oneBitPicture(image, width, height);
  context.drawImage(picture, left, top, width, height);
}

/** Decodes a portrait; null where the picture cannot be read. */
export async function loadPortrait(picture: Uint8Array): Promise<Image | null> {
  const image = await loadPicture(picture, maxKeptDots).catch(() => null);
  return image === null || image.width === 0 || image.height === 0 ? null : image;
}

/** Draws a portrait so that it fills its box. */
export function drawPortrait(context: SKRSContext2D, image: Image, box: DotBox): void {
  const scale = Math.max(box.width / image.width, box.height / image.height);
  const width = box.width / scale;
  const height = box.height / scale;
  context.imageSmoothingQuality = 'high';
  context.drawImage(
    image,
    (image.width - width) / 2,
    (image.height - height) * cutAtTop,
    width,
    height,
    box.left,
    box.top,
    box.width,
    box.height,
  );
}

/** Greys of a portrait that fills a box of this size, row by row. */
export function portraitGreys(
  image: Image,
  { width, height }: { width: number; height: number },
): Uint8Array {
  const context = createCanvas(width, height).getContext('2d');
  context.fillStyle = 'white';
  context.fillRect(0, 0, width, height);
  drawPortrait(context, image, { left: 0, top: 0, width, height });
  return greysOf(context.getImageData(0, 0, width, height).data);
}

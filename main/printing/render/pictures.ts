import {
  type Canvas,
  createCanvas,
  type Image,
  ImageData,
  type SKRSContext2D,
} from '@napi-rs/canvas';
import type { Bitmap1 } from '../../../domain/badges/badge.ts';
import { fromBase64 } from '../../../domain/base/bytes.ts';
import { maxKeptDots, type PictureSize, pictureSize } from '../../../domain/roster/picture-size.ts';
import type { BadgeTemplate, TemplateField } from '../../../domain/templates/badge-template.ts';
import { loadPicture } from '../../../intake/photo/load-picture.ts';
import { isBlack } from './bitmap.ts';
import { dither, greysOf, plainGreysOf } from './dither.ts';
import type { DotBox } from './place-fields.ts';
import { RenderError } from './renderer.ts';

/**
 * A picture is traced where black and white explain this part of its variance (N. Otsu, "A
 * threshold selection method from gray-level histograms", 1979); it is dithered where it has more
 * tones.
 */
const minExplained = 0.9;
/** Divides a picture of one tone: darker than this is ink. */
const defaultThreshold = 170;

/** The last form of each logo: it is on every badge in the same size. */
const drawn = new WeakMap<Image, Canvas>();

/** A picture in black, white and nothing between; transparent dots stay transparent. */
function oneBitPicture(image: Image, width: number, height: number): Canvas {
  const known = drawn.get(image);
  if (known?.width === width && known.height === height) return known;
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  context.imageSmoothingQuality = 'high';
  context.drawImage(image, 0, 0, width, height);
  const { data } = context.getImageData(0, 0, width, height);
  const alphas = data.filter((_, at) => at % 4 === 3);
  context.globalCompositeOperation = 'destination-over';
  context.fillStyle = 'white';
  context.fillRect(0, 0, width, height);
  const bitmap = dotsOf(context.getImageData(0, 0, width, height).data, width, height);
  const dots = new Uint8ClampedArray(4 * width * height);
  for (const [at, alpha] of alphas.entries()) {
    const black = isBlack(bitmap, at % width, Math.floor(at / width));
    dots.fill(black ? 0 : 255, 4 * at, 4 * at + 3);
    dots[4 * at + 3] = black || alpha > 127 ? 255 : 0;
  }
  context.putImageData(new ImageData(dots, width, height), 0, 0);
  drawn.set(image, canvas);
  return canvas;
}

function dotsOf(rgba: Uint8ClampedArray, width: number, height: number): Bitmap1 {
  const bitmap = { width, height, bits: new Uint8Array(Math.ceil(width / 8) * height) };
  const greys = plainGreysOf(rgba);
  const { threshold, explained } = bestThreshold(greys);
  const traced = greys.map((grey) => (grey < threshold ? 0 : 255));
  // A dot that is black or white has no error to pass on: traced dots stay as they are.
  dither(bitmap, explained < minExplained ? greysOf(rgba) : traced, {
    left: 0,
    top: 0,
    width,
    height,
  });
  return bitmap;
}

/** The grey that divides a picture best into dark and light, and how much of it that explains. */
function bestThreshold(greys: Uint8Array): { threshold: number; explained: number } {
  const counts = new Uint32Array(256);
  for (const grey of greys) counts[grey] = (counts[grey] ?? 0) + 1;
  const mean = greys.reduce((sum, grey) => sum + grey, 0) / greys.length;
  const variance = greys.reduce((sum, grey) => sum + (grey - mean) ** 2, 0) / greys.length;
  let best = { threshold: defaultThreshold, between: 0 };
  let dark = 0;
  let sumOfDark = 0;
  for (const [grey, count] of counts.entries()) {
    dark += count;
    sumOfDark += grey * count;
    const light = greys.length - dark;
    if (dark === 0 || light === 0) continue;
    const means = [sumOfDark / dark, (mean * greys.length - sumOfDark) / light] as const;
    const between = (dark * light * (means[0] - means[1]) ** 2) / greys.length ** 2;
    if (between > best.between) best = { threshold: grey + 1, between };
  }
  return {
    threshold: best.threshold,
    explained: variance === 0 ? 1 : best.between / variance,
  };
}

/** Part of a photo's surplus height that is cut off at its top: faces are above the middle. */
const cutAtTop = 0.3;

/** Decoded logos, by their PNG in base64: each is on every badge. */
const logos = new Map<string, Image>();
const maxLogos = 4;

/** Throws RenderError where the logo cannot be decoded. */
export async function loadLogo(field: { id: string; png: string }): Promise<Image> {
  const known = logos.get(field.png);
  if (known !== undefined) return known;
  const image = await loadPicture(Buffer.from(field.png, 'base64'), maxKeptDots);
  if (typeof image === 'string') {
    throw new RenderError(
      `the logo of the field "${field.id}" is no PNG of at most ${maxKeptDots} dots`,
    );
  }
  const oldest = logos.keys().next();
  if (logos.size >= maxLogos && oldest.done !== true) logos.delete(oldest.value);
  logos.set(field.png, image);
  return image;
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
  // Turned into dots by brightness: the bitmap is read from the red channel, where red ink is as
  // light as paper.
  const picture = inColour ? image : oneBitPicture(image, width, height);
  context.drawImage(picture, left, top, width, height);
}

/** Null where the picture cannot be read. */
export async function loadPortrait(picture: Uint8Array): Promise<Image | null> {
  const image = await loadPicture(picture, maxKeptDots);
  return typeof image === 'string' || image.width === 0 || image.height === 0 ? null : image;
}

/** Draws a photo so that it fills its box. */
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

/** Greys of a photo that fills a box of this size, row by row. */
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

type TextField = Extract<TemplateField, { kind: 'text' }>;

/** The largest part of an event's field that its emblem takes: a wide emblem is drawn lower. */
const maxPart = 0.36;
/** White between emblem and name, as a part of the field's height. */
const space = 0.2;
/** Millimetres: the lowest field that shows an emblem. */
const lowestField = 6;
/** Characters of base64 that hold a PNG's header, its first 24 bytes. */
const headerText = 32;

/**
 * The size of the emblem that a template's badges show; null for none. A template with a logo of
 * its own shows the logo instead.
 */
export function emblemSize(
  emblem: string | null,
  { fields }: Pick<BadgeTemplate, 'fields'>,
): PictureSize | null {
  if (emblem === null || fields.some(({ kind }) => kind === 'logo')) return null;
  const size = pictureSize(fromBase64(emblem.slice(0, headerText)));
  return size === null || size.width * size.height > maxKeptDots ? null : size;
}

/** Null where the emblem cannot be decoded: the badge is as good without it. */
export async function loadEmblem(png: string | null): Promise<Image | null> {
  if (png === null) return null;
  return await loadLogo({ id: 'emblem', png }).catch(() => null);
}

/** Where an event's field has the emblem, and what is left for the name; null for no emblem. */
export function besideEmblem(
  field: TextField,
  box: DotBox,
  size: PictureSize | null,
  dotsPerMm: number,
): { emblem: DotBox; text: DotBox } | null {
  if (size === null || field.source !== 'event' || field.inverse) return null;
  if (box.height < lowestField * dotsPerMm) return null;
  const scale = Math.min(box.height / size.height, (box.width * maxPart) / size.width);
  const width = Math.max(1, Math.round(size.width * scale));
  const height = Math.max(1, Math.round(size.height * scale));
  const taken = width + Math.round(box.height * space);
  const atRight = field.align === 'right';
  const top = box.top + Math.round((box.height - height) / 2);
  return {
    emblem: { left: atRight ? box.left + box.width - width : box.left, top, width, height },
    text: { ...box, left: atRight ? box.left : box.left + taken, width: box.width - taken },
  };
}

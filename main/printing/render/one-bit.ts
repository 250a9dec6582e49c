import { type Canvas, createCanvas, type Image, ImageData } from '@napi-rs/canvas';
import type { Bitmap1 } from '../../../domain/badges/badge.ts';
import { isBlack } from './bitmap.ts';
import { dither, greysOf, plainGreysOf } from './dither.ts';

/**
 * Traced where black and white explain this part of a picture's variance (N. Otsu, "A threshold
 * selection method from gray-level histograms", 1979); dithered where it has more tones.
 */
const minExplained = 0.9;
/** Divides a picture of one tone: darker than this is ink. */
const defaultThreshold = 170;

/** The last form of each logo: it is on every badge in the same size. */
const drawn = new WeakMap<Image, Canvas>();

/** A picture in black, white and nothing between: what was transparent stays so. */
export function oneBitPicture(image: Image, width: number, height: number): Canvas {
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
    ...{ left: 0, top: 0, width, height },
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

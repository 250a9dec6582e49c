import type { Bitmap1 } from '../../../domain/badge.ts';
import { isBlack } from '../../../main/printing/render/bitmap.ts';

/** A picture of greys, row by row, 0 is black. */
export interface GreyPicture {
  width: number;
  height: number;
  greys: Uint8ClampedArray<ArrayBuffer>;
}

/** Ink and paper as a camera sees them. */
const ink = 45;
const paper = 215;
/** Weights of the blur from left to right and from top to bottom: about half a pixel. */
const blur = [0.11, 0.78, 0.11];

/**
 * A badge as a camera takes it: `scale` pixels a dot, each the mean of what it covers, a little blurred, with
 * Gaussian noise of the given standard deviation.
 */
export function photograph(
  bitmap: Bitmap1,
  scale: number,
  sigma: number,
  random: () => number,
): GreyPicture {
  const width = Math.floor(bitmap.width * scale);
  const height = Math.floor(bitmap.height * scale);
  const sharp = new Float64Array(width * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) sharp[y * width + x] = meanOf(bitmap, x, y, scale);
  }
  const soft = blurred(blurred(sharp, width, 1), width, width);
  const greys = new Uint8ClampedArray(width * height);
  for (const [at, value] of soft.entries()) greys[at] = value + sigma * gaussian(random);
  return { width, height, greys };
}

/** The mean of the dots whose middle lies in a pixel. */
function meanOf(bitmap: Bitmap1, x: number, y: number, scale: number): number {
  let sum = 0;
  let count = 0;
  for (let row = Math.ceil(y / scale - 0.5); (row + 0.5) * scale < y + 1; row += 1) {
    for (let column = Math.ceil(x / scale - 0.5); (column + 0.5) * scale < x + 1; column += 1) {
      sum += isBlack(bitmap, column, row) ? ink : paper;
      count += 1;
    }
  }
  return count === 0 ? paper : sum / count;
}

function blurred(values: Float64Array, width: number, step: 1 | number): Float64Array {
  return values.map((value, at) => {
    // Along a row the neighbours of its ends are the ends themselves.
    const edge = step === 1 && (at % width === 0 || at % width === width - 1);
    const before = edge ? value : (values[at - step] ?? value);
    const after = edge ? value : (values[at + step] ?? value);
    return before * (blur[0] ?? 0) + value * (blur[1] ?? 1) + after * (blur[2] ?? 0);
  });
}

/** Box and Muller's method. */
function gaussian(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** The picture as a PGM file of greys. */
export function toPgm({ width, height, greys }: GreyPicture): Buffer {
  return Buffer.concat([Buffer.from(`P5\n${width} ${height}\n255\n`), Buffer.from(greys)]);
}

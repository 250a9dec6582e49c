import type { PictureSize } from './picture-size.ts';

/** Width in dots at which a shot is judged. The limits below depend on it. */
export const judgedWidth = 240;

/** What could be better in a shot. The operator decides. */
export type ShotHint = 'dark' | 'bright' | 'flat' | 'blurred';

export interface ShotJudgement {
  /** The first fault; null for a good shot. */
  hint: ShotHint | null;
  /** Variance of the Laplacian. Of several shots of one face the sharpest has the highest. */
  sharpness: number;
}

/**
 * Limits of a good shot, all of them estimates. Light is on a scale of 0 to 255. Sharpness: drawn
 * edges measure some hundreds at this width, 20 with a blur of one dot, and under 5 with one of
 * two.
 */
const limits = { dark: 70, bright: 200, contrast: 22, sharpness: 12 } as const;

/**
 * Judges light and sharpness within the oval that the face should fill; the wall behind it does not
 * count. Sharpness is the variance of the Laplacian (Pech-Pacheco and others, Diatom autofocusing
 * in brightfield microscopy, ICPR 2000).
 *
 * @param rgba pixels row by row, four bytes each, at {@link judgedWidth}
 */
export function judgeShot(rgba: Uint8ClampedArray, { width, height }: PictureSize): ShotJudgement {
  const luma = lumaOf(rgba);
  const light: number[] = [];
  const edges: number[] = [];
  for (let y = 1; y < height - 1; y += 1) {
    for (let x = 1; x < width - 1; x += 1) {
      if (!isInOval(x, y, { width, height })) continue;
      const at = y * width + x;
      const here = luma[at] ?? 0;
      const around =
        (luma[at - 1] ?? 0) +
        (luma[at + 1] ?? 0) +
        (luma[at - width] ?? 0) +
        (luma[at + width] ?? 0);
      light.push(here);
      edges.push(around - 4 * here);
    }
  }
  const { mean, variance } = spreadOf(light);
  const sharpness = spreadOf(edges).variance;
  return { hint: hintOf(mean, Math.sqrt(variance), sharpness), sharpness };
}

function hintOf(mean: number, contrast: number, sharpness: number): ShotHint | null {
  if (mean < limits.dark) return 'dark';
  if (mean > limits.bright) return 'bright';
  if (contrast < limits.contrast) return 'flat';
  return sharpness < limits.sharpness ? 'blurred' : null;
}

/** Brightness of each pixel, 0 to 255 (ITU-R BT.601, section 2.5.1). */
function lumaOf(rgba: Uint8ClampedArray): Float32Array {
  const luma = new Float32Array(rgba.length / 4);
  for (let at = 0; at < luma.length; at += 1) {
    const red = rgba[4 * at] ?? 0;
    const green = rgba[4 * at + 1] ?? 0;
    const blue = rgba[4 * at + 2] ?? 0;
    luma[at] = 0.299 * red + 0.587 * green + 0.114 * blue;
  }
  return luma;
}

/** Half axes of the guide's oval, as fractions of the picture's width and height. It is centred. */
export const oval = { across: 0.34, down: 0.38 } as const;

function isInOval(x: number, y: number, { width, height }: PictureSize): boolean {
  const across = (x / width - 0.5) / oval.across;
  const down = (y / height - 0.5) / oval.down;
  return across * across + down * down <= 1;
}

function spreadOf(values: readonly number[]): { mean: number; variance: number } {
  const count = Math.max(1, values.length);
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / count;
  return { mean, variance };
}

/**
 * The largest centred part of a picture with these proportions: what a preview filled by the
 * picture shows.
 *
 * @param ratio width divided by height
 */
export function cropOf({ width, height }: PictureSize, ratio: number) {
  const part =
    width / height > ratio ? { width: height * ratio, height } : { width, height: width / ratio };
  return { x: (width - part.width) / 2, y: (height - part.height) / 2, ...part };
}

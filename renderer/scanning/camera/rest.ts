import type { GreyPicture } from './qr-reader.ts';

/** Pixels: side of a square part of the picture, and step between two sampled pixels. */
const part = 32;
const step = 4;
/**
 * Minimum change of a part's mean brightness (0 to 255) that counts. The mean of 64 pixels with a
 * noise of 10, as of a sensor in the dark, varies by 1.25; a hand or a ticket changes it by tens.
 */
const noticeable = 6;
/** Weight of a new picture in the reference: lamps and daylight change slowly. */
const forgetting = 1 / 16;

/** Detects changes in a camera's picture by the mean brightness of its parts. */
export class Stillness {
  #means: Float32Array | null = null;

  /**
   * Compares with the earlier pictures. True for the first picture, and the first of another size.
   */
  hasChanged({ width, height, pixels }: Omit<GreyPicture, 'file'>): boolean {
    const [across, down] = [Math.floor(width / part), Math.floor(height / part)];
    const known = this.#means?.length === across * down ? this.#means : null;
    const means = known ?? new Float32Array(across * down);
    let change = known === null ? Number.POSITIVE_INFINITY : 0;
    for (let at = 0; at < means.length; at += 1) {
      const corner = Math.floor(at / across) * part * width + (at % across) * part;
      const mean = meanOf(pixels, corner, width);
      const before = known === null ? mean : (means[at] ?? mean);
      change = Math.max(change, Math.abs(mean - before));
      means[at] = before + (mean - before) * forgetting;
    }
    this.#means = means;
    return change >= noticeable;
  }
}

function meanOf(pixels: Uint8Array, corner: number, width: number): number {
  let sum = 0;
  for (let y = 0; y < part; y += step) {
    for (let x = 0; x < part; x += step) sum += pixels[corner + y * width + x] ?? 0;
  }
  return sum / (part / step) ** 2;
}

/** Milliseconds of the camera's clock without a change or a code until the reader is idle. */
const restAfter = 10_000;
/** An idle reader still reads a frame this often, in milliseconds of the camera's clock. */
const readAfter = 1_000;

/**
 * Decides when the reader is idle because nobody is in view. Then frames are only compared, about
 * twelve a second, and the first that differs is read at once.
 */
export class Rest {
  /** Milliseconds on the camera's clock; null before the first frame. */
  #stirredAt: number | null = null;
  #readAt = Number.NEGATIVE_INFINITY;
  #isResting = false;

  get isResting(): boolean {
    return this.#isResting;
  }

  /**
   * Call it for each frame; true if the frame must be read.
   *
   * @param at milliseconds of the camera's clock
   */
  wants(at: number, hasChanged: boolean): boolean {
    // Earlier than before: the camera's clock was reset.
    if (hasChanged || this.#stirredAt === null || at < this.#stirredAt) this.stir(at);
    this.#isResting = at - (this.#stirredAt ?? at) >= restAfter;
    if (this.#isResting && at - this.#readAt < readAfter) return false;
    this.#readAt = at;
    return true;
  }

  /** Call it when a code was read or the picture changed. */
  stir(at: number): void {
    this.#stirredAt = at;
    this.#readAt = Math.min(this.#readAt, at);
    this.#isResting = false;
  }
}

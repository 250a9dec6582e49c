import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import { forgetLines } from './measure-lines.ts';

/** Canvases by size. Each has megabytes outside of the JavaScript heap, which the collector frees late. */
const pages = new Map<string, SKRSContext2D>();
/** Sizes that are kept: a desk has a few printers, each with its template. */
const mostPages = 4;

/**
 * Draws on a page of this size and returns what `draw` returns; the page is used again, so nothing of it may be kept.
 * Throws what `draw` throws, and then forgets the page with whatever state it is in.
 */
export function drawOnPage<T>(
  size: { width: number; height: number },
  draw: (context: SKRSContext2D) => T,
): T {
  const key = `${size.width}x${size.height}`;
  const context = pages.get(key) ?? createCanvas(size.width, size.height).getContext('2d');
  pages.delete(key);
  context.lang = 'en';
  try {
    const result = draw(context);
    const oldest = pages.keys().next();
    if (pages.size >= mostPages && oldest.done !== true) pages.delete(oldest.value);
    pages.set(key, context);
    return result;
  } finally {
    forgetLines();
  }
}

import type { SKRSContext2D } from '@napi-rs/canvas';
import type { DotBox } from './place-fields.ts';

/** Lengths of a ruler's ticks in millimetres: each millimetre, each five, each ten. */
const tickLengths = { one: 1.1, five: 1.7, ten: 2.3 };
export const maxTick = tickLengths.ten;

/** A ruler's edge; its ticks point into the sheet. */
export type Edge = 'top' | 'left' | 'right';

/**
 * Draws a ruler along an edge of the sheet: a tick per millimetre, one dot wide (two from 300 dpi
 * on, to be visible).
 *
 * @param sheet size in dots
 */
export function drawRuler(
  context: SKRSContext2D,
  edge: Edge,
  sheet: { width: number; height: number },
  dotsPerMm: number,
): void {
  const length = edge === 'top' ? sheet.width : sheet.height;
  const thick = dotsPerMm >= 12 ? 2 : 1;
  for (let mm = 0; mm * dotsPerMm < length; mm += 1) {
    const kind = mm % 10 === 0 ? 'ten' : mm % 5 === 0 ? 'five' : 'one';
    const reach = Math.round(tickLengths[kind] * dotsPerMm);
    const at = mm * dotsPerMm;
    if (edge === 'top') context.fillRect(at, 0, thick, reach);
    else context.fillRect(edge === 'left' ? 0 : sheet.width - reach, at, reach, thick);
  }
}

/** Marks the printable area: two dots along all edges. A missing line means lost dots. */
export function drawSheetFrame(
  context: SKRSContext2D,
  sheet: { width: number; height: number },
): void {
  drawBox(context, { left: 0, top: 0, ...sheet });
}

/** A line of two dots along the inside of an area's four edges. */
export function drawBox(context: SKRSContext2D, area: DotBox): void {
  const thick = 2;
  const { left, top, width, height } = area;
  context.fillRect(left, top, width, thick);
  context.fillRect(left, top + height - thick, width, thick);
  context.fillRect(left, top, thick, height);
  context.fillRect(left + width - thick, top, thick, height);
}

/** A line with arrow heads from edge to edge, open in the middle for the text of the width. */
export function drawWidthArrow(
  context: SKRSContext2D,
  area: DotBox,
  gap: number,
  dotsPerMm: number,
): void {
  const middle = area.top + Math.round(area.height / 2);
  const thick = Math.max(1, Math.round(dotsPerMm / 5));
  const half = Math.max(0, Math.round((area.width - gap) / 2));
  const right = area.left + area.width;
  context.fillRect(area.left, middle - Math.floor(thick / 2), half, thick);
  context.fillRect(right - half, middle - Math.floor(thick / 2), half, thick);
  const head = Math.round(dotsPerMm * 1.2);
  for (let step = 0; step < head; step += 1) {
    const spread = Math.round(step / 2);
    context.fillRect(area.left + step, middle - spread, 1, spread * 2 + 1);
    context.fillRect(right - 1 - step, middle - spread, 1, spread * 2 + 1);
  }
}

/** A triangle that points to the top of the sheet: it shows whether a sheet is upside down. */
export function drawUpArrow(context: SKRSContext2D, area: DotBox): void {
  for (let row = 0; row < area.height; row += 1) {
    const wide = Math.max(1, Math.round((area.width * (row + 1)) / area.height));
    context.fillRect(area.left + Math.round((area.width - wide) / 2), area.top + row, wide, 1);
  }
}

/** Thresholds of ordered dithering: Bayer's matrix of 4 × 4, in sixteenths. */
const bayer = [0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5];

/** A dithered ramp from white to black in `steps` fields of one grey each, to be counted. */
export function drawRamp(context: SKRSContext2D, area: DotBox, steps: number): void {
  for (let y = 0; y < area.height; y += 1) {
    for (let x = 0; x < area.width; x += 1) {
      const step = Math.min(steps - 1, Math.floor((x * steps) / area.width));
      const black = step / (steps - 1);
      const threshold = ((bayer[(y % 4) * 4 + (x % 4)] ?? 0) + 0.5) / 16;
      if (black > threshold) context.fillRect(area.left + x, area.top + y, 1, 1);
    }
  }
}

/** Lines of `thick` dots, equally spaced: vertical on the left, horizontal on the right. */
export function drawLines(context: SKRSContext2D, area: DotBox, thick: number): void {
  const half = Math.floor(area.width / 2);
  for (let x = 0; x + thick <= half - 2 * thick; x += 2 * thick) {
    context.fillRect(area.left + x, area.top, thick, area.height);
  }
  for (let y = 0; y + thick <= area.height; y += 2 * thick) {
    context.fillRect(area.left + half, area.top + y, area.width - half, thick);
  }
}

import type { SKRSContext2D } from '@napi-rs/canvas';
import type { DrawableText } from '../../../platform/fonts/font-book.ts';
import { drawFitted, type FittedText, fitText, fitWords } from './fit-text.ts';
import type { DotBox } from './place-fields.ts';

export const trainingWords = 'TRAINING / FORMATION';

/** Millimetres: the attempt's digits, black around them, white around that, edge distance. */
const attemptSize = 3.6;
const attemptPadding = 0.9;
const attemptRoom = 1.5;
const cornerMargin = 2;

/** Draws the black band with the training mark across the top of a side. */
export function drawTrainingBand(
  context: SKRSContext2D,
  words: DrawableText,
  band: { width: number; height: number },
): void {
  context.fillStyle = 'black';
  context.fillRect(0, 0, band.width, band.height);
  const text = fitText(context, {
    drawable: words,
    weight: 'bold',
    width: Math.round(band.width * 0.92),
    height: Math.round(band.height * 0.62),
    maxSize: Math.round(band.height * 0.62),
    maxLines: 1,
  });
  context.fillStyle = 'white';
  drawFitted(context, text, {
    left: 0,
    top: Math.round((band.height - text.height) / 2),
    width: band.width,
    align: 'center',
  });
  context.fillStyle = 'black';
}

/** The attempt's number in its black field. In dots. */
export interface AttemptMark {
  text: FittedText;
  width: number;
  height: number;
  padding: number;
  /** White space that it needs beside it. */
  room: number;
}

/** Measures the mark of a reprint; null for a first print. */
export function fitAttempt(
  context: SKRSContext2D,
  words: DrawableText,
  dotsPerMm: number,
): AttemptMark | null {
  const size = attemptSize * dotsPerMm;
  const form = { weight: 'bold' as const, width: size * 4, size, lines: 1 };
  const text = fitWords(context, words, form);
  if (text === null) return null;
  context.font = text.font;
  const wide = Math.max(...text.lines.map((line) => context.measureText(line).width));
  const padding = Math.round(attemptPadding * dotsPerMm);
  return {
    text,
    width: Math.round(Math.max(wide, text.height) + 2 * padding),
    height: Math.round(text.height + 2 * padding),
    padding,
    room: Math.round(attemptRoom * dotsPerMm),
  };
}

/** Draws the mark, white in a black field, so that a reprint is easy to see. */
export function drawAttempt(
  context: SKRSContext2D,
  mark: AttemptMark,
  place: { left: number; top: number },
): void {
  const left = Math.round(place.left);
  const top = Math.round(place.top);
  const rim = Math.round(mark.room / 3);
  context.fillStyle = 'white';
  context.fillRect(left - rim, top - rim, mark.width + 2 * rim, mark.height + 2 * rim);
  context.fillStyle = 'black';
  context.fillRect(left, top, mark.width, mark.height);
  context.fillStyle = 'white';
  drawFitted(context, mark.text, {
    left,
    top: top + mark.padding,
    width: mark.width,
    align: 'center',
  });
  context.fillStyle = 'black';
}

/** The corner of the page in which the mark covers least, for badges without a serial. */
export function freeCorner(
  mark: AttemptMark,
  boxes: readonly DotBox[],
  page: DotBox,
  dotsPerMm: number,
): { left: number; top: number } {
  const margin = Math.round(cornerMargin * dotsPerMm);
  const right = page.left + page.width - margin - mark.width;
  const bottom = page.top + page.height - margin - mark.height;
  const corners = [
    { left: right, top: page.top + margin },
    { left: page.left + margin, top: page.top + margin },
    { left: right, top: bottom },
    { left: page.left + margin, top: bottom },
  ];
  const covered = ({ left, top }: { left: number; top: number }): number =>
    boxes.reduce((sum, box) => sum + common(box, { ...mark, left, top }), 0);
  return corners.reduce((best, corner) => (covered(corner) < covered(best) ? corner : best));
}

function common(a: DotBox, b: DotBox): number {
  const width = Math.min(a.left + a.width, b.left + b.width) - Math.max(a.left, b.left);
  const height = Math.min(a.top + a.height, b.top + b.height) - Math.max(a.top, b.top);
  return width > 0 && height > 0 ? width * height : 0;
}

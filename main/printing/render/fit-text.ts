import type { SKRSContext2D } from '@napi-rs/canvas';
import type { DrawableText, FontWeight } from './font-book.ts';
import { balance, piecesOf } from './line-breaks.ts';
import { directionOf } from './scripts.ts';

/** A text with the room that it may take. All measures in dots. */
export interface FitRequest {
  drawable: DrawableText;
  weight: FontWeight;
  width: number;
  /** Room from the top of the first line's ink to the bottom of the last one's. */
  height: number;
  maxSize: number;
  maxLines: number;
}

/** A text as it will stand: drawn by `drawFitted`. */
export interface FittedText {
  lines: string[];
  /** Font size in dots. */
  size: number;
  font: string;
  direction: 'ltr' | 'rtl';
  /** Ink of the first line above its baseline. */
  ascent: number;
  /** From baseline to baseline. */
  lineHeight: number;
  /** From the top of the first line's ink to the bottom of the last one's. */
  height: number;
}

/** Size at which texts are measured; other sizes follow in proportion, and the result is measured again. */
const referenceSize = 100;

/** Fewer lines win over more if their letters are at least this part of the larger size. */
const fewerLinesBonus = 0.84;

/** The largest form of a text that fits its room: wraps before it shrinks, lines balanced. */
export function fitText(context: SKRSContext2D, request: FitRequest): FittedText {
  const { drawable, width } = request;
  const pieces = piecesOf(drawable.text);
  const direction = directionOf(drawable.text);
  context.font = fontOf(request, referenceSize);
  context.direction = direction;
  context.textAlign = 'left';
  const widths = pieces.map((piece) => context.measureText(piece.text).width);
  const separators = {
    '': 0,
    ' ': context.measureText(' ').width,
    ' / ': context.measureText(' / ').width,
  };
  const widthOf = (from: number, to: number): number => {
    let sum = 0;
    for (let i = from; i < to; i += 1) {
      sum += widths[i] ?? 0;
      if (i < to - 1) sum += separators[pieces[i]?.separator ?? ''];
    }
    return sum;
  };
  let best: { lines: string[]; merit: number } | null = null;
  for (let count = 1; count <= Math.min(request.maxLines, pieces.length); count += 1) {
    const balanced = balance(pieces, count, widthOf);
    if (balanced === null) break;
    const ink = inkOf(context, balanced.lines, referenceSize);
    const merit = Math.min(
      request.maxSize,
      (width * referenceSize) / balanced.cost,
      (request.height * referenceSize) / ink.height,
    );
    if (best === null || merit * fewerLinesBonus > best.merit)
      best = { lines: balanced.lines, merit };
  }
  const lines = best?.lines ?? [];
  return settle(context, request, lines, direction);
}

/** Finds the size at which these lines fit, by measuring them as they will be drawn. */
function settle(
  context: SKRSContext2D,
  request: FitRequest,
  lines: string[],
  direction: 'ltr' | 'rtl',
): FittedText {
  context.font = fontOf(request, referenceSize);
  const widest = Math.max(1, ...lines.map((line) => extentOf(context, line)));
  const atReference = inkOf(context, lines, referenceSize);
  let size = Math.floor(
    Math.min(
      request.maxSize,
      (request.width * referenceSize) / widest,
      (request.height * referenceSize) / Math.max(1, atReference.height),
    ),
  );
  for (; size > 6; size -= 1) {
    context.font = fontOf(request, size);
    const ink = inkOf(context, lines, size);
    const fits = lines.every((line) => extentOf(context, line) <= request.width);
    if (fits && ink.height <= request.height) break;
  }
  context.font = fontOf(request, size);
  const ink = inkOf(context, lines, size);
  return {
    lines,
    size,
    font: fontOf(request, size),
    direction,
    ascent: ink.ascent,
    lineHeight: ink.lineHeight,
    height: ink.height,
  };
}

function fontOf(request: FitRequest, size: number): string {
  return `${request.weight === 'bold' ? 700 : 400} ${size}px ${request.drawable.families}`;
}

/** The wider of advance and ink: italics and Arabic tails reach beyond their advance. */
function extentOf(context: SKRSContext2D, line: string): number {
  const metrics = context.measureText(line);
  const left = Math.max(0, metrics.actualBoundingBoxLeft);
  return Math.max(metrics.width, metrics.actualBoundingBoxRight) + left;
}

/** Heights of the lines as drawn. Lines never touch, whatever marks stand above and below the letters. */
function inkOf(
  context: SKRSContext2D,
  lines: readonly string[],
  size: number,
): { ascent: number; lineHeight: number; height: number } {
  const boxes = lines.map((line) => {
    const metrics = context.measureText(line);
    return { ascent: metrics.actualBoundingBoxAscent, descent: metrics.actualBoundingBoxDescent };
  });
  const first = boxes[0];
  const last = boxes.at(-1);
  if (first === undefined || last === undefined) return { ascent: 0, lineHeight: 0, height: 0 };
  const gap = size * 0.09;
  const lineHeight = boxes.reduce(
    (height, box, i) => {
      const next = boxes[i + 1];
      return next === undefined ? height : Math.max(height, box.descent + next.ascent + gap);
    },
    boxes.length > 1 ? size * 1.08 : 0,
  );
  return {
    ascent: first.ascent,
    lineHeight,
    height: first.ascent + lineHeight * (boxes.length - 1) + last.descent,
  };
}

/**
 * Draws a fitted text with the top of its ink at `top`.
 *
 * @param align where the lines stand between `left` and `left + width`
 */
export function drawFitted(
  context: SKRSContext2D,
  fitted: FittedText,
  box: { left: number; top: number; width: number; align: 'left' | 'center' | 'right' },
): void {
  context.font = fitted.font;
  context.direction = fitted.direction;
  context.textAlign = box.align;
  const x =
    box.align === 'left'
      ? box.left
      : box.align === 'right'
        ? box.left + box.width
        : box.left + box.width / 2;
  for (const [i, line] of fitted.lines.entries()) {
    context.fillText(line, x, box.top + fitted.ascent + i * fitted.lineHeight);
  }
}

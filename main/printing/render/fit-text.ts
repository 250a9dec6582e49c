import type { SKRSContext2D } from '@napi-rs/canvas';
import type { DrawableText, FontWeight } from '../../../platform/fonts/font-book.ts';
import { directionOf } from '../../../platform/fonts/scripts.ts';
import { balance, type Piece, piecesOf } from './line-breaks.ts';
import { measureLines } from './measure-lines.ts';

/** All measures in dots. */
export interface FitRequest {
  drawable: DrawableText;
  weight: FontWeight;
  width: number;
  /** Space from the top of the first line's ink to the bottom of the last one's. */
  height: number;
  maxSize: number;
  maxLines: number;
}

/** A text at a given size. All measures in dots. */
export interface FixedRequest extends Pick<FitRequest, 'drawable' | 'weight' | 'width'> {
  size: number;
  maxLines: number;
  /** How narrow its letters may be drawn; 1 is as the font has them. */
  narrowest?: number;
}

/** What of a request the measures of a text depend on. */
type Form = Pick<FitRequest, 'drawable' | 'weight'>;

/** Ready for `drawFitted`. */
export interface FittedText {
  lines: string[];
  /** Part of the font's own width that the letters have. */
  narrow: number;
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
  /** False if even the smallest letters exceed the space. */
  fits: boolean;
}

/** In dots. */
const smallestSize = 7;

/** Size at which texts are measured; others are proportional, and the result is measured again. */
const referenceSize = 100;

/** Fewer lines win over more if their letters are at least this part of the larger size. */
const fewerLinesBonus = 0.84;

/** Letters narrowed to this part of their width are better than one more line. */
const hardlyNarrower = 0.92;

/** A text measured at the reference size: what does not depend on the space that it gets. */
interface Measured {
  pieces: readonly Piece[];
  direction: 'ltr' | 'rtl';
  /** Width of pieces `from` (included) to `to` (excluded) on one line. */
  widthOf: (from: number, to: number) => number;
  /** The best lines by their number. */
  broken: Map<number, Broken | null>;
}

/** Lines with the cost of their breaks, and the size of their ink at the reference size. */
interface Broken {
  lines: string[];
  cost: number;
  width: number;
  height: number;
}

/** A badge tries the same text at many sizes; measuring is most of the work. */
const measured = new WeakMap<DrawableText, Partial<Record<FontWeight, Measured>>>();

/** The largest form of a text that fits its space: wraps before it shrinks, lines balanced. */
export function fitText(context: SKRSContext2D, request: FitRequest): FittedText {
  const text = measure(context, request);
  let best: { lines: string[]; merit: number } | null = null;
  for (let count = 1; count <= Math.min(request.maxLines, text.pieces.length); count += 1) {
    const broken = breakInto(context, request, text, count);
    if (broken === null) break;
    const merit = Math.min(
      request.maxSize,
      (request.width * referenceSize) / broken.cost,
      (request.height * referenceSize) / broken.height,
    );
    if (best === null || merit * fewerLinesBonus > best.merit)
      best = { lines: broken.lines, merit };
  }
  return settle(context, request, best?.lines ?? [], text.direction);
}

/** A text of at most `size` dots on at most `lines` lines; null where it is empty. */
export function fitWords(
  context: SKRSContext2D,
  drawable: DrawableText,
  form: { weight: FontWeight; width: number; size: number; lines: number },
): FittedText | null {
  if (drawable.text === '') return null;
  return fitText(context, {
    drawable,
    weight: form.weight,
    width: form.width,
    // Tall scripts need a quarter more than their size.
    height: Math.round(form.size * 1.25 * form.lines),
    maxSize: Math.round(form.size),
    maxLines: form.lines,
  });
}

/**
 * A text at exactly this size, on as few lines as its width allows. Its letters become narrower
 * only where no number of lines fits otherwise. Null where nothing of it fits.
 */
export function fitFixed(context: SKRSContext2D, request: FixedRequest): FittedText | null {
  const { size, width, maxLines, narrowest = 1 } = request;
  const text = measure(context, request);
  let narrowed: FittedText | null = null;
  for (let count = 1; count <= Math.min(maxLines, text.pieces.length); count += 1) {
    const broken = breakInto(context, request, text, count);
    if (broken === null) break;
    const { lines } = broken;
    // Most sizes need no separate measuring: hinting changes a width by a hundredth at most.
    if (broken.width * size * narrowest > width * referenceSize * 1.03) continue;
    prepare(context, request, text.direction);
    const font = fontOf(request, size);
    context.font = font;
    const { width: wide, ...measures } = measureLines(context, lines, size);
    const narrow = Math.min(1, width / wide);
    if (narrow < narrowest || narrow <= (narrowed?.narrow ?? 0)) continue;
    const { direction } = text;
    narrowed = { lines, narrow, size, font, direction, ...measures, fits: true };
    if (narrow >= hardlyNarrower) break;
  }
  return narrowed;
}

function measure(context: SKRSContext2D, request: Form): Measured {
  const known = measured.get(request.drawable) ?? {};
  const found = known[request.weight];
  if (found !== undefined) return found;
  const fresh = measureAnew(context, request);
  measured.set(request.drawable, { ...known, [request.weight]: fresh });
  return fresh;
}

function measureAnew(context: SKRSContext2D, request: Form): Measured {
  const pieces = piecesOf(request.drawable.text);
  const direction = directionOf(request.drawable.text);
  prepare(context, request, direction);
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
  return { pieces, direction, widthOf, broken: new Map() };
}

function breakInto(
  context: SKRSContext2D,
  request: Form,
  text: Measured,
  count: number,
): Broken | null {
  const known = text.broken.get(count);
  if (known !== undefined) return known;
  const balanced = balance(text.pieces, count, text.widthOf);
  prepare(context, request, text.direction);
  const broken = balanced && {
    ...balanced,
    ...measureLines(context, balanced.lines, referenceSize),
  };
  text.broken.set(count, broken);
  return broken;
}

function prepare(context: SKRSContext2D, request: Form, direction: 'ltr' | 'rtl'): void {
  context.font = fontOf(request, referenceSize);
  context.direction = direction;
  context.textAlign = 'left';
}

/** Finds the size at which these lines fit, by measuring them as they will be drawn. */
function settle(
  context: SKRSContext2D,
  request: FitRequest,
  lines: string[],
  direction: 'ltr' | 'rtl',
): FittedText {
  prepare(context, request, direction);
  const atReference = measureLines(context, lines, referenceSize);
  let size = Math.floor(
    Math.min(
      request.maxSize,
      (request.width * referenceSize) / Math.max(1, atReference.width),
      (request.height * referenceSize) / Math.max(1, atReference.height),
    ),
  );
  size = Math.max(smallestSize, size);
  for (;;) {
    const font = fontOf(request, size);
    context.font = font;
    const { width, ascent, lineHeight, height } = measureLines(context, lines, size);
    const fits = width <= request.width && height <= request.height;
    if (fits || size === smallestSize) {
      return { lines, narrow: 1, size, font, direction, ascent, lineHeight, height, fits };
    }
    size -= 1;
  }
}

function fontOf(request: Form, size: number): string {
  return `${request.weight === 'bold' ? 700 : 400} ${size}px ${request.drawable.families}`;
}

/**
 * Draws a fitted text with the top of its ink at `top`.
 *
 * @param align position of the lines between `left` and `left + width`
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
  context.save();
  context.translate(x, 0);
  context.scale(fitted.narrow, 1);
  for (const [i, line] of fitted.lines.entries()) {
    context.fillText(line, 0, box.top + fitted.ascent + i * fitted.lineHeight);
  }
  context.restore();
}

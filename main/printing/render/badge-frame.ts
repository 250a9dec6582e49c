import type { SKRSContext2D } from '@napi-rs/canvas';
import type { BadgeContent } from '../../../domain/badge.ts';
import type { BadgeText } from './badge-text.ts';
import { type FittedText, fitText } from './fit-text.ts';
import type { DrawableText, FontWeight } from './font-book.ts';
import type { BadgeLayout } from './renderer.ts';
import { fitStrip, type Strip } from './strip.ts';

/** What stands in the same place on every badge. Measures in dots. */
export interface Frame {
  width: number;
  height: number;
  margin: number;
  header: FittedText;
  training: FittedText | null;
  headerBottom: number;
  strip: Strip;
}

/** Height of a badge on the roll, in millimetres: it fits the usual 80 × 100 mm holder. */
const badgeHeight = 100;
/** White at the left and right of all text, in millimetres; the paper adds 4 mm on either side. */
const sideMargin = 3;
/** Millimetres: height of the training band, white above the event's name, name to rule. */
export const trainingBand = 7;
export const headerTop = 2;
export const headerRule = 2.2;
/** From the rule to the first block, in millimetres. */
export const ruleGap = 2.4;

/** Dots of a length in millimetres. */
export function toDots(millimetres: number, layout: BadgeLayout): number {
  return Math.round(millimetres * layout.dotsPerMm);
}

/** A text of at most `size` millimetres on at most `lines` lines; null where there are no words. */
export function fitWords(
  context: SKRSContext2D,
  layout: BadgeLayout,
  drawable: DrawableText,
  form: { weight: FontWeight; width: number; size: number; lines: number },
): FittedText | null {
  if (drawable.text === '') return null;
  return fitText(context, {
    drawable,
    weight: form.weight,
    width: form.width,
    // Tall scripts take a quarter more than their size.
    height: toDots(form.size * 1.25 * form.lines, layout),
    maxSize: toDots(form.size, layout),
    maxLines: form.lines,
  });
}

export function arrangeFrame(
  context: SKRSContext2D,
  text: BadgeText,
  strip: BadgeContent['strip'],
  layout: BadgeLayout,
): Frame {
  const mm = (millimetres: number): number => toDots(millimetres, layout);
  const width = layout.widthDots;
  const margin = mm(sideMargin);
  const header = fitText(context, {
    drawable: text.eventName,
    weight: 'bold',
    width: width - 2 * margin,
    height: mm(8),
    maxSize: mm(3.9),
    maxLines: 2,
  });
  const training = fitWords(context, layout, text.trainingMark, {
    weight: 'bold',
    width: width - 2 * margin,
    size: 4.2,
    lines: 1,
  });
  const band = training === null ? 0 : mm(trainingBand);
  return {
    width,
    height: mm(badgeHeight),
    margin,
    header,
    training,
    headerBottom: band + mm(headerTop) + header.height + mm(headerRule),
    strip: fitStrip(context, text.categoryName, strip, { width, dotsPerMm: layout.dotsPerMm }),
  };
}

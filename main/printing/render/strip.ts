import type { SKRSContext2D } from '@napi-rs/canvas';
import type { BadgeContent } from '../../../domain/badges/badge.ts';
import { readableOnPaper, textOn } from '../../../domain/templates/colours.ts';
import type { DrawableText } from '../../../platform/fonts/font-book.ts';
import { drawFitted, type FittedText, fitText } from './fit-text.ts';
import type { DotBox } from './place-fields.ts';

export interface Strip {
  pattern: BadgeContent['strip'];
  text: FittedText;
}

/** The text's part of the strip's height, on one line and on two. */
const oneLineShare = 0.51;
const twoLinesShare = 0.74;
/** One line is preferred if its letters are at least this part of their full size. */
const oneLineMerit = 0.78;
/** White at either side of the text, in millimetres. */
const plateSide = 2.6;
/** Minimum pattern width on either side of the text, in millimetres; a twelfth of narrow strips. */
const patternSide = 5.5;

/** Fits the category: on one line if it stays well readable, else English over French. */
export function fitStrip(
  context: SKRSContext2D,
  words: DrawableText,
  pattern: BadgeContent['strip'],
  box: DotBox,
  dotsPerMm: number,
): Strip {
  const patterned = Math.min(patternSide * dotsPerMm, box.width / 12);
  const side = plateSide * dotsPerMm + (hasPlate(pattern) ? patterned : 0);
  const request = {
    drawable: words,
    weight: 'bold' as const,
    width: Math.max(1, box.width - 2 * Math.round(side)),
  };
  const largest = Math.round(box.height * oneLineShare);
  const oneLine = fitText(context, {
    ...request,
    height: Math.round(box.height * 0.67),
    maxSize: largest,
    maxLines: 1,
  });
  if (oneLine.size >= Math.round(largest * oneLineMerit)) return { pattern, text: oneLine };
  const twoLines = fitText(context, {
    ...request,
    height: Math.round(box.height * twoLinesShare),
    maxSize: largest,
    maxLines: 2,
  });
  return { pattern, text: twoLines.size > oneLine.size ? twoLines : oneLine };
}

/** Draws a strip: its pattern in the ink, and the text on it or on a white field. */
export function drawStrip(
  context: SKRSContext2D,
  strip: Strip,
  box: DotBox,
  dotsPerMm: number,
  ink: string,
): void {
  context.save();
  context.beginPath();
  context.rect(box.left, box.top, box.width, box.height);
  context.clip();
  context.fillStyle = ink;
  drawPattern(context, strip.pattern, box, dotsPerMm);
  if (hasPlate(strip.pattern) && strip.text.lines.length > 0)
    drawPlate(context, strip, box, dotsPerMm);
  context.fillStyle = strip.pattern === 'solid' ? textOn(ink) : readableOnPaper(ink);
  drawFitted(context, strip.text, {
    left: box.left,
    top: Math.round(box.top + (box.height - strip.text.height) / 2),
    width: box.width,
    align: 'center',
  });
  context.restore();
  context.fillStyle = 'black';
}

/** On solid and outlined strips the text needs no field. */
function hasPlate(pattern: BadgeContent['strip']): boolean {
  return pattern !== 'solid' && pattern !== 'outline';
}

/** Draws a white field for the text, so that the pattern never touches the letters. */
function drawPlate(context: SKRSContext2D, strip: Strip, box: DotBox, dotsPerMm: number): void {
  context.font = strip.text.font;
  const widest = Math.max(...strip.text.lines.map((line) => context.measureText(line).width));
  const width = Math.ceil(widest / 2 + plateSide * dotsPerMm) * 2;
  const inset = Math.round(dotsPerMm * 0.5);
  context.fillStyle = 'white';
  context.fillRect(
    Math.round(box.left + (box.width - width) / 2),
    box.top + inset,
    width,
    box.height - 2 * inset,
  );
}

function drawPattern(
  context: SKRSContext2D,
  pattern: BadgeContent['strip'],
  box: DotBox,
  dotsPerMm: number,
): void {
  const unit = Math.max(4, Math.round(dotsPerMm * 1.25));
  switch (pattern) {
    case 'solid':
      context.fillRect(box.left, box.top, box.width, box.height);
      return;
    case 'outline':
      drawFrame(context, box, Math.round(unit / 2));
      return;
    case 'diagonal':
      drawDiagonal(context, box, unit);
      break;
    case 'dots':
      drawDots(context, box, unit);
      break;
    case 'bars':
      for (let x = box.left; x < box.left + box.width; x += 2 * unit) {
        context.fillRect(x, box.top, unit, box.height);
      }
      break;
    case 'checks':
      drawChecks(context, box, unit);
      break;
  }
  drawFrame(context, box, Math.round(dotsPerMm / 2));
}

/** Draws a frame along the inside of a box, in the context's colour. */
export function drawFrame(context: SKRSContext2D, box: DotBox, line: number): void {
  context.fillRect(box.left, box.top, box.width, line);
  context.fillRect(box.left, box.top + box.height - line, box.width, line);
  context.fillRect(box.left, box.top, line, box.height);
  context.fillRect(box.left + box.width - line, box.top, line, box.height);
}

function drawDiagonal(context: SKRSContext2D, box: DotBox, unit: number): void {
  for (let x = box.left - box.height; x < box.left + box.width; x += 3 * unit) {
    context.beginPath();
    context.moveTo(x, box.top + box.height);
    context.lineTo(x + box.height, box.top);
    context.lineTo(x + box.height + 1.5 * unit, box.top);
    context.lineTo(x + 1.5 * unit, box.top + box.height);
    context.closePath();
    context.fill();
  }
}

function drawDots(context: SKRSContext2D, box: DotBox, unit: number): void {
  const rows = Math.round(box.height / (1.7 * unit));
  const step = box.height / rows;
  for (let row = 0; row < rows; row += 1) {
    const y = box.top + (row + 0.5) * step;
    for (let x = box.left + (row % 2 === 0 ? 0.5 : 1) * step; x < box.left + box.width; x += step) {
      context.beginPath();
      context.arc(x, y, step * 0.31, 0, 2 * Math.PI);
      context.fill();
    }
  }
}

function drawChecks(context: SKRSContext2D, box: DotBox, unit: number): void {
  const rows = Math.max(2, Math.round(box.height / (1.4 * unit)));
  const side = box.height / rows;
  for (let row = 0; row < rows; row += 1) {
    const top = Math.round(box.top + row * side);
    const height = Math.round(box.top + (row + 1) * side) - top;
    for (let column = row % 2; column * side < box.width; column += 2) {
      const left = Math.round(box.left + column * side);
      context.fillRect(left, top, Math.round(box.left + (column + 1) * side) - left, height);
    }
  }
}

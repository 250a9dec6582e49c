import type { SKRSContext2D } from '@napi-rs/canvas';
import type { BadgeContent } from '../../../domain/badge.ts';
import { drawFitted, type FittedText, fitText } from './fit-text.ts';
import type { DrawableText } from './font-book.ts';

/** The strip's rectangle and its text, ready to draw. Measures in dots. */
export interface Strip {
  pattern: BadgeContent['strip'];
  text: FittedText;
  height: number;
}

/** Measures of the strip in millimetres. */
const oneLineHeight = 9;
const twoLineHeight = 12;
const textHeight = 4.6;
const plateSide = 2.6;
/** Least width of pattern on either side of the text. */
const patternSide = 5.5;

/** Fits the category: on one line if it stays well readable so, else English over French. */
export function fitStrip(
  context: SKRSContext2D,
  words: DrawableText,
  pattern: BadgeContent['strip'],
  page: { width: number; dotsPerMm: number },
): Strip {
  const mm = (millimetres: number): number => Math.round(millimetres * page.dotsPerMm);
  const side = pattern === 'solid' || pattern === 'outline' ? plateSide : plateSide + patternSide;
  const request = { drawable: words, weight: 'bold' as const, width: page.width - 2 * mm(side) };
  const oneLine = fitText(context, {
    ...request,
    height: mm(oneLineHeight - 3),
    maxSize: mm(textHeight),
    maxLines: 1,
  });
  if (oneLine.size >= mm(textHeight * 0.78)) {
    return { pattern, text: oneLine, height: mm(oneLineHeight) };
  }
  const twoLines = fitText(context, {
    ...request,
    height: mm(twoLineHeight - 3),
    maxSize: mm(textHeight),
    maxLines: 2,
  });
  return { pattern, text: twoLines, height: mm(twoLineHeight) };
}

/** Draws the strip over the whole width with its lower edge at `bottom`. */
export function drawStrip(
  context: SKRSContext2D,
  strip: Strip,
  page: { width: number; bottom: number; dotsPerMm: number },
): void {
  const top = page.bottom - strip.height;
  const box = { left: 0, top, width: page.width, height: strip.height };
  context.save();
  context.beginPath();
  context.rect(box.left, box.top, box.width, box.height);
  context.clip();
  context.fillStyle = 'black';
  drawPattern(context, strip.pattern, box, page.dotsPerMm);
  context.restore();
  if (strip.pattern !== 'solid' && strip.pattern !== 'outline')
    drawPlate(context, strip, box, page.dotsPerMm);
  context.fillStyle = strip.pattern === 'solid' ? 'white' : 'black';
  drawFitted(context, strip.text, {
    left: 0,
    top: Math.round(top + (strip.height - strip.text.height) / 2),
    width: page.width,
    align: 'center',
  });
  context.fillStyle = 'black';
}

interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** A white field for the words, so that the pattern never touches the letters. */
function drawPlate(context: SKRSContext2D, strip: Strip, box: Box, dotsPerMm: number): void {
  context.font = strip.text.font;
  const widest = Math.max(...strip.text.lines.map((line) => context.measureText(line).width));
  const width = Math.ceil(widest / 2 + plateSide * dotsPerMm) * 2;
  const inset = Math.round(dotsPerMm * 0.5);
  context.fillStyle = 'white';
  context.fillRect(
    Math.round((box.width - width) / 2),
    box.top + inset,
    width,
    box.height - 2 * inset,
  );
}

function drawPattern(
  context: SKRSContext2D,
  pattern: BadgeContent['strip'],
  box: Box,
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

function drawFrame(context: SKRSContext2D, box: Box, line: number): void {
  context.fillRect(box.left, box.top, box.width, line);
  context.fillRect(box.left, box.top + box.height - line, box.width, line);
  context.fillRect(box.left, box.top, line, box.height);
  context.fillRect(box.left + box.width - line, box.top, line, box.height);
}

function drawDiagonal(context: SKRSContext2D, box: Box, unit: number): void {
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

function drawDots(context: SKRSContext2D, box: Box, unit: number): void {
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

function drawChecks(context: SKRSContext2D, box: Box, unit: number): void {
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

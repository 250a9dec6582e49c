import type { SKRSContext2D } from '@napi-rs/canvas';
import { millimetresPerPoint } from '../../../domain/badge-geometry.ts';
import type { TemplateField } from '../../../domain/badge-template.ts';
import type { DrawableText } from '../../../fonts/font-book.ts';
import { drawFitted, type FittedText, fitText } from './fit-text.ts';
import type { DotBox } from './place-fields.ts';

export type TextField = Extract<TemplateField, { kind: 'text' }>;

/** A text field as it stands. */
export interface PlacedText {
  text: FittedText;
  /** Where the text's lines stand; narrower than the box by what is kept free. */
  left: number;
  width: number;
  top: number;
}

/** White on black keeps this distance from the edge of its field, in millimetres. */
const inversePadding = 0.7;

/** The largest form of a field's text that its box has room for. */
export function placeText(
  context: SKRSContext2D,
  field: TextField,
  drawable: DrawableText,
  box: DotBox,
  dotsPerMm: number,
): PlacedText {
  const padding = field.inverse ? Math.round(inversePadding * dotsPerMm) : 0;
  const height = Math.max(1, box.height - 2 * padding);
  const width = Math.max(1, box.width - 2 * padding);
  const text = fitText(context, {
    drawable,
    weight: field.weight,
    width,
    height,
    maxSize: Math.round(field.largest * millimetresPerPoint * dotsPerMm),
    maxLines: field.lines,
  });
  const spare = height - text.height;
  const share = { top: 0, middle: 0.5, bottom: 1 }[field.vertical];
  return {
    text,
    left: box.left + padding,
    width,
    top: Math.round(box.top + padding + spare * share),
  };
}

/** Draws a placed text in black on white, or white on its black field; never outside of its box. */
export function drawText(
  context: SKRSContext2D,
  field: TextField,
  placed: PlacedText,
  box: DotBox,
): void {
  context.fillStyle = 'black';
  if (field.inverse) {
    context.fillRect(box.left, box.top, box.width, box.height);
    context.fillStyle = 'white';
  }
  context.save();
  if (!placed.text.fits) {
    context.beginPath();
    context.rect(box.left, box.top, box.width, box.height);
    context.clip();
  }
  const { left, top, width } = placed;
  drawFitted(context, placed.text, { left, top, width, align: field.align });
  context.restore();
  context.fillStyle = 'black';
}

import type { Image, SKRSContext2D } from '@napi-rs/canvas';
import type { BadgeContent } from '../../../domain/badges/badge.ts';
import type { PictureSize } from '../../../domain/roster/picture-size.ts';
import { millimetresPerPoint } from '../../../domain/templates/badge-geometry.ts';
import type { TemplateField } from '../../../domain/templates/badge-template.ts';
import { textOn } from '../../../domain/templates/colours.ts';
import { smallestName } from '../../../domain/templates/name-scale.ts';
import type { DrawableText } from '../../../platform/fonts/font-book.ts';
import { drawFitted, type FittedText, fitText } from './fit-text.ts';
import {
  type AttemptMark,
  drawAttempt,
  drawTrainingBand,
  freeCorner,
  trainingWords,
} from './marks.ts';
import {
  arrangeNames,
  drawNames,
  type NamesBlock,
  type NamesField,
  nameTexts,
} from './names/names-block.ts';
import { besideEmblem, drawLogo, drawPortrait } from './pictures.ts';
import type { DotBox, PlacedSide } from './place-fields.ts';
import { drawQr, placeQr, type QrSymbol } from './qr.ts';
import type { RenderFinding } from './renderer.ts';
import { drawFrame, drawStrip, fitStrip } from './strip.ts';
import { textOf, type Words } from './words.ts';

/** What fitting the texts of one side needs. The context only measures. */
export interface FitJob {
  context: SKRSContext2D;
  content: BadgeContent;
  words: Words;
  /** Text of the source `zones`. */
  zones: string;
  /** Size of the event's emblem; null where the badge shows none. */
  emblemSize: PictureSize | null;
  /** The mark of a reprint: beside the serial, or else in a corner of the front. */
  attempt: AttemptMark | null;
  dotsPerMm: number;
}

export interface SideJob extends FitJob {
  symbol: QrSymbol;
  logos: ReadonlyMap<string, Image>;
  emblem: Image | null;
  /** The photo where the side is drawn in colours; null where it is dithered afterwards. */
  portrait: Image | null;
  /** Colour of a field: black wherever the printer has no other. */
  inkOf: (field: TemplateField) => string;
  /** Pictures keep their colours. */
  inColour: boolean;
  side: 'front' | 'back';
  page: { width: number; height: number };
}

/** What `drawSide` would find in the texts, without drawing them. */
export function fitSide(job: FitJob, side: PlacedSide): RenderFinding[] {
  return side.fields.flatMap(({ field, box }) => {
    if (field.kind === 'text') return fitTextField(job, field, box)?.findings ?? [];
    if (field.kind === 'names') return fitNamesField(job, field, box).findings;
    // A strip is fitted to the category, not to the person: only its letters can be missing.
    if (field.kind === 'strip') job.words.drawable(job.content.categoryName, 'bold');
    return [];
  });
}

/**
 * Draws a side on white: its fields in the template's order and their inks, then the QR, the
 * training band and the mark of a reprint in black, so that nothing covers them.
 */
export function drawSide(job: SideJob, side: PlacedSide): RenderFinding[] {
  const { context, page } = job;
  context.fillStyle = 'white';
  context.fillRect(0, 0, page.width, page.height);
  context.fillStyle = 'black';
  const findings: RenderFinding[] = [];
  let marked = false;
  for (const { field, box } of side.fields) {
    context.fillStyle = 'black';
    switch (field.kind) {
      case 'text':
        marked = drawTextField(job, field, box, findings) || marked;
        break;
      case 'names':
        drawNamesField(job, field, box, findings);
        break;
      case 'strip':
        drawStripField(job, job.inkOf(field), box);
        break;
      case 'logo': {
        const image = job.logos.get(field.id);
        const inColour = job.inColour && field.inColour;
        if (image !== undefined) drawLogo(context, image, box, inColour);
        break;
      }
      case 'rule':
        context.fillStyle = job.inkOf(field);
        context.fillRect(box.left, box.top, box.width, box.height);
        break;
      case 'photo':
        if (field.inColour) drawPhotoField(job, box);
        break;
      case 'qr':
        break;
    }
  }
  drawSymbols(job, side, findings);
  drawMarks(job, side, marked);
  return findings;
}

/** @returns true if the mark of a reprint is beside the text */
function drawTextField(
  job: SideJob,
  field: TextField,
  box: DotBox,
  findings: RenderFinding[],
): boolean {
  const { context } = job;
  const fitted = fitTextField(job, field, box);
  if (fitted === null) return false;
  const { placed, mark, emblem } = fitted;
  if (emblem !== null && job.emblem !== null) drawLogo(context, job.emblem, emblem, job.inColour);
  drawText(context, field, placed, { box, ink: job.inkOf(field) });
  findings.push(...fitted.findings);
  if (mark !== null) drawAttempt(context, mark, markPlace(context, field, placed, mark, job.page));
  return mark !== null;
}

/** Null for a field without text. */
function fitTextField(
  { context, content, words, zones, emblemSize, attempt, dotsPerMm }: FitJob,
  field: TextField,
  box: DotBox,
): {
  placed: PlacedText;
  mark: AttemptMark | null;
  emblem: DotBox | null;
  findings: RenderFinding[];
} | null {
  const own = { fixed: field.text, zones };
  const drawable = words.drawable(textOf(content, field.source, own), field.weight);
  if (drawable.text === '') return null;
  const mark = field.source === 'serial' ? attempt : null;
  const placeIn = (space: DotBox, emblem: DotBox | null) => {
    const placed = placeText(context, field, drawable, space, dotsPerMm);
    return { placed, mark, emblem, findings: textFindings(field, placed, dotsPerMm) };
  };
  const beside = besideEmblem(field, box, emblemSize, dotsPerMm);
  const shown = beside === null ? null : placeIn(beside.text, beside.emblem);
  // The event's name matters more than its emblem: without space for both the emblem goes.
  if (shown?.findings.length === 0) return shown;
  return placeIn(mark === null ? box : besideMark(field, box, mark), null);
}

function textFindings(field: TextField, placed: PlacedText, dotsPerMm: number): RenderFinding[] {
  const { size, fits } = placed.text;
  const points = pointsOf(size, dotsPerMm);
  if (!fits) return [{ field: field.id, code: 'cut', points }];
  // Sizes are whole dots: less than one dot below the minimum is not smaller.
  const smallest = Math.floor(field.smallest * millimetresPerPoint * dotsPerMm);
  return size < smallest ? [{ field: field.id, code: 'below-smallest', points }] : [];
}

/** The box without the space of the mark, which follows the serial (or precedes it, at right). */
function besideMark(field: TextField, box: DotBox, mark: AttemptMark): DotBox {
  const taken = Math.min(mark.width + mark.room, Math.round(box.width * 0.4));
  const left = field.align === 'right' ? box.left + taken : box.left;
  return { left, top: box.top, width: box.width - taken, height: box.height };
}

function markPlace(
  context: SKRSContext2D,
  field: TextField,
  placed: PlacedText,
  mark: AttemptMark,
  page: { width: number; height: number },
): { left: number; top: number } {
  context.font = placed.text.font;
  const width = Math.max(...placed.text.lines.map((line) => context.measureText(line).width));
  const spare = placed.width - width;
  const begin = placed.left + { left: 0, center: spare / 2, right: spare }[field.align];
  const left = field.align === 'right' ? begin - mark.room - mark.width : begin + width + mark.room;
  const top = placed.top + (placed.text.height - mark.height) / 2;
  return {
    left: Math.max(0, Math.min(page.width - mark.width, left)),
    top: Math.max(0, Math.min(page.height - mark.height, top)),
  };
}

function drawNamesField(
  job: SideJob,
  field: NamesField,
  box: DotBox,
  findings: RenderFinding[],
): void {
  const fitted = fitNamesField(job, field, box);
  job.context.fillStyle = job.inkOf(field);
  drawNames(job.context, fitted.block, box, field.align);
  findings.push(...fitted.findings);
}

function fitNamesField(
  { context, content, words, dotsPerMm }: FitJob,
  field: NamesField,
  box: DotBox,
): { block: NamesBlock; findings: RenderFinding[] } {
  const room = { width: box.width, height: box.height, dotsPerMm };
  const block = arrangeNames(context, nameTexts(field, content, words), room);
  return { block, findings: namesFindings(field, block, dotsPerMm) };
}

function namesFindings(
  { id }: NamesField,
  { blocks, capitals, fits, leftOut }: NamesBlock,
  dotsPerMm: number,
): RenderFinding[] {
  // A word longer than the field is wide exceeds it at any height.
  const isCut = !fits || blocks.some(({ text }) => !text.fits);
  if (isCut) return [{ field: id, code: 'cut', points: null }];
  const found: RenderFinding[] = [];
  if (leftOut.length > 0) found.push({ field: id, code: 'left-out', points: null });
  if (capitals < smallestName) {
    const size = blocks.find(({ part }) => part === 'name')?.text.size ?? 0;
    found.push({ field: id, code: 'below-smallest', points: pointsOf(size, dotsPerMm) });
  }
  return found;
}

/** @param size in dots */
function pointsOf(size: number, dotsPerMm: number): number {
  return Math.round((size / dotsPerMm / millimetresPerPoint) * 10) / 10;
}

function drawStripField(job: SideJob, ink: string, box: DotBox): void {
  const { context, content, words, dotsPerMm } = job;
  const category = words.drawable(content.categoryName, 'bold');
  const strip = fitStrip(context, category, content.strip, box, dotsPerMm);
  drawStrip(context, strip, box, dotsPerMm, ink);
}

/** Thickness of a photo's frame in millimetres: light backgrounds would have no edge. */
const frame = 0.25;

/** Thickness of a photo's frame in dots. */
export function frameLine(dotsPerMm: number): number {
  return Math.max(1, Math.round(frame * dotsPerMm));
}

function drawPhotoField({ context, portrait, dotsPerMm }: SideJob, box: DotBox): void {
  if (portrait === null) return;
  drawPortrait(context, portrait, box);
  drawFrame(context, box, frameLine(dotsPerMm));
}

function drawSymbols(job: SideJob, side: PlacedSide, findings: RenderFinding[]): void {
  for (const { field, box } of side.fields) {
    if (field.kind !== 'qr') continue;
    const placed = placeQr(job.symbol, box, job.page);
    drawQr(job.context, job.symbol, placed);
    if (placed.side > Math.min(box.width, box.height)) {
      findings.push({ field: field.id, code: 'qr-too-large', points: null });
    }
  }
}

function drawMarks(job: SideJob, side: PlacedSide, marked: boolean): void {
  const { context, page, attempt, words } = job;
  if (side.band > 0) {
    const band = { width: page.width, height: side.band };
    drawTrainingBand(context, words.drawable(trainingWords, 'bold'), band);
  }
  if (attempt === null || marked || job.side === 'back') return;
  const below = { left: 0, top: side.band, width: page.width, height: page.height - side.band };
  const boxes = side.fields.map(({ box }) => box);
  drawAttempt(context, attempt, freeCorner(attempt, boxes, below, job.dotsPerMm));
}

type TextField = Extract<TemplateField, { kind: 'text' }>;

interface PlacedText {
  text: FittedText;
  /** Position of the text's lines; narrower than the box by the space kept free. */
  left: number;
  width: number;
  top: number;
}

/** Millimetres that white text on black keeps from the edge of its field. */
const inversePadding = 0.7;

/** The largest form of a field's text that fits into its box. */
function placeText(
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

/** Draws a placed text in its ink, or white on a field of it; never outside of its box. */
function drawText(
  context: SKRSContext2D,
  field: TextField,
  placed: PlacedText,
  { box, ink }: { box: DotBox; ink: string },
): void {
  context.fillStyle = ink;
  if (field.inverse) {
    context.fillRect(box.left, box.top, box.width, box.height);
    context.fillStyle = textOn(ink);
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

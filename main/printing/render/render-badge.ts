import { createCanvas, type Image, type SKRSContext2D } from '@napi-rs/canvas';
import type { BadgeContent, Bitmap1 } from '../../../domain/badges/badge.ts';
import { printedArea } from '../../../domain/templates/badge-geometry.ts';
import type { BadgeTemplate } from '../../../domain/templates/badge-template.ts';
import type { FontBook } from '../../../fonts/font-book.ts';
import { hashBitmap, joinBitmaps, readBitmap, redden, turnBitmap } from './bitmap.ts';
import { dither } from './dither.ts';
import { drawSide } from './draw-side.ts';
import { fitAttempt } from './marks.ts';
import { forgetLines } from './measure-lines.ts';
import { loadLogo, portraitGreys } from './pictures.ts';
import { type DotBox, type PlacedSide, placeSide } from './place-fields.ts';
import { type QrSymbol, qrSymbol } from './qr.ts';
import { readQrTexts } from './read-back.ts';
import {
  type BadgeLayout,
  RenderError,
  type RenderedBadge,
  type RenderFinding,
} from './renderer.ts';
import { openWords, type Words } from './words.ts';

/** Thickness of a portrait's frame, in millimetres: light backgrounds would have no edge. */
const frame = 0.25;

/** Dithers the portrait into its fields, after all else is black and white; white without one. */
async function ditherPhotos(
  bitmap: Bitmap1,
  side: PlacedSide,
  photo: BadgeContent['photo'],
  dotsPerMm: number,
): Promise<RenderFinding[]> {
  const findings: RenderFinding[] = [];
  if (photo === null) return findings;
  for (const { field, box } of side.fields) {
    if (field.kind !== 'photo') continue;
    const greys = await portraitGreys(photo.picture, box);
    if (greys === null) {
      findings.push({ field: field.id, code: 'photo-unreadable', points: null });
    } else {
      frameGreys(greys, box, Math.max(1, Math.round(frame * dotsPerMm)));
      dither(bitmap, greys, box);
    }
  }
  return findings;
}

function frameGreys(greys: Uint8Array, { width, height }: DotBox, line: number): void {
  for (let y = 0; y < height; y += 1) {
    const whole = y < line || y >= height - line;
    greys.fill(0, y * width, y * width + (whole ? width : line));
    if (!whole) greys.fill(0, (y + 1) * width - line, (y + 1) * width);
  }
}

interface DrawnSide {
  bitmap: Bitmap1;
  findings: RenderFinding[];
}

/** What drawing both sides of a badge needs. */
interface SideParts {
  words: Words;
  logos: ReadonlyMap<string, Image>;
  symbol: QrSymbol;
}

/**
 * Draws a badge by its template and reads its QR back from the very dots that will print. Call
 * `openQrReader` before. Throws RenderError if nothing of the name can be drawn, a logo cannot be
 * decoded, or the QR text is wrong.
 */
export async function renderBadge(
  content: BadgeContent,
  layout: BadgeLayout,
  fonts: FontBook,
): Promise<RenderedBadge> {
  const words = openWords(fonts, content.delegation);
  if (fonts.drawable(content.printedName, 'bold', content.delegation).text === '') {
    throw new RenderError('no font has any character of the name');
  }
  const logos = await loadLogos(layout.template);
  const parts = { words, logos, symbol: qrSymbol(content.qrText) };
  const front = await renderSide(content, layout, parts, 'front');
  const folded = layout.template.sides === 'fold';
  const back = folded ? await renderSide(content, layout, parts, 'back') : null;
  const bitmap = back === null ? front.bitmap : joinBitmaps(turnBitmap(back.bitmap), front.bitmap);
  await verifyQr(bitmap, content.qrText);
  return {
    bitmap,
    sha256: hashBitmap(bitmap),
    missingGlyphs: words.missing(),
    findings: [...front.findings, ...(back?.findings ?? [])],
  };
}

async function renderSide(
  content: BadgeContent,
  layout: BadgeLayout,
  { words, logos, symbol }: SideParts,
  side: 'front' | 'back',
): Promise<DrawnSide> {
  const { template, dotsPerMm } = layout;
  const { cutLeft, width, height, frontTop } = printedArea(template, layout);
  const page = { width, height: height - frontTop };
  const placed = placeSide(template, side, content, { dotsPerMm, cutLeft });
  const rule = template.rules.find(({ category }) => category === content.category);
  const { bitmap, findings } = drawOnPage(page, (context) => {
    const attempt = fitAttempt(context, words.drawable(content.attemptMark, 'bold'), dotsPerMm);
    const job = { context, content, words, symbol, logos, attempt, side, page, dotsPerMm };
    const found = drawSide({ ...job, zones: rule?.zones ?? '' }, placed);
    return { bitmap: readBitmap(context, page.width, page.height), findings: found };
  });
  const more = await ditherPhotos(bitmap, placed, content.photo, dotsPerMm);
  const strips = placed.fields.flatMap(({ field, box }) => (field.kind === 'strip' ? [box] : []));
  const coloured = layout.twoColours === true ? redden(bitmap, strips) : bitmap;
  return { bitmap: coloured, findings: [...findings, ...more] };
}

async function loadLogos(template: BadgeTemplate): Promise<ReadonlyMap<string, Image>> {
  const logos = new Map<string, Image>();
  for (const field of template.fields) {
    if (field.kind === 'logo') logos.set(field.id, await loadLogo(field));
  }
  return logos;
}

/** Throws RenderError unless the bitmap shows exactly one QR symbol and its text is `text`. */
export async function verifyQr(bitmap: Bitmap1, text: string): Promise<void> {
  const read = await readQrTexts(bitmap);
  if (read.length === 1 && read[0] === text) return;
  throw new RenderError(`the badge's QR does not read back (${read.length} symbols found)`);
}

/** Canvases by size. Each has megabytes outside the JavaScript heap, collected late. */
const pages = new Map<string, SKRSContext2D>();
/** Maximum sizes kept: a desk has a few printers, each with its template. */
const maxPages = 4;

/**
 * Draws on a page of this size and returns what `draw` returns; the page is reused, so nothing of
 * it may be kept. Throws what `draw` throws, and then drops the page, whatever its state.
 */
function drawOnPage<T>(
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
    if (pages.size >= maxPages && oldest.done !== true) pages.delete(oldest.value);
    pages.set(key, context);
    return result;
  } finally {
    forgetLines();
  }
}

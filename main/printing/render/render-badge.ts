import { createCanvas, type Image, type SKRSContext2D } from '@napi-rs/canvas';
import type { BadgeContent, Bitmap1 } from '../../../domain/badges/badge.ts';
import { printedArea, printsBack } from '../../../domain/templates/badge-geometry.ts';
import {
  type BadgeSides,
  type BadgeTemplate,
  inkOf,
  isColoured,
  printsRed,
  type TemplateField,
} from '../../../domain/templates/badge-template.ts';
import { black } from '../../../domain/templates/colours.ts';
import type { FontBook } from '../../../platform/fonts/font-book.ts';
import { encodeRgba, hashBitmap, joinBitmaps, readBitmap, redden, turnBitmap } from './bitmap.ts';
import { dither } from './dither.ts';
import { drawSide, frameLine } from './draw-side.ts';
import { fitAttempt } from './marks.ts';
import { forgetLines } from './measure-lines.ts';
import { emblemSize, loadEmblem, loadLogo, loadPortrait, portraitGreys } from './pictures.ts';
import { type DotBox, type PlacedSide, placeSide } from './place-fields.ts';
import { type QrSymbol, qrSymbol } from './qr.ts';
import { readQrTexts } from './read-back.ts';
import {
  type BadgeLayout,
  RenderError,
  type RenderedBadge,
  type RenderFinding,
} from './renderer.ts';
import { toRgba } from './rgba.ts';
import { openWords, type Words } from './words.ts';

/** A page in colours: 32 bits a dot (red, green, blue, alpha), row by row. */
type ColourPage = Uint32Array<ArrayBuffer>;

function pageOf(bitmap: Bitmap1): ColourPage {
  return new Uint32Array(toRgba(bitmap).buffer);
}

/**
 * The bitmap with the boxes of the coloured fields as they were drawn in colours. The rest keeps
 * its black dots: a driver would print the greys of a smoothed edge as a fringe of coloured ones.
 *
 * @param drawn the whole page, drawn in colours
 */
function withColours(
  bitmap: Bitmap1,
  drawn: Uint8ClampedArray,
  boxes: readonly DotBox[],
): ColourPage {
  const { width, height } = bitmap;
  const page = pageOf(bitmap);
  const source = new Uint32Array(drawn.buffer, drawn.byteOffset, page.length);
  for (const box of boxes) {
    const left = Math.max(0, box.left);
    const right = Math.min(width, box.left + box.width);
    const bottom = Math.min(height, box.top + box.height);
    if (left >= right) continue;
    for (let y = Math.max(0, box.top); y < bottom; y += 1) {
      page.set(source.subarray(y * width + left, y * width + right), y * width + left);
    }
  }
  return page;
}

/** Two pages of the same width, one above the other. */
function joinPages(upper: ColourPage, lower: ColourPage): ColourPage {
  const page = new Uint32Array(upper.length + lower.length);
  page.set(upper);
  page.set(lower, upper.length);
  return page;
}

/** Brightness (0 to 255) below which a code reader sees a colour as dark. */
const dark = 128;

/** The dots of a page that a code reader sees as black (ITU-R BT.601). */
function darkDots(page: ColourPage, { width, height }: Pick<Bitmap1, 'width' | 'height'>): Bitmap1 {
  const rowBytes = Math.ceil(width / 8);
  const bits = new Uint8Array(rowBytes * height);
  const rgba = new Uint8Array(page.buffer);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = (y * width + x) * 4;
      const sum = 299 * (rgba[at] ?? 0) + 587 * (rgba[at + 1] ?? 0) + 114 * (rgba[at + 2] ?? 0);
      if (sum >= dark * 1000) continue;
      const byte = y * rowBytes + (x >> 3);
      bits[byte] = (bits[byte] ?? 0) | (0x80 >> (x & 7));
    }
  }
  return { width, height, bits };
}

/** Dithers the photo into its fields, after all else is black and white; white without a photo. */
function ditherPhotos(
  bitmap: Bitmap1,
  side: PlacedSide,
  portrait: Portrait,
  dotsPerMm: number,
): RenderFinding[] {
  const findings: RenderFinding[] = [];
  if (portrait === 'none') return findings;
  for (const { field, box } of side.fields) {
    if (field.kind !== 'photo') continue;
    if (portrait === null) {
      findings.push({ field: field.id, code: 'photo-unreadable', points: null });
    } else {
      const greys = portraitGreys(portrait, box);
      frameGreys(greys, box, frameLine(dotsPerMm));
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
  /** Null: nothing on the side differs from its black dots. */
  colours: ColourPage | null;
  findings: RenderFinding[];
}

/** Null: the photo cannot be read. */
type Portrait = Image | 'none' | null;

interface SideParts {
  words: Words;
  logos: ReadonlyMap<string, Image>;
  emblem: Image | null;
  portrait: Portrait;
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
  const { template } = layout;
  const logos = await loadLogos(template);
  const emblem = await loadEmblem(content.emblem);
  const portrait: Portrait =
    content.photo === null ? 'none' : await loadPortrait(content.photo.picture);
  const parts = { words, logos, emblem, portrait, symbol: qrSymbol(content.qrText) };
  const front = renderSide(content, layout, parts, 'front');
  const back = printsBack(template, layout) ? renderSide(content, layout, parts, 'back') : null;
  const whole = back === null ? front : joinSides(back, front, template.sides);
  await verifyQr(whole.bitmap, content.qrText);
  if (whole.colours !== null) await verifyQr(darkDots(whole.colours, whole.bitmap), content.qrText);
  const bitmap = withPng(whole);
  return {
    bitmap,
    sha256: hashBitmap(bitmap),
    missingGlyphs: words.missing(),
    findings: [...front.findings, ...(back?.findings ?? [])],
  };
}

/** The back above the front: a fold's back upside down, a card's upright. */
function joinSides(back: DrawnSide, front: DrawnSide, sides: BadgeSides): DrawnSide {
  const upper = sides === 'fold' ? turnBitmap(back.bitmap) : back.bitmap;
  const joined = joinBitmaps(upper, front.bitmap);
  const bitmap = sides === 'two' ? { ...joined, backRows: back.bitmap.height } : joined;
  if (back.colours === null && front.colours === null) return { ...front, bitmap };
  const page = back.colours ?? pageOf(back.bitmap);
  // Each dot is one number: backwards is upside down.
  const turned = sides === 'fold' ? page.reverse() : page;
  return { ...front, bitmap, colours: joinPages(turned, front.colours ?? pageOf(front.bitmap)) };
}

function withPng({ bitmap, colours }: DrawnSide): Bitmap1 {
  if (colours === null) return bitmap;
  return { ...bitmap, colours: encodeRgba(new Uint8ClampedArray(colours.buffer), bitmap) };
}

function renderSide(
  content: BadgeContent,
  layout: BadgeLayout,
  { words, logos, emblem, portrait, symbol }: SideParts,
  side: 'front' | 'back',
): DrawnSide {
  const { template, dotsPerMm } = layout;
  const { cutLeft, width, height, frontTop } = printedArea(template, layout);
  const page = { width, height: height - frontTop };
  const placed = placeSide(template, side, content, { dotsPerMm, cutLeft });
  const rule = template.rules.find(({ category }) => category === content.category);
  const ink = (field: TemplateField): string => inkOf(field, template, content.category);
  const boxesOf = (chosen: (field: TemplateField, ink: string) => boolean): DotBox[] =>
    placed.fields.flatMap(({ field, box }) => (chosen(field, ink(field)) ? [box] : []));
  const coloured = layout.inks === 'colour' ? boxesOf(isColoured) : [];
  const { bitmap, drawn, findings } = drawOnPage(page, (context) => {
    const attempt = fitAttempt(context, words.drawable(content.attemptMark, 'bold'), dotsPerMm);
    const zones = rule?.zones ?? '';
    const parts = {
      context,
      content,
      words,
      zones,
      symbol,
      logos,
      emblem,
      attempt,
      side,
      page,
      dotsPerMm,
      emblemSize: emblem === null ? null : emblemSize(content.emblem, template),
    };
    const plain = { ...parts, portrait: null, inkOf: () => black, inColour: false };
    const found = drawSide(plain, placed);
    const dots = readBitmap(context, page.width, page.height);
    if (coloured.length === 0) return { bitmap: dots, drawn: null, findings: found };
    const face = portrait === 'none' ? null : portrait;
    drawSide({ ...parts, portrait: face, inkOf: ink, inColour: true }, placed);
    const { data } = context.getImageData(0, 0, page.width, page.height);
    return { bitmap: dots, drawn: data, findings: found };
  });
  const more = ditherPhotos(bitmap, placed, portrait, dotsPerMm);
  return {
    bitmap: layout.inks === 'black-red' ? redden(bitmap, boxesOf(printsRed)) : bitmap,
    colours: drawn === null ? null : withColours(bitmap, drawn, coloured),
    findings: [...findings, ...more],
  };
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
 * Draws on a page of this size and returns what `draw` returns. The page is reused, so nothing of
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

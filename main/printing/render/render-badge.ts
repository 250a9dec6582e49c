import type { Image } from '@napi-rs/canvas';
import type { BadgeContent, Bitmap1 } from '../../../domain/badge.ts';
import { printedArea } from '../../../domain/badge-geometry.ts';
import type { BadgeTemplate } from '../../../domain/badge-template.ts';
import type { FontBook } from '../../../fonts/font-book.ts';
import { hashBitmap, joinBitmaps, readBitmap, turnBitmap } from './bitmap.ts';
import { drawSide } from './draw-side.ts';
import { fitAttempt } from './marks.ts';
import { drawOnPage } from './pages.ts';
import { ditherPhotos } from './photos.ts';
import { loadLogo } from './pictures.ts';
import { placeSide } from './place-fields.ts';
import { type QrSymbol, qrSymbol } from './qr.ts';
import { readQrTexts } from './read-back.ts';
import {
  type BadgeLayout,
  RenderError,
  type RenderedBadge,
  type RenderFinding,
} from './renderer.ts';
import { openWords, type Words } from './words.ts';

interface DrawnSide {
  bitmap: Bitmap1;
  findings: RenderFinding[];
}

/** What both sides of a badge are drawn with. */
interface SideParts {
  words: Words;
  logos: ReadonlyMap<string, Image>;
  symbol: QrSymbol;
}

/**
 * Draws a badge by its template and reads its QR back from the very dots that will print. Needs `openQrReader`
 * before. Throws RenderError if nothing of the name can be drawn, a logo is no picture, or the QR does not say
 * what it must.
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
  return { bitmap, findings: [...findings, ...more] };
}

async function loadLogos(template: BadgeTemplate): Promise<ReadonlyMap<string, Image>> {
  const logos = new Map<string, Image>();
  for (const field of template.fields) {
    if (field.kind === 'logo') logos.set(field.id, await loadLogo(field));
  }
  return logos;
}

/** Throws RenderError unless the bitmap shows exactly one QR symbol and it says `text`. */
export async function verifyQr(bitmap: Bitmap1, text: string): Promise<void> {
  const read = await readQrTexts(bitmap);
  if (read.length === 1 && read[0] === text) return;
  throw new RenderError(`the badge's QR does not read back (${read.length} symbols found)`);
}

import { createCanvas } from '@napi-rs/canvas';
import type { BadgeContent, Bitmap1 } from '../../../domain/badge.ts';
import { arrange } from './badge-layout.ts';
import { badgeText } from './badge-text.ts';
import { hashBitmap, readBitmap } from './bitmap.ts';
import { drawBadge } from './draw-badge.ts';
import type { FontBook } from './font-book.ts';
import { qrSymbol } from './qr.ts';
import { readQrTexts } from './read-back.ts';
import { type BadgeLayout, RenderError, type RenderedBadge } from './renderer.ts';

/**
 * Draws a badge and reads its QR back from the very dots that will print. Needs `openQrReader` before.
 * Throws RenderError if nothing of the name can be drawn or the QR does not say what it must.
 */
export async function renderBadge(
  content: BadgeContent,
  layout: BadgeLayout,
  fonts: FontBook,
): Promise<RenderedBadge> {
  const { text, missingGlyphs } = badgeText(content, fonts);
  if (text.printedName.text === '') throw new RenderError('no font has any character of the name');
  const symbol = qrSymbol(content.qrText);
  // One dot to measure on; the size of the badge is known only afterwards.
  const scratch = createCanvas(1, 1).getContext('2d');
  scratch.lang = 'en';
  const arrangement = arrange(scratch, text, symbol, content.strip, layout);
  const context = createCanvas(arrangement.width, arrangement.height).getContext('2d');
  context.lang = 'en';
  drawBadge(context, arrangement, symbol, layout.dotsPerMm);
  const bitmap = readBitmap(context, arrangement.width, arrangement.height);
  await verifyQr(bitmap, content.qrText);
  return { bitmap, sha256: hashBitmap(bitmap), missingGlyphs };
}

/** Throws RenderError unless the bitmap shows exactly one QR symbol and it says `text`. */
export async function verifyQr(bitmap: Bitmap1, text: string): Promise<void> {
  const read = await readQrTexts(bitmap);
  if (read.length === 1 && read[0] === text) return;
  throw new RenderError(`the badge's QR does not read back (${read.length} symbols found)`);
}

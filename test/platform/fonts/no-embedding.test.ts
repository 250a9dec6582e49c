import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GlobalFonts, PDFDocument } from '@napi-rs/canvas';
import { describe, expect, it } from 'vitest';
import { withoutEmbedding } from '../../../platform/fonts/font-book.ts';
import { fontOf } from '../../../platform/fonts/font-files.ts';

const { path } = fontOf('', 'regular');
const readFont = (): Buffer =>
  readFileSync(join(import.meta.dirname, '../../../node_modules', path));

/** OpenType 1.9, "Calculating checksums": the sum of 32-bit words, the last padded with zeros. */
function sumOf(bytes: Buffer): number {
  let sum = 0;
  const whole = Buffer.concat([bytes], Math.ceil(bytes.length / 4) * 4);
  for (let at = 0; at < whole.length; at += 4) sum = (sum + whole.readUInt32BE(at)) >>> 0;
  return sum;
}

/** A page with one line in the font. */
function pdfWith(font: Buffer, family: string): string {
  if (GlobalFonts.register(font, family) === null) throw new Error('not a font');
  const document = new PDFDocument();
  const page = document.beginPage(200, 60);
  page.font = `400 20px "${family}"`;
  page.fillText('Élodie Привет', 10, 40);
  document.endPage();
  return document.close().toString('latin1');
}

describe('a font that may not be embedded', () => {
  it('keeps the right checksums of table and file', () => {
    const font = withoutEmbedding(readFont());
    const tables = font.readUInt16BE(4);
    const entries = Array.from({ length: tables }, (_, i) => 12 + 16 * i);
    const os2 = entries.find((at) => font.toString('latin1', at, at + 4) === 'OS/2') ?? 0;
    const [offset, length] = [font.readUInt32BE(os2 + 8), font.readUInt32BE(os2 + 12)];
    expect(font.readUInt16BE(offset + 8)).toBe(2);
    const table = font.subarray(offset, offset + length);
    expect(font.readUInt32BE(os2 + 4)).toBe(sumOf(table));
    // OpenType 1.9, "head": the value of the sum over a whole font.
    expect(sumOf(font)).toBe(0xb1b0afba);
  });

  it('is drawn into a PDF by the glyphs that are used', () => {
    const drawn = pdfWith(withoutEmbedding(readFont()), 'not embedded');
    expect(drawn).toContain('/Type3');
    expect(drawn).not.toContain('/FontFile2');
    expect(drawn.length).toBeLessThan(20_000);
    expect(pdfWith(readFont(), 'embedded')).toContain('/FontFile2');
  });
});

import { createCanvas } from '@napi-rs/canvas';
import { expect, test } from 'vitest';
import { openFontBook } from '../../platform/fonts/font-book.ts';
import { findFontFolder } from '../../platform/fonts/font-folder.ts';
import { LetterWidths } from '../../reports/write/pdf/type-setter.ts';

const fonts = openFontBook(findFontFolder(import.meta.dirname));
const context = createCanvas(8, 8).getContext('2d');
const measure = (font: string, text: string): number => {
  context.font = font;
  return context.measureText(text).width;
};
const fontOf = (weight: 'bold' | 'regular'): string =>
  `${weight === 'bold' ? 700 : 400} 8.5px ${fonts.drawable('Añ', weight, '').families}`;

test.each(['bold', 'regular'] as const)('what surely fits does, pair by pair (%s)', (weight) => {
  const font = fontOf(weight);
  const widths = new LetterWidths(measure);
  const letters = 'AEVTWYLPFJIrfjktovwyiîÀÉÖŁŽřđťжи.,:-/ 0147()"';
  for (const a of letters) {
    for (const b of letters) {
      const text = `${a}${b}${a}${b}${a}`;
      const real = measure(font, text);
      // The narrowest space in which it claims that the text fits is not narrower than the text.
      if (widths.surelyFits(font, text, real * 0.999)) expect(text).toBe('fits');
      const isTold = !/[()"ť]/.test(text);
      expect(widths.surelyFits(font, text, real * 1.5 + 1), text).toBe(isTold);
    }
  }
});

test('of scripts that join it never says so', () => {
  const widths = new LetterWidths(measure);
  for (const text of ['محمد', '田中', 'e\u0301', 'ไทย']) {
    expect(widths.surelyFits(fontOf('regular'), text, 10_000)).toBe(false);
  }
  expect(widths.surelyFits(fontOf('regular'), 'DUPONT Élise', 10_000)).toBe(true);
});

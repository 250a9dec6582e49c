import type { CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { hanLanguage } from '../../domain/roster/han-forms.ts';
import { type FontWeight, fontFiles } from '../../platform/fonts/font-files.ts';
import { scriptSamples } from '../../platform/fonts/scripts.ts';
import { type HarnessPages, openHarness } from '../renderer/harness/pages.ts';

let harness: HarnessPages;
let page: Page;
let browser: CDPSession;
beforeAll(async () => {
  harness = await openHarness(inject('runFolder'));
  page = await harness.newPage();
  await harness.open(page, '');
  browser = await page.context().newCDPSession(page);
  await browser.send('DOM.enable');
  await browser.send('CSS.enable');
});
afterAll(() => harness?.close());

/** Widths of a text in the fonts of the page and in one font file alone. */
async function widthsOf(text: string, weight: FontWeight, file: string) {
  return page.evaluate(
    async ([shown, thickness, name, language]) => {
      const alone = new FontFace('Alone', `url(/fonts/${name})`);
      document.fonts.add(await alone.load());
      const lines = ['', 'font-family: Alone'].map((family) => {
        const line = document.createElement('bdi');
        // No synthetic bold: it would widen the letters of a typeface with one weight.
        line.style.cssText = `font-size: 40px; font-weight: ${thickness}; ${family}; position: fixed; font-synthesis: none`;
        line.lang = language;
        line.textContent = shown;
        return line;
      });
      document.querySelector('#sample')?.remove();
      const holder = document.createElement('div');
      holder.id = 'sample';
      holder.append(...lines);
      document.body.append(holder);
      holder.getBoundingClientRect();
      await document.fonts.ready;
      const widths = lines.map((line) => line.getBoundingClientRect().width);
      document.fonts.delete(alone);
      return widths;
    },
    [text, weight === 'bold' ? '700' : '400', file, hanLanguage(text, '') ?? ''] as const,
  );
}

/** The fonts in which the browser really drew the text. */
async function drawnIn() {
  const { root } = await browser.send('DOM.getDocument');
  const { nodeId } = await browser.send('DOM.querySelector', {
    nodeId: root.nodeId,
    selector: '#sample > bdi',
  });
  const { fonts } = await browser.send('CSS.getPlatformFontsForNode', { nodeId });
  return fonts.map(({ familyName, isCustomFont }) => ({ familyName, isCustomFont }));
}

describe.each(['regular', 'bold'] as const)('the pages draw in our own fonts (%s)', (weight) => {
  it.each(scriptSamples)('$script', async ({ name, typeface }) => {
    const files = fontFiles.filter((font) => font.typeface === typeface);
    const file = files.find((font) => font.weight === weight) ?? files[0];
    const [onPage, alone] = await widthsOf(name, weight, file?.name ?? '');
    // A letter of another font or a broken conjunct has another width.
    expect(onPage).toBeCloseTo(alone ?? 0, 1);
    const fonts = await drawnIn();
    expect(fonts.every(({ isCustomFont }) => isCustomFont)).toBe(true);
    const family = new RegExp(`^Noto (Sans|Serif) ?${typeface}( |$)`);
    expect(fonts.filter(({ familyName }) => !family.test(familyName))).toEqual([]);
  });
});

it('a Japanese name keeps the variant of a letter that it is written with', async () => {
  const pictures = await page.evaluate(
    async (texts) => {
      const font = "700 60px 'Lanyard JP'";
      await Promise.all(texts.map((text) => document.fonts.load(font, text)));
      return texts.map((text) => {
        const canvas = document.createElement('canvas');
        const context = canvas.getContext('2d');
        if (context === null) throw new Error('no canvas');
        context.font = font;
        context.fillText(text, 10, 80);
        return canvas.toDataURL();
      });
    },
    ['\u845b', '\u845b\u{e0100}', '\u845b\u{e0101}'],
  );
  // U+845B in its two forms; Noto's own is that of the second selector.
  expect(pictures[1]).not.toBe(pictures[0]);
  expect(pictures[2]).toBe(pictures[0]);
});

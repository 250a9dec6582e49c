import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fontkit from 'fontkit';
import { describe, expect, it } from 'vitest';
import { openFontBook } from '../../../platform/fonts/font-book.ts';
import { fontFiles } from '../../../platform/fonts/font-files.ts';
import { findFontFolder } from '../../../platform/fonts/font-folder.ts';
import { coverageOf } from '../../../platform/fonts/letters.ts';
import { scriptSamples } from '../../../platform/fonts/scripts.ts';
import { isInParts, partsOf, writeFontParts } from '../../../tools/fonts/parts.ts';
import { styleOfFonts } from '../../../tools/fonts/style.ts';

const sheet = (path: string): string =>
  readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8').replace(/\s+/g, ' ');
const papers = ['renderer/paper/paper.css', 'renderer/paper/pack.css'];
const style = styleOfFonts().replace(/\s+/g, ' ');

/** The letters in a file; for a font that pages load by parts, those of the part. */
function letters(file: string): (point: number) => boolean {
  const whole = fontFiles.find(({ name }) => name === file.replace(/-\d+(?=\.ttf$)/, ''));
  const part = whole && partsOf(whole).find(({ name }) => name === file);
  const covers = coverageOf(whole?.name ?? file);
  return part === undefined
    ? covers
    : (point) => part.first <= point && point <= part.last && covers(point);
}

/** The `@font-face` rules of the style, except those of the parts of Noto Sans. */
const faces = [...style.matchAll(/@font-face \{ ([^}]*?'\/fonts\/.*?) \}/g)].map(
  ([, body = '']) => {
    const family = /font-family: '([^']+)'/.exec(body)?.[1] ?? '';
    const weight = /font-weight: (\d+)/.exec(body)?.[1] ?? '';
    const file = /\/fonts\/([\w.-]+)/.exec(body)?.[1] ?? '';
    const ranges = /unicode-range: ([^;]+)/.exec(body)?.[1] ?? '';
    const runs = [...ranges.matchAll(/U\+(\w+)-(\w+)/g)].map(([, first = '', last = '']) => [
      Number.parseInt(first, 16),
      Number.parseInt(last, 16),
    ]);
    return { family, weight, file, runs, covers: letters(file) };
  },
);

it('screens and papers look for every letter in these fonts before the system’s', () => {
  // On Linux a generic family would be resolved again for each size of each font that still loads.
  for (const path of ['ui/tokens.css', 'ui/base.css', ...papers])
    expect(sheet(path), path).not.toContain('sans-serif');
  expect(style).not.toContain('sans-serif');
  expect(sheet('ui/tokens.css')).toContain('--font: var(--font-bundled), system-ui;');
  expect(sheet('renderer/paper/paper.css')).toContain(
    'font-family: var(--font-bundled), system-ui;',
  );
  for (const path of ['ui/base.css', ...papers])
    expect(sheet(path).match(/font-family: (?!var)[^;]+/g), path).toBeNull();
});

const lists = [
  ['a text', /:root \{ --font-bundled: ([^;]+)/],
  ...['zh-Hant', 'ja', 'ko'].map(
    (language) =>
      [
        `a name in ${language}`,
        new RegExp(`lang\\(${language}\\) \\{ font-family: ([^;]+)`),
      ] as const,
  ),
] as const;

/** The fonts that a browser searches: of each family those of the weight, or else the others. */
function askedBy(list: RegExp, weight: string): typeof faces {
  return [...(list.exec(style)?.[1] ?? '').matchAll(/'([^']+)'/g)].flatMap(([, name]) => {
    const all = faces.filter(({ family }) => family === name);
    const fit = all.filter((face) => face.weight === weight);
    return fit.length > 0 ? fit : all;
  });
}

describe.each(['400', '700'])('weight %s', (weight) => {
  it.each(lists)(
    'every letter of a bundled font is drawn with one that has it in %s',
    (_what, list) => {
      const asked = askedBy(list, weight);
      const lost: string[] = [];
      for (let point = 0x20; point < 0x30_000; point += 1) {
        if (/\p{Noncharacter_Code_Point}/u.test(String.fromCodePoint(point))) continue;
        if (!faces.some(({ covers }) => covers(point))) continue;
        const isFound = asked.some(
          ({ covers, runs }) =>
            covers(point) && runs.some(([first = 0, last = 0]) => first <= point && point <= last),
        );
        if (!isFound) lost.push(`U+${point.toString(16)}`);
      }
      expect(lost).toEqual([]);
    },
  );
});

it('the parts of a font have all its letters', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lanyard-fonts-'));
  await writeFontParts(folder);
  const written = readdirSync(folder);
  expect(new Set(faces.map(({ file }) => file))).toEqual(
    new Set([...written, ...fontFiles.filter((font) => !isInParts(font)).map(({ name }) => name)]),
  );
  // Without a range a face would claim every letter.
  expect(faces.filter(({ runs }) => runs.length === 0)).toEqual([]);
  for (const font of fontFiles.filter(isInParts)) {
    const covers = coverageOf(font.name);
    const lost: string[] = [];
    for (const { name, first, last } of partsOf(font)) {
      const bytes = readFileSync(join(folder, name));
      expect(bytes.length, name).toBeLessThan(1_500_000);
      const has = new Set(fontkit.create(bytes).characterSet);
      for (let point = first; point <= last; point += 1)
        if (covers(point) && !has.has(point)) lost.push(`U+${point.toString(16)}`);
    }
    expect(lost, font.name).toEqual([]);
  }
  rmSync(folder, { recursive: true });
});

it('Sinhala letters and the joiner that makes conjuncts of them come from one font', () => {
  const sinhala = faces.filter(({ file }) => file.includes('Sinhala'));
  expect(sinhala.length).toBeGreaterThan(0);
  for (const { runs, covers } of sinhala)
    for (const point of [0x200d, 0xdc1, 0xdca, 0xdbb]) {
      expect(covers(point)).toBe(true);
      expect(runs.some(([first = 0, last = 0]) => first <= point && point <= last)).toBe(true);
    }
});

it.each(['bold', 'regular'] as const)('a badge has a font for each script (%s)', (weight) => {
  const book = openFontBook(findFontFolder(import.meta.dirname));
  for (const { script, typeface, name } of scriptSamples) {
    const { missing, families } = book.drawable(name, weight, '');
    expect(missing, script).toEqual([]);
    expect(families, script).toMatch(new RegExp(`^"Lanyard Badge Noto(Sans|Serif)${typeface} `));
  }
  const used = new Set(scriptSamples.map(({ typeface }) => typeface));
  // Only the delegation selects between Chinese forms.
  expect(fontFiles.filter(({ typeface }) => typeface !== 'TC' && !used.has(typeface))).toEqual([]);
});

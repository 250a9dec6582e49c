// Run as a program with a folder as argument, it writes the parts of fonts there (tools/build.mjs).
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import subsetFont from 'subset-font';
import { hanLanguages } from '../../domain/roster/han-forms.ts';
import { type FontFile, fontFiles } from '../../platform/fonts/font-files.ts';
import { coverageOf } from '../../platform/fonts/letters.ts';

/**
 * A part of a font: its characters from one code point to another. Pages load the fonts with Han
 * letters by parts: Chromium checks a whole font before it draws a letter of it, which takes 50 ms
 * of the page's main thread for 10 MB.
 */
export interface FontPart {
  name: string;
  first: number;
  last: number;
}

/** Characters per part: some 800 kB, and 5 ms. */
const charactersOfPart = 3_000;
/** The last code point for which a page asks a font: the end of Unicode's third plane. */
export const lastPoint = 0x2_ffff;

export function isInParts({ typeface }: Pick<FontFile, 'typeface'>): boolean {
  return typeface in hanLanguages;
}

/** The parts of a font in the order of their characters, without gaps. */
export function partsOf({ name }: Pick<FontFile, 'name'>): FontPart[] {
  const covers = coverageOf(name);
  const parts: FontPart[] = [];
  let first = 0;
  let characters = 0;
  for (let point = 0; point <= lastPoint; point += 1) {
    if (covers(point)) characters += 1;
    if (characters < charactersOfPart && point < lastPoint) continue;
    const nameOfPart = name.replace('.ttf', `-${parts.length + 1}.ttf`);
    parts.push({ name: nameOfPart, first, last: point });
    [first, characters] = [point + 1, 0];
  }
  return parts;
}

/** Writes the parts of all such fonts as TrueType into an existing folder. */
export async function writeFontParts(folder: string): Promise<void> {
  const modules = join(import.meta.dirname, '../../node_modules');
  for (const font of fontFiles.filter(isInParts)) {
    const whole = readFileSync(join(modules, font.path));
    const covers = coverageOf(font.name);
    for (const { name, first, last } of partsOf(font)) {
      const letters: string[] = [...variationSelectors];
      for (let point = first; point <= last; point += 1)
        if (covers(point)) letters.push(String.fromCodePoint(point));
      const part = await subsetFont(whole, letters.join(''), { targetFormat: 'sfnt' });
      writeFileSync(join(folder, name), part);
    }
  }
}

/** A letter and its variation selector must come from the same font (Unicode, section 23.4). */
const variationSelectors = [
  [0xfe00, 0xfe0f],
  [0xe0100, 0xe01ef],
].flatMap(([first = 0, last = 0]) =>
  Array.from({ length: last - first + 1 }, (_, at) => String.fromCodePoint(first + at)),
);

const [, program, folder] = process.argv;
if (program === import.meta.filename && folder !== undefined) await writeFontParts(folder);

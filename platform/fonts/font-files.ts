import { basename } from 'node:path';
import fontPaths from './fonts.json' with { type: 'json' };
import { type Typeface, typefaces } from './scripts.ts';

export type FontWeight = 'bold' | 'regular';

export interface FontFile {
  /** Relative to `node_modules`. */
  path: string;
  /** Without folder: its name in platform/fonts/coverage.json and on the pages. */
  name: string;
  typeface: Typeface;
  weight: FontWeight;
}

/** All fonts of the product. Badges, papers and screens use no others. */
export const fontFiles: readonly FontFile[] = fontPaths.map((path) => {
  const name = basename(path);
  const [, called, weight] =
    /^Noto(?:Sans|Serif)(\w*?)_(400Regular|700Bold)\.ttf$/.exec(name) ?? [];
  const typeface = typefaces.find((one) => one === called);
  if (typeface === undefined)
    throw new Error(`platform/fonts/fonts.json: no typeface is called ${name}`);
  return { path, name, typeface, weight: weight === '700Bold' ? 'bold' : 'regular' };
});

/**
 * The font of a typeface. If only one weight is bundled (Han, Mongolian), it serves for both.
 *
 * @throws Error if platform/fonts/fonts.json names none
 */
export function fontOf(typeface: Typeface, weight: FontWeight): FontFile {
  const fonts = fontFiles.filter((font) => font.typeface === typeface);
  const font = fonts.find((one) => one.weight === weight) ?? fonts[0];
  if (font === undefined) throw new Error(`platform/fonts/fonts.json has no font of ${typeface}`);
  return font;
}

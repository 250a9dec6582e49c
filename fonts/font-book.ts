import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { GlobalFonts } from '@napi-rs/canvas';
import { coverageOf } from './coverage.ts';
import { type FontWeight, fontFiles } from './font-files.ts';
import { isInvisible, type Typeface, typefaceOrder } from './scripts.ts';

/** A bundled font cannot be loaded. */
export class FontError extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'FontError';
  }
}

export type { FontWeight } from './font-files.ts';

/** A text that can be drawn: what no font has is already left out. */
export interface DrawableText {
  text: string;
  /** Value for the canvas's `font` after the size: private family names, best first. */
  families: string;
  /** Characters left out. */
  missing: string[];
}

/** The bundled fonts; each is loaded when the first text needs it. */
export interface FontBook {
  drawable(text: string, weight: FontWeight, delegation: string): DrawableText;
}

/** Private family names keep installed fonts of the same name out of the picture. */
const familyPrefix = 'Lanyard Badge';

interface LoadedFont {
  family: string;
  covers: (codePoint: number) => boolean;
}

/**
 * @param folder Where the font files lie: all in one folder (as the build copies them), or
 * `node_modules`, below which fonts/fonts.json names their paths.
 */
export function openFontBook(folder: string): FontBook {
  const loaded = new Map<string, LoadedFont>();
  const font = (typeface: Typeface, weight: FontWeight): LoadedFont => {
    const file = fileOf(typeface, weight);
    const known = loaded.get(file);
    if (known !== undefined) return known;
    const fresh = loadFont(folder, file);
    loaded.set(file, fresh);
    return fresh;
  };
  return { drawable: (text, weight, delegation) => drawable(font, text, weight, delegation) };
}

function drawable(
  font: (typeface: Typeface, weight: FontWeight) => LoadedFont,
  text: string,
  weight: FontWeight,
  delegation: string,
): DrawableText {
  const order = typefaceOrder(text, delegation);
  const families = new Set<string>();
  const missing = new Set<string>();
  let kept = '';
  for (const character of tidy(text)) {
    const codePoint = character.codePointAt(0) ?? 0;
    const found = order.find((typeface) => font(typeface, weight).covers(codePoint));
    if (found !== undefined) {
      families.add(font(found, weight).family);
      kept += character;
    } else if (isInvisible(character)) {
      kept += character;
    } else {
      missing.add(character);
    }
  }
  return {
    text: kept.replace(/ {2,}/g, ' ').trim(),
    // The order of preference, not of appearance: a space alone must not put Latin before Arabic.
    families: order
      .map((typeface) => loadedFamily(typeface, weight))
      .filter((family) => families.has(family))
      .map((family) => `"${family}"`)
      .join(', '),
    missing: [...missing],
  };
}

/** Composed characters (NFC), plain spaces, no control characters. */
function tidy(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\s\p{Cc}]+/gu, (space) => (space === '\u00a0' ? space : ' '))
    .trim();
}

/** Files by typeface and weight: they are asked for at every letter. */
const files: Record<FontWeight, Map<Typeface, string>> = { bold: new Map(), regular: new Map() };

/** Name of the file of a typeface; where one weight alone is bundled (Han, Mongolian), it serves for both. */
function fileOf(typeface: Typeface, weight: FontWeight): string {
  const known = files[weight].get(typeface);
  if (known !== undefined) return known;
  const file = findFile(typeface, weight);
  files[weight].set(typeface, file);
  return file;
}

function findFile(typeface: Typeface, weight: FontWeight): string {
  const fonts = fontFiles.filter((font) => font.typeface === typeface);
  const file = fonts.find((font) => font.weight === weight) ?? fonts[0];
  if (file === undefined) throw new FontError(`fonts/fonts.json has no font of ${typeface}`);
  return file.path;
}

function loadedFamily(typeface: Typeface, weight: FontWeight): string {
  return familyOf(fileOf(typeface, weight));
}

function familyOf(file: string): string {
  return `${familyPrefix} ${basename(file, '.ttf').replace('_', ' ')}`;
}

function loadFont(folder: string, file: string): LoadedFont {
  const flat = join(folder, basename(file));
  const path = existsSync(flat) ? flat : join(folder, file);
  const family = familyOf(file);
  try {
    const covers = coverageOf(basename(file));
    if (!existsSync(path)) throw new Error('the file is not there');
    if (!GlobalFonts.has(family) && GlobalFonts.registerFromPath(path, family) === null) {
      throw new Error('not accepted by the canvas library');
    }
    return { family, covers };
  } catch (error) {
    throw new FontError(`the font ${path} cannot be loaded`, error);
  }
}

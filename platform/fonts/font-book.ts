import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { GlobalFonts } from '@napi-rs/canvas';
import { type FontFile, type FontWeight, fontOf } from './font-files.ts';
import { tidy, typefaceFor } from './letters.ts';
import { isInvisible, typefaceOrder } from './scripts.ts';

/** OpenType 1.9, "OS/2": `fsType`, and its value "Restricted License embedding". */
const embeddingAt = 8;
const restricted = 0x0002;
/** OpenType 1.9, "head": `checksumAdjustment`. */
const adjustmentAt = 8;

/**
 * Marks the font as one that may not be embedded. Skia then draws only the used glyphs into a PDF,
 * and their text can still be selected. Otherwise its build for Windows, which cannot subset fonts,
 * embeds the whole font: 0.3 MB for Latin, 5 MB for Han. Checksums stay valid.
 *
 * @param font an OpenType file (one font, no collection); it is changed in place
 * @throws RangeError if it is not one
 */
export function withoutEmbedding(font: Buffer): Buffer {
  const os2 = tableOf(font, 'OS/2');
  const head = tableOf(font, 'head');
  const word = font.readUInt32BE(os2.offset + embeddingAt);
  const changed = ((restricted << 16) | (word & 0xffff)) >>> 0;
  const difference = changed - word;
  font.writeUInt32BE(changed, os2.offset + embeddingAt);
  add(font, os2.checksumAt, difference);
  // The sum over the file includes both the word and the checksum of its table.
  add(font, head.offset + adjustmentAt, -2 * difference);
  return font;
}

function tableOf(font: Buffer, tag: string): { checksumAt: number; offset: number } {
  const tables = font.readUInt16BE(4);
  for (let entry = 12; entry < 12 + 16 * tables; entry += 16) {
    if (font.toString('latin1', entry, entry + 4) !== tag) continue;
    return { checksumAt: entry + 4, offset: font.readUInt32BE(entry + 8) };
  }
  throw new RangeError(`the font has no table ${tag}`);
}

/** Adds to a 32-bit sum with overflow. */
function add(font: Buffer, at: number, difference: number): void {
  font.writeUInt32BE((font.readUInt32BE(at) + difference) >>> 0, at);
}

export type { FontWeight } from './font-files.ts';

/** A text that can be drawn, without the characters that no font has. */
export interface DrawableText {
  text: string;
  /** For the canvas's `font`, after the size: private family names, best first. */
  families: string;
  /** Characters left out. */
  missing: string[];
}

/** The bundled fonts. Each is loaded when the first text needs it. */
export type FontBook = ReturnType<typeof openFontBook>;

/** Private family names, so that installed fonts of the same name are not used. */
const familyPrefix = 'Lanyard Badge';

/**
 * Opens the bundled fonts.
 *
 * @param folder where the font files are: all in one folder (as the build copies them), or
 * `node_modules`, below which platform/fonts/fonts.json has their paths
 */
export function openFontBook(folder: string) {
  const loaded = new Set<string>();
  const load = (font: FontFile): void => {
    if (loaded.has(font.name)) return;
    loadFont(folder, font);
    loaded.add(font.name);
  };
  return {
    drawable: (text: string, weight: FontWeight, delegation: string): DrawableText =>
      drawable(load, text, weight, delegation),
  };
}

function drawable(
  load: (font: FontFile) => void,
  text: string,
  weight: FontWeight,
  delegation: string,
): DrawableText {
  const order = typefaceOrder(text, delegation);
  const used = new Set<string>();
  const missing = new Set<string>();
  let kept = '';
  for (const character of tidy(text)) {
    const found = typefaceFor(character, weight, order);
    if (found !== undefined) used.add(found);
    if (found !== undefined || isInvisible(character)) kept += character;
    else missing.add(character);
  }
  // In the order of preference, not of appearance: a space alone must not put Latin before Arabic.
  const fonts = order.filter((typeface) => used.has(typeface)).map((one) => fontOf(one, weight));
  fonts.forEach(load);
  return {
    text: kept.replace(/ {2,}/g, ' ').trim(),
    families: fonts.map((font) => `"${familyOf(font)}"`).join(', '),
    missing: [...missing],
  };
}

function familyOf({ name }: FontFile): string {
  return `${familyPrefix} ${basename(name, '.ttf').replace('_', ' ')}`;
}

function loadFont(folder: string, font: FontFile): void {
  const flat = join(folder, font.name);
  const path = existsSync(flat) ? flat : join(folder, font.path);
  const family = familyOf(font);
  try {
    if (!existsSync(path)) throw new Error('the file is not there');
    if (GlobalFonts.has(family)) return;
    const key =
      process.platform === 'win32'
        ? GlobalFonts.register(withoutEmbedding(readFileSync(path)), family)
        : GlobalFonts.registerFromPath(path, family);
    if (key === null) throw new Error('not accepted by the canvas library');
  } catch (error) {
    throw new Error(`the font ${path} cannot be loaded`, { cause: error });
  }
}

/** OpenType 1.9, "OS/2": `fsType`, and its value "Restricted License embedding". */
const embeddingAt = 8;
const restricted = 0x0002;
/** OpenType 1.9, "head": `checksumAdjustment`. */
const adjustmentAt = 8;

/**
 * The font as one that may not be embedded: into a PDF, Skia then draws those of its glyphs that
 * are used, which can be selected as any text. Otherwise its build for Windows, which has no part
 * that reduces fonts, embeds it whole: 0.3 MB for Latin, 5 MB for Han. Checksums stay right.
 *
 * @param font an OpenType file (one font, no collection); it is changed in place
 * @throws RangeError if it is none
 */
export function withoutEmbedding(font: Buffer): Buffer {
  const os2 = tableOf(font, 'OS/2');
  const head = tableOf(font, 'head');
  const word = font.readUInt32BE(os2.offset + embeddingAt);
  const changed = ((restricted << 16) | (word & 0xffff)) >>> 0;
  const difference = changed - word;
  font.writeUInt32BE(changed, os2.offset + embeddingAt);
  add(font, os2.checksumAt, difference);
  // The sum over the file has the word and the checksum of its table.
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

/** Adds to a sum of 32 bits, which overflows. */
function add(font: Buffer, at: number, difference: number): void {
  font.writeUInt32BE((font.readUInt32BE(at) + difference) >>> 0, at);
}

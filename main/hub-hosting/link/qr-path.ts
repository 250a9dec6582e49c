/**
 * A QR code as one SVG path: each run of dark modules of a row is a rectangle of height 1. Without
 * quiet zone; the page adds its four modules of white.
 */
export async function qrPath(text: string): Promise<{ size: number; path: string }> {
  // Loaded on demand: it brings its image writers with it.
  const { create } = await import('qrcode');
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const { size, data } = modules;
  const parts: string[] = [];
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      let run = 0;
      while (column + run < size && data[row * size + column + run]) run += 1;
      if (run === 0) continue;
      parts.push(`M${column} ${row}h${run}v1h-${run}z`);
      column += run;
    }
  }
  return { size, path: parts.join('') };
}

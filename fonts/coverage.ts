import runsByFile from './coverage.json' with { type: 'json' };

/**
 * The characters of a bundled font, by the table that tools/fonts/coverage.ts made: opening a
 * Chinese font to ask it takes a tenth of a second and tens of megabytes.
 *
 * @param file name of the font's file, without folder
 * @returns whether the font has a code point
 * @throws Error if the table does not know the font
 */
export function coverageOf(file: string): (codePoint: number) => boolean {
  const runs = new Map(Object.entries(runsByFile)).get(file);
  if (runs === undefined) throw new Error('fonts/coverage.json does not name it');
  const { starts, ends } = boundsOf(runs.split(' ').map(Number));
  return (codePoint) => {
    let low = 0;
    let high = starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= codePoint) low = middle + 1;
      else high = middle;
    }
    return low > 0 && codePoint < (ends[low - 1] ?? 0);
  };
}

/** First code point of each run, and the first after it. */
function boundsOf(runs: readonly number[]): { starts: Uint32Array; ends: Uint32Array } {
  const starts = new Uint32Array(runs.length / 2);
  const ends = new Uint32Array(runs.length / 2);
  let next = 0;
  for (let run = 0; run < starts.length; run += 1) {
    starts[run] = next + (runs[2 * run] ?? 0);
    next = (starts[run] ?? 0) + (runs[2 * run + 1] ?? 0);
    ends[run] = next;
  }
  return { starts, ends };
}

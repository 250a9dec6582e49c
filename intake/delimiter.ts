import { type Delimiter, readCsv } from './csv.ts';
import { IntakeError } from './intake-error.ts';
import { isBlank } from './table-row.ts';

const candidates = [',', ';', '\t', '|'] as const;
/** Rows that are looked at: enough to outvote a name with a comma in it. */
const rowsToTry = 50;

/**
 * Guesses what separates the cells: the separator with which most rows have as many cells as the
 * first, and at least two; of equals the one that gives more columns. Quotation marks are respected,
 * because each guess is a real reading.
 *
 * @param start the beginning of the text, cut anywhere
 */
export async function guessDelimiter(start: string): Promise<Delimiter> {
  let best: Delimiter = '';
  let bestScore = 0;
  for (const candidate of candidates) {
    const score = await scoreOf(start, candidate);
    if (score > bestScore) {
      best = candidate;
      bestScore = score;
    }
  }
  return best;
}

async function scoreOf(start: string, delimiter: Delimiter): Promise<number> {
  const widths = await widthsOf(start, delimiter);
  const first = widths[0] ?? 0;
  if (first < 2) return 0;
  const alike = widths.filter((width) => width === first).length / widths.length;
  // Agreement comes first; the number of columns decides between separators that agree alike.
  return alike + Math.min(first, 100) / 1000;
}

async function widthsOf(start: string, delimiter: Delimiter): Promise<number[]> {
  const widths: number[] = [];
  try {
    for await (const rows of readCsv([start], delimiter)) {
      for (const row of rows) {
        if (isBlank(row.cells)) continue;
        widths.push(row.cells.length);
        if (widths.length === rowsToTry) return widths;
      }
    }
  } catch (error) {
    // A quotation mark left open: by the cut at the end, or because this is not the separator.
    if (!(error instanceof IntakeError)) throw error;
  }
  return widths;
}

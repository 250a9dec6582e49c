import type {
  CellFinding,
  CellOddity,
  EncodingReading,
  RejectedRow,
} from '../domain/roster/roster-import.ts';
import type { IntakeErrorCode } from './intake-error.ts';
import { rejectReasonWords } from './reject-words.ts';

/** Rows of a kind that a command prints; the desk's screen saves all rejected ones. */
const maxLines = 100;

/** What is wrong with a file and what to do, for the command lines. The detail follows. */
export const intakeErrorWords: Readonly<Record<IntakeErrorCode, string>> = {
  'import-file-unreadable':
    'The file cannot be read. Check that it exists and may be read, open it in a spreadsheet and save it again as CSV UTF-8 or XLSX',
  'import-file-is-not-a-table':
    'The file is not a table, whatever its name says. Export the roster as CSV or XLSX. It is',
  'import-too-large': 'The file is too large. Export only the people of this event',
  'import-mapping-incomplete':
    'A column is missing. The file needs a registration code, a delegation and a name; missing',
  'import-encoding-doubtful':
    'The character set of the file is not certain. Choose one with --encoding NAME, or save the file as CSV UTF-8. Nothing was written. Look at',
  'import-mending-open':
    'Nothing was written. Accept the mended values with --accept-mended, or correct the file. Cells to mend',
};

const oddityWords: Readonly<Record<CellOddity, string>> = {
  'unseen-characters': 'characters that nobody sees',
  'direction-marks': 'marks of writing direction',
  'other-digits': 'digits of another script',
  'other-letters': 'letters or hyphens in another form',
  'off-pattern': "not like this event's registration codes",
  'no-font': 'letters that no badge font has',
};

/** The rejected rows, one a line. */
export function rejectedLines(rows: readonly RejectedRow[], total: number): string[] {
  const lines = rows.slice(0, maxLines).map(({ line, reason, value, sameAs }) => {
    const cell = value === '' ? '' : `: ${value}`;
    const other = sameAs === null ? '' : ` (line ${sameAs})`;
    return `  line ${line}: ${rejectReasonWords.en[reason]}${cell}${other}`;
  });
  return total > maxLines ? [...lines, `  … and ${total - maxLines} more rejected rows`] : lines;
}

/** Odd cells and the values that would be taken, one cell a line; nothing where there are none. */
export function findingLines(findings: readonly CellFinding[], total: number): string[] {
  if (total === 0) return [];
  const lines = findings.slice(0, maxLines).map(({ line, field, what, value, mended }) => {
    const words = what.map((one) => oddityWords[one]).join(', ');
    return `  line ${line}, ${field}: ${words}: ${value}${mended === null ? '' : ` -> ${mended}`}`;
  });
  const rest = total > maxLines ? [`  … and ${total - maxLines} more`] : [];
  return [`Odd cells: ${total}.`, ...lines, ...rest];
}

/** The lines that differ, in each character set; nothing where the character set is certain. */
export function readingLines(readings: readonly EncodingReading[]): string[] {
  return readings.flatMap(({ encoding, lines }) => [
    `  --encoding ${encoding}`,
    ...lines.map(({ line, text }) => `    line ${line}: ${text}`),
  ]);
}

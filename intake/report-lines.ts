import { csvFile } from '../domain/base/csv.ts';
import type { ScreenLanguage } from '../domain/base/language.ts';
import { colonIn } from '../domain/base/punctuation.ts';
import { type GroupWord, groupForms } from '../domain/event/group-words.ts';
import type {
  BookingOddity,
  CellFinding,
  CellOddity,
  EncodingReading,
  LeftOutLine,
  RejectedRow,
  RejectReason,
  RosterDiff,
} from '../domain/roster/roster-import.ts';
import type { Delimiter } from './csv.ts';
import type { IntakeErrorCode } from './intake-error.ts';

/**
 * Texts for the file of rejected rows and for imports on the command line. They are here and not in
 * the locale files because neither the hub nor the command line has a page. `{group}` is what the
 * event calls its groups.
 */
export const rejectReasonWords: Readonly<
  Record<ScreenLanguage, Readonly<Record<RejectReason, string>>>
> = {
  en: {
    'no-registration-code': 'No registration code',
    'no-name': 'No name',
    'unknown-delegation': "{group} not in the event's table",
    'unknown-category': "Category not in the event's table",
    'unknown-status': 'Registration status not understood',
    'unknown-day': 'Not a day of the event',
    'unknown-value': 'Value not understood',
    'too-long': 'Text too long',
    'unreadable-character': 'A letter could not be read: bytes of another character set',
    'duplicate-in-file': 'Registration code already used further up in this file',
    'look-alike-in-file': 'Registration code looks like one further up: the same person',
    'same-row-in-file': 'The same row is further up in this file',
    'too-few-columns': 'Too few columns',
    'too-many-columns': 'Too many columns: a separator inside a cell without quotation marks?',
  },
  fr: {
    'no-registration-code': 'Pas de code d’inscription',
    'no-name': 'Pas de nom',
    'unknown-delegation': '{group} absente du tableau de l’événement',
    'unknown-category': 'Catégorie absente du tableau de l’événement',
    'unknown-status': 'Statut d’inscription non compris',
    'unknown-day': 'Ce n’est pas un jour de l’événement',
    'unknown-value': 'Valeur non comprise',
    'too-long': 'Texte trop long',
    'unreadable-character': 'Une lettre est illisible\u202f: octets d’un autre jeu de caractères',
    'duplicate-in-file': 'Code d’inscription déjà utilisé plus haut dans ce fichier',
    'look-alike-in-file':
      'Code d’inscription semblable à un code plus haut\u202f: la même personne',
    'same-row-in-file': 'La même ligne se trouve plus haut dans ce fichier',
    'too-few-columns': 'Trop peu de colonnes',
    'too-many-columns':
      'Trop de colonnes\u202f: un séparateur dans une cellule sans guillemets\u202f?',
  },
};

const rejectedHeaders: Readonly<Record<ScreenLanguage, { line: string; reason: string }>> = {
  en: { line: 'Line', reason: 'Reason' },
  fr: { line: 'Ligne', reason: 'Motif' },
};

/** A rejected row with all its cells, so that it can be corrected and imported again. */
export interface RejectedSource {
  rejected: RejectedRow;
  cells: readonly string[];
}

/**
 * Writes rejected rows as CSV for a spreadsheet: UTF-8 with byte order mark, CR LF, the separator
 * of the source (`;` for a workbook or a single column). Each row has line and reason, then every
 * cell of the source. Cells that a spreadsheet would read as a formula begin with an apostrophe,
 * which the import removes again.
 */
export function writeRejectedCsv(
  headers: readonly string[],
  rows: readonly RejectedSource[],
  options: { language: ScreenLanguage; group: GroupWord; delimiter: Delimiter },
): string {
  const separator = options.delimiter === '' ? ';' : options.delimiter;
  const names = rejectedHeaders[options.language];
  const lines = [[names.line, names.reason, ...headers]];
  for (const { rejected, cells } of rows) {
    lines.push([String(rejected.line), reasonOf(rejected, options), ...cells]);
  }
  return csvFile(lines, separator);
}

function reasonOf(
  rejected: RejectedRow,
  { language, group }: { language: ScreenLanguage; group: GroupWord },
): string {
  const { label } = groupForms[language][group];
  const words = rejectReasonWords[language][rejected.reason].replace('{group}', label);
  const other =
    rejected.sameAs === null
      ? ''
      : ` (${rejectedHeaders[language].line.toLowerCase()} ${rejected.sameAs})`;
  return rejected.value === '' ? words : `${words}${colonIn(language)}${rejected.value}${other}`;
}

/** Max rows of a kind that a command prints. The desk's screen saves all rejected rows. */
const maxLines = 100;

/** What is wrong with a file and what to do, for the command line. The detail follows. */
export const intakeErrorWords: Readonly<Record<IntakeErrorCode, string>> = {
  'import-file-unreadable':
    'The file cannot be read. Check that it exists and may be read, open it in a spreadsheet and save it again as CSV UTF-8 or XLSX',
  'import-file-is-not-a-table':
    'The file is not a table, whatever its name says. Export the roster as CSV or XLSX. It is',
  'import-too-large': 'The file is too large. Export only the people of this event',
  'import-mapping-incomplete': 'A column is missing. The file needs a name; missing',
  'import-encoding-doubtful':
    'The character set of the file is not certain. Choose one with --encoding NAME, or save the file as CSV UTF-8. Nothing was written. Look at',
  'import-mending-open':
    'Nothing was written. Accept the mended values with --accept-mended, or correct the file. Cells to mend',
  'import-questions-open':
    'Nothing was written. Some rows may be people whom the roster has. Decide for all of them with --others same, new or left-out, or import the file on a screen. The first is',
  'import-plan-gone': 'The import is no longer open. Import the file again',
};

const oddityWords: Readonly<Record<CellOddity, string>> = {
  'unseen-characters': 'characters that nobody sees',
  'direction-marks': 'marks of writing direction',
  'other-digits': 'digits of another script',
  'other-letters': 'letters or hyphens in another form',
  'off-pattern': "not like this event's registration codes",
  'no-font': 'letters that no badge font has',
  'family-first': 'the family name before a comma',
  'other-language': 'not a language of the event, whose first one serves',
};

/** Rows that may be people of the roster, one per line; empty if there are none. */
export function questionLines({
  asked,
  questions,
}: Pick<RosterDiff, 'asked' | 'questions'>): string[] {
  if (asked === 0) return [];
  const lines = questions.slice(0, maxLines).map(({ line, printedName, candidates, alike }) => {
    const known = candidates.map((one) => `${one.printedName} (${one.registrationCode})`);
    const rows = alike.map((row) => `line ${row}`);
    return `  line ${line}: ${printedName}: the same as ${[...known, ...rows].join(', ')}?`;
  });
  const rest = asked > lines.length ? [`  … and ${asked - lines.length} more`] : [];
  return [`Rows to decide: ${asked}.`, ...lines, ...rest];
}

/** Lines that are no person; empty if there are none. */
export function leftOutLines(leftOut: readonly LeftOutLine[]): string[] {
  return leftOut.map(({ line, text }) => `  line ${line} is not a person: ${text}`);
}

export function rejectedLines(
  rows: readonly RejectedRow[],
  total: number,
  group: GroupWord,
): string[] {
  const lines = rows
    .slice(0, maxLines)
    .map((row) => `  line ${row.line}: ${reasonOf(row, { language: 'en', group })}`);
  return total > maxLines ? [...lines, `  … and ${total - maxLines} more rejected rows`] : lines;
}

/** Odd cells with the values that would be imported, one cell per line; empty if there are none. */
export function findingLines(findings: readonly CellFinding[], total: number): string[] {
  if (total === 0) return [];
  const lines = findings.slice(0, maxLines).map(({ line, field, what, value, mended }) => {
    const words = what.map((one) => oddityWords[one]).join(', ');
    return `  line ${line}, ${field}: ${words}: ${value}${mended === null ? '' : ` -> ${mended}`}`;
  });
  const rest = total > maxLines ? [`  … and ${total - maxLines} more`] : [];
  return [`Odd cells: ${total}.`, ...lines, ...rest];
}

const bookingOddityWords: Readonly<Record<BookingOddity, string>> = {
  'unknown-session': 'no session, or several, have this name: not booked',
  'unknown-mark': 'mark not understood: nothing changes',
  'no-booking': 'this session needs no booking',
  retired: 'session retired: not booked',
  registration: 'registration cancelled: not booked',
  category: 'not for this category: not booked',
  'same-time': 'two sessions at one time, both booked',
};

/** What happens to places in sessions; empty where the list says nothing about them. */
export function bookingLines(bookings: RosterDiff['bookings']): string[] {
  if (bookings === null) return [];
  const { booked, waiting, released, odd } = bookings;
  const lines = bookings.findings
    .slice(0, maxLines)
    .map(({ line, what, sessions, value }) =>
      [`  line ${line}: ${bookingOddityWords[what]}`, ...sessions, value].join(' ').trimEnd(),
    );
  const rest = odd > lines.length ? [`  … and ${odd - lines.length} more`] : [];
  return [
    `Bookings new: ${booked}. Wait for a place: ${waiting}. Given up: ${released}.`,
    ...lines,
    ...rest,
  ];
}

/** The lines that differ, in each character set; empty if the character set is certain. */
export function readingLines(readings: readonly EncodingReading[]): string[] {
  return readings.flatMap(({ encoding, lines }) => [
    `  --encoding ${encoding}`,
    ...lines.map(({ line, text }) => `    line ${line}: ${text}`),
  ]);
}

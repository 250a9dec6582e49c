import type {
  EncodingReading,
  LeftOutLine,
  RosterPreview,
  TextEncoding,
} from '../domain/roster/roster-import.ts';
import { type Delimiter, readCsv } from './csv.ts';
import {
  controlsOfNoText,
  decodeText,
  type FoundEncoding,
  findEncoding,
  looksBinary,
} from './encoding.ts';
import { type GuessedEvent, guessFor } from './guess-mapping.ts';
import { IntakeError } from './intake-error.ts';
import { maxColumns, maxFileSize, maxRows } from './limits.ts';
import {
  layoutOf,
  layoutRows,
  namedFields,
  rowsOfPeople,
  type TableSubject,
} from './table-layout.ts';
import { isBlank, type TableRow } from './table-row.ts';
import { readXlsx } from './xlsx.ts';
import { zipEntries } from './zip-file.ts';

/** What the operator may correct in the guesses. */
export interface TableOptions {
  encoding?: TextEncoding | undefined;
  delimiter?: Exclude<Delimiter, ''> | undefined;
  /** Max size of the file in bytes. Its unpacked parts may have four times that. */
  maxSize?: number;
  /** Finds headings below titles, and totals; without it the headings are the first row. */
  subject?: TableSubject;
}

/** An opened table file. */
export interface Table {
  format: 'csv' | 'xlsx';
  encoding: FoundEncoding | 'xlsx';
  /** If the encoding is a guess, the lines that differ in each encoding; else empty. */
  readings: readonly EncodingReading[];
  delimiter: Delimiter;
  headers: string[];
  /** Lines above and between the headings. */
  above: readonly LeftOutLine[];
  /**
   * The rows below the headings in groups, without blank ones. May be read more than once.
   *
   * @param onTotal called with each total below the last person, which is not among the rows
   */
  rows(
    onProgress?: (fraction: number) => void,
    onTotal?: (total: LeftOutLine) => void,
  ): AsyncGenerator<TableRow[]>;
}

/** Called with the fraction that was read, 0 to 1. */
type Progress = (fraction: number) => void;

/** Number of characters on which guesses are based. */
const startLength = 64 * 1024;

/**
 * Opens a roster file. The headings are where {@link layoutOf} finds them.
 *
 * @param bytes the whole file
 * @throws IntakeError `import-too-large`; `import-file-is-not-a-table`, with the kind of file in
 * the detail (`PDF`, `XLS`, `empty` …); `import-file-unreadable`
 */
export async function openTable(bytes: Uint8Array, options: TableOptions = {}): Promise<Table> {
  const { maxSize = maxFileSize } = options;
  if (bytes.length > maxSize) {
    throw new IntakeError('import-too-large', `${Math.round(bytes.length / 2 ** 20)} MB`);
  }
  const kind = fileKind(bytes);
  switch (kind.kind) {
    case 'other':
      throw new IntakeError('import-file-is-not-a-table', kind.name);
    case 'xlsx':
      return openWorkbook(bytes, maxSize, options.subject ?? null);
    case 'text':
      return await openText(bytes, options);
  }
}

async function openWorkbook(
  bytes: Uint8Array,
  maxSize: number,
  subject: TableSubject | null,
): Promise<Table> {
  const sheet = await readXlsx(bytes, 4 * maxSize);
  const source = async function* (onProgress?: Progress): AsyncGenerator<TableRow[]> {
    for (let start = 0; start < sheet.length; start += 1_000) {
      onProgress?.(start / sheet.length);
      yield sheet.slice(start, start + 1_000);
    }
  };
  return {
    format: 'xlsx',
    encoding: 'xlsx',
    readings: [],
    delimiter: '',
    ...(await belowHeadings(source, subject)),
  };
}

/** The headings of a source, and its rows below them. */
async function belowHeadings(
  source: (onProgress?: Progress) => AsyncGenerator<TableRow[]>,
  subject: TableSubject | null,
): Promise<Pick<Table, 'headers' | 'above' | 'rows'>> {
  const { headers, rowsToSkip, above } = layoutOf(await firstRows(source()), subject);
  if (headers.length > maxColumns) {
    throw new IntakeError('import-file-is-not-a-table', `${headers.length} columns`);
  }
  return {
    headers,
    above,
    rows: (onProgress, onTotal = () => {}) => {
      const rows = source(onProgress);
      return limited(
        subject === null ? rowsBelow(rows, rowsToSkip) : rowsOfPeople(rows, rowsToSkip, onTotal),
      );
    },
  };
}

async function openText(bytes: Uint8Array, options: TableOptions): Promise<Table> {
  const found = findEncoding(bytes);
  const encoding = chosenEncoding(found.encoding, options.encoding);
  let start = '';
  for (const piece of decodeText(bytes.subarray(0, 4 * startLength), encoding)) start += piece;
  if (looksBinary(start)) throw new IntakeError('import-file-is-not-a-table', 'binary');
  const named = /^sep=(.)(?:\r\n|\n|\r)/i.exec(start);
  const body = named === null ? start : start.slice(named[0].length);
  const delimiter =
    options.delimiter ??
    delimiterNamed(named?.[1]) ??
    (await guessDelimiter(body.slice(0, startLength), options.subject ?? null));
  const source = (onProgress?: Progress): AsyncGenerator<TableRow[]> =>
    readCsv(
      withoutStart(decodeText(bytes, encoding, onProgress), named?.[0].length ?? 0),
      delimiter,
      named === null ? 1 : 2,
    );
  return {
    format: 'csv',
    encoding,
    readings: options.encoding === undefined ? found.readings : [],
    delimiter,
    ...(await belowHeadings(source, options.subject ?? null)),
  };
}

/** Keeps a byte order mark if the operator chooses "UTF-8". */
function chosenEncoding(found: FoundEncoding, chosen: TextEncoding | undefined): FoundEncoding {
  if (chosen === undefined) return found;
  return chosen === 'utf-8' && found === 'utf-8-bom' ? found : chosen;
}

/** Excel writes and reads a first line `sep=;`. */
function delimiterNamed(sign: string | undefined): Delimiter | undefined {
  return ([',', ';', '\t', '|'] as const).find((candidate) => candidate === sign);
}

function* withoutStart(pieces: Iterable<string>, length: number): Generator<string> {
  let skip = length;
  for (const piece of pieces) {
    const rest = piece.slice(skip);
    skip = Math.max(0, skip - piece.length);
    if (rest !== '') yield rest;
  }
}

/** The first rows that are not blank. */
async function firstRows(source: AsyncGenerator<TableRow[]>): Promise<TableRow[]> {
  const first: TableRow[] = [];
  for await (const rows of source) {
    first.push(...rows.filter(({ cells }) => !isBlank(cells)).slice(0, layoutRows - first.length));
    if (first.length === layoutRows) break;
  }
  if (first.length === 0) throw new IntakeError('import-file-is-not-a-table', 'empty');
  return first;
}

async function* limited(source: AsyncGenerator<TableRow[]>): AsyncGenerator<TableRow[]> {
  let count = 0;
  for await (const rows of source) {
    count += rows.length;
    if (count > maxRows) throw new IntakeError('import-too-large', `> ${maxRows} rows`);
    yield rows;
  }
}

async function* rowsBelow(
  source: AsyncGenerator<TableRow[]>,
  rowsToSkip: number,
): AsyncGenerator<TableRow[]> {
  let toSkip = rowsToSkip;
  for await (const rows of source) {
    const written = rows.filter(({ cells }) => !isBlank(cells));
    const skipped = Math.min(toSkip, written.length);
    toSkip -= skipped;
    if (written.length > skipped) yield written.slice(skipped);
  }
}

const candidates = [',', ';', '\t', '|'] as const;
/** Number of rows that are tried: enough to outvote a name with a comma in it. */
const rowsToTry = 50;

/**
 * Guesses the cell separator: the one with which most rows have as many cells as the row of the
 * headings, and at least two. Of equals the one that gives more columns wins. Quotation marks are
 * respected, because each guess parses the text.
 *
 * @param start the beginning of the text, cut anywhere
 */
async function guessDelimiter(start: string, subject: TableSubject | null): Promise<Delimiter> {
  let best: Delimiter = '';
  let bestScore = 0;
  for (const candidate of candidates) {
    const score = await scoreOf(start, candidate, subject);
    if (score > bestScore) {
      best = candidate;
      bestScore = score;
    }
  }
  return best;
}

async function scoreOf(
  start: string,
  delimiter: Delimiter,
  subject: TableSubject | null,
): Promise<number> {
  const rows = await rowsToScore(start, delimiter);
  const wide = rows.map(({ length }) => length);
  // Titles above the headings have one cell each.
  const at =
    (wide[0] ?? 0) > 1 || subject === null
      ? 0
      : rows.findIndex((row) => namedFields(row, subject) > 1);
  const below = wide.slice(Math.max(0, at));
  const [first = 0] = below;
  if (first < 2) return 0;
  const alike = below.filter((width) => width === first).length / below.length;
  // Agreement comes first. The number of columns decides between separators that agree equally.
  return alike + Math.min(first, 100) / 1000;
}

async function rowsToScore(start: string, delimiter: Delimiter): Promise<string[][]> {
  const found: string[][] = [];
  try {
    for await (const rows of readCsv([start], delimiter)) {
      for (const { cells } of rows) {
        if (isBlank(cells)) continue;
        found.push(cells);
        if (found.length === rowsToTry) return found;
      }
    }
  } catch (error) {
    // A quotation mark is open, because of the cut at the end or because this is not the separator.
    if (!(error instanceof IntakeError)) throw error;
  }
  return found;
}

/** The type of a file by its first bytes. Its name is ignored, because names can be wrong. */
type FileKind = { kind: 'text' } | { kind: 'xlsx' } | { kind: 'other'; name: string };

/** First bytes of common formats, in Latin-1, with their common names. */
const signatures: readonly (readonly [bytes: string, name: string])[] = [
  ['%PDF-', 'PDF'],
  ['\x89PNG', 'PNG'],
  ['\xff\xd8\xff', 'JPEG'],
  ['GIF8', 'GIF'],
  ['BM', 'BMP'],
  ['\x1f\x8b', 'GZIP'],
  ['7z\xbc\xaf\x27\x1c', '7-Zip'],
  ['Rar!', 'RAR'],
  ['SQLite format 3\0', 'SQLite'],
  ['{\\rtf', 'RTF'],
  ['MZ', 'EXE'],
  ['\x7fELF', 'ELF'],
];

/** Old Excel workbooks and those with a password are OLE compound files (MS-CFB, section 2.2). */
const compoundFile = '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1';
const encryptedPackage = Buffer.from('EncryptedPackage', 'utf16le');

/** Finds out the type of a file. Never throws. */
function fileKind(bytes: Uint8Array): FileKind {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 4096));
  const start = head.toString('latin1');
  if (start.startsWith('PK\x03\x04') || start.startsWith('PK\x05\x06')) return zipKind(bytes);
  if (start.startsWith(compoundFile)) return { kind: 'other', name: compoundKind(bytes) };
  for (const [signature, name] of signatures) {
    if (!start.startsWith(signature)) continue;
    // Two letters could also begin a text, so they count only if control bytes follow.
    if (signature.length > 2 || start.search(controlsOfNoText) >= 0) return { kind: 'other', name };
  }
  const markup = markupKind(start);
  return markup === null ? { kind: 'text' } : { kind: 'other', name: markup };
}

function markupKind(start: string): string | null {
  const text = start.replace(/^\xef\xbb\xbf/, '').trimStart();
  if (/^<(!doctype\s+html|html|head|body|table|meta)\b/i.test(text)) return 'HTML';
  if (/^<\?xml\b/i.test(text)) return /<(html|table)\b/i.test(text) ? 'HTML' : 'XML';
  return null;
}

function zipKind(bytes: Uint8Array): FileKind {
  const names = zipEntries(bytes)?.map((entry) => entry.name);
  if (names === undefined) return { kind: 'other', name: 'ZIP (damaged)' };
  if (names.some((name) => name.startsWith('xl/') && name.endsWith('.xml')))
    return { kind: 'xlsx' };
  if (names.includes('xl/workbook.bin')) return { kind: 'other', name: 'XLSB' };
  if (names.some((name) => name.startsWith('word/'))) return { kind: 'other', name: 'DOCX' };
  if (names.some((name) => name.startsWith('ppt/'))) return { kind: 'other', name: 'PPTX' };
  if (names.includes('mimetype')) return { kind: 'other', name: 'OpenDocument' };
  return { kind: 'other', name: 'ZIP' };
}

function compoundKind(bytes: Uint8Array): string {
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  return whole.includes(encryptedPackage) ? 'XLSX (password)' : 'XLS';
}

const sampleRows = 20;
/** Max length of a cell in a preview, in UTF-16 units. */
const maxSample = 120;

/** The beginning of a roster file, with guessed columns. Throws IntakeError like `Table.rows`. */
export async function previewTable(
  fileName: string,
  table: Table,
  event: GuessedEvent,
): Promise<Omit<RosterPreview, 'planId'>> {
  const sample: string[][] = [];
  for await (const rows of table.rows()) {
    for (const row of rows.slice(0, sampleRows - sample.length)) {
      sample.push(row.cells.map((cell) => cell.slice(0, maxSample)));
    }
    if (sample.length >= sampleRows) break;
  }
  return {
    fileName,
    format: table.format,
    encoding: table.encoding,
    delimiter: table.delimiter,
    headers: table.headers,
    guess: guessFor(table.headers, sample, event),
    sample,
    readings: [...table.readings],
  };
}

import type { EncodingReading, TextEncoding } from '../domain/roster-import.ts';
import { type Delimiter, readCsv } from './csv.ts';
import { guessDelimiter } from './delimiter.ts';
import { decodeText, type FoundEncoding, findEncoding, looksBinary } from './encoding.ts';
import { fileKind } from './file-kind.ts';
import { IntakeError } from './intake-error.ts';
import { largestFile, mostColumns, mostRows } from './limits.ts';
import { isBlank, type TableRow } from './table-row.ts';
import { readXlsx } from './xlsx.ts';

/** What somebody may know better than the guess. */
export interface TableOptions {
  encoding?: TextEncoding | undefined;
  delimiter?: Exclude<Delimiter, ''> | undefined;
}

/** A file that turned out to be a table. */
export interface Table {
  format: 'csv' | 'xlsx';
  encoding: FoundEncoding | 'xlsx';
  /** Where the encoding is a guess: what the lines that differ say in each; else empty. */
  readings: readonly EncodingReading[];
  delimiter: Delimiter;
  headers: string[];
  /** The rows below the headers in groups, without blank ones; may be read more than once. */
  rows(onProgress?: (fraction: number) => void): AsyncGenerator<TableRow[]>;
}

/** Called with how much was read, 0 to 1. */
type Progress = (fraction: number) => void;

/** Characters that guesses look at. */
const startLength = 64 * 1024;

/**
 * Opens a roster file. The first row that is not blank holds the headers.
 *
 * @param bytes the whole file
 * @throws IntakeError `import-too-large`; `import-file-is-not-a-table`, the detail naming what it is
 *   (`PDF`, `XLS`, `empty` …); `import-file-unreadable`
 */
export async function openTable(bytes: Uint8Array, options: TableOptions = {}): Promise<Table> {
  if (bytes.length > largestFile) {
    throw new IntakeError('import-too-large', `${Math.round(bytes.length / 2 ** 20)} MB`);
  }
  const kind = fileKind(bytes);
  switch (kind.kind) {
    case 'other':
      throw new IntakeError('import-file-is-not-a-table', kind.name);
    case 'xlsx':
      return openWorkbook(bytes);
    case 'text':
      return await openText(bytes, options);
  }
}

async function openWorkbook(bytes: Uint8Array): Promise<Table> {
  const sheet = await readXlsx(bytes);
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
    headers: await headersOf(source()),
    rows: (onProgress) => rowsBelowHeaders(source(onProgress)),
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
    (await guessDelimiter(body.slice(0, startLength)));
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
    headers: await headersOf(source()),
    rows: (onProgress) => rowsBelowHeaders(source(onProgress)),
  };
}

/** A byte order mark stays a byte order mark when somebody says "UTF-8". */
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

async function headersOf(source: AsyncGenerator<TableRow[]>): Promise<string[]> {
  for await (const rows of source) {
    const row = rows.find((candidate) => !isBlank(candidate.cells));
    if (row === undefined) continue;
    const headers = row.cells.map((cell) => cell.trim());
    while (headers.at(-1) === '') headers.pop();
    if (headers.length > mostColumns) {
      throw new IntakeError('import-file-is-not-a-table', `${headers.length} columns`);
    }
    return headers;
  }
  throw new IntakeError('import-file-is-not-a-table', 'empty');
}

async function* rowsBelowHeaders(source: AsyncGenerator<TableRow[]>): AsyncGenerator<TableRow[]> {
  let headersSeen = false;
  let count = 0;
  for await (const rows of source) {
    const written = rows.filter((row) => !isBlank(row.cells));
    if (!headersSeen && written.length > 0) {
      written.shift();
      headersSeen = true;
    }
    count += written.length;
    if (count > mostRows) throw new IntakeError('import-too-large', `> ${mostRows} rows`);
    if (written.length > 0) yield written;
  }
}

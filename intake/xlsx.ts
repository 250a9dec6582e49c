import { Readable } from 'node:stream';
import { createInflateRaw } from 'node:zlib';
import { InvalidInputError, InvalidSpreadsheetError, readSheet } from 'read-excel-file/node';
import { IntakeError } from './intake-error.ts';
import { maxColumns, maxPlaces, maxRows, maxUnpacked } from './limits.ts';
import { firstSheetPart, type MergedCell, mergedIn, repeatMerged } from './merged-cells.ts';
import type { TableRow } from './table-row.ts';
import { type ZipEntry, zipEntries, zipMethods } from './zip-file.ts';

/**
 * Reads the first sheet of an XLSX workbook. Numbers are returned as the digits in the file (so
 * 0123 typed as text stays 0123, and long numbers lose nothing), dates as `YYYY-MM-DD`, booleans as
 * `TRUE` or `FALSE`, formulas as their stored result, the text of a merged cell in each of its rows
 * ({@link repeatMerged}). The reader works on the whole workbook in memory: about half a gigabyte
 * for 100,000 rows of 19 columns.
 *
 * @param maxSize of its unpacked parts, in bytes
 * @throws IntakeError `import-too-large`, `import-file-unreadable`
 */
export async function readXlsx(
  bytes: Uint8Array,
  maxSize: number = maxUnpacked,
): Promise<TableRow[]> {
  const entries = zipEntries(bytes) ?? [];
  const unpacked = entries.reduce((sum, entry) => sum + entry.size, 0);
  if (unpacked > maxSize) {
    throw new IntakeError('import-too-large', `${Math.round(unpacked / 2 ** 20)} MB`);
  }
  const { archive, merged } = await checkedArchive(bytes, entries);
  const found = await readFirstSheet(archive);
  if (found.length > maxRows + 1) throw new IntakeError('import-too-large', `${found.length} rows`);
  const rows = found.map((cells, index) => ({ line: index + 1, cells: cells.map(cellText) }));
  repeatMerged(rows, merged);
  return rows;
}

async function readFirstSheet(workbook: Readable): Promise<readonly (readonly unknown[])[]> {
  try {
    return await readSheet<string>(workbook, 1, { trim: false, parseNumber: (digits) => digits });
  } catch (error) {
    if (error instanceof InvalidSpreadsheetError || error instanceof InvalidInputError) {
      throw new IntakeError('import-file-unreadable', error.message, error);
    }
    // Whatever error the reader throws for a damaged workbook, the workbook is unreadable.
    const reason = error instanceof Error ? error.message : String(error);
    throw new IntakeError('import-file-unreadable', `XLSX: ${reason.slice(0, 200)}`, error);
  }
}

function cellText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return dateText(value);
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  return String(value);
}

/** A spreadsheet's date has no time zone. The reader puts it at midnight UTC. */
function dateText(date: Date): string {
  if (Number.isNaN(date.getTime())) return '';
  const text = date.toISOString();
  return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text.slice(0, 16).replace('T', ' ');
}

const { stored, deflated } = zipMethods;

/**
 * Rebuilds a workbook's archive as a stream, with only the files that its directory names, each of
 * the size in the directory. The reader of workbooks follows the archive's local headers and
 * unpacks whatever it finds: an archive of one megabyte that claims "1,000 bytes" would fill the
 * memory. Each file is first unpacked here without being kept, and its rows and cells are checked.
 * The reader fills every gap before a row with empty rows, and one `<row r="999999999">` took it
 * twenty seconds and all memory.
 *
 * @throws IntakeError `import-file-unreadable` for a file of another size than declared, or by
 * another method; `import-too-large` for a row or column beyond those that an import takes, or too
 * many cells between them
 */
async function checkedArchive(
  bytes: Uint8Array,
  entries: readonly ZipEntry[],
): Promise<{ archive: Readable; merged: readonly MergedCell[] }> {
  const parts: Uint8Array[] = [];
  const checked = new Map<string, CheckedPart>();
  for (const entry of entries) {
    // Folders, pictures and printer settings are not read.
    if (!/\.xml(\.rels)?$/.test(entry.name)) continue;
    const packed = packedBytes(bytes, entry);
    checked.set(entry.name, await checkContent(entry, packed));
    parts.push(localHeader(entry, packed.length), packed);
  }
  parts.push(endOfArchive);
  const keptOf = (name: string): string => checked.get(name)?.kept ?? '';
  const sheet = firstSheetPart(keptOf(book), keptOf(relations));
  const merged = checked.get(sheet ?? '')?.merged ?? [];
  return { archive: Readable.from(parts, { objectMode: false }), merged };
}

/** The parts that say which one is the first sheet. */
const book = 'xl/workbook.xml';
const relations = 'xl/_rels/workbook.xml.rels';

/** What is kept of a part: the text of those two, and the merged cells of a sheet. */
interface CheckedPart {
  kept: string;
  merged: readonly MergedCell[];
}

function damaged(name: string): IntakeError {
  return new IntakeError('import-file-unreadable', `XLSX: ${name.slice(0, 80)}`);
}

function packedBytes(bytes: Uint8Array, { name, offset, packedSize }: ZipEntry): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isHeader = offset + 30 <= bytes.length && view.getUint32(offset, true) === 0x04034b50;
  if (!isHeader) throw damaged(name);
  const start = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  if (start + packedSize > bytes.length) throw damaged(name);
  return bytes.subarray(start, start + packedSize);
}

async function checkContent(
  { name, method, size }: ZipEntry,
  packed: Uint8Array,
): Promise<CheckedPart> {
  if (method !== stored && method !== deflated) throw damaged(name);
  const merged: MergedCell[] = [];
  const places = createPlaceCheck(name, merged);
  const isWorkbooks = name === book || name === relations;
  let kept = '';
  let unpacked = 0;
  try {
    const source = Readable.from([packed]);
    for await (const chunk of method === stored ? source : source.pipe(createInflateRaw())) {
      const bytes = chunk as Buffer;
      unpacked += bytes.length;
      if (unpacked > size) break;
      const piece = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
      if (isWorkbooks) kept += piece;
      places(piece);
    }
  } catch (error) {
    if (error instanceof IntakeError) throw error;
    throw new IntakeError('import-file-unreadable', `XLSX: ${name.slice(0, 80)}`, error);
  }
  if (unpacked !== size) throw damaged(name);
  return { kept, merged };
}

/** Rows and cells that state their position (ECMA-376, part 1, 18.3.1.4 and 18.3.1.73). */
const placed = /<(?:\w+:)?(?:row|c)\s[^>]*?\br\s*=\s*["']([^"']*)["']/g;
/** Max length of a tag that is split across two chunks, in characters. */
const maxTagLength = 64 * 1024;

/**
 * Checks the position of each row or cell in the chunks of a sheet's text, and notes its merged
 * cells. Throws IntakeError.
 */
function createPlaceCheck(name: string, merged: MergedCell[]): (piece: string) => void {
  let begun = '';
  let [rows, columns] = [0, 0];
  return (piece) => {
    const text = begun + piece;
    for (const [, place = ''] of text.matchAll(placed)) {
      const [, letters, digits] = /^\s*([A-Za-z]*)(\d*)\s*$/.exec(place) ?? [];
      if (letters === undefined || digits === undefined) throw damaged(name);
      if (columnOf(letters) > maxColumns || Number(digits) > maxRows + 1) {
        throw new IntakeError('import-too-large', `row or column ${place.slice(0, 20)}`);
      }
      rows = Math.max(rows, Number(digits));
      columns = Math.max(columns, columnOf(letters));
      if (rows * columns > maxPlaces)
        throw new IntakeError('import-too-large', `${rows} × ${columns} cells`);
    }
    for (const one of mergedIn(text, columnOf)) {
      if (merged.push(one) <= maxRows) continue;
      throw new IntakeError('import-too-large', `more than ${maxRows} merged cells`);
    }
    const open = text.lastIndexOf('<');
    begun = open > text.lastIndexOf('>') ? text.slice(open) : '';
    if (begun.length > maxTagLength) throw damaged(name);
  };
}

/** `A` is 1, `Z` 26, `AA` 27. */
function columnOf(letters: string): number {
  if (letters.length > 3) return Number.POSITIVE_INFINITY;
  return Array.from(letters.toUpperCase()).reduce(
    (column, letter) => column * 26 + letter.charCodeAt(0) - 64,
    0,
  );
}

/** The local header before a file (section 4.3.7), with the verified sizes. */
function localHeader({ name, method, size, checksum }: ZipEntry, packedSize: number): Buffer {
  const nameBytes = Buffer.from(name, 'utf8');
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(20, 4);
  header.writeUInt16LE(method, 8);
  header.writeUInt32LE(checksum, 14);
  header.writeUInt32LE(packedSize, 18);
  header.writeUInt32LE(size, 22);
  header.writeUInt16LE(nameBytes.length, 26);
  return Buffer.concat([header, nameBytes]);
}

/**
 * The end record of an archive without a directory (section 4.3.16), which suffices for the reader.
 */
const endOfArchive = Buffer.concat([Buffer.from('PK\x05\x06', 'latin1'), Buffer.alloc(18)]);

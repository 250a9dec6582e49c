import { usableBytes } from './pages.ts';

/** One column of a record. Whole numbers beyond 2⁵³ do not occur in this store. */
export type RecordValue = null | number | string | Buffer;

/** Gives the content of an overflow page, or null where it cannot be read. */
export type OverflowPage = (number: number) => Buffer | null;

const leafTable = 0x0d;
const leafIndex = 0x0a;
const innerIndex = 0x02;
/** The first page holds the file's header before its own. */
const fileHeaderBytes = 100;
const mostCells = usableBytes / 4;

/**
 * Reads the records of one page of a b-tree, of tables with and without row ids, without asking which table it is
 * and without any other page but those of overflow. What makes no sense is passed over, for the page may be damaged.
 * Source: SQLite's file format, sections 1.6 (b-tree pages) and 2.1 (records).
 */
export function recordsOfPage(
  page: { number: number; content: Buffer },
  overflow: OverflowPage,
): RecordValue[][] {
  const { content } = page;
  const header = page.number === 1 ? fileHeaderBytes : 0;
  const kind = content[header];
  if (kind !== leafTable && kind !== leafIndex && kind !== innerIndex) return [];
  const pointers = header + (kind === innerIndex ? 12 : 8);
  const cells = Math.min(content.readUInt16BE(header + 3), mostCells);
  const records: RecordValue[][] = [];
  for (let cell = 0; cell < cells; cell += 1) {
    const record = attempt(() => {
      const at = content.readUInt16BE(pointers + 2 * cell);
      return recordOf(payloadOf(content, kind, at, overflow));
    });
    if (record !== null) records.push(record);
  }
  return records;
}

/** Damaged bytes lead to places that do not exist. */
function attempt<T>(action: () => T): T | null {
  try {
    return action();
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function payloadOf(content: Buffer, kind: number, start: number, overflow: OverflowPage): Buffer {
  let at = start + (kind === innerIndex ? 4 : 0);
  const size = readVarint(content, at);
  at = size.next;
  if (kind === leafTable) at = readVarint(content, at).next;
  const local = localBytes(size.value, kind === leafTable);
  if (at + local > usableBytes) throw new RangeError('a cell beyond its page');
  const parts = [content.subarray(at, at + local)];
  let missing = size.value - local;
  let next = missing > 0 ? content.readUInt32BE(at + local) : 0;
  while (missing > 0) {
    const page = overflow(next);
    if (page === null) throw new RangeError('an overflow page is missing');
    const take = Math.min(missing, usableBytes - 4);
    parts.push(page.subarray(4, 4 + take));
    missing -= take;
    next = page.readUInt32BE(0);
  }
  return Buffer.concat(parts);
}

/** How much of a payload lies in the page itself (section 1.6, "U", "X", "M" and "K"). */
function localBytes(payload: number, isTable: boolean): number {
  if (payload > 1_000_000) throw new RangeError('a payload larger than any of this store');
  const most = isTable ? usableBytes - 35 : Math.floor(((usableBytes - 12) * 64) / 255) - 23;
  if (payload <= most) return payload;
  const least = Math.floor(((usableBytes - 12) * 32) / 255) - 23;
  const fitting = least + ((payload - least) % (usableBytes - 4));
  return fitting <= most ? fitting : least;
}

function recordOf(payload: Buffer): RecordValue[] {
  const header = readVarint(payload, 0);
  if (header.value > payload.length) throw new RangeError('a record’s header beyond its end');
  const values: RecordValue[] = [];
  let at = header.next;
  let body = header.value;
  while (at < header.value) {
    const type = readVarint(payload, at);
    at = type.next;
    const { value, bytes } = columnOf(payload, body, type.value);
    values.push(value);
    body += bytes;
  }
  return values;
}

function columnOf(
  payload: Buffer,
  at: number,
  type: number,
): { value: RecordValue; bytes: number } {
  if (type === 0) return { value: null, bytes: 0 };
  if (type === 8 || type === 9) return { value: type - 8, bytes: 0 };
  if (type <= 6) {
    const bytes = [0, 1, 2, 3, 4, 6, 8][type] ?? 0;
    const value = bytes === 8 ? Number(payload.readBigInt64BE(at)) : payload.readIntBE(at, bytes);
    return { value, bytes };
  }
  if (type === 7) return { value: payload.readDoubleBE(at), bytes: 8 };
  if (type < 12) throw new RangeError('a type that SQLite does not write');
  const bytes = Math.floor((type - 12) / 2);
  if (at + bytes > payload.length) throw new RangeError('a value beyond its record');
  const part = payload.subarray(at, at + bytes);
  return { value: type % 2 === 0 ? Buffer.from(part) : part.toString('utf8'), bytes };
}

/** Seven bits a byte, the largest first; a ninth byte gives eight. */
function readVarint(bytes: Buffer, start: number): { value: number; next: number } {
  let value = 0n;
  for (let index = 0; index < 9; index += 1) {
    const byte = bytes.readUInt8(start + index);
    if (index === 8) {
      value = (value << 8n) | BigInt(byte);
      return { value: Number(value), next: start + 9 };
    }
    value = (value << 7n) | BigInt(byte & 0x7f);
    if (byte < 0x80) return { value: Number(value), next: start + index + 1 };
  }
  throw new RangeError('a number of more than nine bytes');
}

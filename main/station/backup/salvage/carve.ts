import { existsSync } from 'node:fs';
import type { Crypto } from '../../../../domain/base/crypto.ts';
import {
  type AttendanceEvent,
  attendanceEventSchema,
} from '../../../../domain/ledger/attendance.ts';
import { commitment, saltLength } from '../../../../domain/ledger/chain.ts';
import {
  createPageReader,
  type PageReader,
  pagesOfLog,
  pagesOfStore,
  type SalvagedPage,
  saltOf,
  usableBytes,
} from './pages.ts';

/** A fact that was found in the pages of a damaged store. */
export interface CarvedFact {
  fact: AttendanceEvent;
  /**
   * Its page is whole, as written with the store's key; else the fact must fit the hash before it.
   */
  authentic: boolean;
}

/** What the pages of a damaged store still hold of one station's ledger. */
export interface Carved {
  /** Every form of every fact that was found: one that was chained again has two. In no order. */
  facts: CarvedFact[];
  /** Personal payloads that fit their facts' commitments, by the fact's id. */
  personal: Map<string, { salt: Uint8Array; payload: string }>;
  pages: number;
  damagedPages: number;
}

/**
 * Reads the ledger out of a store that SQLite cannot open, or not completely: page by page, from
 * the database file and from its write-ahead log. It needs neither header nor index, so a fact is
 * lost only with its page.
 *
 * @param files database files and logs (by their ending `-wal`); missing ones are skipped
 * @param salts of the same store, where the file's own first page may be gone
 */
export function carveLedger(options: {
  files: readonly string[];
  key: Uint8Array;
  salts: readonly Uint8Array[];
  station: string;
  crypto: Pick<Crypto, 'sha256'>;
}): Carved {
  const files = options.files.filter((file) => existsSync(file));
  const salts = [...files.flatMap((file) => saltOf(file) ?? []), ...options.salts];
  const reader = createPageReader(options.key, unique(salts));
  const found = new Map<string, CarvedFact>();
  const sealed = new Map<string, { salt: Uint8Array; payload: string }>();
  const counts = { pages: 0, damagedPages: 0 };
  for (const file of files) {
    const overflow = overflowOf(file, reader);
    for (const page of pagesOf(file, reader)) {
      counts.pages += 1;
      if (!page.authentic) counts.damagedPages += 1;
      // Garbage on a damaged page may point anywhere: following it costs seconds for nothing.
      for (const record of recordsOfPage(page, page.authentic ? overflow : noOverflow)) {
        const fact = factOf(record, options.station);
        if (fact !== null) keep(found, { fact, authentic: page.authentic });
        else keepPersonal(sealed, record);
      }
    }
  }
  const facts = [...found.values()];
  return {
    facts,
    personal: committed(facts, sealed, options.crypto),
    pages: counts.pages,
    damagedPages: counts.damagedPages,
  };
}

function pagesOf(file: string, reader: PageReader): Generator<SalvagedPage> {
  return file.endsWith('-wal') ? pagesOfLog(file, reader) : pagesOfStore(file, reader);
}

const noOverflow = (): null => null;

/** Overflow pages are indexed when the first record needs one: most stores have few. */
function overflowOf(file: string, reader: PageReader): (number: number) => Buffer | null {
  let pages: Map<number, Buffer> | null = null;
  return (number) => {
    pages ??= new Map(
      [...pagesOf(file, reader)]
        .filter(({ authentic, content }) => authentic && !isTree(content))
        .map((page) => [page.number, page.content]),
    );
    return pages.get(number) ?? null;
  };
}

/** Overflow pages begin with the next one's number; its first byte is 0 in stores below 64 GB. */
function isTree(content: Buffer): boolean {
  return content[0] !== 0;
}

function unique(salts: readonly Uint8Array[]): Uint8Array[] {
  return [...new Map(salts.map((salt) => [Buffer.from(salt).toString('hex'), salt])).values()];
}

/** The columns of `attendance_event` in order (db/schema/ledger.ts); later ones may follow. */
function factOf(record: readonly RecordValue[], station: string): AttendanceEvent | null {
  if (record.length < 19 || record[2] !== station) return null;
  const parsed = attendanceEventSchema.safeParse({
    id: record[0],
    eventId: record[1],
    station: record[2],
    incarnation: record[3],
    kseq: record[4],
    type: record[5],
    delegateId: record[6],
    checkpoint: record[7],
    targetId: record[8],
    operatorId: record[9],
    localDay: record[10],
    badgeSerial: record[11],
    after: record[12],
    hlc: record[13],
    wall: record[14],
    version: record[15],
    payload: record[16],
    commitment: record[17],
    hash: record[18],
  });
  return parsed.success ? parsed.data : null;
}

function keep(found: Map<string, CarvedFact>, carved: CarvedFact): void {
  const name = `${carved.fact.id} ${carved.fact.hash}`;
  const known = found.get(name);
  if (known === undefined || (carved.authentic && !known.authentic)) found.set(name, carved);
}

function keepPersonal(
  sealed: Map<string, { salt: Uint8Array; payload: string }>,
  record: readonly RecordValue[],
): void {
  const [id, salt, payload] = record;
  if (record.length !== 3 || typeof id !== 'string' || typeof payload !== 'string') return;
  if (!(salt instanceof Buffer) || salt.length !== saltLength) return;
  sealed.set(id, { salt, payload });
}

function committed(
  facts: readonly CarvedFact[],
  sealed: ReadonlyMap<string, { salt: Uint8Array; payload: string }>,
  crypto: Pick<Crypto, 'sha256'>,
): Carved['personal'] {
  const personal: Carved['personal'] = new Map();
  for (const { fact } of facts) {
    const one = sealed.get(fact.id);
    if (one === undefined || fact.commitment === null) continue;
    if (commitment(one.salt, one.payload, crypto) === fact.commitment) personal.set(fact.id, one);
  }
  return personal;
}

/** One column of a record. Whole numbers beyond 2⁵³ do not occur in this store. */
type RecordValue = null | number | string | Buffer;

/** Returns the content of an overflow page; null where it cannot be read. */
type OverflowPage = (number: number) => Buffer | null;

const leafTable = 0x0d;
const leafIndex = 0x0a;
const innerIndex = 0x02;
/** The first page holds the file's header before its own. */
const fileHeaderBytes = 100;
const maxCells = usableBytes / 4;

/**
 * Reads the records of one b-tree page, of tables with and without row ids. Does not check which
 * table it is, and reads no other pages than overflow pages. Skips invalid data, since the page may
 * be damaged. Source: SQLite's file format, sections 1.6 (b-tree pages) and 2.1 (records).
 */
function recordsOfPage(
  page: { number: number; content: Buffer },
  overflow: OverflowPage,
): RecordValue[][] {
  const { content } = page;
  const header = page.number === 1 ? fileHeaderBytes : 0;
  const kind = content[header];
  if (kind !== leafTable && kind !== leafIndex && kind !== innerIndex) return [];
  const pointers = header + (kind === innerIndex ? 12 : 8);
  const cells = Math.min(content.readUInt16BE(header + 3), maxCells);
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

/** Damaged bytes lead to offsets that do not exist: null then. */
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

/** How many bytes of a payload are in the page itself (section 1.6, "U", "X", "M" and "K"). */
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

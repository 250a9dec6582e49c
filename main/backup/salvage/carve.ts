import { existsSync } from 'node:fs';
import { type AttendanceEvent, attendanceEventSchema } from '../../../domain/attendance.ts';
import { commitment, saltLength } from '../../../domain/chain.ts';
import type { Crypto } from '../../../domain/crypto.ts';
import {
  createPageReader,
  type PageReader,
  pagesOfLog,
  pagesOfStore,
  type SalvagedPage,
  saltOf,
} from './pages.ts';
import { type RecordValue, recordsOfPage } from './records.ts';

/** A fact that was found in the pages of a damaged store. */
export interface CarvedFact {
  fact: AttendanceEvent;
  /** Its page is whole, as it was written with the store's key. One that is not must fit its predecessor's hash. */
  authentic: boolean;
}

/** What the pages of a damaged store still hold of one kiosk's ledger. */
export interface Carved {
  /** Every form of every fact that was found: one that was chained anew has two. In no order. */
  facts: CarvedFact[];
  /** Personal payloads that fit their facts' commitments, by the fact's id. */
  personal: Map<string, { salt: Uint8Array; payload: string }>;
  pages: number;
  damagedPages: number;
}

/**
 * Reads the ledger out of a store that SQLite cannot open, or no longer whole: page by page, from the database file and
 * from its write-ahead log. It needs neither header nor index, so a fact is lost only with the page it lies on.
 *
 * @param files database files and logs (told by their ending `-wal`); those that are not there are passed over
 * @param salts of the same store, where the file's own first page may be gone
 */
export function carveLedger(options: {
  files: readonly string[];
  key: Uint8Array;
  salts: readonly Uint8Array[];
  kiosk: string;
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
      // Nonsense on a damaged page may point anywhere: following it would cost seconds and find nothing.
      for (const record of recordsOfPage(page, page.authentic ? overflow : noOverflow)) {
        const fact = factOf(record, options.kiosk);
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

/** Pages that hold the rest of long records are looked up when the first one asks: most stores have few. */
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

/** Overflow pages begin with the number of the next one, whose first byte is zero in any store below 64 GB. */
function isTree(content: Buffer): boolean {
  return content[0] !== 0;
}

function unique(salts: readonly Uint8Array[]): Uint8Array[] {
  return [...new Map(salts.map((salt) => [Buffer.from(salt).toString('hex'), salt])).values()];
}

/** The columns of `attendance_event` in their order (db/schema/ledger.ts); later ones may follow. */
function factOf(record: readonly RecordValue[], kiosk: string): AttendanceEvent | null {
  if (record.length < 19 || record[2] !== kiosk) return null;
  const parsed = attendanceEventSchema.safeParse({
    id: record[0],
    eventId: record[1],
    kiosk: record[2],
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

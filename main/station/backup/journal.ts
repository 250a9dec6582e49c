import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fdatasync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type AttendanceEvent, attendanceEventSchema } from '../../../domain/ledger/attendance.ts';
import type { CarvedFact } from './salvage/carve.ts';

const recordSchema = z.strictObject({
  fact: attendanceEventSchema,
  personal: z.strictObject({ salt: z.base64(), payload: z.string() }).nullable(),
});

export interface JournalEntry {
  fact: AttendanceEvent;
  personal: { salt: Uint8Array; payload: string } | null;
}

/** As many as copies of the last hour: an older copy can be completed if the newest is damaged. */
const keptFiles = 5;
const flushEvery = 1_000;
const vectorBytes = 12;
const tagBytes = 16;

/**
 * Opens the journal in its folder (made if missing): a second copy of the newest facts, in
 * separate files beside the store. Each line is one fact, AES-256-GCM under a key
 * derived from the store's (HKDF-SHA256), in base64: a damaged line leaves the others readable.
 *
 * @param key of the store, 32 bytes
 */
export function openJournal(folder: string, key: Uint8Array) {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const lineKey = journalKey(key);
  let number = numbersIn(folder).at(-1) ?? 1;
  let file = openSync(pathOf(folder, number), 'a', 0o600);
  let flushing: NodeJS.Timeout | null = null;
  const flushSoon = (): void => {
    flushing ??= setTimeout(() => {
      flushing = null;
      // A failure shows at the next write; the store itself is flushed with every fact.
      fdatasync(file, () => {});
    }, flushEvery).unref();
  };
  const next = (): void => {
    closeSync(file);
    number += 1;
    file = openSync(pathOf(folder, number), 'a', 0o600);
  };
  return {
    /**
     * Adds facts. Not flushed: what must survive a power cut is in the store. Throws on failure.
     */
    add: (entries: readonly JournalEntry[]): void => {
      // The line break comes first, so it also ends a line that a full disk cut short.
      for (const entry of entries) writeSync(file, `\n${sealed(entry, lineKey)}`);
      flushSoon();
    },
    /**
     * Begins a new file once a copy of the store holds the rest; deletes files beyond `keptFiles`.
     */
    begin: (): void => {
      next();
      for (const old of numbersIn(folder).slice(0, -keptFiles)) rmSync(pathOf(folder, old));
    },
    /** Deletes everything: a purge needs this. */
    clear: (): void => {
      next();
      for (const old of numbersIn(folder).slice(0, -1)) rmSync(pathOf(folder, old));
    },
    close: (): void => {
      if (flushing !== null) clearTimeout(flushing);
      closeSync(file);
    },
  };
}

/** What the journals' readable lines hold of one station, written with the store's key. */
export function readJournals(
  folder: string,
  key: Uint8Array,
  station: string,
): { facts: CarvedFact[]; personal: Map<string, { salt: Uint8Array; payload: string }> } {
  const lineKey = journalKey(key);
  const facts: CarvedFact[] = [];
  const personal = new Map<string, { salt: Uint8Array; payload: string }>();
  for (const number of numbersIn(folder)) {
    for (const line of readFileSync(pathOf(folder, number), 'latin1').split('\n')) {
      const entry = opened(line, lineKey);
      if (entry === null || entry.fact.station !== station) continue;
      facts.push({ fact: entry.fact, authentic: true });
      if (entry.personal !== null) personal.set(entry.fact.id, entry.personal);
    }
  }
  return { facts, personal };
}

function numbersIn(folder: string): number[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .flatMap((name) => {
      const digits = /^facts-(\d{1,9})\.journal$/.exec(name)?.[1];
      return digits === undefined ? [] : [Number(digits)];
    })
    .sort((a, b) => a - b);
}

function pathOf(folder: string, number: number): string {
  return join(folder, `facts-${number}.journal`);
}

function journalKey(key: Uint8Array): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', key, '', 'Lanyard ledger journal 1', 32));
}

function sealed({ fact, personal }: JournalEntry, key: Uint8Array): string {
  const record: z.input<typeof recordSchema> = {
    fact: attendanceEventSchema.parse(fact),
    personal:
      personal === null
        ? null
        : { salt: Buffer.from(personal.salt).toString('base64'), payload: personal.payload },
  };
  const vector = randomBytes(vectorBytes);
  const cipher = createCipheriv('aes-256-gcm', key, vector);
  const text = Buffer.concat([cipher.update(JSON.stringify(record)), cipher.final()]);
  return Buffer.concat([vector, text, cipher.getAuthTag()]).toString('base64');
}

function opened(line: string, key: Uint8Array): JournalEntry | null {
  const bytes = Buffer.from(line, 'base64');
  if (bytes.length <= vectorBytes + tagBytes) return null;
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, vectorBytes));
    decipher.setAuthTag(bytes.subarray(-tagBytes));
    const text = Buffer.concat([
      decipher.update(bytes.subarray(vectorBytes, -tagBytes)),
      decipher.final(),
    ]).toString('utf8');
    const parsed = recordSchema.safeParse(JSON.parse(text));
    if (!parsed.success) return null;
    const { fact, personal } = parsed.data;
    const salt = personal === null ? null : Buffer.from(personal.salt, 'base64');
    return {
      fact,
      personal: personal === null || salt === null ? null : { salt, payload: personal.payload },
    };
  } catch {
    // The line is damaged: its tag does not match.
    return null;
  }
}

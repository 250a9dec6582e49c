import { createDecipheriv, createHmac, pbkdf2Sync, timingSafeEqual } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/**
 * Pages of a store as SQLCipher 4 writes them with a raw key: AES-256-CBC. Behind the cipher text
 * of each page are its initial vector (16 bytes) and HMAC-SHA512 over both and the page's number
 * (32 bits, little-endian). The HMAC's key is PBKDF2-HMAC-SHA512 (2 rounds) of the key with the
 * file's salt, each byte of it xor 0x3a. Source: https://www.zetetic.net/sqlcipher/design/ and
 * SQLite3 Multiple Ciphers, `legacy=4`.
 */
export const pageBytes = 4096;
/** The part of a page that SQLite itself uses. */
export const usableBytes = 4016;
const saltBytes = 16;
const vectorBytes = 16;
/** SQLite's file format, section 4.1: a header, and one before each frame. */
const logHeaderBytes = 32;
const frameHeaderBytes = 24;
const chunkPages = 256;

/** One page, as far as it could be read. */
export interface SalvagedPage {
  number: number;
  /** `usableBytes` of clear text; partly garbage for a damaged page. */
  content: Buffer;
  /** Whether every byte is as it was written with this key. */
  authentic: boolean;
}

/** Opens pages with the key of the store. */
export type PageReader = ReturnType<typeof createPageReader>;

/**
 * Makes a reader.
 *
 * @param key 32 bytes
 * @param salts of this store's files, as far as any is known: the first 16 bytes of each file.
 *   Without the right salt pages can be read, but none is known to be authentic.
 */
export function createPageReader(key: Uint8Array, salts: readonly Uint8Array[]) {
  const proofKeys = salts.map((salt) =>
    pbkdf2Sync(
      key,
      Uint8Array.from(salt, (byte) => byte ^ 0x3a),
      2,
      32,
      'sha512',
    ),
  );
  return {
    /** Reads a page from its `pageBytes` as they are on the disk. */
    read: (raw: Buffer, number: number): SalvagedPage => {
      // The first page begins with the salt, in the clear.
      const start = number === 1 ? saltBytes : 0;
      const content = Buffer.alloc(usableBytes);
      decrypt(key, raw, start).copy(content, start);
      const sealed = raw.subarray(start, usableBytes + vectorBytes);
      const proof = raw.subarray(usableBytes + vectorBytes);
      const place = Buffer.alloc(4);
      place.writeUInt32LE(number);
      const authentic = proofKeys.some((proofKey) =>
        timingSafeEqual(
          createHmac('sha512', proofKey).update(sealed).update(place).digest(),
          proof,
        ),
      );
      return { number, content, authentic };
    },
  };
}

function decrypt(key: Uint8Array, raw: Buffer, start: number): Buffer {
  const vector = raw.subarray(usableBytes, usableBytes + vectorBytes);
  const decipher = createDecipheriv('aes-256-cbc', key, vector).setAutoPadding(false);
  return Buffer.concat([decipher.update(raw.subarray(start, usableBytes)), decipher.final()]);
}

/** The salt of a store's file, or null where it cannot be read. */
export function saltOf(path: string): Buffer | null {
  const salt = Buffer.alloc(saltBytes);
  try {
    const file = openSync(path, 'r');
    try {
      return readSync(file, salt, 0, saltBytes, 0) === saltBytes ? salt : null;
    } finally {
      closeSync(file);
    }
  } catch {
    // A missing file has no salt; the pages of others may still be read.
    return null;
  }
}

/** Every page of a database file, whatever its state; an incomplete last page is left out. */
export function* pagesOfStore(path: string, reader: PageReader): Generator<SalvagedPage> {
  let number = 0;
  for (const raw of pieces(path, 0, pageBytes)) {
    number += 1;
    yield reader.read(raw, number);
  }
}

/**
 * Every page of a write-ahead log in the order in which it was written: also those that SQLite
 * would skip because an earlier frame is damaged, and those of a transaction that was cut short.
 */
export function* pagesOfLog(path: string, reader: PageReader): Generator<SalvagedPage> {
  for (const frame of pieces(path, logHeaderBytes, frameHeaderBytes + pageBytes)) {
    yield reader.read(frame.subarray(frameHeaderBytes), frame.readUInt32BE(0));
  }
}

/** The file from an offset on in pieces of this many bytes, as far as it can be read. */
function* pieces(path: string, offset: number, bytes: number): Generator<Buffer> {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    for (let at = offset; at + bytes <= size; ) {
      const chunk = Buffer.alloc(Math.min(chunkPages * bytes, size - at));
      const got = readSync(file, chunk, 0, chunk.length, at);
      for (let start = 0; start + bytes <= got; start += bytes) {
        yield chunk.subarray(start, start + bytes);
      }
      if (got < bytes) return;
      at += got - (got % bytes);
    }
  } finally {
    closeSync(file);
  }
}

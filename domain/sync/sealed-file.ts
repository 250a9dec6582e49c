import { z } from 'zod';
import { concatBytes, toHex, utf8 } from '../base/bytes.ts';
import type { Crypto } from '../base/crypto.ts';
import { jsonOf } from '../base/json.ts';
import { hashSchema, momentSchema } from '../base/protocol.ts';
import { headLines, maxHeadLength } from './stick.ts';

/**
 * A file sealed with a passphrase: a line with its kind and version, a header in plain JSON, and an
 * age file.
 */
export interface SealedKind<H extends SealedHeader> {
  /** The start of the first line; the version follows it. */
  mark: string;
  version: string;
  header: z.ZodType<H>;
}

/** The header fields, common to all kinds, that describe the sealed part. `max` is in bytes. */
export const sealedHeader = (max: number) => ({
  /** UTC milliseconds of the maker's clock. */
  made: momentSchema.nonnegative(),
  /** Length of the encrypted part. A shorter part was cut off. */
  bytes: z.int().positive().max(max),
  /** Hex SHA-256 of the encrypted part. It tells a damaged file from a wrong passphrase. */
  sha256: hashSchema,
});
interface SealedHeader {
  made: number;
  bytes: number;
  sha256: string;
}

/** `other-file`: not a file of this kind. */
export type SealedFault = 'other-file' | 'newer-version' | 'cut' | 'damaged';

export function sealedFile<H extends SealedHeader>(
  { mark, version, header: schema }: SealedKind<H>,
  header: H,
  sealed: Uint8Array,
): Uint8Array {
  // Parsed to get a fixed order of fields: the reader compares the header with this form.
  const line = JSON.stringify(schema.parse(header));
  return concatBytes(utf8(`${mark}${version}\n${line}\n`), sealed);
}

/** Reads what needs no passphrase. `rest` is what follows the sealed part. */
export function readSealedFile<H extends SealedHeader>(
  { mark, version, header: schema }: SealedKind<H>,
  bytes: Uint8Array,
  hashing: Pick<Crypto, 'sha256'>,
): { header: H; sealed: Uint8Array; rest: Uint8Array } | SealedFault {
  const [first, second] = headLines(bytes);
  if (first === undefined || !first.startsWith(mark)) return 'other-file';
  const said = first.slice(mark.length);
  if (said !== version) return /^[1-9]\d{0,5}$/.test(said) ? 'newer-version' : 'damaged';
  if (second === undefined) return bytes.length < maxHeadLength ? 'cut' : 'damaged';
  const header = schema.safeParse(jsonOf(second)).data;
  if (header === undefined || JSON.stringify(header) !== second) return 'damaged';
  const start = first.length + second.length + 2;
  const sealed = bytes.subarray(start, start + header.bytes);
  if (sealed.length < header.bytes) return 'cut';
  if (toHex(hashing.sha256(sealed)) !== header.sha256) return 'damaged';
  return { header, sealed, rest: bytes.subarray(start + header.bytes) };
}

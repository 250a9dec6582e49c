import { z } from 'zod';
import { concatBytes, fromBase64, toHex, utf8 } from '../base/bytes.ts';
import type { Crypto } from '../base/crypto.ts';
import { InvalidData } from '../base/invalid-data.ts';
import { jsonOf } from '../base/json.ts';
import { momentSchema } from '../base/protocol.ts';
import { wholeEventFileSchema } from '../event/whole-event-file.ts';
import { retentionRuleSchema } from '../privacy/retention.ts';
import { directoryStationSchema } from '../sync/directory.ts';
import { chainHeadSchema } from '../sync/events.ts';
import { readSealedFile, type SealedFault, sealedFile, sealedHeader } from '../sync/sealed-file.ts';
import { textOf } from '../sync/stick.ts';
import { badgeTemplateSchema } from '../templates/badge-template.ts';
import { type FactLine, readFactsFile } from './facts-file.ts';
import { signedReportSchema } from './report.ts';

/**
 * An event's archive: the data that may be kept after the purge of personal data. It is sealed with
 * a passphrase. It contains three parts, each ended by a line feed: the maker station's signature
 * of the rest, the content in JSON, and the facts of every chain, one per line.
 */

/** Max bytes of the sealed part: some 400,000 facts. A string in Node holds at most 512 MiB. */
export const maxArchiveSize = 400 * 2 ** 20;

const headerSchema = z.strictObject(sealedHeader(maxArchiveSize));
const archiveKind = { mark: 'lanyard archive ', version: '1', header: headerSchema };

export const archiveContentSchema = z.strictObject({
  id: z.uuid(),
  made: momentSchema.nonnegative(),
  maker: z.strictObject({
    station: z.uuid(),
    /** Raw Ed25519 key, base64, that signed the rest of the archive. */
    publicKey: z.base64().length(44),
  }),
  event: z.strictObject({ file: wholeEventFileSchema, version: z.int().positive() }),
  retention: retentionRuleSchema,
  /** When the maker purged personal data, UTC milliseconds; null if it did not yet. */
  purged: momentSchema.nullable(),
  /** Their keys verify the signed heads. */
  stations: z.array(directoryStationSchema),
  /** Raw Ed25519 keys (base64) of the event's hubs. They verify the hubs' own chains. */
  hubKeys: z.array(z.base64().length(44)),
  chains: z.array(chainHeadSchema),
  /** Signed reports of the event's days, in every revision. */
  reports: z.array(signedReportSchema),
  /** Badge templates that are not built into the app, with their logos. */
  templates: z.array(badgeTemplateSchema).max(200),
});
export type ArchiveContent = z.infer<typeof archiveContentSchema>;

/** The content of an archive whose signature is valid. */
export interface OpenedArchive {
  content: ArchiveContent;
  facts: FactLine[];
}

/**
 * The bytes to seal.
 *
 * @param facts lines of `factLineText`
 * @param sign returns the Ed25519 signature (base64) of a text by the maker's key
 */
export function archiveInside(
  content: ArchiveContent,
  facts: readonly Uint8Array[],
  sign: (text: string) => string,
  hashing: Pick<Crypto, 'sha256'>,
): Uint8Array {
  const signed = concatBytes(utf8(`${JSON.stringify(content)}\n`), ...facts);
  return concatBytes(utf8(`${sign(signedText(signed, hashing))}\n`), signed);
}

function signedText(signed: Uint8Array, hashing: Pick<Crypto, 'sha256'>): string {
  return `lanyard archive 1\n${toHex(hashing.sha256(signed))}`;
}

export function archiveFile(
  made: number,
  sealed: Uint8Array,
  hashing: Pick<Crypto, 'sha256'>,
): Uint8Array {
  const sha256 = toHex(hashing.sha256(sealed));
  return sealedFile(archiveKind, { made, bytes: sealed.length, sha256 }, sealed);
}

/** Reads the part of a file that needs no passphrase. Detects any changed byte of the file. */
export function readArchiveFile(
  bytes: Uint8Array,
  hashing: Pick<Crypto, 'sha256'>,
): { made: number; sealed: Uint8Array } | SealedFault {
  const read = readSealedFile(archiveKind, bytes, hashing);
  if (typeof read === 'string') return read;
  return read.rest.length > 0 ? 'damaged' : { made: read.header.made, sealed: read.sealed };
}

/** Reads the bytes of {@link archiveInside}. Null where their form or the signature is wrong. */
export function readArchiveInside(
  inside: Uint8Array,
  crypto: Pick<Crypto, 'sha256' | 'verify'>,
): OpenedArchive | null {
  const [signature, signed] = cutAtLine(inside);
  const [contentBytes, factBytes] = cutAtLine(signed);
  const content = archiveContentSchema.safeParse(jsonOf(textOf(contentBytes) ?? '')).data;
  const base64 = z.base64().length(88).safeParse(textOf(signature)).data;
  if (content === undefined || base64 === undefined) return null;
  const key = fromBase64(content.maker.publicKey);
  if (!crypto.verify(key, utf8(signedText(signed, crypto)), fromBase64(base64))) return null;
  try {
    return { content, facts: readFactsFile(textOf(factBytes) ?? '?') };
  } catch (error) {
    if (error instanceof InvalidData && error.code === 'fact-line') return null;
    throw error;
  }
}

function cutAtLine(bytes: Uint8Array): [line: Uint8Array, rest: Uint8Array] {
  const end = bytes.indexOf(10);
  return end < 0 ? [bytes, new Uint8Array()] : [bytes.subarray(0, end), bytes.subarray(end + 1)];
}

import { z } from 'zod';
import { fromBase64, toBase64, utf8 } from '../base/bytes.ts';
import type { Crypto } from '../base/crypto.ts';
import { jsonOf } from '../base/json.ts';
import { hashSchema, maxParts, momentSchema, type StationMode } from '../base/protocol.ts';
import { wholeEventFileSchema } from '../event/whole-event-file.ts';
import { retentionRuleSchema } from '../privacy/retention.ts';
import { carriedDelegateSchema } from '../roster/delegate.ts';
import { directoryStationSchema } from '../sync/directory.ts';
import { readSealedFile, type SealedFault, sealedFile, sealedHeader } from '../sync/sealed-file.ts';
import { textOf } from '../sync/stick.ts';
import { badgeTemplateSchema } from '../templates/badge-template.ts';
import { settingsFileSchema } from './settings-file.ts';

/**
 * An event package: everything that several stations without a hub need, in one file. It has two
 * lines of text, an age file for a passphrase, and a line for each part that was opened from this
 * copy.
 */

/** Max size of a file, in bytes: some 200,000 delegates. */
export const maxPackageSize = 256 * 2 ** 20;

const headerSchema = z.strictObject({
  parts: z.int().min(1).max(maxParts),
  ...sealedHeader(maxPackageSize),
});
export type PackageHeader = z.infer<typeof headerSchema>;

const packageKind = { mark: 'lanyard package ', version: '1', header: headerSchema };

/** One future station: its place in the directory, and its own key. */
const partSchema = z.strictObject({
  number: z.int().min(1).max(maxParts),
  station: z.uuid(),
  /** PKCS #8 DER of an Ed25519 key, base64. */
  privateKey: z.base64(),
});

export const packageContentSchema = z.strictObject({
  id: z.uuid(),
  made: momentSchema.nonnegative(),
  event: z.strictObject({
    file: wholeEventFileSchema,
    version: z.int().positive(),
    secret: hashSchema,
  }),
  /** Raw Ed25519 key (base64) that certifies the stations of the directory, in place of a hub's. */
  issuer: z.base64().length(44),
  /** Every station of the package, and its maker. */
  stations: z.array(directoryStationSchema).min(2),
  parts: z.array(partSchema).min(1).max(maxParts),
  /** What all stations share. Name and mode come from the directory. */
  settings: settingsFileSchema,
  templates: z.array(badgeTemplateSchema).max(200),
  retention: retentionRuleSchema,
  delegates: z.array(carriedDelegateSchema),
});
export type PackageContent = z.infer<typeof packageContentSchema>;

const openedSchema = z.strictObject({
  part: z.int().min(1).max(maxParts),
  opened: momentSchema.nonnegative(),
  /** The part's signature of {@link openedText}: Ed25519, base64. */
  signature: z.base64().length(88),
});
/** The line which records that a part was opened from this copy of the file. */
export type OpenedLine = z.infer<typeof openedSchema>;

/** The text that a part's key signs when the part is opened. */
export function openedText(packageId: string, part: number, opened: number): string {
  return `lanyard package opened 1\n${packageId}\n${part}\n${opened}`;
}

/** The bytes of a line to append to the file. */
export function openedLine({ part, opened, signature }: OpenedLine): Uint8Array {
  return utf8(`${JSON.stringify({ part, opened, signature })}\n`);
}

/** The whole file before any part is opened. */
export function packageFile(header: PackageHeader, sealed: Uint8Array): Uint8Array {
  return sealedFile(packageKind, header, sealed);
}

/** What can be read without the passphrase. */
export interface ReadPackage {
  header: PackageHeader;
  sealed: Uint8Array;
  /** Unverified until the passphrase opens the directory. */
  opened: OpenedLine[];
}

/**
 * Reads the part of a file that needs no passphrase. Detects any changed byte of the sealed part.
 */
export function readPackageFile(
  bytes: Uint8Array,
  hashing: Pick<Crypto, 'sha256'>,
): ReadPackage | SealedFault {
  const read = readSealedFile(packageKind, bytes, hashing);
  if (typeof read === 'string') return read;
  const lines = readOpened(read.rest);
  return lines === null ? 'damaged' : { header: read.header, sealed: read.sealed, opened: lines };
}

function readOpened(bytes: Uint8Array): OpenedLine[] | null {
  if (bytes.length === 0) return [];
  const lines = textOf(bytes)?.split('\n');
  // The last line must end too; otherwise writing was interrupted.
  if (lines?.pop() !== '' || lines.length > maxParts) return null;
  const read = lines.flatMap((line) => {
    const { data } = openedSchema.safeParse(jsonOf(line));
    const isPlain = data !== undefined && JSON.stringify(data) === line;
    // Base64 of 64 bytes has four unused bits. Changing these counts as a change too.
    const isWhole = isPlain && toBase64(fromBase64(data.signature)) === data.signature;
    return isWhole ? [data] : [];
  });
  return read.length === lines.length ? read : null;
}

/** The content of the sealed part; null if it does not match {@link packageContentSchema}. */
export function readPackageContent(inside: Uint8Array): PackageContent | null {
  return packageContentSchema.safeParse(jsonOf(textOf(inside) ?? '')).data ?? null;
}

/** One part, as an operator chooses it. */
export interface PackagePart {
  number: number;
  name: string;
  mode: StationMode;
  /** When it was opened from this copy, UTC milliseconds; null if it was not. */
  opened: number | null;
}

/**
 * The parts, with what the copy records of each. Null where header and content disagree, a line is
 * not signed by its part, or the directory lacks a part.
 */
export function partsOf(
  { header, opened }: ReadPackage,
  content: PackageContent,
  crypto: Pick<Crypto, 'verify'>,
): PackagePart[] | null {
  if (header.parts !== content.parts.length || header.made !== content.made) return null;
  const stations = new Map(content.stations.map((station) => [station.id, station]));
  const numbers = new Map(content.parts.map(({ number, station }) => [number, station]));
  for (const { part, opened: at, signature } of opened) {
    const station = stations.get(numbers.get(part) ?? '');
    const text = utf8(openedText(content.id, part, at));
    if (station === undefined) return null;
    if (!crypto.verify(fromBase64(station.publicKey), text, fromBase64(signature))) return null;
  }
  const parts = content.parts.flatMap(({ number, station: id }) => {
    const station = stations.get(id);
    const line = opened.find(({ part }) => part === number);
    return station === undefined
      ? []
      : [{ number, name: station.name, mode: station.mode, opened: line?.opened ?? null }];
  });
  return parts.length === content.parts.length ? parts : null;
}

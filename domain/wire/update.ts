import { z } from 'zod';
import { fromBase64, utf8 } from '../bytes.ts';
import { canonicalJson } from '../canonical-json.ts';
import type { Crypto } from '../crypto.ts';
import { hashSchema } from './protocol.ts';

/** Three numbers, `1.4.0`: versions of the app have no further parts, so that their order leaves no question. */
export const versionSchema = z
  .string()
  .regex(/^(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})$/);

/** System and processor as Node names them: `linux-x64`. It is part of a file's name. */
export const platformSchema = z.string().regex(/^(linux|win32|darwin)-(x64|arm64)$/);

/** Bytes; larger archives are a mistake. */
const largestArchive = 2 * 2 ** 30;

/** What one update is. */
export const updateManifestSchema = z.strictObject({
  formatVersion: z.literal(1),
  version: versionSchema,
  platform: platformSchema,
  /** Bytes of the archive. */
  size: z.int().positive().max(largestArchive),
  /** Hex SHA-256 of the archive. */
  sha256: hashSchema,
  /** The oldest version that may go to this one directly; null is any. */
  minimumVersion: versionSchema.nullable(),
  /** When it was published, UTC milliseconds. */
  released: z.int().nonnegative(),
});
export type UpdateManifest = z.infer<typeof updateManifestSchema>;

/** A manifest with the publisher's Ed25519 signature (base64) of {@link updateText}. The same on the wire and in a folder. */
export const signedUpdateSchema = z.strictObject({
  manifest: updateManifestSchema,
  signature: z.base64(),
});
export type SignedUpdate = z.infer<typeof signedUpdateSchema>;

/** Answer of `GET /v1/updates`: the newest that the hub holds for the platform. */
export const updateAnswerSchema = z.object({ newest: signedUpdateSchema.nullable() });

/** Most bytes of an archive in one answer of `GET /v1/updates/piece`. */
export const largestPiece = 4 * 2 ** 20;

/** The text that the publisher signs: a line that says what it is, and the manifest in canonical JSON. */
export function updateText(manifest: UpdateManifest): string {
  return `lanyard update 1\n${canonicalJson({
    formatVersion: manifest.formatVersion,
    version: manifest.version,
    platform: manifest.platform,
    size: manifest.size,
    sha256: manifest.sha256,
    minimumVersion: manifest.minimumVersion,
    released: manifest.released,
  })}`;
}

/** Whether the publisher with this raw public key (base64) signed the manifest. */
export function isAuthenticUpdate(
  { manifest, signature }: SignedUpdate,
  publisherKey: string,
  crypto: Pick<Crypto, 'verify'>,
): boolean {
  return crypto.verify(fromBase64(publisherKey), utf8(updateText(manifest)), fromBase64(signature));
}

/** Less than 0, 0 or more than 0, as version `a` is older than, the same as or newer than `b`. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [a.split('.').map(Number), b.split('.').map(Number)];
  for (const [index, part] of left.entries()) {
    const difference = part - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Name of an update's archive, in a folder of updates. */
export function archiveName({ platform, version }: Pick<UpdateManifest, 'platform' | 'version'>) {
  return `lanyard-${version}-${platform}.tar.gz`;
}

/** Name of its signed manifest. */
export function manifestName(manifest: Pick<UpdateManifest, 'platform' | 'version'>) {
  return `${archiveName(manifest)}.json`;
}

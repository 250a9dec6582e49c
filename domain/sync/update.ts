import { z } from 'zod';
import { fromBase64, utf8 } from '../base/bytes.ts';
import type { Crypto } from '../base/crypto.ts';
import { canonicalJson } from '../base/json.ts';
import { hashSchema } from '../base/protocol.ts';

/**
 * Three numbers, `1.4.0`. Versions of the app have no other parts, so their order is unambiguous.
 */
export const versionSchema = z
  .string()
  .regex(/^(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})$/);

/** System and processor as Node names them: `linux-x64`. Part of the file's name. */
export const platformSchema = z.string().regex(/^(linux|win32|darwin)-(x64|arm64)$/);

/** Bytes. A larger archive is a mistake. */
const maxArchive = 2 * 2 ** 30;

export const updateManifestSchema = z.strictObject({
  formatVersion: z.literal(1),
  version: versionSchema,
  platform: platformSchema,
  /** Bytes of the archive. */
  size: z.int().positive().max(maxArchive),
  /** Hex SHA-256 of the archive. */
  sha256: hashSchema,
  /** The oldest version that can update directly to this one; null for any. */
  minimumVersion: versionSchema.nullable(),
  /**
   * When the publisher signed it, UTC milliseconds. The publisher signs the newest again within 90
   * days.
   */
  signedAt: z.int().nonnegative(),
});
export type UpdateManifest = z.infer<typeof updateManifestSchema>;

/**
 * Two raw Ed25519 public keys (base64), kept by two people, so that one stolen key cannot install
 * anything.
 */
export const publisherKeysSchema = z
  .tuple([z.base64().length(44), z.base64().length(44)])
  .refine(([first, second]) => first !== second, 'the two keys must differ');
export type PublisherKeys = Readonly<z.infer<typeof publisherKeysSchema>>;

/**
 * A manifest with Ed25519 signatures (base64) of {@link updateText}, one by each of the publisher's
 * keys. The form is the same on the wire and in a folder.
 */
export const signedUpdateSchema = z.strictObject({
  manifest: updateManifestSchema,
  signatures: z.array(z.base64()).min(1).max(2),
});
export type SignedUpdate = z.infer<typeof signedUpdateSchema>;

/** Answer of `GET /v1/updates`: the newest update that the hub holds for the platform. */
export const updateAnswerSchema = z.object({ newest: signedUpdateSchema.nullable() });

/** Max bytes of an archive in one answer of `GET /v1/updates/piece`. */
export const maxPiece = 4 * 2 ** 20;

/**
 * The text that the publisher signs: a line that names its kind, then the manifest in canonical
 * JSON.
 */
export function updateText(manifest: UpdateManifest): string {
  return `lanyard update 1\n${canonicalJson({
    formatVersion: manifest.formatVersion,
    version: manifest.version,
    platform: manifest.platform,
    size: manifest.size,
    sha256: manifest.sha256,
    minimumVersion: manifest.minimumVersion,
    signedAt: manifest.signedAt,
  })}`;
}

export function isAuthenticUpdate(
  { manifest, signatures }: SignedUpdate,
  keys: PublisherKeys,
  crypto: Pick<Crypto, 'verify'>,
): boolean {
  const text = utf8(updateText(manifest));
  return (
    keys[0] !== keys[1] &&
    keys.every((key) =>
      signatures.some((one) => crypto.verify(fromBase64(key), text, fromBase64(one))),
    )
  );
}

/** Negative, 0 or positive if version `a` is older than, the same as or newer than `b`. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [a.split('.').map(Number), b.split('.').map(Number)];
  for (const [index, part] of left.entries()) {
    const difference = part - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** File name of an update's archive in a folder of updates. */
export function archiveName({ platform, version }: Pick<UpdateManifest, 'platform' | 'version'>) {
  return `lanyard-${version}-${platform}.tar.gz`;
}

/** File name of the signed manifest. */
export function manifestName(manifest: Pick<UpdateManifest, 'platform' | 'version'>) {
  return `${archiveName(manifest)}.json`;
}

import { open, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  archiveName,
  compareVersions,
  manifestName,
  maxPiece,
  type SignedUpdate,
  signedUpdateSchema,
  type UpdateManifest,
} from '../../domain/sync/update.ts';

/** Where updates come from: a folder or the hub. Untrusted until signature and hash are checked. */
export interface UpdateSource {
  /**
   * The newest update for a platform, or null. Throws file and network errors, HubProblem and
   * SyncFailure.
   */
  newest(platform: string): Promise<SignedUpdate | null>;
  /** The bytes of an archive from an offset on, at most `maxPiece`. */
  piece(manifest: UpdateManifest, from: number): Promise<Uint8Array>;
}

/** Updates in a folder: on a share, on a stick, or in the hub's data directory. Absolute path. */
export function createFolderSource(folder: string): UpdateSource {
  return {
    newest: async (platform) => {
      const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return [];
        throw error;
      });
      const found: SignedUpdate[] = [];
      for (const name of names.filter((each) => each.endsWith('.tar.gz.json'))) {
        const read = await readManifest(join(folder, name));
        // A file whose name differs is not what the publisher wrote.
        if (read?.manifest.platform === platform && name === manifestName(read.manifest)) {
          found.push(read);
        }
      }
      found.sort((a, b) => compareVersions(b.manifest.version, a.manifest.version));
      return found[0] ?? null;
    },
    piece: async (manifest, from) => {
      const file = await open(join(folder, archiveName(manifest)), 'r');
      try {
        const wanted = Math.max(0, Math.min(maxPiece, manifest.size - from));
        const { buffer, bytesRead } = await file.read(Buffer.alloc(wanted), 0, wanted, from);
        return buffer.subarray(0, bytesRead);
      } finally {
        await file.close();
      }
    },
  };
}

/** A signed manifest in a file, or null if invalid. */
async function readManifest(path: string): Promise<SignedUpdate | null> {
  try {
    return signedUpdateSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return null;
  }
}

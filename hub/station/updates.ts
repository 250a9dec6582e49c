import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { copyFile, mkdir, open, readdir, readFile, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import {
  archiveName,
  compareVersions,
  manifestName,
  maxPiece,
  type SignedUpdate,
  signedUpdateSchema,
  type UpdateManifest,
} from '../../domain/sync/update.ts';
import { flushFile, moveFileSoon, replaceFile } from '../../platform/files/durable.ts';
import { HubFileError } from '../base/file-error.ts';

export function updatesFolder(dataDir: string): string {
  return join(dataDir, 'updates');
}

/**
 * Puts an update into a hub's folder, from which its stations take it. The hub may be running.
 *
 * @param file absolute path of the signed manifest (`….tar.gz.json`); its archive is beside it
 * @param folder absolute path of the hub's folder of updates; created if missing
 * @throws HubFileError `not-an-update`; Node's file errors
 */
export async function addUpdate(file: string, folder: string): Promise<SignedUpdate> {
  const signed = await readSigned(file);
  const { manifest, signatures } = signed;
  if (signatures.length < 2) {
    throw notAnUpdate(file, `${file} lacks the second signature: npm run package -- --sign`);
  }
  const archive = join(dirname(file), archiveName(manifest));
  const { size } = await stat(archive).catch(() => {
    throw notAnUpdate(archive, `${archive} is not there`);
  });
  if (size !== manifest.size || (await hashOfFile(archive)) !== manifest.sha256) {
    throw notAnUpdate(archive, `${archive} is not the archive that ${file} describes`);
  }
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const target = join(folder, archiveName(manifest));
  const fresh = `${target}.new`;
  try {
    await copyFile(archive, fresh);
    flushFile(fresh);
    await moveFileSoon(fresh, target);
  } finally {
    await rm(fresh, { force: true });
  }
  // The manifest last: from here on the hub offers it.
  const text = JSON.stringify({ manifest, signatures });
  replaceFile(join(folder, manifestName(manifest)), `${text}\n`);
  return signed;
}

async function readSigned(file: string): Promise<SignedUpdate> {
  try {
    return signedUpdateSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    throw notAnUpdate(file, `${file} is not the signed description of an update`);
  }
}

function notAnUpdate(path: string, message: string): HubFileError {
  return new HubFileError('not-an-update', path, message);
}

/** Hex SHA-256 of a file. */
export async function hashOfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

/** Where updates come from: a folder or the hub. Untrusted until signature and hash are checked. */
export type UpdateSource = ReturnType<typeof createFolderSource>;

/** Updates in a folder: on a share, on a stick, or in the hub's data directory. Absolute path. */
export function createFolderSource(folder: string) {
  return {
    /**
     * The newest update for a platform, or null. Throws file and network errors, HubProblem and
     * SyncFailure.
     */
    newest: async (platform: string): Promise<SignedUpdate | null> => {
      const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return [];
        throw error;
      });
      const found: SignedUpdate[] = [];
      for (const name of names.filter((each) => each.endsWith('.tar.gz.json'))) {
        const read = await readManifest(join(folder, name));
        // A name that does not match its manifest is not the publisher's.
        if (read?.manifest.platform === platform && name === manifestName(read.manifest)) {
          found.push(read);
        }
      }
      found.sort((a, b) => compareVersions(b.manifest.version, a.manifest.version));
      return found[0] ?? null;
    },
    /** The bytes of an archive from an offset on, at most `maxPiece`. */
    piece: async (manifest: UpdateManifest, from: number): Promise<Uint8Array> => {
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

import { appendFileSync, existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import {
  archiveName,
  maxPiece,
  type UpdateManifest,
  updateAnswerSchema,
} from '../../../domain/sync/update.ts';
import { openExchange, readAnswer } from '../../../hub/exchange/exchange.ts';
import { hashOfFile, type UpdateSource } from '../../../hub/station/updates.ts';
import type { HubCredentials } from '../../hub-client/http-hub.ts';
import { UpdateFailure } from './failure.ts';

/** Updates that the hub holds. Each request uses a separate connection: they are few. */
export function createHubSource(
  credentials: Pick<HubCredentials, 'url' | 'authority' | 'token'>,
): UpdateSource {
  const ask = async (path: string, largest: number): Promise<Uint8Array> => {
    const exchange = openExchange(credentials.url, credentials.authority, credentials.token);
    try {
      return await exchange.ask({ method: 'GET', path, largest });
    } finally {
      await exchange.close();
    }
  };
  return {
    newest: async (platform) => {
      const answer = await ask(`/v1/updates?platform=${platform}`, 64 * 1024);
      return readAnswer(answer, updateAnswerSchema).newest;
    },
    piece: ({ platform, version }, from) =>
      ask(`/v1/updates/piece?platform=${platform}&version=${version}&from=${from}`, maxPiece),
  };
}

/**
 * Fetches an archive piece by piece and continues where an earlier attempt broke off.
 *
 * @param folder absolute path; made when missing
 * @param onBytes called with the number of bytes fetched
 * @returns the path of an archive whose size and hash are the signed ones
 * @throws UpdateFailure `not-reachable`, `no-space`, `wrong-hash` (the archive is then deleted)
 */
export async function fetchArchive(
  source: UpdateSource,
  manifest: UpdateManifest,
  folder: string,
  onBytes: (bytes: number) => void,
): Promise<string> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  // Another archive of the same version starts over.
  const path = join(folder, `${archiveName(manifest)}.${manifest.sha256.slice(0, 12)}.part`);
  let there = existsSync(path) ? statSync(path).size : 0;
  if (there > manifest.size) {
    rmSync(path);
    there = 0;
  }
  while (there < manifest.size) {
    const piece = await pieceOf(source, manifest, there);
    append(path, piece);
    there += piece.length;
    onBytes(there);
  }
  if (statSync(path).size === manifest.size && (await hashOfFile(path)) === manifest.sha256) {
    return path;
  }
  rmSync(path);
  throw new UpdateFailure('wrong-hash');
}

async function pieceOf(
  source: UpdateSource,
  manifest: UpdateManifest,
  from: number,
): Promise<Uint8Array> {
  let piece: Uint8Array;
  try {
    piece = await source.piece(manifest, from);
  } catch (error) {
    throw new UpdateFailure('not-reachable', error);
  }
  // A shorter file than signed would be requested for ever; a longer one is not the signed one.
  if (piece.length === 0 || from + piece.length > manifest.size) {
    throw new UpdateFailure('wrong-hash');
  }
  return piece;
}

function append(path: string, piece: Uint8Array): void {
  try {
    appendFileSync(path, piece, { mode: 0o600 });
  } catch (error) {
    const isFull = error instanceof Error && 'code' in error && error.code === 'ENOSPC';
    throw isFull ? new UpdateFailure('no-space', error) : error;
  }
}

import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import {
  maxArchiveSize,
  type OpenedArchive,
  readArchiveFile,
  readArchiveInside,
} from '../../domain/day-close/event-archive.ts';
import { plainPassPhrase } from '../../domain/operators/pass-phrase.ts';
import type { SealedFault } from '../../domain/sync/sealed-file.ts';
import { nodeCrypto } from '../../platform/crypto/node-crypto.ts';
import { openByPhrase } from '../../platform/crypto/sealed.ts';
import type { ErrorCode } from '../../preload/contract/base.ts';
import { CallFailure } from '../base/call-failure.ts';
import { sealingPhrase } from '../base/sealed-file.ts';

const faults: Record<SealedFault, ErrorCode> = {
  'other-file': 'archive-not-readable',
  'newer-version': 'archive-newer',
  cut: 'archive-cut',
  damaged: 'archive-damaged',
};

/** What can be read of an archive's file without the passphrase. */
interface SealedArchive {
  made: number;
  sealed: Uint8Array;
}

/**
 * Reads and checks an archive's file.
 *
 * @throws CallFailure `archive-not-readable` (another file, or none), `archive-newer`,
 *   `archive-cut`, `archive-damaged`
 */
export async function readArchive(path: string): Promise<SealedArchive> {
  const name = basename(path);
  let bytes: Uint8Array;
  try {
    if ((await stat(path)).size > maxArchiveSize * 2)
      throw new CallFailure('archive-not-readable', name);
    bytes = await readFile(path);
  } catch (error) {
    if (error instanceof CallFailure) throw error;
    throw new CallFailure('archive-not-readable', name, error);
  }
  const read = readArchiveFile(bytes, nodeCrypto);
  if (typeof read === 'string') throw new CallFailure(faults[read], name);
  return read;
}

/** Throws CallFailure `package-wrong-passphrase`, `archive-damaged`. */
export async function openArchive(
  { made, sealed }: SealedArchive,
  passphrase: string,
): Promise<OpenedArchive> {
  const inside = await openByPhrase(sealingPhrase(plainPassPhrase(passphrase)), sealed);
  if (inside === null) throw new CallFailure('package-wrong-passphrase');
  const opened = readArchiveInside(inside, nodeCrypto);
  if (opened?.content.made !== made) throw new CallFailure('archive-damaged');
  return opened;
}

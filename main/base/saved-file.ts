import { createHash, randomUUID } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import {
  deleteFileVersion,
  deleteWrittenFile,
  insertWrittenFile,
  keepFileVersion,
} from '../../db/base/written-files.ts';
import { fileHash, moveFileSoon } from '../../platform/files/durable.ts';
import { CallFailure } from './call-failure.ts';
import type { Context } from './context.ts';

/**
 * The content of a file: the whole of it, or a function that writes it at a path that does not
 * exist yet, and returns false where the file is no longer wanted.
 */
export type FileContent = string | Uint8Array | ((part: string) => Promise<boolean>);

export type SavingContext = Pick<Context, 'db' | 'event' | 'clock'>;

interface SaveOptions {
  /** Of the new file. Windows uses the folder's access lists instead. */
  mode?: number;
}

/** What a purge must know of a file before the file is there. */
interface Records {
  /** Called before a file under a temporary name is begun: whatever it holds is the app's. */
  begins(part: string): void;
  /** The temporary file is whole, and about to be moved to its place. */
  isWhole(path: string, sha256: string): void;
  /** The file is at its place, and replaced any earlier one. */
  isThere(path: string, sha256: string): void;
  /** The file is certainly not at its place. */
  isNotThere(path: string, sha256: string): void;
  /** Nothing is left under the temporary name. */
  isGone(part: string): void;
}

/**
 * Writes a file with personal data where an operator chose: list, report, tickets, stick.
 *
 * **A purge knows every file that the app wrote.** This is the only way to write one: each name is
 * committed to the store before the first byte, and the content's hash before the file is at its
 * place. No time of the file or of any clock counts, as a share has its own clock. What cannot be
 * recorded is not written. `tools/lint/written-files.mjs` finds code that writes another way.
 *
 * The file appears whole, flushed and read back, or not at all.
 *
 * @returns false where the content was no longer wanted: then nothing is there
 * @throws CallFailure `file-not-written`, and what `content` throws as a CallFailure
 */
export function savePersonalFile(
  { db, event, clock }: SavingContext,
  path: string,
  content: FileContent,
  options: SaveOptions = {},
): Promise<boolean> {
  const record = (at: string, sha256: string | null): void =>
    insertWrittenFile(db, { path: at, sha256, eventId: event.file.id, wall: clock() });
  return save(path, content, options, {
    begins: (part) => record(part, null),
    isWhole: record,
    isThere: (at, sha256) => keepFileVersion(db, at, sha256),
    isNotThere: (at, sha256) => deleteFileVersion(db, at, sha256),
    isGone: (part) => deleteWrittenFile(db, part),
  });
}

/**
 * Writes a file that no purge may delete: it names no person (templates, settings, proofs with
 * counts and ids), or the hub records it.
 */
export function saveHarmlessFile(
  path: string,
  content: FileContent,
  options: SaveOptions = {},
): Promise<boolean> {
  const nothing = (): void => {};
  return save(path, content, options, {
    begins: nothing,
    isWhole: nothing,
    isThere: nothing,
    isNotThere: nothing,
    isGone: nothing,
  });
}

async function save(
  path: string,
  content: FileContent,
  { mode = 0o666 }: SaveOptions,
  records: Records,
): Promise<boolean> {
  // Beside its place: a failure leaves no half of a file there, and does not lose the earlier one.
  const part = join(dirname(path), `lanyard-${randomUUID().slice(0, 8)}.part`);
  records.begins(part);
  let sha256: string | null = null;
  try {
    if (!(await put(part, content, mode))) return false;
    sha256 = await fileHash(part);
    if (typeof content !== 'function' && hashOf(content) !== sha256) {
      throw new Error('read back otherwise than written');
    }
    records.isWhole(path, sha256);
    await moveFileSoon(part, path);
    records.isThere(path, sha256);
    return true;
  } catch (error) {
    // A share may have renamed the file and lost its answer: then the record stays.
    if (sha256 !== null && (await isCertainlyElse(path, sha256))) records.isNotThere(path, sha256);
    if (error instanceof CallFailure) throw error;
    throw new CallFailure('file-not-written', basename(path), error);
  } finally {
    // Where the disk is gone, the record stays for the purge.
    const isGone = await rm(part, { force: true }).then(
      () => true,
      () => false,
    );
    if (isGone) records.isGone(part);
  }
}

async function put(part: string, content: FileContent, mode: number): Promise<boolean> {
  if (typeof content === 'function') return await content(part);
  const file = await open(part, 'wx', mode);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
  return true;
}

async function isCertainlyElse(path: string, sha256: string): Promise<boolean> {
  return await fileHash(path).then(
    (found) => found !== sha256,
    (error: NodeJS.ErrnoException) => error.code === 'ENOENT' || error.code === 'EISDIR',
  );
}

function hashOf(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { CopyPlace } from '../../../db/base/written-files.ts';

/**
 * A copy of a station's store. `made` never decides which copy is newer: the clock may have been
 * wrong. `number` decides which are kept (make-copy.ts). The reach of the ledger in the copy
 * decides which is restored (recover-store.ts).
 */
export interface StoreCopy {
  path: string;
  /** Counted by the station, from 1: a later copy has a higher number. */
  number: number;
  /** When it was made, UTC milliseconds of the machine's clock; only for the screen. */
  made: number;
  bytes: number;
}

/** Ending of a copy that is still being written; `listCopies` never returns one. */
export const unfinishedEnding = '.part';

/**
 * The name of a copy. It contains the station's number, as several stations may share a folder.
 *
 * @param number of the copy, as {@link nextNumber} counts
 * @param made UTC milliseconds
 */
export function copyName(stationNumber: string, number: number, made: number): string {
  const time = new Date(made).toISOString().replaceAll(':', '-');
  return `lanyard-${stationNumber}-${number}-${time}.db`;
}

const namePattern =
  /^lanyard-([0-9A-F]{8})-([1-9]\d{0,8})-(\d{4}-\d\d-\d\dT)(\d\d)-(\d\d)-(\d\d\.\d{3}Z)\.db$/;

export function nextNumber(copies: readonly StoreCopy[]): number {
  return copies.reduce((highest, { number }) => Math.max(highest, number), 0) + 1;
}

/**
 * The finished copies in a folder, the last made first; none where the folder does not exist.
 *
 * @param stationNumber whose copies; null for those of every station
 */
export function listCopies(folder: string, stationNumber: string | null): StoreCopy[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .flatMap((name) => {
      const [, owner, number, day, hours, minutes, rest] = namePattern.exec(name) ?? [];
      if (owner === undefined || (stationNumber !== null && owner !== stationNumber)) return [];
      const path = join(folder, name);
      const made = Date.parse(`${day}${hours}:${minutes}:${rest}`);
      const bytes = statSync(path, { throwIfNoEntry: false })?.size;
      if (bytes === undefined || Number.isNaN(made)) return [];
      return [{ path, number: Number(number), made, bytes }];
    })
    .sort((a, b) => b.number - a.number);
}

/**
 * The file that marks a folder on another disk; the same path without it is another disk, or none.
 */
function markPath(folder: string, stationNumber: string): string {
  return join(folder, `lanyard-${stationNumber}-place`);
}

/**
 * Reads the mark of a folder on another disk, or makes it if missing. Does not block: the disk may
 * be on a network.
 *
 * @returns null while the folder cannot be written to
 */
export async function markedPlace(
  folder: string,
  stationNumber: string,
): Promise<CopyPlace | null> {
  const mark = markPath(folder, stationNumber);
  try {
    await writeFile(mark, randomUUID(), { flag: 'wx', flush: true });
  } catch (error) {
    const isThere = error instanceof Error && 'code' in error && error.code === 'EEXIST';
    if (!isThere) return null;
  }
  const id = z.uuid().safeParse(await readFile(mark, 'utf8').catch(() => ''));
  return id.success ? { id: id.data, path: folder } : null;
}

/** Whether the disk with that mark is there now. */
export function isPlaceThere({ id, path }: CopyPlace, stationNumber: string): boolean {
  try {
    return readFileSync(markPath(path, stationNumber), 'utf8') === id;
  } catch {
    return false;
  }
}

/**
 * Deletes this station's copies in a folder on another disk, the mark last.
 *
 * @returns how many there were; null while that disk is away
 */
export function erasePlace(place: CopyPlace, stationNumber: string): number | null {
  if (!isPlaceThere(place, stationNumber)) return null;
  const deleted = deleteCopies(place.path, stationNumber);
  rmSync(markPath(place.path, stationNumber));
  return deleted;
}

/**
 * Deletes every copy in a folder, also unfinished ones: a purge needs this.
 *
 * @param stationNumber whose copies; null for those of every station
 * @returns how many there were
 */
export function deleteCopies(folder: string, stationNumber: string | null): number {
  if (!existsSync(folder)) return 0;
  const names = readdirSync(folder)
    .filter((name) =>
      name.startsWith(stationNumber === null ? 'lanyard-' : `lanyard-${stationNumber}-`),
    )
    .filter((name) => !name.endsWith('-place'));
  for (const name of names) rmSync(join(folder, name), { force: true });
  return names.length;
}

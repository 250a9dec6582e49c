import { existsSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A copy of a station's store. */
export interface StoreCopy {
  path: string;
  /** When it was made, UTC milliseconds. */
  made: number;
  bytes: number;
}

/** Name of a copy that is being written; never taken for one. */
export const unfinishedEnding = '.part';

/**
 * The name of a copy: several stations may keep theirs in one folder.
 *
 * @param made UTC milliseconds
 */
export function copyName(kioskNumber: string, made: number): string {
  return `lanyard-${kioskNumber}-${new Date(made).toISOString().replaceAll(':', '-')}.db`;
}

const namePattern = /^lanyard-([0-9A-F]{8})-(\d{4}-\d\d-\d\dT)(\d\d)-(\d\d)-(\d\d\.\d{3}Z)\.db$/;

/**
 * The finished copies in a folder, newest first; none where there is no such folder.
 *
 * @param kioskNumber whose copies; null takes those of every station
 */
export function listCopies(folder: string, kioskNumber: string | null): StoreCopy[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .flatMap((name) => {
      const [, owner, day, hours, minutes, rest] = namePattern.exec(name) ?? [];
      if (owner === undefined || (kioskNumber !== null && owner !== kioskNumber)) return [];
      const path = join(folder, name);
      const made = Date.parse(`${day}${hours}:${minutes}:${rest}`);
      const bytes = statSync(path, { throwIfNoEntry: false })?.size;
      return bytes === undefined || Number.isNaN(made) ? [] : [{ path, made, bytes }];
    })
    .sort((a, b) => b.made - a.made);
}

/** Lies beside the copies while those on another disk are still to be deleted: it was away when a purge asked. */
function owedPath(folder: string): string {
  return join(folder, 'second-to-empty');
}

/**
 * Deletes this station's copies in the second folder; where that is away, as soon as it is there again.
 *
 * @param folder of the copies beside the store, where the debt is kept
 * @returns how many there were
 */
export function deleteFarCopies(folder: string, second: string, kioskNumber: string): number {
  if (existsSync(second)) return deleteCopies(second, kioskNumber);
  if (existsSync(folder)) writeFileSync(owedPath(folder), '');
  return 0;
}

/** Deletes in the second folder what is owed, if it is there by now. */
export function payDebt(folder: string, second: string, kioskNumber: string): void {
  if (!existsSync(owedPath(folder)) || !existsSync(second)) return;
  deleteCopies(second, kioskNumber);
  rmSync(owedPath(folder), { force: true });
}

/**
 * Deletes every copy of a folder, also those that are being written: a purge asks for it.
 *
 * @param kioskNumber whose copies; null takes those of every station
 * @returns how many there were
 */
export function deleteCopies(folder: string, kioskNumber: string | null): number {
  if (!existsSync(folder)) return 0;
  const names = readdirSync(folder).filter((name) =>
    name.startsWith(kioskNumber === null ? 'lanyard-' : `lanyard-${kioskNumber}-`),
  );
  for (const name of names) rmSync(join(folder, name), { force: true });
  return names.length;
}

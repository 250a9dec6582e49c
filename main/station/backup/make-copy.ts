import { constants, copyFileSync, mkdirSync, rmSync, statfsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { StoreError } from '../../../db/base/types.ts';
import type { CopyPlace } from '../../../db/base/written-files.ts';
import { checkStore, copyStore } from '../../../db/station/backup.ts';
import type { StoreLocation } from '../../../db/station/open.ts';
import type { Crypto } from '../../../domain/base/crypto.ts';
import { flushFile, flushFolder, moveFile } from '../../../files/durable.ts';
import { copyName, isPlaceThere, listCopies, type StoreCopy, unfinishedEnding } from './copies.ts';

/** What a copy is made of, and where it goes. */
export interface CopyOrder {
  location: StoreLocation;
  stationNumber: string;
  /** Beside the store. */
  folder: string;
  /** On another disk, with its mark; null: none is configured; `away`: it cannot be used now. */
  second: CopyPlace | 'away' | null;
  /** Bytes that a copy leaves free for the ledger. */
  reserve: number;
  /** UTC milliseconds. */
  now: number;
}

/** The outcome of a copy. */
export interface CopyResult {
  copy: StoreCopy;
  facts: number;
  /** Copies that are kept in the first folder. */
  kept: number;
  /** Whether the second folder has it; null where none is configured. */
  second: boolean | null;
}

/**
 * Makes a copy of the store, checks it, and only then gives it its name; copies no longer needed
 * go. Where the disk has no room for one more beside the reserve, older copies go first, but never
 * the newest. Blocks: call it in a thread.
 *
 * @throws StoreError `disk-full` where there is no room, and what copying and checking throw
 */
export function makeCopy(order: CopyOrder, crypto: Pick<Crypto, 'sha256'>): CopyResult {
  mkdirSync(order.folder, { recursive: true, mode: 0o700 });
  makeRoom(order);
  const path = join(order.folder, copyName(order.stationNumber, order.now));
  const unfinished = `${path}${unfinishedEnding}`;
  rmSync(unfinished, { force: true });
  let facts: number;
  try {
    copyStore(order.location, unfinished);
    ({ facts } = checkStore({ ...order.location, path: unfinished }, crypto));
    moveFile(unfinished, path);
    flushFolder(order.folder);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  }
  const copy = { path, made: order.now, bytes: statSync(path).size };
  dropOld(order.folder, order);
  return {
    copy,
    facts,
    kept: listCopies(order.folder, order.stationNumber).length,
    second: order.second === null ? null : copyTo(order.second, copy, order),
  };
}

/** A second disk that is away or full does not make the copy in the first folder a failure. */
function copyTo(place: CopyPlace | 'away', copy: StoreCopy, order: CopyOrder): boolean {
  // A disk that is not recorded in the store gets no copy: a purge would not find it.
  if (place === 'away' || !isPlaceThere(place, order.stationNumber)) return false;
  const folder = place.path;
  const path = join(folder, copyName(order.stationNumber, copy.made));
  const unfinished = `${path}${unfinishedEnding}`;
  try {
    copyFileSync(copy.path, unfinished, constants.COPYFILE_EXCL);
    flushFile(unfinished);
    moveFile(unfinished, path);
    flushFolder(folder);
    dropOld(folder, order);
    return true;
  } catch {
    try {
      rmSync(unfinished, { force: true });
    } catch {
      // The disk is away: there is nothing to remove.
    }
    return false;
  }
}

function dropOld(folder: string, { stationNumber, now }: CopyOrder): void {
  const copies = listCopies(folder, stationNumber);
  const drop = new Set(
    copiesToDrop(
      copies.map(({ made }) => made),
      now,
    ),
  );
  for (const { path, made } of copies) if (drop.has(made)) rmSync(path, { force: true });
}

function makeRoom(order: CopyOrder): void {
  const { path } = order.location;
  const log = statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0;
  const needed = statSync(path).size + log + order.reserve;
  const older = listCopies(order.folder, order.stationNumber).slice(1).reverse();
  while (freeBytes(order.folder) < needed) {
    const oldest = older.shift();
    if (oldest === undefined) throw new StoreError('disk-full', order.folder);
    rmSync(oldest.path, { force: true });
  }
}

function freeBytes(folder: string): number {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch {
    // Some network drives cannot tell; then the copy itself shows whether there is room.
    return Number.POSITIVE_INFINITY;
  }
}

/** Kept copies: each one of the last hour, then one of each hour of a day, then one of each day. */
const keptCopies = { newest: 4, hours: 24, days: 7 } as const;

const hour = 3_600_000;
const day = 24 * hour;

/**
 * Which copies are no longer needed. The newest one of each hour and each day (UTC) is kept; those
 * of the future, made before the clock was set back, count as new.
 *
 * @param copies when each was made, UTC milliseconds
 * @param now UTC milliseconds
 */
export function copiesToDrop(copies: readonly number[], now: number): number[] {
  const newestFirst = [...copies].sort((a, b) => b - a);
  const kept = new Set<number>(newestFirst.slice(0, keptCopies.newest));
  for (const [length, count] of [
    [hour, keptCopies.hours],
    [day, keptCopies.days],
  ] as const) {
    const seen = new Set<number>();
    for (const copy of newestFirst) {
      const span = Math.floor(copy / length);
      if (seen.has(span) || Math.floor(now / length) - span >= count) continue;
      seen.add(span);
      kept.add(copy);
    }
  }
  return newestFirst.filter((copy) => !kept.has(copy));
}

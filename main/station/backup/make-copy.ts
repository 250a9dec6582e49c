import { constants, copyFileSync, mkdirSync, rmSync, statfsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { StoreError } from '../../../db/base/types.ts';
import type { CopyPlace } from '../../../db/base/written-files.ts';
import { checkStore, copyStore } from '../../../db/station/backup.ts';
import type { StoreLocation } from '../../../db/station/open.ts';
import type { Crypto } from '../../../domain/base/crypto.ts';
import { flushFile, flushFolder, moveFile } from '../../../platform/files/durable.ts';
import {
  copyName,
  isPlaceThere,
  listCopies,
  nextNumber,
  type StoreCopy,
  unfinishedEnding,
} from './copies.ts';

export interface CopyOrder {
  location: StoreLocation;
  stationNumber: string;
  /** Beside the store. */
  folder: string;
  /** On another disk, with its mark; null: none is configured; `away`: it cannot be used now. */
  second: CopyPlace | 'away' | null;
  /** Bytes that a copy leaves free for the ledger. */
  reserve: number;
  /** UTC milliseconds of the machine's clock: part of the name, and decides nothing. */
  now: number;
}

export interface CopyResult {
  copy: StoreCopy;
  facts: number;
  kept: number;
  /** Whether the second folder has it; null where none is configured. */
  second: boolean | null;
}

/**
 * Makes a copy of the store, checks it, and only then gives it its name; then deletes copies that
 * are no longer needed. Where the disk has no room for one more beside the reserve, it deletes
 * older copies first, but never the newest. Blocks: call it in a thread.
 *
 * @throws StoreError `disk-full` where there is no room, and what copying and checking throw
 */
export function makeCopy(order: CopyOrder, crypto: Pick<Crypto, 'sha256'>): CopyResult {
  mkdirSync(order.folder, { recursive: true, mode: 0o700 });
  makeRoom(order);
  const number = nextNumber(copiesOf(order));
  const path = join(order.folder, copyName(order.stationNumber, number, order.now));
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
  const copy = { path, number, made: order.now, bytes: statSync(path).size };
  dropOld(order.folder, order);
  return {
    copy,
    facts,
    kept: listCopies(order.folder, order.stationNumber).length,
    second: order.second === null ? null : copyTo(order.second, copy, order),
  };
}

/** This station's copies in both folders: the folders share their numbers. */
function copiesOf({ folder, second, stationNumber }: CopyOrder): StoreCopy[] {
  const near = listCopies(folder, stationNumber);
  if (second === null || second === 'away') return near;
  try {
    return [...near, ...listCopies(second.path, stationNumber)];
  } catch {
    // The disk went away meanwhile.
    return near;
  }
}

/** A second disk that is away or full does not make the copy in the first folder a failure. */
function copyTo(place: CopyPlace | 'away', copy: StoreCopy, order: CopyOrder): boolean {
  // A disk that is not recorded in the store gets no copy: a purge would not find it.
  if (place === 'away' || !isPlaceThere(place, order.stationNumber)) return false;
  const folder = place.path;
  const path = join(folder, copyName(order.stationNumber, copy.number, copy.made));
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

function dropOld(folder: string, { stationNumber }: CopyOrder): void {
  const copies = listCopies(folder, stationNumber);
  const drop = new Set(copiesToDrop(copies.map(({ number }) => number)));
  for (const { path, number } of copies) if (drop.has(number)) rmSync(path, { force: true });
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
    // Some network drives cannot say; the copy itself then shows whether there is room.
    return Number.POSITIVE_INFINITY;
  }
}

/**
 * The copies that are kept: the newest, and one of each group of so many copies. A copy is made
 * every quarter of an hour while something changes: the groups are hours, and days of ten hours'
 * work.
 */
const keptCopies = {
  newest: 4,
  groups: [
    { copies: 4, count: 24 },
    { copies: 40, count: 7 },
  ],
} as const;

/**
 * Which copies are no longer needed. Numbers decide and not times: a clock that was ahead, or is
 * behind, must not delete good copies. An event's days are far fewer than the hours that a clock
 * can jump.
 *
 * @param numbers of the copies in one folder
 */
export function copiesToDrop(numbers: readonly number[]): number[] {
  const newestFirst = [...numbers].sort((a, b) => b - a);
  const kept = new Set<number>(newestFirst.slice(0, keptCopies.newest));
  for (const { copies, count } of keptCopies.groups) {
    const seen = new Set<number>();
    for (const number of newestFirst) {
      const group = Math.floor(number / copies);
      if (seen.has(group) || seen.size >= count) continue;
      seen.add(group);
      kept.add(number);
    }
  }
  return newestFirst.filter((number) => !kept.has(number));
}

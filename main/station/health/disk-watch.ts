import { closeSync, fsyncSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { z } from 'zod';
import type { WritableDatabase } from '../../../db/base/types.ts';
import type { Log } from '../../base/log.ts';
import type { Timers } from '../../base/timers.ts';

/** Bytes that this program may still write on the folder's disk; null if unknown. */
export async function freeDiskAt(folder: string): Promise<number | null> {
  try {
    const { bavail, bsize } = await statfs(folder);
    const free = bavail * bsize;
    return Number.isSafeInteger(free) && free >= 0 ? free : null;
  } catch {
    // Some network drives cannot say. That is not a failure of the station.
    return null;
  }
}

/** Bytes. */
export const diskLimits = {
  /** Below this the station warns that space is low. */
  low: 1024 ** 3,
  /** Below this nothing but the ledger should be written. */
  critical: 256 * 1024 ** 2,
  /** Kept for the ledger: some hundred thousand facts. */
  reserve: 64 * 1024 ** 2,
} as const;
type DiskLimits = { readonly [L in keyof typeof diskLimits]: number };

/** Milliseconds between two checks: disks usually fill slowly, but fast at the end. */
const pace = { easy: 60_000, low: 10_000 } as const;

export type DiskState = 'well' | 'low' | 'critical' | 'unknown';

/** Watches the free disk space and keeps a reserve there for the ledger. */
export type DiskWatch = ReturnType<typeof createDiskWatch>;

/**
 * Makes the watch. The reserve is a separate file that is deleted when the disk is full: check-ins
 * then continue while an operator makes room. Copies, exports and logs stop first because none of
 * them may use it.
 *
 * @param parts.path of the reserve, on the store's disk
 */
export function createDiskWatch(
  parts: {
    path: string;
    freeDisk: () => Promise<number | null>;
    timers: Timers;
    onChange: () => void;
    log: Log;
  },
  limits: DiskLimits = diskLimits,
) {
  const { path, log } = parts;
  let free: number | null = null;
  let state: DiskState = 'unknown';
  let isRunning = false;
  let cancel: (() => void) | null = null;

  const tend = (): void => {
    if (free === null) return;
    // Only with plenty of space: making the reserve must never be what fills the disk.
    if (free > limits.low + limits.reserve && !hasReserve(path, limits.reserve)) {
      if (makeReserve(path, limits.reserve))
        log.info({ bytes: limits.reserve }, 'disk reserve made');
    }
  };
  const look = async (): Promise<void> => {
    free = await parts.freeDisk();
    const next = diskStateOf(free, limits);
    tend();
    if (next !== state) {
      state = next;
      if (next === 'low' || next === 'critical') log.warn({ free, state }, 'disk is filling');
      parts.onChange();
    }
    if (isRunning) {
      const soon = state === 'low' || state === 'critical';
      cancel = parts.timers.after(soon ? pace.low : pace.easy, () => void look());
    }
  };
  return {
    start: (): void => {
      isRunning = true;
      void look();
    },
    state: (): DiskState => state,
    /** Bytes, as of the last check; null where the system does not say. */
    free: (): number | null => free,
    hasReserve: (): boolean => hasReserve(path, limits.reserve),
    /**
     * Call it when a write failed for lack of space: deletes the reserve. True: there was one, so
     * retry.
     */
    giveUpReserve: (): boolean => {
      if (!hasReserve(path, 1)) return false;
      rmSync(path, { force: true });
      log.warn({}, 'disk full: the reserve was given up for the ledger');
      state = 'critical';
      parts.onChange();
      return true;
    },
    stop: (): void => {
      isRunning = false;
      cancel?.();
    },
  };
}

export function diskStateOf(free: number | null, limits: DiskLimits = diskLimits): DiskState {
  if (free === null) return 'unknown';
  if (free < limits.critical) return 'critical';
  return free < limits.low ? 'low' : 'well';
}

/**
 * Call it when a transaction was rolled back because the disk is full. Deletes the reserve, and
 * copies the log into the database file, after which the log's space can be written again. Then
 * retry.
 *
 * @returns whether either made room
 */
export function makeRoomForLedger(
  db: WritableDatabase,
  disk: Pick<DiskWatch, 'giveUpReserve'>,
): boolean {
  const gave = disk.giveUpReserve();
  try {
    const [result] = z
      .array(z.object({ busy: z.int() }))
      .parse(db.pragma('wal_checkpoint(RESTART)'));
    return gave || result?.busy === 0;
  } catch {
    // The database file itself cannot grow: only the reserve was left.
    return gave;
  }
}

function hasReserve(path: string, bytes: number): boolean {
  return (statSync(path, { throwIfNoEntry: false })?.size ?? 0) >= bytes;
}

/** Writes every byte: a sparse file would reserve no space. */
function makeReserve(path: string, bytes: number): boolean {
  const chunk = Buffer.alloc(1024 * 1024, 0x5a);
  try {
    const file = openSync(path, 'w', 0o600);
    try {
      for (let at = 0; at < bytes; at += chunk.length) writeSync(file, chunk);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    return true;
  } catch {
    // Another program filled the disk meanwhile.
    rmSync(path, { force: true });
    return false;
  }
}

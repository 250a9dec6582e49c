// clock: ages of files on the disk, and the time of the last scan for the screen of health.

import { statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { StoreLocation } from '../../../db/station/open.ts';
import type { Stops } from '../../../domain/base/stops.ts';
import type { StoreHealth } from '../../../domain/sync/reported-health.ts';
import type { StationWarning } from '../../../preload/contract/station/station.ts';
import type { AnyCall } from '../../base/calls.ts';
import type { Context } from '../../base/context.ts';
import { errorFields, type Log } from '../../base/log.ts';
import { realTimers } from '../../base/timers.ts';
import { type Backups, createBackups } from '../../station/backup/backups.ts';
import { type LedgerWatch, watchLedger } from '../../station/backup/ledger-watch.ts';
import { clearedPath, suspectPath } from '../../station/backup/places.ts';
import { openRecovery } from '../../station/backup/recovery-record.ts';
import startCopyWorker from '../../station/backup/worker.ts?nodeWorker';
import {
  createDiskWatch,
  type DiskWatch,
  freeDiskAt,
  makeRoomForLedger,
} from '../../station/health/disk-watch.ts';
import { storeHealthOf } from '../../station/health/station-health.ts';
import { notify } from '../gateway/notify.ts';
import type { StartedStation } from '../start/start-station.ts';
import { damageOf, isWriteWithoutRoom } from '../start/store-damage.ts';

export type Operations = ReturnType<typeof createOperations>;

const minute = 60_000;
const day = 24 * 60 * minute;
const defaultMinutes = 15;
/** Milliseconds to a copy after changes outside the ledger: roster, settings, operators. */
const soon = 20_000;
/** Milliseconds until the first copy of a start: page and camera need processor and disk first. */
const firstCopy = 5_000;

const scan = z.object({ source: z.literal('hid') });
const scannedByHand = z.union([z.object({ target: z.object({ scan }) }), z.object({ scan })]);

export function createOperations(
  started: Pick<StartedStation, 'parts' | 'location'>,
  parts: {
    stops: Stops;
    log: Log;
    /** Ends in order and restarts. */
    restart: () => void;
  },
) {
  const { context, config } = started.parts;
  const { location } = started;
  const { log } = parts;
  const folder = dirname(location.path);
  const changed = (): void => {
    notify('stationChanged', null);
    notify('healthChanged', null);
  };
  const disk = createDiskWatch({
    path: join(folder, 'ledger-reserve'),
    freeDisk: () => freeDiskAt(folder),
    timers: realTimers,
    onChange: changed,
    log,
  });
  let hasFailed = false;
  const ledger = watchLedger(context.db, location, (error) => {
    // Logged once: with a full disk it would be logged at every fact.
    if (!hasFailed) log.error(errorFields(error), 'journal not written');
    hasFailed = true;
  });
  let isDamaged = false;
  const damaged = (): void => {
    if (isDamaged) return;
    isDamaged = true;
    if (clearedAgo(location) < day) {
      log.error({}, 'the store seems damaged, and was found whole before');
      return;
    }
    log.error({}, 'the store is damaged: starting anew to restore it');
    writeFileSync(suspectPath(location), '');
    parts.restart();
  };
  const backups = createBackups({
    db: context.db,
    location,
    stationNumber: context.self.stationNumber,
    second: config.backup?.folder ?? null,
    every: (config.backup?.everyMinutes ?? defaultMinutes) * minute,
    startWorker: (request) => startCopyWorker({ workerData: request }),
    timers: realTimers,
    now: Date.now,
    onChange: changed,
    copied: ledger.copied,
    damaged,
    log,
  });
  const everyMinutes = config.backup?.everyMinutes ?? defaultMinutes;
  let lastScan: number | null = null;
  let cancelSoon: (() => void) | null = null;
  let cancelFirst: (() => void) | null = null;
  parts.stops.defer('operations', async () => {
    cancelSoon?.();
    cancelFirst?.();
    disk.stop();
    await backups.stop();
    ledger.close();
  });
  return {
    backups,
    /** Minutes between two copies. */
    everyMinutes,
    disk,
    /** Call it once facts are committed, and before any answer. */
    noteFacts: ledger.note,
    /**
     * Call it after an answered call: some calls make a copy due, some come from the hand scanner.
     */
    called: ({ needsCopy }: AnyCall, input: unknown): void => {
      if (scannedByHand.safeParse(input).success) lastScan = Date.now();
      if (needsCopy !== true) return;
      cancelSoon?.();
      cancelSoon = realTimers.after(soon, () => void backups.backUpNow('import'));
    },
    /**
     * Call it with the error of a call that failed. True where a repetition makes sense: the disk
     * was full, and the reserve was deleted. A damaged store restarts the station, which restores the
     * store.
     */
    callFailed: (error: unknown): boolean => {
      if (damageOf(error)) damaged();
      return isWriteWithoutRoom(error) && makeRoomForLedger(context.db, disk);
    },
    /** When the hand scanner was last used, UTC milliseconds; null if not since the start. */
    lastScan: (): number | null => lastScan,
    warnings: (): StationWarning[] => warningsOf(context, disk, backups),
    /** The worst of what `warnings` reports about the store, for the hub. */
    storeHealth: (): StoreHealth => storeHealthOf(context.db, backups.state().problem !== null),
    /** Deletes copies of personal data; see `StationFiles`. */
    copies: { deleteCopies: () => deleteAll(backups, ledger), eraseCopies: backups.erase },
    start: (): void => {
      disk.start();
      cancelFirst = realTimers.after(firstCopy, backups.start);
    },
  };
}

/** Milliseconds since a start looked for such damage on every page and found nothing. */
function clearedAgo(location: StoreLocation): number {
  const cleared = statSync(clearedPath(location), { throwIfNoEntry: false });
  return cleared === undefined ? Number.POSITIVE_INFINITY : Date.now() - cleared.mtimeMs;
}

function deleteAll(backups: Backups, ledger: LedgerWatch): Promise<number> {
  ledger.clear();
  return backups.deleteAll();
}

function warningsOf(context: Context, disk: DiskWatch, backups: Backups): StationWarning[] {
  const warnings: StationWarning[] = [];
  const recovery = openRecovery(context.db);
  if (recovery !== null && !(recovery.isWhole && recovery.seen)) {
    const code = recovery.isWhole ? 'store-restored' : 'store-incomplete';
    warnings.push({ code, detail: recovery.putAside });
  }
  if (disk.state() === 'critical') warnings.push({ code: 'disk-full', detail: '' });
  if (disk.state() === 'low') warnings.push({ code: 'disk-nearly-full', detail: '' });
  const { problem, folder } = backups.state();
  if (problem !== null) warnings.push({ code: 'store-not-copied', detail: folder });
  return warnings;
}

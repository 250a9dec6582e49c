import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, statfsSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openStore } from '../../../../db/station/open.ts';
import { isWriteWithoutRoom } from '../../../../main/app/start/store-damage.ts';
import { checkIn } from '../../../../main/check-in/check-in.ts';
import {
  createDiskWatch,
  type DiskWatch,
  diskStateOf,
  freeDiskAt,
  makeRoomForLedger,
} from '../../../../main/station/health/disk-watch.ts';
import { makeDeskContext } from '../../../support/desk-context.ts';

const megabyte = 1024 ** 2;
const silent = { info: () => {}, warn: () => {}, error: () => {} };
const cleanUps: (() => void)[] = [];
afterEach(() => {
  for (const end of cleanUps.splice(0).reverse()) end();
});

/** A separate disk of so many megabytes; null if this account may not mount one. */
function smallDisk(megabytes: number): string | null {
  const folder = mkdtempSync(join(tmpdir(), 'lanyard-small-'));
  cleanUps.push(() => rmSync(folder, { recursive: true, force: true }));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'none', folder], {
      stdio: 'ignore',
    });
  } catch {
    return null;
  }
  cleanUps.push(() => execFileSync('umount', ['-l', folder]));
  return folder;
}

function watchOf(
  folder: string,
  free: () => Promise<number | null>,
  reserve = 2 * megabyte,
): DiskWatch {
  const limits = { low: 3 * megabyte, critical: megabyte, reserve };
  const timers = { after: () => () => {} };
  const path = join(folder, 'ledger-reserve');
  return createDiskWatch({ path, freeDisk: free, timers, onChange: () => {}, log: silent }, limits);
}

describe('the watch over the disk', () => {
  it('says low and critical by the bytes that are free', () => {
    const limits = { low: 1_000, critical: 100, reserve: 10 };
    expect([null, 5_000, 999, 99].map((free) => diskStateOf(free, limits))).toEqual([
      'unknown',
      'well',
      'low',
      'critical',
    ]);
  });

  it('makes the reserve from plenty only, and gives it up once', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lanyard-reserve-'));
    cleanUps.push(() => rmSync(folder, { recursive: true, force: true }));
    let free = 4 * megabyte;
    const watch = watchOf(folder, () => Promise.resolve(free));
    watch.start();
    await new Promise((resolve) => setImmediate(resolve));
    expect(watch.hasReserve()).toBe(false);
    expect(watch.giveUpReserve()).toBe(false);
    free = 6 * megabyte;
    watch.start();
    await new Promise((resolve) => setImmediate(resolve));
    expect(watch.hasReserve()).toBe(true);
    expect(statSync(join(folder, 'ledger-reserve')).blocks * 512).toBeGreaterThanOrEqual(
      2 * megabyte,
    );
    expect(watch.giveUpReserve()).toBe(true);
    expect(watch.giveUpReserve()).toBe(false);
    expect(watch.state()).toBe('critical');
    watch.stop();
  });

  it('keeps admitting on a full disk, and shows nobody as admitted who is not on it', async ({
    skip,
  }) => {
    const folder = smallDisk(32);
    if (folder === null) return skip('this account may not mount a small disk');
    const desk = makeDeskContext({ folder });
    for (let number = 1; number <= 300; number += 1) desk.addDelegate(number);
    desk.context.db.pragma('wal_checkpoint(TRUNCATE)');
    const watch = watchOf(folder, () => freeDiskAt(folder), 8 * megabyte);
    watch.start();
    await vi.waitFor(() => expect(watch.hasReserve()).toBe(true), 20_000);
    const free = (): number => statfsSync(folder).bavail * statfsSync(folder).bsize;
    // Another program fills the disk.
    writeFileSync(join(folder, 'film'), Buffer.alloc(Math.max(0, free() - 256 * 1024)));
    const answered: number[] = [];
    let refused = 0;
    for (let number = 1; number <= 300; number += 1) {
      const admit = () =>
        checkIn(desk.context, desk.caller, {
          key: randomUUID(),
          target: {
            kind: 'delegate',
            delegateId: `00000000-0000-5000-8000-${String(number).padStart(12, '0')}`,
          },
          identity: null,
        });
      try {
        if (admit().outcome === 'admitted') answered.push(number);
      } catch (error) {
        expect(isWriteWithoutRoom(error)).toBe(true);
        if (!makeRoomForLedger(desk.context.db, watch)) {
          refused += 1;
          continue;
        }
        try {
          if (admit().outcome === 'admitted') answered.push(number);
        } catch (again) {
          expect(isWriteWithoutRoom(again)).toBe(true);
          refused += 1;
        }
      }
    }
    // The reserve allowed many more; then that was used up too, and each refusal said so.
    expect(answered.length).toBeGreaterThan(100);
    expect(answered.length + refused).toBe(300);
    desk.context.db.close();
    rmSync(join(folder, 'film'));
    const db = openStore(desk.location);
    const admitted = db.prepare('SELECT count(*) FROM admission').pluck().get();
    expect(admitted).toBe(answered.length);
    db.close();
    watch.stop();
  });
});

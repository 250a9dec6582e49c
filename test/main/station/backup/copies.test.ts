import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listCopyPlaces } from '../../../../db/base/written-files.ts';
import { checkStore } from '../../../../db/station/backup.ts';
import { realTimers } from '../../../../main/base/timers.ts';
import { registerWalkIn } from '../../../../main/check-in/roster-changes.ts';
import { createStationFiles } from '../../../../main/privacy/station-files.ts';
import {
  type BackupParts,
  type Backups,
  createBackups,
} from '../../../../main/station/backup/backups.ts';
import { deleteCopies, listCopies, markedPlace } from '../../../../main/station/backup/copies.ts';
import { watchLedger } from '../../../../main/station/backup/ledger-watch.ts';
import { copiesToDrop, makeCopy } from '../../../../main/station/backup/make-copy.ts';
import { copiesFolder, journalFolder } from '../../../../main/station/backup/places.ts';
import { nodeCrypto } from '../../../../platform/crypto/node-crypto.ts';
import { createRandom } from '../../../sim/random.ts';
import { type DeskContext, makeDeskContext } from '../../../support/desk-context.ts';
import { holdThread } from '../../../support/hold-thread.ts';

let desk: DeskContext;
let second: string;
beforeEach(() => {
  desk = makeDeskContext();
  for (let number = 1; number <= 20; number += 1) desk.addDelegate(number);
  second = mkdtempSync(join(tmpdir(), 'lanyard-second-'));
});
afterEach(() => {
  desk.close();
  rmSync(second, { recursive: true, force: true });
});

const worker = new URL('../../../../main/station/backup/worker.ts', import.meta.url);
const minute = 60_000;
const start = Date.parse('2018-10-02T07:00:00Z');

async function copyAt(now: number, change: { reserve?: number; second?: string } = {}) {
  const { location, context } = desk;
  const { stationNumber } = context.self;
  const far =
    change.second === undefined
      ? null
      : ((await markedPlace(change.second, stationNumber)) ?? ('away' as const));
  const folder = copiesFolder(location);
  const { reserve = 0 } = change;
  const order = { location, stationNumber, folder, second: far, reserve, now };
  return makeCopy(order, nodeCrypto);
}

describe('a copy of the store', () => {
  it('is whole, encrypted, its owner’s alone, and in the second folder too', async () => {
    const { copy, second: far } = await copyAt(start, { second });
    expect(far).toBe(true);
    for (const folder of [copiesFolder(desk.location), second]) {
      const [one] = listCopies(folder, null);
      if (one === undefined) throw new Error('no copy');
      expect(one.made).toBe(start);
      expect(checkStore({ ...desk.location, path: one.path }, nodeCrypto).delegates).toBe(20);
      expect(readFileSync(one.path).subarray(0, 15).toString()).not.toBe('SQLite format 3');
    }
    expect(readdirSync(copiesFolder(desk.location))).toHaveLength(1);
    expect(copy.bytes).toBeGreaterThan(0);
  });

  it('that finds no room beside the reserve is not begun, and the newest one stays', async () => {
    await copyAt(start);
    await copyAt(start + 15 * minute);
    const more = { reserve: Number.MAX_SAFE_INTEGER };
    await expect(copyAt(start + 30 * minute, more)).rejects.toThrow(
      expect.objectContaining({ code: 'disk-full' }),
    );
    expect(listCopies(copiesFolder(desk.location), null).map(({ made }) => made)).toEqual([
      start + 15 * minute,
    ]);
  });

  it('goes on without the second folder while that is away', async () => {
    rmSync(second, { recursive: true });
    expect((await copyAt(start, { second })).second).toBe(false);
    mkdirSync(second);
    expect((await copyAt(start + minute, { second })).second).toBe(true);
  });
});

describe('what is kept', () => {
  it('is the last four, one of every four of a day and one of every forty of a week', () => {
    let kept: number[] = [];
    for (let number = 1; number <= 4 * 24 * 10; number += 1) {
      const drop = new Set(copiesToDrop([...kept, number]));
      kept = [...kept, number].filter((one) => !drop.has(one));
      expect(kept.slice(-4)).toEqual(
        [3, 2, 1, 0].map((back) => number - back).filter((one) => one > 0),
      );
    }
    expect(kept.length).toBeGreaterThanOrEqual(4 + 22);
    expect(kept.length).toBeLessThanOrEqual(4 + 24 + 7);
    expect(kept[0]).toBeLessThanOrEqual(4 * 24 * 10 - 5 * 40);
  });

  it.each([1, 2, 3])('is the same whatever the clock says (%i)', async (seed) => {
    const random = createRandom(seed);
    const jumps = [0, -1, 1, -40 * 24 * 60, 40 * 24 * 60, -2 * 60, 2 * 60];
    let now = start;
    for (let count = 0; count < 9; count += 1) {
      now += 15 * minute + random.pick(jumps) * minute;
      await copyAt(now, { second });
    }
    // The first of each group of four, and the last four of nine.
    for (const folder of [copiesFolder(desk.location), second]) {
      expect(listCopies(folder, null).map(({ number }) => number)).toEqual([9, 8, 7, 6, 3]);
    }
  });

  it('goes on from the numbers of the second folder when the first one is lost', async () => {
    for (const count of [1, 2, 3]) await copyAt(start + count * minute, { second });
    rmSync(copiesFolder(desk.location), { recursive: true });
    await copyAt(start, { second });
    expect(listCopies(second, null)[0]?.number).toBe(4);
  });
});

describe('copies while people are checked in', () => {
  function service(change: Partial<BackupParts> = {}): { backups: Backups; copied: number[] } {
    const copied: number[] = [];
    const backups = createBackups({
      db: desk.context.db,
      location: desk.location,
      stationNumber: desk.context.self.stationNumber,
      second: null,
      every: 15 * minute,
      startWorker: (workerData) => new Worker(worker, { workerData }),
      timers: realTimers,
      now: () => start,
      onChange: () => {},
      copied: () => void copied.push(1),
      damaged: () => {},
      log: { info: () => {}, warn: () => {}, error: () => {} },
      ...change,
    });
    return { backups, copied };
  }

  it('come from a thread: the main thread is never held up by one', async () => {
    const held = holdThread(worker);
    const startWorker = (workerData: object) => new Worker(held.path, { workerData });
    const { backups, copied } = service({ startWorker });
    let isCopying = true;
    const copy = backups.backUpNow('asked').finally(() => {
      isCopying = false;
    });
    for (let turns = 0; turns < 10; turns += 1) await turn();
    // A copy made in this thread would be finished by now.
    expect(isCopying).toBe(true);
    held.release();
    await copy;
    expect(copied).toHaveLength(1);
    await backups.stop();
  });

  it('tell of damage in the store', async () => {
    const damage: string[] = [];
    const away = { ...desk.location, key: Buffer.alloc(32, 9) };
    const { backups } = service({ location: away, damaged: () => void damage.push('met') });
    expect(await backups.backUpNow('asked')).toBe('corrupt-or-wrong-key');
    expect(damage).toEqual(['met']);
    expect(backups.state().problem?.code).toBe('corrupt-or-wrong-key');
    await backups.stop();
  });

  it('and the journal go with a purge, in both folders', async () => {
    const { backups } = service({ second });
    const watch = watchLedger(desk.context.db, desk.location, () => {});
    registerWalkIn(desk.context, desk.caller, {
      person: {
        title: '',
        printedName: 'Ada MARKER',
        givenName: 'Ada',
        familyName: 'MARKER',
        nativeName: '',
        jobTitle: '',
        delegation: 'BEL',
        administration: 'Customs',
        category: 'delegate',
      },
      approver: 'Anna',
      reference: '',
      identity: 'passport',
    });
    watch.note();
    await backups.backUpNow('asked');
    expect(existsSync(journalFolder(desk.location))).toBe(true);
    const files = createStationFiles(dirname(desk.location.path), {
      deleteCopies: () => {
        watch.clear();
        return backups.deleteAll();
      },
      eraseCopies: backups.erase,
    });
    expect(await files.deleteStores()).toBe(1);
    const [place] = listCopyPlaces(desk.context.db);
    if (place === undefined) throw new Error('no folder was written down');
    expect(await files.eraseCopies(place)).toBe(1);
    expect(readdirSync(second)).toEqual([]);
    expect(deleteCopies(copiesFolder(desk.location), null)).toBe(0);
    expect(listCopies(second, null)).toEqual([]);
    const journals = readdirSync(journalFolder(desk.location));
    expect(journals).toHaveLength(1);
    for (const name of journals) {
      expect(readFileSync(join(journalFolder(desk.location), name))).toHaveLength(0);
    }
    await backups.stop();
    watch.close();
  });
});

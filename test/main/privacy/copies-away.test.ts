import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { copyPlaceName, listCopyPlaces } from '../../../db/base/written-files.ts';
import type { PurgePerson } from '../../../domain/operators/people.ts';
import { certificateWords } from '../../../domain/privacy/certificate-words.ts';
import { savePersonalFile } from '../../../main/base/saved-file.ts';
import { realTimers } from '../../../main/base/timers.ts';
import { declareDestroyed } from '../../../main/privacy/carry-out.ts';
import { type Backups, createBackups } from '../../../main/station/backup/backups.ts';
import { listCopies } from '../../../main/station/backup/copies.ts';
import { cleanUp, type HubRig, makeDesk, type SyncDesk, startRig } from '../sync/support.ts';
import { purgeAt } from './support.ts';

const anna: PurgePerson = { kind: 'administrator', id: 'Anna', name: 'Anna' };
const bruno: PurgePerson = { kind: 'administrator', id: 'Bruno', name: 'Bruno' };

let rig: HubRig;
let desk: SyncDesk;
let root: string;
let second: string;
let backups: Backups;
beforeEach(async () => {
  rig = await startRig();
  await rig.importPeople(3);
  desk = await makeDesk(rig, { name: 'A' });
  await desk.sync();
  root = mkdtempSync(join(tmpdir(), 'lanyard-away-'));
  second = join(root, 'disk');
  mkdirSync(second);
  backups = createBackups({
    db: desk.context.db,
    location: desk.location,
    stationNumber: desk.context.self.stationNumber,
    second,
    every: 60_000,
    startWorker: (workerData) =>
      new Worker(new URL('../../../main/station/backup/worker.ts', import.meta.url), {
        workerData,
      }),
    timers: realTimers,
    now: () => (rig.time.now += 1_000),
    onChange: () => {},
    copied: () => {},
    damaged: () => {},
    log: { info: () => {}, warn: () => {}, error: () => {} },
  });
});
afterEach(async () => {
  await backups.stop();
  rmSync(root, { recursive: true, force: true });
  await cleanUp();
});

/** The disk is unplugged; its path may remain as an empty mount point. */
function unplug(as: string, isMountPointLeft = false): void {
  renameSync(second, join(root, as));
  if (isMountPointLeft) mkdirSync(second);
}

function plugIn(as: string): void {
  rmSync(second, { recursive: true, force: true });
  renameSync(join(root, as), second);
}

/** Does the hourly work of the desk, and reports to the hub. */
async function tend(): Promise<boolean> {
  const files = {
    eraseCopies: backups.erase,
    deleteStores: async () => await backups.deleteAll(),
  };
  const isAnyDone = await purgeAt(desk, files);
  await desk.sync();
  return isAnyDone;
}

async function order(): Promise<void> {
  rig.time.now = Date.parse('2018-12-01T10:00:00+01:00');
  await rig.hub.privacy.orderPurge({ requestedBy: anna, approvedBy: bruno });
  await desk.sync();
  await tend();
}

async function certified() {
  const signed = await rig.hub.privacy.certificate(null);
  const { complete, stations } = signed.certificate;
  return { complete, left: stations[0]?.outcome?.left, words: certificateWords(signed, 'en') };
}

test.each([false, true])(
  'a disk with copies that is away keeps the certificate from “complete” until it is seen erased (mount point left: %s)',
  async (isMountPointLeft) => {
    expect(await backups.backUpNow('asked')).toBe(null);
    expect(listCopies(second, null)).toHaveLength(1);
    unplug('away', isMountPointLeft);
    await order();
    const path = copyPlaceName(listCopyPlaces(desk.context.db)[0] ?? { id: '', path: '' });
    const away = await certified();
    expect(away).toMatchObject({ complete: false, left: [{ path, why: 'copies-away' }] });
    expect(away.words).toContain(`Not complete: copies at: A, ${path}`);
    expect(await tend()).toBe(false);
    plugIn('away');
    expect(await tend()).toBe(true);
    expect(readdirSync(second)).toEqual([]);
    expect(await certified()).toMatchObject({ complete: true, left: [] });
  },
);

test('two disks that take turns at one path are two places', async () => {
  await backups.backUpNow('asked');
  unplug('first');
  mkdirSync(second);
  await backups.backUpNow('asked');
  await order();
  expect(listCopies(second, null)).toEqual([]);
  expect((await certified()).complete).toBe(false);
  plugIn('first');
  await tend();
  expect(listCopies(second, null)).toEqual([]);
  expect((await certified()).complete).toBe(true);
});

test('a copy that is being made when the purge comes is waited for, and goes', async () => {
  const copying = backups.backUpNow('asked');
  await order();
  await copying;
  expect(listCopies(second, null)).toEqual([]);
  expect((await certified()).complete).toBe(true);
});

test('what is destroyed is declared with a reason, at the station or at the hub, and stands in the certificate', async () => {
  await backups.backUpNow('asked');
  const path = join(dirname(desk.location.path), 'list.csv');
  await savePersonalFile(desk.context, path, 'names');
  rmSync(path);
  unplug('away');
  await order();
  const { left = [] } = await certified();
  expect(left.map(({ why }) => why)).toEqual(['not-there', 'copies-away']);
  expect(left[0]?.path).toBe(path);
  const by: PurgePerson = { kind: 'operator', id: 'Op', name: 'Olga' };
  const parts = { context: desk.context, signingKey: () => desk.keys.privateKey };
  const said = { reason: 'shredded on 30 November', by, at: rig.time.now };
  expect(declareDestroyed(parts, { ...said, path: '/elsewhere' })).toBe(false);
  expect(declareDestroyed(parts, { ...said, path })).toBe(true);
  await desk.sync();
  expect((await certified()).left).toHaveLength(1);

  const [place = { path: '' }] = (await certified()).left ?? [];
  const atHub = { station: desk.context.self.station, path: place.path, reason: 'disk drilled' };
  const unknown = rig.hub.privacy.declareDestroyed({ ...atHub, station: null, by: anna });
  await expect(unknown).rejects.toMatchObject({ code: 'not-found' });
  await rig.hub.privacy.declareDestroyed({ ...atHub, by: anna });
  const { complete, words } = await certified();
  expect(complete).toBe(true);
  expect(words.replaceAll('\n', ' ')).toMatch(/Declared destroyed:.*list\.csv — Olga.*drilled/);
});

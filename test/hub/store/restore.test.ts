import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { backUp, bumpEpoch, restoreSqlite } from '../../../hub/store/backup.ts';
import type { HubLocation } from '../../../hub/store/location.ts';
import { openHubStore } from '../../../hub/store/open-store.ts';
import { testHubOn } from '../support/test-hub.ts';

const noon = Date.parse('2018-10-02T12:00:00Z');
const noCheck = async (): Promise<void> => {};
let folder: string;
let location: Extract<HubLocation, { kind: 'sqlite' }>;
let backup: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lanyard-restore-'));
  location = {
    kind: 'sqlite',
    path: join(folder, 'hub.db'),
    key: randomBytes(32),
    nativeBinding: undefined,
  };
  backup = join(folder, 'backup.db');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A hub's store, open, with a backup of it. */
async function backedUp() {
  const store = await openHubStore(location);
  const { hub } = await testHubOn(store);
  await backUp(store, backup);
  return { store, epoch: hub.identity().epoch };
}

test('a store that somebody has open is not replaced, however quiet they are', async () => {
  const { store } = await backedUp();
  const held = restoreSqlite(location, backup, noCheck, noon);
  await expect(held).rejects.toMatchObject({ code: 'in-use' });
  expect(await store.db.selectFrom('hub').selectAll().execute()).toHaveLength(1);
  await store.close();
  await restoreSqlite(location, backup, noCheck, noon);
});

test('each restore of the same backup is another epoch; nothing that was in use is overwritten', async () => {
  const { store, epoch } = await backedUp();
  await store.close();
  const restored = [];
  for (let count = 0; count < 3; count += 1) {
    restored.push(await restoreSqlite(location, backup, noCheck, noon));
  }
  expect(new Set([epoch, ...restored.map((one) => one.epoch)]).size).toBe(4);
  expect(restored.map(({ aside }) => aside)).toEqual(
    ['', '-2', '-3'].map((n) => join(folder, `hub-before-restore-20181002T120000Z${n}.db`)),
  );
  for (const { aside } of restored) expect(existsSync(aside ?? '')).toBe(true);
  const again = await openHubStore(location);
  const [hub] = await again.db.selectFrom('hub').select('epoch').execute();
  expect(hub?.epoch).toBe(restored[2]?.epoch);
  await again.close();
});

test('what the check refuses leaves the store, and no copy', async () => {
  const { store, epoch } = await backedUp();
  await store.close();
  // A copy left by an earlier attempt whose machine lost power.
  writeFileSync(`${location.path}.restoring`, 'half a copy');
  writeFileSync(`${location.path}.restoring-wal`, 'and its log');
  const refused = restoreSqlite(location, backup, () => Promise.reject(new Error('no')), noon);
  await expect(refused).rejects.toMatchObject({ name: 'HubStoreError' });
  expect(readdirSync(folder).sort()).toEqual(['backup.db', 'hub.db']);
  const again = await openHubStore(location);
  expect(await again.db.selectFrom('hub').select('epoch').execute()).toEqual([{ epoch }]);
  await again.close();
});

test('a backup under another key is refused', async () => {
  const { store } = await backedUp();
  await store.close();
  const other = { ...location, key: randomBytes(32) };
  for (const wrong of [other, { ...location, key: null }]) {
    const refused = restoreSqlite(wrong, backup, noCheck, noon);
    await expect(refused).rejects.toMatchObject({ code: 'corrupt-or-wrong-key' });
  }
  await (await openHubStore(location)).close();
});

test('a backup is never written over a file, nor half written into a folder that is not there', async () => {
  const { store } = await backedUp();
  const before = readFileSync(backup);
  await expect(backUp(store, backup)).rejects.toMatchObject({ code: 'file-exists' });
  expect(readFileSync(backup).equals(before)).toBe(true);
  const nowhere = backUp(store, join(folder, 'no folder', 'backup.db'));
  await expect(nowhere).rejects.toMatchObject({ code: 'no-such-file' });
  await store.close();
});

test('a store without a hub has no epoch to change', async () => {
  const store = await openHubStore(location);
  await expect(bumpEpoch(store)).rejects.toMatchObject({ code: 'not-initialised' });
  await store.close();
});

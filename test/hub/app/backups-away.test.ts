import { mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { PurgePerson } from '../../../domain/operators/people.ts';
import { createHub, type Hub } from '../../../hub/app/hub.ts';
import { openHubStore } from '../../../hub/store/open-store.ts';
import { createPurgeFiles } from '../../../hub/store/purge-files.ts';
import { nodeCrypto } from '../../../platform/crypto/node-crypto.ts';
import { entries } from '../http/people.ts';
import { describeOnBothStores, silentLog, testRandom } from '../support/test-hub.ts';

const anna: PurgePerson = { kind: 'administrator', id: 'Anna', name: 'Anna' };
const bruno: PurgePerson = { kind: 'administrator', id: 'Bruno', name: 'Bruno' };
const now = Date.parse('2018-12-01T10:00:00+01:00');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lanyard-hub-away-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const purge = (hub: Hub) => hub.privacy.orderPurge({ requestedBy: anna, approvedBy: bruno });

async function certified(hub: Hub) {
  const { complete, issuer } = (await hub.privacy.certificate(null)).certificate;
  return { complete, left: issuer.outcome?.left };
}

describeOnBothStores('copies of the hub’s store', (open) => {
  test('keep the certificate from “complete” until they are seen erased or declared destroyed', async () => {
    const { store } = await open();
    const options = { store, clock: () => now, random: testRandom, crypto: nodeCrypto };
    const files = createPurgeFiles(folder);
    const hub = await createHub({ ...options, log: silentLog, files });
    await hub.importRoster(entries(2), 'people.csv');
    if (store.kind === 'postgres') {
      await purge(hub);
      const [dumps] = (await certified(hub)).left ?? [];
      expect(dumps?.why).toBe('not-seen');
      const said = { station: null, path: dumps?.path ?? '', reason: 'no dump was made', by: anna };
      await hub.privacy.declareDestroyed(said);
      expect(await certified(hub)).toEqual({ complete: true, left: [] });
      return;
    }
    const stick = join(folder, 'stick');
    mkdirSync(stick);
    await hub.backup(join(stick, 'one.db'));
    await expect(hub.backup(join(stick, 'one.db'))).rejects.toMatchObject({ code: 'not-allowed' });
    await hub.backup(join(stick, 'two.db'));
    // As after a restore from an older backup: the store knows neither.
    await store.db.deleteFrom('written_file').execute();
    await hub.privacy.adopt(files.orders());
    renameSync(stick, `${stick}-away`);
    await purge(hub);
    expect(await certified(hub)).toEqual({
      complete: false,
      left: ['one.db', 'two.db'].map((name) => ({ path: join(stick, name), why: 'not-there' })),
    });
    renameSync(`${stick}-away`, stick);
    await hub.privacy.tend();
    expect(await certified(hub)).toEqual({ complete: true, left: [] });
    expect(files.backups()).toEqual([]);
  });

  test('know of themselves: a hub that is restored from one alone names it', async () => {
    const { hub, store } = await open();
    if (store.kind !== 'sqlite') return;
    const path = join(folder, 'one.db');
    await hub.backup(path);
    const location = { kind: 'sqlite', path, key: null, nativeBinding: undefined } as const;
    const copy = await openHubStore(location);
    const known = await copy.db.selectFrom('written_file').select('path').execute();
    await copy.close();
    expect(known).toEqual([{ path }]);
  });
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openHubStore } from '../../../../hub/store/open-store.ts';
import { json } from '../../connectors/fakes/fake-server.ts';
import { describeOnBothStores, testHubOn } from '../../support/test-hub.ts';
import {
  addPretix,
  codeOf,
  fact,
  fakesForEachTest,
  idOf,
  nonces,
  pretix,
  push,
  runPretix,
} from './bench.ts';

fakesForEachTest();

describeOnBothStores('connectors: failures', (open) => {
  test('pauses double up to ten minutes, and are never shorter than what the other side asks', async () => {
    const bench = await open();
    await addPretix(bench);
    const pauseOf = async (): Promise<number> => {
      await runPretix(bench);
      const row = await bench.store.db.selectFrom('connector').select('pull_at').executeTakeFirst();
      return (row?.pull_at ?? 0) - bench.time.now;
    };
    pretix.devices.clear();
    for (const whole of [5_000, 10_000, 20_000, 40_000]) {
      const pause = await pauseOf();
      expect(pause).toBeGreaterThanOrEqual(whole / 2);
      expect(pause).toBeLessThanOrEqual(whole);
    }
    for (let i = 0; i < 8; i += 1) await runPretix(bench);
    expect(await pauseOf()).toBeLessThanOrEqual(600_000);
    pretix.devices.add('device-token-of-the-test');
    pretix.fail('blockedsecrets', json(429, {}, { 'retry-after': '900' }));
    expect(await pauseOf()).toBeGreaterThanOrEqual(900_000);
    expect(await pauseOf()).toBe(300_000);
    expect((await bench.hub.connectors.list())[0]).toMatchObject({ pullError: null });
  });

  test('a missing token is said, and nothing is asked', async () => {
    const bench = await open();
    await addPretix(bench, { secret: { variable: 'LANYARD_TEST_NO_SUCH_VARIABLE' } });
    expect(await runPretix(bench)).toMatchObject({
      pullError: 'secret-missing: LANYARD_TEST_NO_SUCH_VARIABLE',
    });
    expect(pretix.requests).toEqual([]);
  });

  test('started, they run by themselves and end with the hub', async () => {
    const bench = await open();
    const desk = await bench.enrol();
    await addPretix(bench);
    const stop = bench.hub.connectors.start();
    const admitted = fact(desk, { delegateId: idOf(codeOf(1)) });
    await push(bench, desk);
    await expect.poll(nonces).toEqual([admitted]);
    await stop();
  });
});

test('the store keeps no token and no value of a person beside the roster', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lanyard-connector-store-'));
  const path = join(folder, 'hub.db');
  const store = await openHubStore({ kind: 'sqlite', path, key: null, nativeBinding: undefined });
  try {
    const bench = await testHubOn(store);
    await addPretix(bench);
    await runPretix(bench);
    const rows = JSON.stringify([
      await store.db.selectFrom('connector').selectAll().execute(),
      await store.db.selectFrom('connector_person').selectAll().execute(),
      await store.db.selectFrom('connector_parked').selectAll().execute(),
    ]);
    expect(rows).toContain(codeOf(1));
    expect(rows).not.toMatch(/device-token|Given0001|FAMILY0001|Customs/);
  } finally {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
});

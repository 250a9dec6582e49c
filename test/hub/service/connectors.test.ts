import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openHubStore } from '../../../hub/store/open-store.ts';
import { attendanceTests } from './connectors/attendance-tests.ts';
import { addPretix, codeOf, fakesForEachTest, runPretix } from './connectors/bench.ts';
import { failureTests } from './connectors/failure-tests.ts';
import { rosterTests } from './connectors/roster-tests.ts';
import { describeOnBothStores, testHubOn } from './test-hub.ts';

fakesForEachTest();

describeOnBothStores('connectors', (open) => {
  describe('roster', () => rosterTests(open));
  describe('attendance', () => attendanceTests(open));
  describe('failures', () => failureTests(open));
});

describe('the store', () => {
  test('keeps no token and no value of a person beside the roster', async () => {
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
});

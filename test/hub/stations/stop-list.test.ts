import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { nodeCrypto } from '../../../crypto/node-crypto.ts';
import { isAuthenticStopList } from '../../../domain/sync/stop-list.ts';
import { describeOnBothStores } from '../support/test-hub.ts';
import { problemOf } from '../support/test-requests.ts';

const person = { kind: 'delegate', value: randomUUID() } as const;
const badge = { kind: 'badge', value: 'A7F30C12-000123' } as const;

describeOnBothStores('stop list', (open) => {
  test('each issue is signed, newer than the one before, and travels with the orders', async () => {
    const bench = await open();
    const desk = await bench.enrol('Door', 'door');
    expect(await bench.hub.stopList()).toBeNull();
    const before = await bench.hub.directory(await desk.caller());
    const first = await bench.hub.changeStopList({ add: [person, badge, person], remove: [] });
    expect(first.list).toMatchObject({ issued: bench.time.now, entries: [badge, person] });
    const second = await bench.hub.changeStopList({ add: [], remove: [badge] });
    expect(second.list.entries).toEqual([person]);
    expect(second.list.version).toBeGreaterThan(first.list.version);
    const directory = await bench.hub.directory(await desk.caller());
    expect((await bench.hub.orders(await desk.caller())).stopList).toEqual(second);
    expect(directory.version).not.toBe(before.version);
    const { hubKey } = bench.hub.identity();
    for (const signed of [first, second]) {
      expect(isAuthenticStopList(signed, hubKey, nodeCrypto)).toBe(true);
    }
    const forged = { ...second, list: { ...second.list, entries: [] } };
    expect(isAuthenticStopList(forged, hubKey, nodeCrypto)).toBe(false);
  });

  test('versions rise also when the clock is set back', async () => {
    const bench = await open();
    const first = await bench.hub.changeStopList({ add: [person], remove: [] });
    bench.time.now -= 3_600_000;
    const second = await bench.hub.changeStopList({ add: [badge], remove: [] });
    expect(second.list.version).toBeGreaterThan(first.list.version);
  });

  test('a hub that was restored issues lists that kiosks take for newer than theirs', async () => {
    const bench = await open();
    await bench.hub.changeStopList({ add: [person], remove: [] });
    const { db } = bench.store;
    const backup = await db.selectFrom('stop_list').selectAll().executeTakeFirstOrThrow();
    let held = 0;
    for (let issue = 0; issue < 5; issue += 1) {
      bench.time.now += 1_000;
      held = (await bench.hub.changeStopList({ add: [badge], remove: [] })).list.version;
    }
    for (const lost of [backup, null]) {
      if (lost === null) await db.deleteFrom('stop_list').execute();
      else await db.updateTable('stop_list').set(lost).execute();
      bench.time.now += 1_000;
      const next = await bench.hub.changeStopList({ add: [badge], remove: [] });
      expect(next.list.version).toBeGreaterThan(held);
      held = next.list.version;
    }
  });

  test('administrators at the same moment: no version twice, no entry lost', async () => {
    const bench = await open();
    const values = Array.from({ length: 8 }, () => ({
      kind: 'delegate' as const,
      value: randomUUID(),
    }));
    const issued = await Promise.all(
      values.map((value) => bench.hub.changeStopList({ add: [value], remove: [] })),
    );
    expect(new Set(issued.map(({ list }) => list.version)).size).toBe(values.length);
    const last = await bench.hub.stopList();
    expect(last?.list.entries.map(({ value }) => value)).toEqual(
      values.map(({ value }) => value).sort(),
    );
  });

  test('too many entries, or one that no store can keep, leave the list as it was', async () => {
    const bench = await open();
    const before = await bench.hub.changeStopList({ add: [person], remove: [] });
    const many = Array.from({ length: 10_000 }, (_, i) => ({
      kind: 'badge' as const,
      value: `A7F30C12-${String(i).padStart(6, '0')}`,
    }));
    const tooMany = bench.hub.changeStopList({ add: many, remove: [] });
    expect((await problemOf(tooMany)).code).toBe('too-large');
    const unstorable = { kind: 'badge', value: 'A\u0000' } as const;
    const bad = bench.hub.changeStopList({ add: [unstorable], remove: [] });
    expect((await problemOf(bad)).code).toBe('bad-request');
    expect(await bench.hub.stopList()).toEqual(before);
  });
});

import { expect, test } from 'vitest';
import { makeSigningKeys } from '../../../platform/crypto/ed25519.ts';
import { stationKeys } from '../support/test-chain.ts';
import { describeOnBothStores, type TestHub, type TestStation } from '../support/test-hub.ts';

async function tryPush({ hub }: TestHub, station: TestStation, push = station.chain.push()) {
  return await hub.push(await station.caller(), push).catch(({ code }: { code: string }) => code);
}

async function refused({ hub }: TestHub) {
  const { stations } = await hub.organiser.stations();
  const summary = await hub.organiser.summary({});
  const [station] = stations;
  return [station?.refused, station?.troubles, summary.stations.refused];
}

const nothing = [null, [], []];

describeOnBothStores('a station whose records the hub refuses', (open) => {
  test('is named at once where its signature is wrong, until one is taken', async () => {
    const bench = await open();
    const desk = await bench.enrol('Desk');
    desk.chain.add();
    const key = stationKeys.get(desk.id) ?? '';
    stationKeys.set(desk.id, makeSigningKeys().privateKey);
    const told = bench.changes.length;
    expect(await tryPush(bench, desk)).toBe('bad-signature');
    expect(await refused(bench)).toEqual(['bad-signature', ['push-refused'], ['Desk']]);
    await tryPush(bench, desk);
    stationKeys.set(desk.id, key);
    expect(await tryPush(bench, desk)).toMatchObject({ stored: 1 });
    expect(await refused(bench)).toEqual(nothing);
    expect(bench.changes.slice(told)).toEqual([{ health: true }, { events: 1 }, { health: true }]);
  });

  test('is named where histories differ for longer than an exchange takes', async () => {
    const bench = await open();
    const desk = await bench.enrol('Desk');
    desk.chain.add();
    const clone = desk.chain.fork(0);
    clone.add();
    await tryPush(bench, desk);
    for (const seconds of [0, 10, 10]) {
      bench.time.now += seconds * 1_000;
      expect(await tryPush(bench, desk, clone.push())).toBe('chain-differs');
      expect(await refused(bench)).toEqual(nothing);
    }
    bench.time.now += 10_000;
    await tryPush(bench, desk, clone.push());
    expect(await refused(bench)).toEqual(['chain-differs', ['push-refused'], ['Desk']]);
  });

  test('is not named for what it relays', async () => {
    const bench = await open();
    const [desk, other] = [await bench.enrol('Desk'), await bench.enrol('Other')];
    other.chain.add();
    const { events, ...push } = other.chain.push();
    const unsigned = events.map((event) => ({ ...event, signature: null }));
    expect(await tryPush(bench, desk, { ...push, request: 1, events: unsigned })).toBe(
      'bad-signature',
    );
    expect(await refused(bench)).toEqual(nothing);
  });
});

import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import {
  holdsAllOf,
  isAuthenticStopList,
  type SignedStopList,
  stopListText,
  stoppedBy,
} from '../../../domain/sync/stop-list.ts';
import { makeSigningKeys, readPrivateKey, signText } from '../../../platform/crypto/ed25519.ts';
import { nodeCrypto } from '../../../platform/crypto/node-crypto.ts';
import { describeOnBothStores, type TestHub } from '../support/test-hub.ts';
import { problemOf } from '../support/test-requests.ts';

const person = { kind: 'delegate', value: randomUUID() } as const;
const badge = { kind: 'badge', value: 'A7F30C12-000123' } as const;

const stopsOf = ({ list }: SignedStopList) => stoppedBy([list]);
async function stopsAt({ hub }: TestHub) {
  const signed = await hub.stopList();
  return signed === null ? null : stopsOf(signed);
}

/** A list of another hub of the event, with these keys. */
function listOf({ hub }: TestHub, keys = makeSigningKeys(), removed: string[] = []) {
  const entries = [{ ...person, id: randomUUID() }];
  const { id: event } = hub.identity().event;
  const list = { formatVersion: 1 as const, event, hub: randomUUID(), issued: 5, entries, removed };
  return { list, signature: signText(readPrivateKey(keys.privateKey), stopListText(list)) };
}

describeOnBothStores('stop list', (open) => {
  test('each issue is signed, holds all of the one before, and travels with the orders', async () => {
    const bench = await open();
    const desk = await bench.enrol('Door', 'door');
    expect(await bench.hub.stopList()).toBeNull();
    const before = await bench.hub.directory(await desk.caller());
    const first = await bench.hub.changeStopList({ add: [person, badge, person], remove: [] });
    expect(first.list.issued).toBe(bench.time.now);
    expect(stopsOf(first)).toEqual([badge, person]);
    const second = await bench.hub.changeStopList({ add: [], remove: [badge] });
    expect(stopsOf(second)).toEqual([person]);
    expect(holdsAllOf(second.list, first.list)).toBe(true);
    expect(holdsAllOf(first.list, second.list)).toBe(false);
    const third = await bench.hub.changeStopList({ add: [badge], remove: [] });
    expect(stopsOf(third)).toEqual([badge, person]);
    expect(holdsAllOf(third.list, second.list)).toBe(true);
    const directory = await bench.hub.directory(await desk.caller());
    expect((await bench.hub.orders(await desk.caller())).stopList).toEqual(third);
    expect(directory.version).not.toBe(before.version);
    const { hubKey } = bench.hub.identity();
    for (const signed of [first, second, third]) {
      expect(isAuthenticStopList(signed, hubKey, nodeCrypto)).toBe(true);
    }
    const forged = { ...second, list: { ...second.list, removed: [] } };
    expect(isAuthenticStopList(forged, hubKey, nodeCrypto)).toBe(false);
  });

  test('administrators at the same moment: no entry lost, and the last list holds all', async () => {
    const bench = await open();
    const values = Array.from({ length: 8 }, () => randomUUID());
    const issued = await Promise.all(
      values.map((value) =>
        bench.hub.changeStopList({ add: [{ kind: 'delegate', value }], remove: [] }),
      ),
    );
    const last = await bench.hub.stopList();
    if (last === null) throw new Error('no stop list');
    expect(stopsOf(last).map(({ value }) => value)).toEqual(values.sort());
    expect(issued.every(({ list }) => holdsAllOf(last.list, list))).toBe(true);
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

describeOnBothStores('a stop list that a desk holds', (open) => {
  test('is taken back where the hub lost it, with its removals; it says nothing new twice', async () => {
    const bench = await open();
    const desk = await bench.enrol();
    await bench.hub.changeStopList({ add: [person, badge], remove: [] });
    const held = await bench.hub.changeStopList({ add: [], remove: [badge] });
    const { db } = bench.store;
    await db.deleteFrom('stop_list').execute();
    await bench.hub.changeStopList({ add: [badge], remove: [] });
    await bench.hub.offerStopList(await desk.caller(), held);
    // The badge was stopped again later: only what the list names is lifted.
    expect(await stopsAt(bench)).toEqual([badge, person]);
    const { version } = await bench.hub.directory(await desk.caller());
    await bench.hub.offerStopList(await desk.caller(), held);
    expect((await bench.hub.directory(await desk.caller())).version).toBe(version);
  });

  test('of a hub that is proven counts; of one that only the desk names nothing does', async () => {
    const bench = await open();
    const desk = await bench.enrol();
    const mine = await bench.hub.changeStopList({ add: [person, badge], remove: [] });
    const ids = mine.list.entries.map(({ id }) => id);
    const keys = makeSigningKeys();
    const offered = listOf(bench, keys, ids);
    const offer = async () => bench.hub.offerStopList(await desk.caller(), offered);
    expect((await problemOf(offer())).code).toBe('bad-signature');
    await bench.hub.handshake(await desk.caller(), {
      event: bench.hub.identity().event.id,
      held: [],
      name: 'Desk',
      mode: 'desk',
      version: '1',
      wall: bench.time.now,
      operators: [],
      formerHubs: [keys.publicKey],
      own: { station: desk.id, incarnation: 1, lastKseq: 0, hash: '0'.repeat(64) },
    });
    const { formerHubs } = await bench.hub.directory(await desk.caller());
    expect(formerHubs).toEqual([keys.publicKey]);
    expect((await problemOf(offer())).code).toBe('bad-signature');
    expect(await bench.hub.stopList()).toEqual(mine);
    // By the desk that took over, which belonged to that hub.
    await bench.hub.seedStations([], [], [keys.publicKey]);
    await offer();
    expect(await stopsAt(bench)).toEqual([person]);
  });

  test('of another event, or more than a list may hold, is refused', async () => {
    const bench = await open();
    const desk = await bench.enrol();
    const keys = makeSigningKeys();
    await bench.hub.seedStations([], [], [keys.publicKey]);
    const { list } = listOf(bench, keys);
    const sign = (changed: SignedStopList['list']): SignedStopList => ({
      list: changed,
      signature: signText(readPrivateKey(keys.privateKey), stopListText(changed)),
    });
    const caller = await desk.caller();
    const other = bench.hub.offerStopList(caller, sign({ ...list, event: randomUUID() }));
    expect((await problemOf(other)).code).toBe('bad-request');
    await bench.hub.changeStopList({ add: [badge], remove: [] });
    const entries = Array.from({ length: 10_000 }, () => ({ ...person, id: randomUUID() }));
    const full = bench.hub.offerStopList(caller, sign({ ...list, entries }));
    expect((await problemOf(full)).code).toBe('too-large');
    expect(await stopsAt(bench)).toEqual([badge]);
  });
});

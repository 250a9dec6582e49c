import { afterEach, describe, expect, it } from 'vitest';
import { hubLinkOf } from '../../../db/ledger/hub-link.ts';
import { heldStopLists, isStopped } from '../../../db/sync/stop-list.ts';
import { ordersSchema } from '../../../domain/sync/directory.ts';
import { HubProblem } from '../../../domain/sync/problems.ts';
import { stopListText } from '../../../domain/sync/stop-list.ts';
import { importStopList } from '../../../main/sync/import-stop-list.ts';
import { makeSigningKeys, readPrivateKey, signText } from '../../../platform/crypto/ed25519.ts';
import {
  cleanUp,
  type HubRig,
  makeDesk,
  person,
  refuse,
  rigWithDesk,
  type SyncDesk,
  undisturbed,
} from './support.ts';

afterEach(cleanUp);

const day = 86_400_000;

describe('the stop list', () => {
  const entry = (number: number) => ({ kind: 'delegate' as const, value: person(number) });
  const stops = (desk: SyncDesk, number: number): boolean =>
    isStopped(desk.context.db, 'delegate', person(number));

  it('travels with the sync and overrides everything', async () => {
    const { rig, a } = await rigWithDesk();
    await rig.hub.changeStopList({ add: [entry(1)], remove: [] });
    await a.sync();
    expect(a.admit(person(1))).toMatchObject({ outcome: 'stopped' });
    await rig.hub.changeStopList({ add: [], remove: [entry(1)] });
    await a.sync();
    expect(a.admit(person(1))).toMatchObject({ outcome: 'admitted' });
  });

  it('that somebody else signed is not put in force, and the one in force grows old', async () => {
    const { rig, a } = await rigWithDesk();
    await rig.hub.changeStopList({ add: [entry(1)], remove: [] });
    await a.sync();
    const asOf = hubLinkOf(a.context.db).stopListAsOf;
    expect(asOf).not.toBeNull();
    const other = makeSigningKeys();
    a.between = async (letter, deliver) => {
      const reply = await deliver();
      if (letter.method !== 'orders' || !reply.ok) return reply;
      const directory = ordersSchema.parse(JSON.parse(reply.text));
      if (directory.stopList === null) throw new Error('no stop list');
      const { list: genuine } = directory.stopList;
      const removed = genuine.entries.map(({ id }) => id);
      const list = { ...genuine, issued: 2e12, entries: [], removed };
      const signature = signText(readPrivateKey(other.privateKey), stopListText(list));
      return { ok: true, text: JSON.stringify({ ...directory, stopList: { list, signature } }) };
    };
    await rig.hub.changeStopList({ add: [entry(2)], remove: [] });
    a.setClock('2018-10-02T09:10:00+02:00');
    await a.sync();
    expect(stops(a, 1)).toBe(true);
    expect(hubLinkOf(a.context.db)).toMatchObject({ stopListAsOf: asOf });
    expect(hubLinkOf(a.context.db).rosterAsOf).toBeGreaterThan(asOf ?? 0);
  });

  it('that is older than the one in force takes nothing away', async () => {
    const { rig, a } = await rigWithDesk();
    const b = await makeDesk(rig, { name: 'B' });
    await rig.hub.changeStopList({ add: [entry(1)], remove: [] });
    const older = await rig.hub.orders(await callerOf(rig, b));
    await rig.hub.changeStopList({ add: [entry(2)], remove: [] });
    await a.sync();
    const inForce = heldStopLists(a.context.db);
    a.between = async (letter, deliver) =>
      letter.method === 'orders' ? { ok: true, text: JSON.stringify(older) } : await deliver();
    await rig.hub.changeStopList({ add: [entry(3)], remove: [entry(2)] });
    await a.sync();
    expect([stops(a, 1), stops(a, 2), stops(a, 3)]).toEqual([true, true, false]);
    expect(heldStopLists(a.context.db)).toEqual(inForce);
  });

  it.each([
    ['announced', {}],
    ['as if nothing had happened', { keepEpoch: true }],
  ])(
    'of a hub that was restored, %s: both its lists hold, whatever its clock said',
    async (_way, change) => {
      const { rig, a } = await rigWithDesk();
      const door = await makeDesk(rig, { name: 'Door', mode: 'door' });
      await rig.hub.changeStopList({ add: [entry(1), entry(5)], remove: [] });
      const restore = await rig.backUp();
      const { now } = rig.time;
      rig.time.now = now + 40 * day;
      await rig.hub.changeStopList({ add: [entry(2)], remove: [entry(5)] });
      for (const desk of [a, door]) await desk.sync();
      expect([stops(a, 2), stops(door, 2), stops(a, 5)]).toEqual([true, true, false]);
      rig.time.now = now - 40 * day;
      await restore(change);
      await rig.hub.changeStopList({ add: [entry(4)], remove: [] });
      // The door has both at once; the hub gets the lost one from the desk.
      await door.sync();
      expect([1, 2, 4, 5].map((number) => stops(door, number))).toEqual([true, true, true, false]);
      for (const desk of [a, door, a]) await desk.sync();
      expect(heldStopLists(a.context.db)).toEqual([await rig.hub.stopList()]);
      expect(heldStopLists(door.context.db)).toEqual([await rig.hub.stopList()]);
      expect([1, 2, 4, 5].map((number) => stops(a, number))).toEqual([true, true, true, false]);
      // Lifted by the hub, which knows the entry again by now.
      await rig.hub.changeStopList({ add: [], remove: [entry(2)] });
      for (const desk of [a, door]) await desk.sync();
      expect([stops(a, 2), stops(door, 2)]).toEqual([false, false]);
    },
  );

  it('issued while a station reads the directory comes with its next sync', async () => {
    const { rig, a } = await rigWithDesk();
    await rig.hub.changeStopList({ add: [entry(1)], remove: [] });
    a.between = async (letter, deliver) => {
      const isDirectory = letter.method === 'directory';
      if (isDirectory) await rig.hub.changeStopList({ add: [entry(2)], remove: [] });
      return await deliver();
    };
    await a.sync();
    expect([stops(a, 1), stops(a, 2)]).toEqual([true, false]);
    a.between = undisturbed;
    await a.sync();
    expect([stops(a, 1), stops(a, 2)]).toEqual([true, true]);
  });

  it('that a door alone holds is in force there; the hub hears nothing of it', async () => {
    const { rig, a } = await rigWithDesk();
    const door = await makeDesk(rig, { name: 'Door', mode: 'door' });
    const restore = await rig.backUp();
    await rig.hub.changeStopList({ add: [entry(2)], remove: [] });
    await door.sync();
    await restore();
    await rig.hub.changeStopList({ add: [entry(4)], remove: [] });
    for (const desk of [door, a, door]) await desk.sync();
    expect([stops(door, 2), stops(door, 4), stops(a, 2), stops(a, 4)]).toEqual([
      true,
      true,
      false,
      true,
    ]);
    expect(rig.heard.some(({ method }) => method === 'offerStopList')).toBe(false);
  });

  it('goes by file from desk to desk, with every list in force', async () => {
    const { rig, a } = await rigWithDesk();
    const b = await makeDesk(rig, { name: 'B' });
    const restore = await rig.backUp();
    await rig.hub.changeStopList({ add: [entry(1)], remove: [] });
    await a.sync();
    await restore({ keepEpoch: true });
    await rig.hub.changeStopList({ add: [entry(2)], remove: [] });
    a.between = refuse('offerStopList', new HubProblem('busy'));
    await expect(a.sync()).rejects.toThrow('busy');
    const file = JSON.stringify(heldStopLists(a.context.db));
    expect(importStopList(b.context, file)).toEqual({ entries: 2 });
    expect([stops(b, 1), stops(b, 2)]).toEqual([true, true]);
    expect(importStopList(b.context, JSON.stringify(await rig.hub.stopList()))).toEqual({
      entries: 1,
    });
    const forged = heldStopLists(a.context.db).map(({ list }) => ({ list, signature: 'AAAA' }));
    expect(() => importStopList(b.context, JSON.stringify(forged))).toThrow(
      'stop-list-unauthentic',
    );
  });
});

async function callerOf(rig: HubRig, desk: SyncDesk) {
  const caller = await rig.hub.stationOfToken(desk.token);
  if (caller === null) throw new Error('nobody has this token');
  return caller;
}

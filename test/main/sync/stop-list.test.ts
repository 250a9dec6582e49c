import { afterEach, describe, expect, it } from 'vitest';
import { makeSigningKeys, readPrivateKey, signText } from '../../../crypto/ed25519.ts';
import { hubLinkOf } from '../../../db/ledger/hub-link.ts';
import { findStopList, isStopped } from '../../../db/sync/stop-list.ts';
import { ordersSchema } from '../../../domain/sync/directory.ts';
import { stopListText } from '../../../domain/sync/stop-list.ts';
import { cleanUp, type HubRig, makeDesk, person, rigWithDesk, type SyncDesk } from './support.ts';

afterEach(cleanUp);

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
      const list = { ...directory.stopList.list, version: 9, issued: 2e12, entries: [] };
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

  it('that is older than the one in force changes nothing', async () => {
    const { rig, a } = await rigWithDesk();
    const b = await makeDesk(rig, { name: 'B' });
    await rig.hub.changeStopList({ add: [entry(1)], remove: [] });
    await b.sync();
    const older = await rig.hub.orders(await callerOf(rig, b));
    rig.time.now += 1_000;
    await rig.hub.changeStopList({ add: [entry(2)], remove: [] });
    await a.sync();
    const inForce = findStopList(a.context.db)?.version;
    a.between = async (letter, deliver) =>
      letter.method === 'orders' ? { ok: true, text: JSON.stringify(older) } : await deliver();
    rig.time.now += 1_000;
    await rig.hub.changeStopList({ add: [entry(3)], remove: [] });
    await a.sync();
    expect([stops(a, 1), stops(a, 2), stops(a, 3)]).toEqual([true, true, false]);
    expect(findStopList(a.context.db)?.version).toBe(inForce);
  });

  it('of a hub that was restored: what is stopped after that is stopped, whatever its number', async () => {
    const { rig, a } = await rigWithDesk();
    await rig.hub.changeStopList({ add: [entry(1)], remove: [] });
    const restore = await rig.backUp();
    for (const number of [2, 3]) {
      rig.time.now += 1_000;
      await rig.hub.changeStopList({ add: [entry(number)], remove: [] });
    }
    await a.sync();
    expect([stops(a, 2), stops(a, 3)]).toEqual([true, true]);
    await restore();
    rig.time.now += 1_000;
    await rig.hub.changeStopList({ add: [entry(4)], remove: [] });
    await a.sync();
    expect([stops(a, 1), stops(a, 4)]).toEqual([true, true]);
  });
});

async function callerOf(rig: HubRig, desk: SyncDesk) {
  const caller = await rig.hub.stationOfToken(desk.token);
  if (caller === null) throw new Error('nobody has this token');
  return caller;
}

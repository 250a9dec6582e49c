import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { chainOf } from '../../../db/ledger/attendance.ts';
import { hubLinkOf } from '../../../db/ledger/hub-link.ts';
import { findDelegateById } from '../../../db/roster/roster.ts';
import { sweepRows, unseenRows } from '../../../db/sync/roster-pull.ts';
import { pendingRosterChanges } from '../../../db/sync/sync-overlay.ts';
import { verifyChain } from '../../../domain/ledger/chain.ts';
import { nodeCrypto } from '../../../platform/crypto/node-crypto.ts';
import { enrol } from '../../sim/joining.ts';
import {
  cleanUp,
  cloneDisk,
  deskFacts,
  type HubRig,
  hubFacts,
  joined,
  makeDesk,
  person,
  rigWithDesk,
  type SyncDesk,
  walkIn,
} from './support.ts';

afterEach(cleanUp);

/** Expects that everything is everywhere exactly once, and that every chain is valid. */
async function expectWhole(rig: HubRig, desks: readonly SyncDesk[]): Promise<void> {
  const facts = await hubFacts(rig);
  expect(new Set(facts).size).toBe(facts.length);
  for (const desk of desks) {
    expect(deskFacts(desk)).toEqual([...facts].sort());
    const { station, incarnation } = desk.station();
    for (let life = 1; life <= incarnation; life += 1) {
      expect(verifyChain(chainOf(desk.context.db, station, life), nodeCrypto).whole).toBe(true);
    }
  }
  expect(await rig.hub.checkAll()).toEqual([]);
}

describe('a hub that was restored from a backup', () => {
  it('gets back what it lost, in a new epoch, and everybody reads both streams anew', async () => {
    const { rig, a } = await rigWithDesk();
    const b = await makeDesk(rig, { name: 'B' });
    a.admit(person(1));
    await a.sync();
    await b.sync();
    const restore = await rig.backUp();
    a.admit(person(2));
    b.admit(person(3));
    await rig.hub.changeDelegate(person(4), { printedName: 'Kept EDIT' });
    for (const desk of [a, b, a]) await desk.sync();
    const before = hubLinkOf(a.context.db).epoch;
    await restore();
    expect(await a.sync()).toMatchObject({ newEpoch: true, pushed: 2, relayed: 3 });
    expect(await b.sync()).toMatchObject({ newEpoch: true, pushed: 0, rechained: false });
    await a.sync();
    expect(hubLinkOf(a.context.db).epoch).not.toBe(before);
    await expectWhole(rig, [a, b]);
    // The administrator's change is a fact, and came back with the stations.
    const { db, event } = a.context;
    expect(findDelegateById(db, event.file.id, person(4))?.printedName).toBe('Kept EDIT');
  });

  it('gets back what a desk that is away had pushed, from any desk that holds it', async () => {
    const { rig, a } = await rigWithDesk();
    const b = await makeDesk(rig, { name: 'B' });
    await b.sync();
    const restore = await rig.backUp();
    a.admit(person(1));
    await a.sync();
    await b.sync();
    await restore();
    // A never comes again.
    expect(await b.sync()).toMatchObject({ relayed: 2 });
    await expectWhole(rig, [b]);
    expect(await hubFacts(rig)).toHaveLength(2);
  });

  it('sweeps away whom the restored hub does not know', async () => {
    const { rig, a } = await rigWithDesk(2);
    const restore = await rig.backUp();
    await rig.importPeople(3);
    await a.sync();
    const known = () => findDelegateById(a.context.db, a.context.event.file.id, person(3));
    expect(known()).not.toBeNull();
    await restore();
    await a.sync();
    expect(known()).toBeNull();
    expect(hubLinkOf(a.context.db).sweeping).toBe(false);
  });

  it('spares who came into being at the station and whom the hub cannot know yet', async () => {
    const { rig, a } = await rigWithDesk(2);
    await a.sync();
    expect(await rig.hub.listDelegates({ after: null, limit: 10 })).toHaveLength(2);
    const newcomer = walkIn(a);
    const { db, event } = a.context;
    // As if the hub's roster had been read again without any of these people.
    const pull = { eventId: event.file.id, sweep: hubLinkOf(db).sweep + 1, wall: 0 };
    const { newcomers } = pendingRosterChanges(db);
    db.transaction(() => sweepRows(db, pull, unseenRows(db, pull), newcomers)).immediate();
    const left = [person(1), person(2), newcomer].map((id) =>
      findDelegateById(db, pull.eventId, id),
    );
    expect(left.map((one) => one?.printedName)).toEqual([undefined, undefined, 'Walk IN']);
  });

  it('is found out at the cursor even where the restore kept its epoch', async () => {
    const { rig, a } = await rigWithDesk();
    const b = await makeDesk(rig, { name: 'B' });
    await b.sync();
    const restore = await rig.backUp();
    a.admit(person(1));
    await a.sync();
    await b.sync();
    await restore({ keepEpoch: true });
    // Other stations write at places that B believes it has read already.
    const c = await makeDesk(rig, { name: 'C' });
    await c.sync();
    for (const number of [2, 3, 4]) c.admit(person(number));
    await c.sync();
    await a.sync();
    await b.sync();
    await b.sync();
    await expectWhole(rig, [a, b]);
  });

  it('is found out where it is behind the cursor', async () => {
    const { rig, a } = await rigWithDesk();
    const b = await makeDesk(rig, { name: 'B' });
    const restore = await rig.backUp();
    a.admit(person(1));
    a.admit(person(2));
    await a.sync();
    await b.sync();
    await restore({ keepEpoch: true });
    // B's enrolment is in the backup; A never comes again.
    expect(await b.sync()).toMatchObject({ relayed: 4 });
    await expectWhole(rig, [b]);
  });
});

describe('a kiosk’s disk', () => {
  it('that was cloned: whoever comes second goes on in a new incarnation, with the same ids', async () => {
    const { rig, a } = await rigWithDesk();
    a.admit(person(1));
    await a.sync();
    const clone = await makeDesk(rig, { name: 'A', folder: cloneDisk(a), like: a });
    a.admit(person(2));
    clone.admit(person(3));
    clone.admit(person(4));
    const written = clone
      .chain()
      .slice(-4)
      .map(({ id }) => id);
    await a.sync();
    expect(await clone.sync()).toMatchObject({ rechained: true });
    expect(clone.station()).toMatchObject({ incarnation: 2, lastKseq: 4 });
    expect(clone.chain().map(({ id }) => id)).toEqual(written);
    await a.sync();
    expect(a.station().incarnation).toBe(1);
    await expectWhole(rig, [a, clone]);
    // Both continue side by side.
    a.admit(person(5));
    clone.admit(person(6));
    for (const desk of [a, clone, a]) await desk.sync();
    await expectWhole(rig, [a, clone]);
  });

  it('that was rolled back: the hub is ahead, and gives back what the disk lost', async () => {
    const { rig, a } = await rigWithDesk();
    a.admit(person(1));
    await a.sync();
    const folder = cloneDisk(a);
    a.admit(person(2));
    await a.sync();
    const lost = deskFacts(a);
    a.close();
    const again = await makeDesk(rig, { name: 'A', folder, like: a });
    again.admit(person(3));
    expect(await again.sync()).toMatchObject({ rechained: true, pushed: 2, facts: 2 });
    expect(again.station()).toMatchObject({ incarnation: 2, lastKseq: 2 });
    expect(deskFacts(again)).toEqual(expect.arrayContaining(lost));
    await expectWhole(rig, [again]);
  });

  it('that was rolled back before anything was written: new life all the same, nothing pushed', async () => {
    const { rig, a } = await rigWithDesk();
    const folder = cloneDisk(a);
    a.admit(person(1));
    await a.sync();
    a.close();
    const again = await makeDesk(rig, { name: 'A', folder, like: a });
    expect(await again.sync()).toMatchObject({ rechained: true, pushed: 0, facts: 2 });
    expect(again.admit(person(1))).toMatchObject({ outcome: 'already-in' });
    await expectWhole(rig, [again]);
  });

  it('that was wiped: a new kiosk in its place, and all its facts come from the hub', async () => {
    const { rig, a } = await rigWithDesk();
    a.admit(person(1));
    await a.sync();
    const old = a.context.self.station;
    a.close();
    const fresh = await makeDesk(rig, { name: 'A' });
    expect(fresh.context.self.station).not.toBe(old);
    expect(await fresh.sync()).toMatchObject({ facts: 2, rechained: false });
    expect(fresh.admit(person(1))).toMatchObject({ outcome: 'already-in' });
    await expectWhole(rig, [fresh]);
  });

  it('that was wiped, with an invite that says so: the hub knows the old one as replaced', async () => {
    const { rig, a } = await rigWithDesk();
    a.admit(person(1));
    await a.sync();
    const old = a.context.self.station;
    const fresh = await makeDesk(rig, { name: 'New' });
    await enrol(rig.hub, {
      station: fresh.context.self.station,
      name: 'New',
      mode: 'desk',
      keys: fresh.keys,
      takeover: false,
      replaces: old,
    }).then(({ token }) => {
      fresh.token = token;
    });
    await fresh.sync();
    const stations = await rig.hub.listStations();
    expect(stations.find(({ id }) => id === old)?.state).toBe('replaced');
    expect(fresh.admit(person(1))).toMatchObject({ outcome: 'already-in' });
  });
});

describe('a desk that was off for a week', () => {
  it('pushes first, and reads everything anew where the hub forgot what was deleted', async () => {
    const { rig, a } = await rigWithDesk();
    a.admit(person(1));
    await rig.hub.deleteDelegate(person(2));
    await rig.hub.dropTombstones(rig.time.now + 1);
    rig.heard.length = 0;
    expect(await a.sync()).toMatchObject({ pushed: 2 });
    const methods = rig.heard.map(({ method }) => method);
    expect(methods.indexOf('push')).toBeLessThan(methods.indexOf('pullRoster'));
    const { db, event } = a.context;
    expect(findDelegateById(db, event.file.id, person(2))).toBeNull();
    expect(findDelegateById(db, event.file.id, person(3))).not.toBeNull();
    expect(hubLinkOf(db).sweeping).toBe(false);
    await expectWhole(rig, [a]);
  });
});

describe('a desk whose hub forgot it', () => {
  it('keeps everything, and pushes it after it joined again', async () => {
    const { rig, a } = await rigWithDesk();
    const restore = await rig.backUp();
    const b = await makeDesk(rig, { name: 'B' });
    b.admit(randomUUID());
    b.admit(person(1));
    await b.sync();
    await restore();
    await expect(b.sync()).rejects.toMatchObject({ code: 'unauthorised' });
    b.token = await joined(rig, b, { name: 'B', mode: 'desk', keys: b.keys });
    await b.sync();
    await a.sync();
    await expectWhole(rig, [a, b]);
  });
});

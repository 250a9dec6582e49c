import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { canonicalJson } from '../../../domain/base/json.ts';
import { reportText } from '../../../domain/day-close/report.ts';
import { verifyReport } from '../../../domain/day-close/verify-report.ts';
import { genesisHash } from '../../../domain/ledger/chain.ts';
import type { HubProblem } from '../../../domain/sync/problems.ts';
import { nodeCrypto } from '../../../platform/crypto/node-crypto.ts';
import { fileOf, sealed } from '../../domain/day-close/report-sample.ts';
import { entry } from '../http/people.ts';
import { createTestChain, nextRequest, type TestChain } from '../support/test-chain.ts';
import { describeOnBothStores, type TestHub, type TestStation } from '../support/test-hub.ts';

const day = '2018-10-02';
const operator = randomUUID();

/** Adds the station's close with the head of its chain, as `closeOwnDay` writes it. */
function closeOf(chain: TestChain, change: Record<string, string | number> = {}): void {
  const { incarnation, events } = chain;
  const head = events.at(-1)?.hash ?? genesisHash;
  const payload = canonicalJson({ day, incarnation, count: events.length, head, ...change });
  chain.add({ type: 'day-closed', delegateId: null, checkpoint: null, payload });
}

async function push(test: TestHub, station: TestStation, from = 1, chain = station.chain) {
  return await test.hub.push(await station.caller(), chain.push(from));
}

/** Sends the station's handshake with what it claims to hold. */
async function greet({ hub }: TestHub, station: TestStation, chain = station.chain) {
  const last = chain.events.at(-1);
  const { id, incarnation } = { id: station.id, incarnation: chain.incarnation };
  return await hub.handshake(await station.caller(), {
    event: hub.identity().event.id,
    own: {
      station: id,
      incarnation,
      lastKseq: chain.events.length,
      hash: last?.hash ?? genesisHash,
    },
    held: [],
    name: 'Desk',
    mode: 'desk',
    version: '1',
    wall: 0,
    operators: [],
  });
}

function orderOf({ hub }: TestHub, station: TestStation) {
  return { epoch: hub.identity().epoch, request: nextRequest(station.id), day, operator };
}

async function verdictsOf({ hub }: TestHub) {
  const { draft } = await hub.dayStatus(day);
  const rows = draft.stations.map((station) => [
    station.station,
    [station.verdict, station.reason, station.held, station.atLeast],
  ]);
  return Object.fromEntries(rows) as Record<string, unknown[]>;
}

describeOnBothStores('the close of a day', (open) => {
  test('a kiosk is proven once it said how far its chain goes, and open before and after', async () => {
    const hub = await open();
    const station = await hub.enrol();
    const verdict = async () => (await verdictsOf(hub))[station.id];
    expect(await verdict()).toEqual(['open', 'not-closed', 0, 0]);
    for (let i = 0; i < 3; i += 1) station.chain.add();
    await push(hub, station);
    expect(await verdict()).toEqual(['open', 'not-closed', 3, 3]);
    closeOf(station.chain);
    await push(hub, station, 4);
    expect(await verdict()).toEqual(['proven', null, 4, 4]);
    station.chain.add();
    await push(hub, station, 5);
    expect(await verdict()).toEqual(['open', 'wrote-after-close', 5, 5]);
    closeOf(station.chain);
    await push(hub, station, 6);
    station.chain.add({ localDay: '2018-10-03' });
    await push(hub, station, 7);
    expect(await verdict()).toEqual(['proven', null, 7, 7]);
  });

  test('a kiosk that holds more than it gave is open with both numbers', async () => {
    const hub = await open();
    const station = await hub.enrol();
    for (let i = 0; i < 5; i += 1) station.chain.add();
    await hub.hub.push(await station.caller(), station.chain.push(1, 2));
    await greet(hub, station);
    expect((await verdictsOf(hub))[station.id]).toEqual(['open', 'facts-missing', 2, 5]);
  });

  test('a close that says another count or head than what is held is broken', async () => {
    const hub = await open();
    const stations = [await hub.enrol('A'), await hub.enrol('B')];
    const lies = [{ count: 1 }, { head: 'ab'.repeat(32) }];
    for (const [i, station] of stations.entries()) {
      station.chain.add();
      station.chain.add();
      closeOf(station.chain, lies[i]);
      await push(hub, station);
    }
    const verdicts = await verdictsOf(hub);
    expect(Object.values(verdicts)).toEqual([
      ['broken', 'close-disagrees', 3, 3],
      ['broken', 'close-disagrees', 3, 3],
    ]);
  });

  test('a fact changed in the store is found', async () => {
    const hub = await open();
    const station = await hub.enrol();
    for (let i = 0; i < 4; i += 1) station.chain.add();
    closeOf(station.chain);
    await push(hub, station);
    await hub.store.db
      .updateTable('attendance_event')
      .set({ body: (station.chain.events[2]?.body ?? '').replace('registration', 'registratioN') })
      .where('kseq', '=', 3)
      .execute();
    const { draft } = await hub.hub.dayStatus(day);
    expect(draft.stations[0]).toMatchObject({ verdict: 'broken', reason: 'chain-broken', held: 2 });
    expect(draft.stations[0]?.lives[0]?.brokenAt).toBe(3);
  });

  test('a cloned disk leaves an earlier life of which the end is not known, unless it closed', async () => {
    const hub = await open();
    const station = await hub.enrol();
    for (let i = 0; i < 3; i += 1) station.chain.add();
    await push(hub, station);
    const second = createTestChain(station.id, () => hub.hub.identity().epoch, 2);
    second.add();
    closeOf(second);
    await push(hub, station, 1, second);
    await greet(hub, station, second);
    expect((await verdictsOf(hub))[station.id]).toEqual(['open', 'earlier-life', 5, 5]);
    closeOf(station.chain);
    await push(hub, station, 4);
    expect((await verdictsOf(hub))[station.id]).toEqual(['proven', null, 6, 6]);
  });

  test('a close that was chained anew closes nothing in its new chain', async () => {
    const hub = await open();
    const station = await hub.enrol();
    const second = createTestChain(station.id, () => hub.hub.identity().epoch, 2);
    second.add();
    closeOf(second, { incarnation: 1, count: 7, head: 'ab'.repeat(32) });
    await push(hub, station, 1, second);
    expect((await verdictsOf(hub))[station.id]).toEqual(['open', 'not-closed', 2, 2]);
  });

  test('revoked: open, with what it wrote since in quarantine; closed before: proven until then', async () => {
    const hub = await open();
    const [station, closed] = [await hub.enrol('A'), await hub.enrol('B')];
    station.chain.add();
    await push(hub, station);
    closeOf(closed.chain);
    await push(hub, closed);
    for (const { id } of [station, closed]) await hub.hub.revokeStation(id);
    expect(await verdictsOf(hub)).toEqual({
      [station.id]: ['open', 'revoked', 1, 1],
      [closed.id]: ['proven', null, 1, 1],
    });
    const { kseq, hash } = closed.chain.add();
    await expect(push(hub, closed, 2)).rejects.toMatchObject({ code: 'revoked' });
    // As a stick brings it.
    const item = { id: 'item', station: closed.id, incarnation: 1, kseq, hash, raw: '{}', size: 2 };
    await hub.store.db
      .insertInto('quarantine')
      .values({ ...item, pushed_by: closed.id, reason: 'revoked', received: hub.time.now })
      .execute();
    expect((await verdictsOf(hub))[closed.id]).toEqual(['open', 'quarantined', 1, 2]);
    const { draft } = await hub.hub.dayStatus(day);
    expect(draft.quarantine).toEqual([
      { station: closed.id, reason: 'revoked', items: 1, resolvedBy: null },
    ]);
  });

  test('reports are signed, tied to each other, and late facts reopen the day as the next revision', async () => {
    const test = await open();
    const { hub } = test;
    await hub.importRoster(
      Array.from({ length: 4 }, (_, i) => entry(i + 1)),
      'people.csv',
    );
    const station = await test.enrol();
    station.chain.add({ delegateId: entry(1).id });
    closeOf(station.chain);
    await push(test, station);
    expect((await hub.dayStatus(day)).state).toBe('open');
    const first = await hub.closeDayOf(await station.caller(), orderOf(test, station));
    expect(first.report).toMatchObject({
      revision: 1,
      number: 1,
      previous: null,
      proof: { proven: 1, open: 0, broken: 0 },
      persons: 1,
      closedBy: { station: station.id, operator },
    });
    expect(first.report.balance.total).toMatchObject({ registered: 4, present: 1, notArrived: 3 });
    expect(await hub.dayStatus(day)).toMatchObject({ state: 'closed', late: 0 });
    station.chain.add({ localDay: '2018-10-03' });
    await push(test, station, 3);
    expect((await hub.dayStatus(day)).state).toBe('closed');
    station.chain.add({ delegateId: entry(2).id });
    await push(test, station, 4);
    expect(await hub.dayStatus(day)).toMatchObject({ state: 'reopened', late: 1 });
    const second = await hub.closeDay(day);
    expect(second.report).toMatchObject({ revision: 2, number: 2, persons: 2, closedBy: null });
    const file = Buffer.from(reportText(second));
    const previous = Buffer.from(reportText(first));
    const publicKey = hub.identity().hubKey;
    expect(verifyReport(file, { previous, publicKey }, nodeCrypto)).toMatchObject({
      genuine: true,
      previousChecked: true,
    });
    expect((await hub.dayReports()).map(({ revision }) => revision)).toEqual([2, 1]);
    expect(await hub.dayReport({ day, revision: 1 })).toEqual(first);
  });

  test('the report names the versions of the event, and facts from elsewhere prove them', async () => {
    const test = await open();
    const { hub } = test;
    const station = await test.enrol();
    for (const number of [1, 2]) station.chain.add({ delegateId: entry(number).id });
    closeOf(station.chain);
    await push(test, station);
    const { version, file } = await hub.eventVersions();
    await hub.changeEvent(
      { base: version, file: { ...file, name: { en: 'Renamed', fr: 'Renommé' } } },
      'Anna',
    );
    // Two people disregard the first admission: the day counts one.
    const range = { station: station.id, incarnation: 1, from: 1, to: 1 } as const;
    const [anna, bruno] = ['Anna', 'Bruno'].map((name) => {
      return { kind: 'administrator', id: name, name } as const;
    });
    if (anna === undefined || bruno === undefined) throw new Error('two people');
    const { id } = await hub.judging.request({ verdict: 'disregard', range }, anna);
    await hub.judging.approve(id, bruno);
    const signed = await hub.closeDay(day);
    expect(signed.report).toMatchObject({
      persons: 1,
      eventVersions: [{ version: 2 }],
      hubs: [{ count: 2 }],
      stations: [{ lives: [{ notCounted: [{ from: 1, to: 1 }] }] }],
    });
    const own = await hub.chainLinks({ station: station.id, incarnation: 1, after: 0 });
    const author = signed.report.hubs[0]?.author ?? '';
    const ofHub = await hub.chainLinks({ station: author, incarnation: 1, after: 0 });
    const report = Buffer.from(reportText(signed));
    const check = (facts: typeof own) => verifyReport(report, { facts }, nodeCrypto);
    const [genuine, recounted] = [true, ['admissions', 'eventVersions']];
    expect(check([...own, ...ofHub])).toMatchObject({ genuine, recounted });
    expect(check(own)).toMatchObject({ genuine, recounted: ['admissions'] });
    const other = ofHub.map((line) => ({ ...line, hash: '00'.repeat(32) }));
    expect(check([...own, ...other])).toMatchObject({ genuine: false });
    const silent = { ...signed.report, eventVersions: [] };
    const facts = [...own, ...ofHub];
    expect(verifyReport(fileOf(sealed(silent)), { facts }, nodeCrypto)).toMatchObject({
      faults: [{ check: 'signature' }, { check: 'facts', place: 'eventVersions' }],
    });
  });

  test('only an enrolled desk closes a day, and an order serves once', async () => {
    const test = await open();
    const { hub } = test;
    const door = await test.enrol('Door', 'door');
    await expect(hub.closeDayOf(await door.caller(), orderOf(test, door))).rejects.toMatchObject({
      code: 'not-allowed',
    } satisfies Partial<HubProblem>);
    const desk = await test.enrol();
    const order = orderOf(test, desk);
    await hub.closeDayOf(await desk.caller(), order);
    await expect(hub.closeDayOf(await desk.caller(), order)).rejects.toMatchObject({
      code: 'replayed',
    });
    const elsewhere = { ...orderOf(test, desk), epoch: randomUUID() };
    await expect(hub.closeDayOf(await desk.caller(), elsewhere)).rejects.toMatchObject({
      code: 'epoch-changed',
    });
    await hub.revokeStation(desk.id);
    await expect(hub.closeDayOf(await desk.caller(), orderOf(test, desk))).rejects.toMatchObject({
      code: 'revoked',
    });
    expect(await hub.dayReports()).toHaveLength(1);
  });

  test('a day to come is neither called nor closed', async () => {
    const { hub } = await open();
    const refused = { code: 'bad-request', detail: 'future-day' };
    await expect(hub.callDay('2018-10-03')).rejects.toMatchObject(refused);
    await expect(hub.closeDay('2018-10-03')).rejects.toMatchObject(refused);
  });

  test('two desks that close at once write two revisions, one after the other', async () => {
    const test = await open();
    const desks = [await test.enrol('A'), await test.enrol('B')];
    const closed = await Promise.all(
      desks.map(async (desk) => test.hub.closeDayOf(await desk.caller(), orderOf(test, desk))),
    );
    expect(closed.map(({ report }) => report.number).sort()).toEqual([1, 2]);
  });

  test('a call reaches every kiosk with its next handshake', async () => {
    const test = await open();
    const station = await test.enrol();
    expect((await greet(test, station)).closing).toBeNull();
    await test.hub.callDayOf(await station.caller(), orderOf(test, station));
    expect((await greet(test, station)).closing).toBe(day);
    await test.hub.callDay('2018-10-01');
    expect((await greet(test, station)).closing).toBe(day);
    expect(test.changes.at(-1)).toEqual({ directory: true });
  });
});

import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { PushAnswer } from '../../../domain/sync/sync.ts';
import { createHub } from '../../../hub/app/hub.ts';
import { nodeCrypto } from '../../../platform/crypto/node-crypto.ts';
import { nextRequest } from '../support/test-chain.ts';
import {
  describeOnBothStores,
  silentLog,
  type TestHub,
  type TestStation,
  testRandom,
} from '../support/test-hub.ts';

async function stationsOf(test: TestHub, count: number): Promise<TestStation[]> {
  const stations: TestStation[] = [];
  for (let number = 0; number < count; number += 1)
    stations.push(await test.enrol(`Desk ${number}`));
  return stations;
}

async function rows(test: TestHub) {
  return await test.store.db
    .selectFrom('attendance_event')
    .select(['station', 'kseq', 'hash', 'seq', 'relayed_by'])
    .orderBy('seq')
    .execute();
}

function headOf(answer: PushAnswer | undefined) {
  return { lastKseq: answer?.head.lastKseq, hash: answer?.head.hash };
}

describeOnBothStores('pushes at the same time', (open) => {
  it('share transactions; the sequence is dense, and each kiosk hears of its own chain', async () => {
    const test = await open();
    const stations = await stationsOf(test, 20);
    for (const { chain } of stations) for (let at = 0; at < 3; at += 1) chain.add();
    const callers = await Promise.all(stations.map((station) => station.caller()));
    test.changes.length = 0;
    const answers = await Promise.all(
      stations.map(({ chain }, index) => push(test, callers[index], chain.push())),
    );
    for (const [index, { chain }] of stations.entries()) {
      expect(answers[index]).toMatchObject({ stored: 3, known: 0, quarantined: 0 });
      expect(headOf(answers[index])).toEqual({ lastKseq: 3, hash: chain.events[2]?.hash });
    }
    const stored = await rows(test);
    expect(stored.map(({ seq }) => seq)).toEqual(Array.from({ length: 60 }, (_, at) => at + 1));
    // All in one transaction.
    expect(test.changes).toEqual([{ events: 60 }]);
    expect(await test.hub.checkAll()).toEqual([]);
    // Their request numbers are noted: none is accepted again.
    const [first] = stations;
    if (first === undefined) throw new Error('no kiosk');
    const again = { ...first.chain.push(), request: 1 };
    await expect(push(test, callers[0], again)).rejects.toMatchObject({ code: 'replayed' });
  });

  it('one that is refused, known, quarantined or brings personal data changes nothing for the others', async () => {
    const test = await open();
    const stations = await stationsOf(test, 9);
    const [before, good, ahead, forked, old, replay, revoked, walkIn, odd] = stations;
    if (!before || !good || !ahead || !forked || !old || !replay || !revoked || !walkIn || !odd) {
      throw new Error('too few kiosks');
    }
    for (const { chain } of stations) chain.add();
    await push(test, await forked.caller(), forked.chain.push());
    await test.hub.revokeStation(revoked.id);
    const fork = forked.chain.fork(0);
    fork.add();
    fork.add();
    ahead.chain.add();
    odd.chain.addBody(() => '{"from":"the future"}');
    walkIn.chain.add({ type: 'duplicate-resolved', targetId: randomUUID() }, { note: 'Both here' });
    const used = { ...replay.chain.push(), request: nextRequest(replay.id) };
    await push(test, await replay.caller(), used);
    const callers = await Promise.all(stations.map((station) => station.caller()));
    const settled = await Promise.allSettled([
      push(test, callers[0], before.chain.push()),
      push(test, callers[1], good.chain.push()),
      push(test, callers[2], ahead.chain.push(2)),
      push(test, callers[3], { ...fork.push(2), request: nextRequest(forked.id) }),
      push(test, callers[4], { ...old.chain.push(), epoch: randomUUID() }),
      push(test, callers[5], used),
      push(test, callers[6], revoked.chain.push()),
      push(test, callers[7], walkIn.chain.push()),
      push(test, callers[8], odd.chain.push()),
    ]);
    const told = settled.map((one) =>
      one.status === 'fulfilled'
        ? `${one.value.stored} stored, ${one.value.quarantined} quarantined`
        : one.reason.code,
    );
    expect(told).toEqual([
      '1 stored, 0 quarantined',
      '1 stored, 0 quarantined',
      'out-of-order',
      'chain-differs',
      'epoch-changed',
      'replayed',
      'revoked',
      '2 stored, 0 quarantined',
      '1 stored, 1 quarantined',
    ]);
    const personal = await test.store.db.selectFrom('personal').selectAll().execute();
    expect(personal).toHaveLength(1);
    expect(await test.hub.checkAll()).toEqual([]);
  });

  it('with the number of an earlier request are refused, also where they continue the chain', async () => {
    const test = await open();
    const stations = await stationsOf(test, 3);
    const [first, old, good] = stations;
    if (first === undefined || old === undefined || good === undefined) throw new Error('too few');
    for (const { chain } of stations) chain.add();
    const callers = await Promise.all(stations.map((station) => station.caller()));
    const used = old.chain.push();
    await push(test, callers[1], used);
    old.chain.add();
    const settled = await Promise.allSettled([
      push(test, callers[0], first.chain.push()),
      push(test, callers[1], { ...old.chain.push(2), request: used.request }),
      push(test, callers[2], good.chain.push()),
    ]);
    expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(settled[1]).toMatchObject({ reason: { code: 'replayed' } });
    expect(await rows(test)).toHaveLength(3);
  });

  it('of one kiosk stay in their order', async () => {
    const test = await open();
    const [busy, station] = await stationsOf(test, 2);
    if (busy === undefined || station === undefined) throw new Error('too few kiosks');
    busy.chain.add();
    for (let at = 0; at < 6; at += 1) station.chain.add();
    const [first, caller] = [await busy.caller(), await station.caller()];
    const answers = await Promise.all([
      push(test, first, busy.chain.push()),
      ...[1, 3, 5].map((from) => push(test, caller, station.chain.push(from, 2))),
    ]);
    expect(answers.map(({ head }) => head.lastKseq)).toEqual([1, 2, 4, 6]);
  });

  it('of one chain, relayed by several kiosks, store it once', async () => {
    const test = await open();
    const stations = await stationsOf(test, 5);
    const [owner, ...others] = stations;
    if (owner === undefined) throw new Error('no kiosk');
    for (let at = 0; at < 4; at += 1) owner.chain.add();
    const callers = await Promise.all(others.map((station) => station.caller()));
    const answers = await Promise.all(
      others.map(({ id }, index) =>
        push(test, callers[index], { ...owner.chain.push(), request: nextRequest(id) }),
      ),
    );
    expect(answers.map(({ stored }) => stored).sort()).toEqual([0, 0, 0, 4]);
    const stored = await rows(test);
    expect(stored.map(({ kseq }) => kseq)).toEqual([1, 2, 3, 4]);
    expect(others.map(({ id }) => id)).toContain(stored[0]?.relayed_by);
  });

  it('of a transaction that fails are all refused and not stored, and taken when they come again', async () => {
    const test = await open();
    const stations = await stationsOf(test, 6);
    for (const { chain } of stations) chain.add();
    const callers = await Promise.all(stations.map((station) => station.caller()));
    // A writer that breaks the rules has taken the number 4 of the stream.
    const [rogue] = stations;
    await test.store.db
      .insertInto('attendance_event')
      .values({
        ...emptyRow,
        station: randomUUID(),
        hash: rogue?.chain.events[0]?.hash ?? '',
        seq: 4,
      })
      .execute();
    const settled = await Promise.allSettled(
      stations.map(({ chain }, index) => push(test, callers[index], chain.push())),
    );
    expect(new Set(settled.map(({ status }) => status))).toEqual(new Set(['rejected']));
    await test.store.db.deleteFrom('attendance_event').where('seq', '=', 4).execute();
    expect(await rows(test)).toEqual([]);
    const again = await Promise.all(
      stations.map(({ chain }, index) => push(test, callers[index], chain.push())),
    );
    expect(again.every(({ stored }) => stored === 1)).toBe(true);
    expect(await test.hub.checkAll()).toEqual([]);
  });

  it('that repeat what the hub holds are told so, each once, and nobody reads them', async () => {
    const test = await open();
    const [station] = await stationsOf(test, 1);
    if (station === undefined) throw new Error('no kiosk');
    let verified = 0;
    const verify: typeof nodeCrypto.verify = (...given) => {
      verified += 1;
      return nodeCrypto.verify(...given);
    };
    const crypto = { ...nodeCrypto, verify };
    const { store, time } = test;
    const clock = () => time.now;
    const hub = await createHub({ store, clock, random: testRandom, crypto, log: silentLog });
    const { chain } = station;
    for (let at = 0; at < 6; at += 1) chain.add();
    const caller = await station.caller();
    await hub.push(caller, chain.push(1, 4));
    await hub.push(caller, chain.push(5, 2));
    const before = { verified, rows: await rows(test) };
    const again = chain.push(1, 4);
    const told = { stored: 0, known: 4, quarantined: 0 };
    const answer = await hub.push(caller, again);
    expect(answer).toMatchObject(told);
    expect(headOf(answer)).toEqual({ lastKseq: 6, hash: chain.events[5]?.hash });
    await expect(hub.push(caller, again)).rejects.toMatchObject({ code: 'replayed' });
    expect(await hub.push(caller, chain.push(2, 3))).toMatchObject({ ...told, known: 3 });
    expect(verified).toBe(before.verified + 1);
    // Another history with the same numbers is not a repeat.
    const fork = chain.fork(3);
    fork.add();
    await expect(
      hub.push(caller, { ...fork.push(), request: nextRequest(station.id) }),
    ).rejects.toMatchObject({ code: 'chain-differs' });
    await test.hub.revokeStation(station.id);
    await expect(hub.push(caller, chain.push(1, 4))).rejects.toMatchObject({ code: 'revoked' });
    expect(await rows(test)).toEqual(before.rows);
    expect(await hub.checkAll()).toEqual([]);
  });

  it('leave what pushes one after the other leave, whatever comes together', async () => {
    const test = await open();
    const stations = await stationsOf(test, 5);
    const callers = await Promise.all(stations.map((station) => station.caller()));
    const pushes = fc.array(
      fc.record({ by: fc.nat(4), of: fc.nat(4), facts: fc.integer({ min: 1, max: 4 }) }),
      { minLength: 2, maxLength: 12 },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(pushes, { minLength: 1, maxLength: 4 }), async (rounds) => {
        for (const round of rounds) {
          const sent = round.map(({ by, of, facts }) => {
            const chain = stations[of]?.chain;
            const relay = stations[by];
            if (chain === undefined || relay === undefined) throw new Error('no such kiosk');
            const from = Math.max(1, chain.events.length);
            for (let at = 0; at < facts; at += 1) chain.add();
            return { by, request: { ...chain.push(from), request: nextRequest(relay.id) } };
          });
          const settled = await Promise.allSettled(
            sent.map(({ by, request }) => push(test, callers[by], request)),
          );
          // Whatever was not refused is stored; the refused ones came before their predecessors.
          for (const one of settled) {
            if (one.status === 'rejected') expect(one.reason.code).toMatch(/out-of-order|replayed/);
          }
        }
        for (const [index, { chain, id }] of stations.entries()) {
          if (chain.events.length === 0) continue;
          const request = { ...chain.push(), request: nextRequest(id) };
          const answer = await push(test, callers[index], request);
          expect(headOf(answer)).toEqual({
            lastKseq: chain.events.length,
            hash: chain.events.at(-1)?.hash,
          });
        }
        const total = stations.reduce((sum, { chain }) => sum + chain.events.length, 0);
        const stored = await rows(test);
        expect(stored.map(({ seq }) => seq)).toEqual(
          Array.from({ length: total }, (_, at) => at + 1),
        );
        expect(await test.hub.checkAll()).toEqual([]);
      }),
      { numRuns: 15 },
    );
  });
});

const emptyRow = {
  incarnation: 1,
  kseq: 1,
  body: '{}',
  id: randomUUID(),
  event_id: null,
  type: null,
  delegate_id: null,
  checkpoint: null,
  target_id: null,
  operator_id: null,
  local_day: null,
  badge_serial: null,
  hlc: null,
  wall: null,
  commitment: null,
  relayed_by: null,
  received: 0,
};

function push(
  test: TestHub,
  caller: Awaited<ReturnType<TestStation['caller']>> | undefined,
  request: Parameters<TestHub['hub']['push']>[1],
): Promise<PushAnswer> {
  if (caller === undefined) throw new Error('no such kiosk');
  return test.hub.push(caller, request);
}

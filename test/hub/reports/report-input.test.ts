import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { createLifetimes } from '../../../hub/base/lifetimes.ts';
import { readReportInput } from '../../../hub/reports/report-input.ts';
import { nodeCrypto } from '../../../platform/crypto/node-crypto.ts';
import { buildReport } from '../../../reports/build-report.ts';
import { roster } from '../../support/sample-event.ts';
import { nextRequest } from '../support/test-chain.ts';
import {
  describeOnBothStores,
  noPeers,
  silentLog,
  type TestHub,
  testRandom,
} from '../support/test-hub.ts';

function contextOf({ hub, store, time }: TestHub) {
  return {
    store,
    clock: () => time.now,
    steady: () => time.steady,
    lifetimes: createLifetimes(
      () => time.now,
      () => time.steady,
    ),
    random: testRandom,
    crypto: nodeCrypto,
    log: silentLog,
    identity: hub.identity(),
    sign: () => '',
    ...noPeers,
    told: new Map(),
    refused: new Map(),
    announce: () => {},
    hear: () => {},
  };
}

describeOnBothStores('what reports are made from, at the hub', (open) => {
  test('facts, roster, names, notes and what is proved of each kiosk; final once the day is closed', async () => {
    const bench = await open();
    const { hub } = bench;
    await hub.seedRoster(roster(3));
    const [first, second, third] = await hub.listDelegates({ after: null, limit: 10 });
    if (first === undefined || second === undefined || third === undefined) throw new Error();
    await hub.deleteDelegate(third.id);
    const desk = await bench.enrol('Desk A');
    const override = {
      identity: null,
      source: 'search',
      override: 'pending',
      reason: 'letter-shown',
      approvedBy: randomUUID(),
    };
    desk.chain.add({ delegateId: first.id });
    desk.chain.add(
      { delegateId: second.id, payload: JSON.stringify(override) },
      { note: 'Letter 7' },
    );
    desk.chain.add({ delegateId: third.id });
    const { epoch } = hub.identity();
    const request = { ...desk.chain.push(), epoch, request: nextRequest(desk.id) };
    await hub.push(await desk.caller(), request);

    const before = await readReportInput(contextOf(bench), { day: '2018-10-02' });
    expect(before.delegates.map(({ id }) => id).sort()).toEqual([first.id, second.id].sort());
    expect(before.deleted.map(({ id }) => id)).toEqual([third.id]);
    expect(before.facts.filter(({ type }) => type === 'admitted')).toHaveLength(3);
    expect(before.stations).toMatchObject([
      { name: 'Desk A', mode: 'desk', proof: 'open', facts: 3, waiting: null },
    ]);
    expect(before).toMatchObject({ isClosed: false, printJobs: null, day: '2018-10-02' });
    const overrides = buildReport('overrides', before, 'en');
    expect(overrides.sections[0]?.rows[0]).toContain('Letter 7');
    expect(overrides.asOf).toContain('Provisional');
    const balance = buildReport('registration-balance', before, 'en');
    expect(balance.totals?.slice(1, 5)).toEqual([2, 0, 3, 0]);

    await hub.closeDay('2018-10-02');
    const after = await readReportInput(contextOf(bench), { day: '2018-10-02' });
    expect(after.isClosed).toBe(true);
    expect(buildReport('stations', after, 'en').asOf).toMatch(
      /^Complete .*0 of 1 stations proven$/,
    );
  });
});

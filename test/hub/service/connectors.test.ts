import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { connectorSettingsSchema } from '../../../connectors/settings.ts';
import { nodeCrypto } from '../../../crypto/node-crypto.ts';
import { attendanceEventSchema } from '../../../domain/attendance.ts';
import { makeDelegateId } from '../../../domain/delegate-id.ts';
import { openHubStore } from '../../../hub/store/open-store.ts';
import {
  type FakeIndico,
  registration,
  startFakeIndico,
} from '../../connectors/fakes/fake-indico.ts';
import { type FakePretix, order, startFakePretix } from '../../connectors/fakes/fake-pretix.ts';
import { json, oddPage } from '../../connectors/fakes/fake-server.ts';
import { indicoSettings, pretixSettings } from '../../connectors/support.ts';
import { sampleEvent } from '../../support/sample-event.ts';
import { describeOnBothStores, type TestHub, type TestKiosk, testHubOn } from './test-hub.ts';
import { problemOf } from './test-requests.ts';

let pretix: FakePretix;
let indico: FakeIndico;
beforeEach(async () => {
  pretix = await startFakePretix();
  pretix.orders = [1, 2, 3].map((number) => order(number, pretix.now()));
  indico = await startFakeIndico();
  indico.registrations = Array.from({ length: 20 }, (_, i) => registration(i + 1));
});
afterEach(async () => {
  await pretix.close();
  await indico.close();
});

const now = { again: false, acceptVanished: false };
const codeOf = (number: number): string => `secret000${number}abcdefghij`;
const idOf = (code: string): string => makeDelegateId(sampleEvent.id, code, nodeCrypto);

async function addPretix({ hub }: TestHub, change: object = {}): Promise<void> {
  await hub.connectors.add(connectorSettingsSchema.parse(pretixSettings(pretix, change)));
}

async function addIndico({ hub }: TestHub): Promise<void> {
  await hub.connectors.add(connectorSettingsSchema.parse(indicoSettings(indico)));
}

const runPretix = ({ hub }: TestHub, request = now) => hub.connectors.run('council', request);
const runIndico = ({ hub }: TestHub, request = now) => hub.connectors.run('indico', request);

/** Adds a fact to a kiosk's chain; returns its id. */
function fact(kiosk: TestKiosk, change: Parameters<TestKiosk['chain']['add']>[0]): string {
  const { body } = kiosk.chain.add(change);
  return attendanceEventSchema.omit({ hash: true }).parse(JSON.parse(body)).id;
}

let pushed = new WeakMap<TestKiosk, number>();
beforeEach(() => {
  pushed = new WeakMap();
});

async function push({ hub }: TestHub, kiosk: TestKiosk): Promise<void> {
  const from = (pushed.get(kiosk) ?? 0) + 1;
  pushed.set(kiosk, kiosk.chain.events.length);
  await hub.push(await kiosk.caller(), kiosk.chain.push(from));
}

const nonces = (): string[] => pretix.checkins.map(({ nonce }) => nonce);

describeOnBothStores('connectors: roster', (open) => {
  test('people come, with the ids that every station computes; again changes nothing', async () => {
    const bench = await open();
    await addPretix(bench);
    expect(await runPretix(bench)).toMatchObject({ people: 3, pullError: null, parkedCount: 0 });
    const delegate = await bench.hub.delegate(idOf(codeOf(1)));
    expect(delegate).toMatchObject({ printedName: 'Given0001 FAMILY0001', delegation: 'BEL' });
    const { streams } = await bench.hub.overview();
    await runPretix(bench);
    await runPretix(bench, { again: true, acceptVanished: false });
    expect((await bench.hub.overview()).streams).toEqual(streams);
    expect(await bench.hub.checkAll()).toEqual([]);
  });

  test('what was changed here stands until the other side says something new of it', async () => {
    const bench = await open();
    await addPretix(bench);
    await runPretix(bench);
    const id = idOf(codeOf(1));
    await bench.hub.changeDelegate(id, { status: 'revoked', category: 'press' });
    pretix.touch('A0001', ({ positions: [position] }) => {
      if (position !== undefined) position.company = 'Ministry';
    });
    await runPretix(bench);
    expect(await bench.hub.delegate(id)).toMatchObject({
      ...{ administration: 'Ministry', status: 'revoked', category: 'press' },
    });
    await bench.hub.deleteDelegate(idOf(codeOf(2)));
    pretix.touch('A0002', (changed) => {
      changed.status = 'n';
    });
    await runPretix(bench);
    expect((await problemOf(bench.hub.delegate(idOf(codeOf(2))))).code).toBe('not-found');
  });

  test('a ticket whose secret was exchanged: the old one is revoked, the new one comes in', async () => {
    const bench = await open();
    await addPretix(bench);
    await runPretix(bench);
    pretix.revoked.push(codeOf(1));
    pretix.touch('A0001', ({ positions: [position] }) => {
      if (position !== undefined) position.secret = 'exchanged-secret';
    });
    await runPretix(bench);
    expect((await bench.hub.delegate(idOf(codeOf(1)))).status).toBe('revoked');
    expect((await bench.hub.delegate(idOf('exchanged-secret'))).status).toBe('confirmed');
    // Let in again here, knowingly: the list of revoked secrets, which is read each time, leaves it so.
    await bench.hub.changeDelegate(idOf(codeOf(1)), { status: 'confirmed' });
    await runPretix(bench);
    expect((await bench.hub.delegate(idOf(codeOf(1)))).status).toBe('confirmed');
  });

  test('who is gone is cancelled, and back with whatever status they come back with', async () => {
    const bench = await open();
    await addIndico(bench);
    await runIndico(bench);
    const [first] = indico.registrations.splice(0, 1);
    if (first === undefined) throw new Error();
    expect(await runIndico(bench)).toMatchObject({ people: 19 });
    expect((await bench.hub.delegate(idOf('I1'))).status).toBe('cancelled');
    indico.registrations.push(first);
    await runIndico(bench);
    expect((await bench.hub.delegate(idOf('I1'))).status).toBe('confirmed');
  });

  test('so many gone at once need somebody’s word', async () => {
    const bench = await open();
    await addIndico(bench);
    await runIndico(bench);
    indico.registrations = indico.registrations.slice(0, 5);
    expect(await runIndico(bench)).toMatchObject({
      people: 20,
      pullError: 'many-vanished: 15 of 20',
    });
    expect((await bench.hub.overview()).delegates).toMatchObject({ confirmed: 20 });
    const entry = await runIndico(bench, { again: false, acceptVanished: true });
    expect(entry).toMatchObject({ people: 5, pullError: null });
    expect((await bench.hub.overview()).delegates).toMatchObject({ confirmed: 5, cancelled: 15 });
  });

  test('who cannot be taken is parked with the reason, and no longer once it is put right', async () => {
    const bench = await open();
    const [first] = indico.registrations;
    if (first === undefined) throw new Error();
    first.country = 'Atlantis';
    await addIndico(bench);
    expect((await runIndico(bench)).parked).toMatchObject([
      { kind: 'person', id: '1', reason: 'unknown-delegation' },
    ]);
    first.country = 'Japan';
    const entry = await runIndico(bench, { again: true, acceptVanished: false });
    expect(entry).toMatchObject({ people: 20, parkedCount: 0 });
  });

  test('names are taken once; a removed one leaves its delegates', async () => {
    const bench = await open();
    await addPretix(bench);
    expect((await problemOf(addPretix(bench))).code).toBe('not-allowed');
    await runPretix(bench);
    await bench.hub.connectors.remove('council');
    expect(await bench.hub.connectors.list()).toEqual([]);
    expect((await problemOf(runPretix(bench))).code).toBe('not-found');
    expect((await bench.hub.overview()).delegates.confirmed).toBe(3);
    expect(await bench.store.db.selectFrom('connector_person').selectAll().execute()).toEqual([]);
  });
});

describeOnBothStores('connectors: attendance', (open) => {
  test('facts are mirrored in their order; sessions without a list and other kinds are not', async () => {
    const bench = await open();
    const desk = await bench.enrol();
    await addPretix(bench);
    const delegateId = idOf(codeOf(1));
    const admitted = fact(desk, { delegateId });
    fact(desk, { delegateId, type: 'badge-printed' });
    fact(desk, { delegateId, checkpoint: 'stce' });
    const out = fact(desk, { delegateId, type: 'went-out' });
    const undo = { delegateId, type: 'admission-undone', payload: '{"reason":"other"}' } as const;
    fact(desk, { ...undo, targetId: admitted });
    await push(bench, desk);
    expect(await runPretix(bench)).toMatchObject({ parkedCount: 0, sending: { waiting: 0 } });
    expect(pretix.checkins.map(({ nonce, type, annulled }) => [nonce, type, annulled])).toEqual([
      [admitted, 'entry', true],
      [out, 'exit', false],
    ]);
    const count = pretix.requests.length;
    await runPretix(bench);
    expect(pretix.requests.slice(count).filter((line) => line.startsWith('POST'))).toEqual([]);
  });

  test('the hub dies between sending and recording: sent again with the same nonce, recorded once', async () => {
    const bench = await open();
    const desk = await bench.enrol();
    await addPretix(bench);
    await runPretix(bench);
    const ids = [1, 2, 3].map((number) => fact(desk, { delegateId: idOf(codeOf(number)) }));
    await push(bench, desk);
    // What is recorded is lost; what was sent is not.
    const before = await bench.store.db.selectFrom('connector').select('sent_seq').execute();
    await runPretix(bench);
    await bench.store.db
      .updateTable('connector')
      .set({ sent_seq: before[0]?.sent_seq ?? 0 })
      .execute();
    const hub = await bench.again();
    expect(await hub.connectors.run('council', now)).toMatchObject({ sending: { waiting: 0 } });
    expect(pretix.requests.filter((line) => line.includes('redeem'))).toHaveLength(6);
    expect(nonces()).toEqual(ids);
  });

  test('cut off after the commit: kept, tried later, nothing twice and nothing missing', async () => {
    const bench = await open();
    const desk = await bench.enrol();
    await addPretix(bench);
    const ids = [1, 2, 3].map((number) => fact(desk, { delegateId: idOf(codeOf(number)) }));
    await push(bench, desk);
    pretix.fail('redeem', { kind: 'cut-after-commit' });
    expect(await runPretix(bench)).toMatchObject({
      sending: { waiting: 3, pushError: expect.stringMatching(/^unreachable/) },
    });
    expect(await runPretix(bench)).toMatchObject({ sending: { waiting: 0, pushError: null } });
    expect(nonces()).toEqual(ids);
  });

  test('what is refused is parked with the reason and does not hold up the rest', async () => {
    const bench = await open();
    const desk = await bench.enrol();
    await addPretix(bench);
    pretix.refuse.set(codeOf(1), { reason: 'blocked', status: 400 });
    const [refused, taken] = [1, 2].map((number) =>
      fact(desk, { delegateId: idOf(codeOf(number)) }),
    );
    await push(bench, desk);
    expect(await runPretix(bench)).toMatchObject({
      sending: { waiting: 0 },
      parked: [{ kind: 'fact', id: refused, reason: 'blocked' }],
    });
    expect(nonces()).toEqual([taken]);
    // By itself it stays; by hand it is tried again.
    pretix.refuse.clear();
    expect(await runPretix(bench)).toMatchObject({ parkedCount: 1 });
    expect(await runPretix(bench, { again: true, acceptVanished: false })).toMatchObject({
      parkedCount: 0,
    });
    expect(nonces()).toEqual([taken, refused]);
  });

  test('a parked admission that was undone is never sent', async () => {
    const bench = await open();
    const desk = await bench.enrol();
    await addPretix(bench);
    const delegateId = idOf(codeOf(1));
    pretix.refuse.set(codeOf(1), { reason: 'blocked', status: 200 });
    const refused = fact(desk, { delegateId });
    await push(bench, desk);
    expect(await runPretix(bench)).toMatchObject({ parkedCount: 1 });
    fact(desk, {
      ...{ delegateId, type: 'admission-undone', targetId: refused },
      payload: '{"reason":"other"}',
    });
    await push(bench, desk);
    expect(await runPretix(bench)).toMatchObject({ parkedCount: 0 });
    pretix.refuse.clear();
    await runPretix(bench, { again: true, acceptVanished: false });
    expect(nonces()).toEqual([]);
  });

  test('somebody who is not registered there waits visibly, and is sent once they are', async () => {
    const bench = await open();
    const desk = await bench.enrol();
    await addPretix(bench);
    const early = fact(desk, { delegateId: idOf(codeOf(4)) });
    await push(bench, desk);
    expect((await runPretix(bench)).parked).toMatchObject([
      { id: early, reason: 'not-registered-there' },
    ]);
    pretix.orders.push(order(4, pretix.now()));
    expect(await runPretix(bench)).toMatchObject({ parkedCount: 0 });
    expect(nonces()).toEqual([early]);
  });

  test('an undo whose admission has not come yet waits for it', async () => {
    const bench = await open();
    const [a, b] = [await bench.enrol('A'), await bench.enrol('B')];
    await addPretix(bench);
    const delegateId = idOf(codeOf(1));
    const admitted = fact(a, { delegateId });
    const undo = { delegateId, type: 'admission-undone', payload: '{"reason":"other"}' } as const;
    fact(b, { ...undo, targetId: admitted });
    await push(bench, b);
    expect(await runPretix(bench)).toMatchObject({ parkedCount: 1 });
    await push(bench, a);
    expect(await runPretix(bench)).toMatchObject({ parkedCount: 0 });
    expect(pretix.checkins.map(({ annulled }) => annulled)).toEqual([true]);
    // Both are there before the connector looks, the undo first.
    const again = fact(a, { delegateId });
    fact(b, { ...undo, targetId: again });
    await push(bench, b);
    await push(bench, a);
    expect(await runPretix(bench)).toMatchObject({ parkedCount: 0 });
    expect(pretix.checkins.map(({ annulled }) => annulled)).toEqual([true, true]);
  });

  test('one fact that only ever meets a page of a proxy does not hold up the others for ever', async () => {
    const bench = await open();
    const desk = await bench.enrol();
    await addPretix(bench);
    const [odd, next] = [1, 2].map((number) => fact(desk, { delegateId: idOf(codeOf(number)) }));
    await push(bench, desk);
    pretix.fail('redeem', oddPage, oddPage, oddPage, oddPage, oddPage);
    for (let i = 0; i < 4; i += 1) expect(await runPretix(bench)).toMatchObject({ parkedCount: 0 });
    expect((await runPretix(bench)).parked).toMatchObject([{ id: odd, reason: 'odd-answer' }]);
    await runPretix(bench);
    expect(nonces()).toEqual([next]);
  });

  test('Indico: the undo of one of two admissions leaves the person checked in', async () => {
    const bench = await open();
    const desk = await bench.enrol();
    await addIndico(bench);
    const delegateId = idOf('I1');
    const first = fact(desk, { delegateId });
    const second = fact(desk, { delegateId, localDay: '2018-10-03' });
    const undo = { delegateId, type: 'admission-undone', payload: '{"reason":"other"}' } as const;
    fact(desk, { ...undo, targetId: second });
    await push(bench, desk);
    await runIndico(bench);
    expect(indico.registrations[0]?.checked_in).toBe(true);
    fact(desk, { ...undo, targetId: first });
    await push(bench, desk);
    await runIndico(bench);
    expect(indico.registrations[0]?.checked_in).toBe(false);
  });
});

describeOnBothStores('connectors: failures', (open) => {
  test('pauses double up to ten minutes, and are never shorter than what the other side asks', async () => {
    const bench = await open();
    await addPretix(bench);
    const pauseOf = async (): Promise<number> => {
      await runPretix(bench);
      const row = await bench.store.db.selectFrom('connector').select('pull_at').executeTakeFirst();
      return (row?.pull_at ?? 0) - bench.time.now;
    };
    pretix.devices.clear();
    for (const whole of [5_000, 10_000, 20_000, 40_000]) {
      const pause = await pauseOf();
      expect(pause).toBeGreaterThanOrEqual(whole / 2);
      expect(pause).toBeLessThanOrEqual(whole);
    }
    for (let i = 0; i < 8; i += 1) await runPretix(bench);
    expect(await pauseOf()).toBeLessThanOrEqual(600_000);
    pretix.devices.add('device-token-of-the-test');
    pretix.fail('blockedsecrets', json(429, {}, { 'retry-after': '900' }));
    expect(await pauseOf()).toBeGreaterThanOrEqual(900_000);
    expect(await pauseOf()).toBe(300_000);
    expect((await bench.hub.connectors.list())[0]).toMatchObject({ pullError: null });
  });

  test('a missing token is said, and nothing is asked', async () => {
    const bench = await open();
    await addPretix(bench, { secret: { variable: 'LANYARD_TEST_NO_SUCH_VARIABLE' } });
    expect(await runPretix(bench)).toMatchObject({
      pullError: 'secret-missing: LANYARD_TEST_NO_SUCH_VARIABLE',
    });
    expect(pretix.requests).toEqual([]);
  });

  test('started, they run by themselves and end with the hub', async () => {
    const bench = await open();
    const desk = await bench.enrol();
    await addPretix(bench);
    const stop = bench.hub.connectors.start();
    const admitted = fact(desk, { delegateId: idOf(codeOf(1)) });
    await push(bench, desk);
    await expect.poll(nonces, { timeout: 30_000 }).toEqual([admitted]);
    await stop();
  });
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

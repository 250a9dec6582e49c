import { expect, test } from 'vitest';
import { order } from '../../connectors/fakes/fake-pretix.ts';
import { oddPage } from '../../connectors/fakes/fake-server.ts';
import { describeOnBothStores } from '../../support/test-hub.ts';
import {
  addIndico,
  addPretix,
  codeOf,
  fact,
  fakesForEachTest,
  idOf,
  indico,
  nonces,
  now,
  pretix,
  push,
  runIndico,
  runPretix,
} from './bench.ts';

fakesForEachTest();

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
    // The record is lost; what was sent stays sent.
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
    // It stays failed without a person; by hand it is tried again.
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
      delegateId,
      type: 'admission-undone',
      targetId: refused,
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
    // Both exist before the connector looks, the undo first.
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

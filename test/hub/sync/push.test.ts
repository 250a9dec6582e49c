import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { attendanceEventSchema } from '../../../domain/ledger/attendance.ts';
import { foldAttendance } from '../../../domain/ledger/attendance-fold.ts';
import { bodyOf, factId } from '../../../domain/ledger/chain.ts';
import { nodeCrypto } from '../../../platform/crypto/node-crypto.ts';
import { createTestChain } from '../support/test-chain.ts';
import { describeOnBothStores } from '../support/test-hub.ts';
import { problemOf, streamOf } from '../support/test-requests.ts';

describeOnBothStores('push', (open) => {
  test('a run is stored, numbered densely and streamed with the texts as they came', async () => {
    const bench = await open();
    const desk = await bench.enrol();
    for (let fact = 0; fact < 5; fact += 1) desk.chain.add();
    const answer = await bench.hub.push(await desk.caller(), desk.chain.push());
    expect(answer).toEqual({
      head: { station: desk.id, incarnation: 1, lastKseq: 5, hash: desk.chain.events[4]?.hash },
      stored: 5,
      known: 0,
      quarantined: 0,
    });
    const page = await streamOf(bench, desk);
    expect(page.rows.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5]);
    expect(page.rows.map(({ body }) => body)).toEqual(desk.chain.events.map(({ body }) => body));
    expect(page.end).toMatchObject({ next: 5, last: 5, rows: 5 });
    expect(bench.changes).toContainEqual({ events: 5 });
    expect(await bench.hub.checkAll()).toEqual([]);
  });

  test('pushing the same again changes nothing: the lost answer', async () => {
    const bench = await open();
    const desk = await bench.enrol();
    desk.chain.add();
    desk.chain.add();
    await bench.hub.push(await desk.caller(), desk.chain.push());
    desk.chain.add();
    const answer = await bench.hub.push(await desk.caller(), desk.chain.push());
    expect(answer).toMatchObject({ stored: 1, known: 2, head: { lastKseq: 3 } });
    expect(await bench.hub.push(await desk.caller(), desk.chain.push(2))).toMatchObject({
      stored: 0,
      known: 2,
      head: { lastKseq: 3 },
    });
    expect((await streamOf(bench, desk)).rows).toHaveLength(3);
    expect(await bench.hub.checkAll()).toEqual([]);
  });

  test('a gap is out of order, and the problem says the head', async () => {
    const bench = await open();
    const desk = await bench.enrol();
    for (let fact = 0; fact < 4; fact += 1) desk.chain.add();
    await bench.hub.push(await desk.caller(), desk.chain.push(1, 2));
    expect(await problemOf(bench.hub.push(await desk.caller(), desk.chain.push(4)))).toMatchObject({
      code: 'out-of-order',
      head: { lastKseq: 2, hash: desk.chain.events[1]?.hash },
    });
    const reordered = desk.chain.push(3);
    reordered.events.reverse();
    expect((await problemOf(bench.hub.push(await desk.caller(), reordered))).code).toBe(
      'out-of-order',
    );
    expect((await streamOf(bench, desk)).rows).toHaveLength(2);
  });

  test('of a batch with a gap within, nothing is taken: nobody signed its beginning', async () => {
    const bench = await open();
    const desk = await bench.enrol();
    for (let fact = 0; fact < 4; fact += 1) desk.chain.add();
    const torn = desk.chain.push();
    torn.events.splice(2, 1);
    expect((await problemOf(bench.hub.push(await desk.caller(), torn))).code).toBe('out-of-order');
    expect((await streamOf(bench, desk)).rows).toEqual([]);
  });

  test('another history is a chain that differs, at the head and before it', async () => {
    const bench = await open();
    const desk = await bench.enrol();
    for (let fact = 0; fact < 3; fact += 1) desk.chain.add();
    await bench.hub.push(await desk.caller(), desk.chain.push());
    const head = { lastKseq: 3, hash: desk.chain.events[2]?.hash };
    const clone = desk.chain.fork(1);
    for (let fact = 0; fact < 3; fact += 1) clone.add();
    for (const request of [clone.push(), clone.push(2), clone.push(4)]) {
      expect(await problemOf(bench.hub.push(await desk.caller(), request))).toMatchObject({
        code: 'chain-differs',
        head,
      });
    }
    const changed = desk.chain.push(3);
    changed.events = changed.events.map((event) => ({ ...event, body: `${event.body} ` }));
    expect((await problemOf(bench.hub.push(await desk.caller(), changed))).code).toBe(
      'chain-differs',
    );
    expect(await bench.hub.checkAll()).toEqual([]);
  });

  test('a number of a request serves once, also after a restart of the hub', async () => {
    const bench = await open();
    const desk = await bench.enrol();
    desk.chain.add();
    const request = desk.chain.push();
    await bench.hub.push(await desk.caller(), request);
    desk.chain.add();
    const replayed = { ...desk.chain.push(2), request: request.request };
    const again = await bench.again();
    expect((await problemOf(again.push(await desk.caller(), replayed))).code).toBe('replayed');
    expect((await streamOf(bench, desk)).rows).toHaveLength(1);
  });

  test('a refused push leaves its number free', async () => {
    const bench = await open();
    const desk = await bench.enrol();
    desk.chain.add();
    desk.chain.add();
    const early = desk.chain.push(2);
    await problemOf(bench.hub.push(await desk.caller(), early));
    const request = { ...desk.chain.push(), request: early.request };
    expect(await bench.hub.push(await desk.caller(), request)).toMatchObject({ stored: 2 });
  });

  test('another epoch is refused', async () => {
    const bench = await open();
    const desk = await bench.enrol();
    desk.chain.add();
    const request = { ...desk.chain.push(), epoch: randomUUID() };
    expect((await problemOf(bench.hub.push(await desk.caller(), request))).code).toBe(
      'epoch-changed',
    );
  });

  test('what is not understood lies in quarantine, is counted, and blocks nothing', async () => {
    const bench = await open();
    const desk = await bench.enrol();
    const place = (kseq: number) => ({ station: desk.id, incarnation: 1, kseq });
    const bodyWith = (change: object) => (kseq: number) => {
      const event = createTestChain(desk.id, () => '').add();
      return JSON.stringify({ ...JSON.parse(event.body), ...place(kseq), ...change });
    };
    desk.chain.add();
    desk.chain.addBody(bodyWith({ type: 'teleported' }));
    desk.chain.addBody(() => 'no JSON at all');
    desk.chain.addBody(bodyWith({ kseq: 77 }));
    desk.chain.addBody(bodyWith({ station: randomUUID() }));
    desk.chain.addBody(bodyWith({ hlc: 'yesterday' }));
    desk.chain.addBody(bodyWith({ checkpoint: 'a\u0000b' }));
    desk.chain.addBody(() => '[]');
    desk.chain.add();
    expect(await bench.hub.push(await desk.caller(), desk.chain.push())).toMatchObject({
      stored: 2,
      quarantined: 7,
      head: { lastKseq: 9 },
    });
    const { rows } = await streamOf(bench, desk);
    expect(rows.map(({ kseq }) => kseq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(rows.flatMap(({ kseq, counts }) => (counts ? kseq : []))).toEqual([1, 9]);
    const items = await bench.hub.quarantine();
    expect(items.map(({ kseq, reason }) => `${kseq} ${reason}`)).toEqual([
      '8 not-understood',
      '7 not-understood',
      '6 not-understood',
      '5 other-envelope',
      '4 other-envelope',
      '3 not-understood',
      '2 not-understood',
    ]);
    for (const item of items) {
      const { receipt: _receipt, ...event } = desk.chain.events[item.kseq - 1] ?? {};
      expect(JSON.parse(item.raw)).toEqual(event);
    }
    expect(await bench.hub.push(await desk.caller(), desk.chain.push())).toMatchObject({
      known: 9,
    });
    expect(await bench.hub.quarantine()).toHaveLength(7);
    expect(await bench.hub.checkAll()).toEqual([]);
  });

  test('fields of a newer version are kept and streamed on', async () => {
    const bench = await open();
    const desk = await bench.enrol();
    const sample = createTestChain(desk.id, () => '').add().body;
    const newer = { ...JSON.parse(sample), zone: { of: 'tomorrow' } };
    const id = factId(JSON.stringify(newer), nodeCrypto);
    desk.chain.addBody(() => JSON.stringify({ ...newer, id }));
    expect(await bench.hub.push(await desk.caller(), desk.chain.push())).toMatchObject({
      stored: 1,
    });
    const [row] = (await streamOf(bench, desk)).rows;
    expect(row?.body).toContain('tomorrow');
  });

  test('a chain written anew stands in the stream, and its facts count once', async () => {
    const bench = await open();
    const desk = await bench.enrol();
    desk.chain.add();
    desk.chain.add();
    await bench.hub.push(await desk.caller(), desk.chain.push());
    const anew = createTestChain(desk.id, () => bench.hub.identity().epoch, 2);
    for (const { body } of desk.chain.events.slice(1)) {
      const { station: _kiosk, incarnation: _incarnation, kseq: _kseq, ...same } = JSON.parse(body);
      anew.add(same);
    }
    anew.add();
    expect(await bench.hub.push(await desk.caller(), anew.push())).toMatchObject({
      stored: 2,
      head: { incarnation: 2, lastKseq: 2 },
    });
    const ids = (await streamOf(bench, desk)).rows.map(({ body }) => JSON.parse(body).id);
    expect(ids).toHaveLength(4);
    expect(new Set(ids).size).toBe(3);
    expect((await bench.hub.overview()).facts).toEqual({ admitted: 3 });
    expect(await bench.hub.checkAll()).toEqual([]);
  });

  test('one id twice in a push is one fact', async () => {
    const bench = await open();
    const desk = await bench.enrol();
    // A clone may write the same fact once more.
    const { hlc } = JSON.parse(desk.chain.add({ delegateId: desk.id }).body);
    desk.chain.add({ delegateId: desk.id, hlc });
    expect(await bench.hub.push(await desk.caller(), desk.chain.push())).toMatchObject({
      stored: 2,
    });
    expect((await streamOf(bench, desk)).rows).toHaveLength(2);
    expect((await bench.hub.overview()).facts).toEqual({ admitted: 1 });
    expect(await bench.hub.checkAll()).toEqual([]);
  });

  test('a chain is told newest first, and as far as asked', async () => {
    const bench = await open();
    const desk = await bench.enrol();
    for (let fact = 0; fact < 6; fact += 1) desk.chain.add();
    await bench.hub.push(await desk.caller(), desk.chain.push());
    const ask = { station: desk.id, incarnation: 1, upTo: 5, limit: 3 };
    const { links } = await bench.hub.chain(await desk.caller(), ask);
    expect(links.map(({ kseq }) => kseq)).toEqual([5, 4, 3]);
    expect(links[0]?.hash).toBe(desk.chain.events[4]?.hash);
  });

  test('two kiosks that push at once: both chains whole, numbers dense', async () => {
    const bench = await open();
    const desks = await Promise.all([bench.enrol('A'), bench.enrol('B'), bench.enrol('C')]);
    for (const desk of desks) for (let fact = 0; fact < 40; fact += 1) desk.chain.add();
    await Promise.all(
      desks.map(async (desk) => {
        for (let from = 1; from <= 40; from += 8) {
          await bench.hub.push(await desk.caller(), desk.chain.push(from, 8));
        }
      }),
    );
    expect(await bench.hub.checkAll()).toEqual([]);
    const [first] = desks;
    if (first === undefined) throw new Error('no desk');
    const page = await streamOf(bench, first);
    expect(page.rows).toHaveLength(120);
    const facts = page.rows.map((row) =>
      attendanceEventSchema.parse({ ...JSON.parse(row.body), hash: row.hash }),
    );
    expect(facts.map((fact) => bodyOf(fact))).toEqual(page.rows.map(({ body }) => body));
    expect(
      foldAttendance(facts.map((fact) => ({ ...fact, effective: fact.hlc }))).standing,
    ).toHaveLength(120);
  });
});

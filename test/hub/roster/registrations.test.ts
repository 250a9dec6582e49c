import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { canonicalJson } from '../../../domain/base/json.ts';
import { hubAuthor } from '../../../domain/ledger/chain.ts';
import { firstHlc, nextHlc } from '../../../domain/ledger/hlc.ts';
import type { WireEvent } from '../../../domain/sync/events.ts';
import { sampleDelegate } from '../../support/sample-event.ts';
import { entry } from '../http/people.ts';
import { nextRequest, type TestChain } from '../support/test-chain.ts';
import { describeOnBothStores, type TestHub, type TestStation } from '../support/test-hub.ts';

const { id } = entry(1);

function idOf({ body }: WireEvent): string {
  return String(JSON.parse(body).id);
}

const correct = (chain: TestChain, printedName: string, after = ''): WireEvent =>
  chain.add({ type: 'spelling-corrected', delegateId: id, after }, { correction: { printedName } });

async function push(bench: TestHub, station: TestStation, from = 1): Promise<void> {
  await bench.hub.push(await station.caller(), station.chain.push(from));
}

/** All facts of a hub's stream as a desk reads them. */
async function factsOf(bench: TestHub, desk: TestStation, after = 0) {
  const { epoch } = bench.hub.identity();
  return await bench.hub.pullEvents(await desk.caller(), { epoch, after, limit: 100 });
}

async function rosterOf(bench: TestHub, desk: TestStation, after = 0) {
  const { epoch } = bench.hub.identity();
  return (await bench.hub.pullRoster(await desk.caller(), { epoch, after, limit: 10 })).rows;
}

/** Another hub takes over: a desk gives it its roster and every chain that it holds. */
async function takeOver(from: TestHub, to: TestHub, desk: TestStation): Promise<TestStation> {
  await to.hub.seedRoster(await from.hub.listDelegates({ after: null, limit: 10 }));
  const { stations } = await from.hub.directory(await desk.caller());
  await to.hub.seedStations(stations, [], [from.hub.identity().hubKey]);
  const carrier = await to.enrol('Desk that takes over');
  const chains = new Map<string, WireEvent[]>();
  for (const row of (await factsOf(from, desk)).rows) {
    const { kseq, hash, body, personal, signature, receipt } = row;
    const known = chains.get(row.station) ?? [];
    if (known.some((link) => link.kseq === kseq)) continue;
    chains.set(row.station, [...known, { kseq, hash, body, personal, signature, receipt }]);
  }
  for (const [station, events] of chains) {
    await to.hub.push(await carrier.caller(), {
      epoch: to.hub.identity().epoch,
      request: nextRequest(carrier.id),
      station,
      incarnation: 1,
      previous: '0'.repeat(64),
      events,
      author: null,
    });
  }
  return carrier;
}

describeOnBothStores('who is registered how', (open) => {
  test('a desk’s word that did not know of the administrator’s gives way to it, whatever the clocks', async () => {
    const bench = await open();
    const desk = await bench.enrol();
    await bench.hub.importRoster([entry(1)], 'list');
    await bench.hub.changeDelegate(id, { printedName: 'As the ADMINISTRATOR wrote' });
    // The desk's clock is days ahead.
    bench.time.now += 1;
    correct(desk.chain, 'Written OFFLINE');
    await push(bench, desk);
    expect((await bench.hub.delegate(id)).printedName).toBe('As the ADMINISTRATOR wrote');
    expect(await bench.hub.checkAll()).toEqual([]);
  });

  test('a desk that has read the administrator’s word overrules it', async () => {
    const bench = await open();
    const desk = await bench.enrol();
    await bench.hub.importRoster([entry(1)], 'list');
    await bench.hub.changeDelegate(id, { printedName: 'As the ADMINISTRATOR wrote' });
    const [seen] = (await factsOf(bench, desk)).rows;
    expect(seen?.station).toBe(hubAuthor(bench.hub.identity().epoch));
    correct(desk.chain, 'Seen and PUT RIGHT', seen === undefined ? '' : idOf(seen));
    await push(bench, desk);
    expect((await bench.hub.delegate(id)).printedName).toBe('Seen and PUT RIGHT');
    // The administrator has read that, so their later change wins.
    await bench.hub.changeDelegate(id, { printedName: 'Once MORE' });
    expect((await bench.hub.delegate(id)).printedName).toBe('Once MORE');
  });

  test('of two desks that did not know of each other the later holds, whichever came first', async () => {
    for (const order of [
      [0, 1],
      [1, 0],
    ]) {
      const bench = await open();
      const desks = [await bench.enrol(), await bench.enrol('Desk 2')] as const;
      await bench.hub.importRoster([entry(1)], 'list');
      correct(desks[0].chain, 'The EARLIER');
      correct(desks[1].chain, 'The LATER');
      for (const index of order) {
        const desk = desks[index === 0 ? 0 : 1];
        const before = (await rosterOf(bench, desk)).at(-1)?.seq ?? 0;
        await push(bench, desk);
        // The desk shows its own text until the roster brings the valid one.
        expect(await rosterOf(bench, desk, before)).toHaveLength(1);
      }
      expect((await bench.hub.delegate(id)).printedName).toBe('The LATER');
    }
  });

  test('a clock of sixteen digits or of years ahead wins nothing for ever', async () => {
    const bench = await open();
    const [ahead, right] = [await bench.enrol(), await bench.enrol('Desk 2')];
    await bench.hub.importRoster([entry(1)], 'list');
    const hlc = '999999999999999-99999';
    ahead.chain.add(
      { type: 'spelling-corrected', delegateId: id, hlc },
      { correction: { printedName: 'From the FUTURE' } },
    );
    await push(bench, ahead);
    bench.time.now += 600_000;
    const now = nextHlc(firstHlc, bench.time.now);
    right.chain.add(
      { type: 'spelling-corrected', delegateId: id, hlc: now },
      { correction: { printedName: 'Ten minutes LATER' } },
    );
    await push(bench, right);
    expect((await bench.hub.delegate(id)).printedName).toBe('Ten minutes LATER');
  });

  test('what the administrator overruled, and whom he deleted, does not come back with a take-over', async () => {
    const bench = await open();
    const desk = await bench.enrol();
    await bench.hub.importRoster([entry(1)], 'list');
    const approval = { approver: 'A. Approver', reference: 'letter 1' };
    const guest = sampleDelegate({ id: randomUUID(), registrationCode: 'W-GUEST999' });
    desk.chain.add({ type: 'delegate-replaced', delegateId: id }, { delegate: guest, approval });
    await push(bench, desk);
    expect((await bench.hub.delegate(id)).status).toBe('cancelled');
    await bench.hub.changeDelegate(id, { status: 'confirmed' });
    await bench.hub.deleteDelegate(guest.id);
    const next = await open();
    await takeOver(bench, next, desk);
    expect((await next.hub.delegate(id)).status).toBe('confirmed');
    expect(await next.hub.listDelegates({ after: null, limit: 10 })).toHaveLength(1);
    expect(await next.hub.checkAll()).toEqual([]);
  });

  test('a hub restored from a backup learns from the desks what its administrator changed since', async () => {
    const bench = await open();
    const desk = await bench.enrol();
    await bench.hub.importRoster([entry(1)], 'list');
    const restored = await open();
    await restored.hub.importRoster([entry(1)], 'list');
    bench.time.now += 60_000;
    await bench.hub.changeDelegate(id, { category: 'press', status: 'revoked' });
    restored.time.now = bench.time.now + 1;
    await restored.hub.seedStations([], [], [bench.hub.identity().hubKey]);
    const carrier = await restored.enrol();
    const [row] = (await factsOf(bench, desk)).rows;
    if (row === undefined) throw new Error('the hub wrote no fact');
    const { station, incarnation, kseq, hash, body, personal, signature, receipt } = row;
    await restored.hub.push(await carrier.caller(), {
      epoch: restored.hub.identity().epoch,
      request: nextRequest(carrier.id),
      station,
      incarnation,
      previous: '0'.repeat(64),
      events: [{ kseq, hash, body, personal, signature, receipt }],
      author: null,
    });
    const after = await restored.hub.delegate(id);
    expect([after.category, after.status]).toEqual(['press', 'revoked']);
  });

  test('a list does not change what a desk said, and changes what the administrator said', async () => {
    const bench = await open();
    const desk = await bench.enrol();
    await bench.hub.importRoster([entry(1)], 'list');
    correct(desk.chain, 'By the DESK');
    await push(bench, desk);
    await bench.hub.changeDelegate(id, { jobTitle: 'By the administrator' });
    const list = entry(1, { printedName: 'By the LIST', jobTitle: 'By the list' });
    await bench.hub.importRoster([list], 'list');
    const after = await bench.hub.delegate(id);
    expect([after.printedName, after.jobTitle]).toEqual(['By the DESK', 'By the list']);
  });

  test('a payload that comes after its fact reaches the desks that read the fact without it', async () => {
    const bench = await open();
    const [door, writer, reader] = [
      await bench.enrol('Door', 'door'),
      await bench.enrol('Writer'),
      await bench.enrol('Reader'),
    ];
    writer.chain.add({ type: 'note-written', checkpoint: null }, { text: 'Allergic to nuts' });
    const whole = writer.chain.push();
    const bare = whole.events.map((event) => ({ ...event, personal: null }));
    await bench.hub.push(await door.caller(), {
      ...whole,
      request: nextRequest(door.id),
      events: bare,
    });
    const first = await factsOf(bench, reader);
    expect(first.rows.map(({ personal }) => personal)).toEqual([null]);
    await push(bench, writer);
    const next = await factsOf(bench, reader, first.end.next);
    expect(next.rows).toHaveLength(1);
    expect(next.rows[0]?.personal?.payload).toBe(canonicalJson({ text: 'Allergic to nuts' }));
    // Once; and a reader that starts again gets it in its place and again at the end.
    expect((await factsOf(bench, reader, next.end.next)).rows).toEqual([]);
    expect((await factsOf(bench, reader)).rows.map(({ seq }) => seq)).toEqual([1, 2]);
    expect(await bench.hub.checkAll()).toEqual([]);
  });
});

import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { toBase64 } from '../../../domain/base/bytes.ts';
import { sampleDelegate } from '../../support/sample-event.ts';
import { entries, entry } from '../http/people.ts';
import { describeOnBothStores } from '../support/test-hub.ts';
import { handshakeOf, problemOf, streamOf, wholeStream } from '../support/test-requests.ts';

const approval = { approver: 'Chief of protocol', reference: '' };

describeOnBothStores('quarantine', (open) => {
  test('a payload that does not fit its fact lies apart; the fact stands and the roster is untouched', async () => {
    const bench = await open();
    const desk = await bench.enrol();
    await bench.hub.importRoster(entries(1), 'file');
    const { id } = entry(1);
    desk.chain.add({ type: 'spelling-corrected', delegateId: id }, { correction: { title: 'Dr' } });
    const push = desk.chain.push();
    const wrong = {
      salt: toBase64(new Uint8Array(32)),
      payload: '{"correction":{"title":"Prof"}}',
    };
    push.events = push.events.map((event) => ({ ...event, personal: wrong }));
    expect(await bench.hub.push(await desk.caller(), push)).toMatchObject({ stored: 1 });
    const [item, ...more] = await bench.hub.quarantine();
    expect(more).toEqual([]);
    expect(item).toMatchObject({ reason: 'wrong-commitment', station: desk.id, kseq: 1 });
    expect(JSON.parse(item?.raw ?? '')).toMatchObject({ kseq: 1, personal: wrong });
    const [row] = (await streamOf(bench, desk)).rows;
    expect(row?.personal).toBeNull();
    expect((await bench.hub.overview()).streams.roster).toBe(1);
    expect(await bench.hub.push(await desk.caller(), desk.chain.push())).toMatchObject({
      known: 1,
    });
    expect((await bench.hub.delegate(id)).title).toBe('Dr');
  });

  test('a change to the roster that cannot be made lies apart, and the fact with its payload stands', async () => {
    const bench = await open();
    const desk = await bench.enrol();
    await bench.hub.importRoster(entries(2), 'file');
    const person = sampleDelegate({
      id: randomUUID(),
      registrationCode: entry(2).registrationCode,
    });
    desk.chain.add(
      { type: 'walk-in-registered', delegateId: person.id },
      { delegate: { ...person }, approval },
    );
    desk.chain.add(
      { type: 'walk-in-registered', delegateId: randomUUID() },
      { delegate: 'nobody' },
    );
    desk.chain.add({ type: 'spelling-corrected', delegateId: null }, { correction: {} });
    desk.chain.add(
      { type: 'delegate-replaced', delegateId: entry(1).id },
      { delegate: { ...person, id: entry(1).id }, approval },
    );
    const answer = await bench.hub.push(await desk.caller(), desk.chain.push());
    expect(answer).toMatchObject({ stored: 4, head: { lastKseq: 4 } });
    const items = await bench.hub.quarantine();
    expect(items.map(({ kseq, reason }) => [kseq, reason])).toEqual(
      [4, 3, 2, 1].map((kseq) => [kseq, 'roster-change']),
    );
    const { rows } = await streamOf(bench, desk);
    expect(rows.map(({ personal }) => personal)).toEqual(
      desk.chain.events.map(({ personal }) => personal),
    );
    expect((await bench.hub.overview()).delegates).toMatchObject({ confirmed: 2, cancelled: 0 });
    expect(await bench.hub.checkAll()).toEqual([]);
  });

  test('it is counted for its kiosk and for the hub, newest first', async () => {
    const bench = await open();
    const [desk, other] = [await bench.enrol('A'), await bench.enrol('B')];
    desk.chain.addBody(() => 'no JSON');
    desk.chain.addBody(() => '{}');
    await bench.hub.push(await desk.caller(), desk.chain.push());
    bench.time.now += 1;
    other.chain.addBody(() => '[]');
    await bench.hub.push(await other.caller(), other.chain.push());
    const counted = async (station: typeof desk) =>
      (await bench.hub.handshake(await station.caller(), handshakeOf(bench, station))).quarantined;
    expect([await counted(desk), await counted(other)]).toEqual([2, 1]);
    expect((await bench.hub.overview()).quarantined).toBe(3);
    const [newest] = await bench.hub.quarantine(1);
    expect(newest).toMatchObject({ station: other.id, kseq: 1 });
    expect(JSON.parse(newest?.raw ?? '')).toMatchObject({ body: '[]', personal: null });
  });

  test('a revoked kiosk that is let in again brings what was refused, and nothing is lost', async () => {
    const bench = await open();
    const desk = await bench.enrol();
    desk.chain.add();
    await bench.hub.push(await desk.caller(), desk.chain.push());
    await bench.hub.revokeStation(desk.id);
    desk.chain.add();
    const refused = await problemOf(bench.hub.push(await desk.caller(), desk.chain.push(2)));
    expect(refused.code).toBe('revoked');
    await bench.store.db.updateTable('station').set({ state: 'enrolled' }).execute();
    expect(await bench.hub.push(await desk.caller(), desk.chain.push(2))).toMatchObject({
      stored: 1,
    });
    expect((await streamOf(bench, desk)).rows).toHaveLength(2);
    expect(await bench.hub.checkAll()).toEqual([]);
  });

  test('a revoked kiosk gets nothing, and nothing that it pushes is kept, also on the way', async () => {
    const bench = await open();
    const desk = await bench.enrol('Stolen');
    const other = await bench.enrol('Other');
    desk.chain.add();
    await bench.hub.push(await desk.caller(), desk.chain.push());
    const before = await desk.caller();
    await bench.hub.revokeStation(desk.id);
    desk.chain.add();
    const caller = await desk.caller();
    expect(caller.state).toBe('revoked');
    const { epoch } = bench.hub.identity();
    const calls = [
      () => bench.hub.push(before, desk.chain.push(2)),
      () => bench.hub.push(caller, desk.chain.push(2)),
      () => bench.hub.pullRoster(caller, wholeStream(epoch)),
      () => bench.hub.pullEvents(caller, wholeStream(epoch)),
      () => bench.hub.pullRosterLines(caller, wholeStream(epoch)),
      () => bench.hub.pullEventsLines(caller, wholeStream(epoch)),
      () => bench.hub.directory(caller),
      () => bench.hub.chain(caller, { station: desk.id, incarnation: 1, upTo: 3, limit: 10 }),
    ];
    for (const call of calls) expect((await problemOf(call())).code).toBe('revoked');
    expect(await bench.hub.quarantine()).toEqual([]);
    expect((await streamOf(bench, other)).rows).toHaveLength(1);
    expect(await bench.hub.checkAll()).toEqual([]);
  });
});

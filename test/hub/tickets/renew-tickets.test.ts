import { expect, test } from 'vitest';
import { genesisHash } from '../../../domain/ledger/chain.ts';
import { ticketHashes } from '../../../domain/tickets/issued-codes.ts';
import { sampleMaking } from '../../support/sample-event.ts';
import { entries, entry } from '../http/people.ts';
import { describeOnBothStores, type TestHub } from '../support/test-hub.ts';
import { problemOf, rosterOf, wholeStream } from '../support/test-requests.ts';

const [one, two] = [entry(1).id, entry(2).id];

async function hashesOf({ hub }: TestHub, id: string): Promise<string[]> {
  return (await hub.delegate(id)).ticketHashes;
}

describeOnBothStores('tickets that are renewed', (open) => {
  test('have a new code first, also for a kiosk that joins later; others stay as they are', async () => {
    const bench = await open();
    await bench.hub.importRoster(entries(2), 'list');
    const [renewed] = await bench.hub.renewTickets([one]);
    expect(renewed?.delegate.ticketHashes).toEqual(ticketHashes(one, sampleMaking, 1));
    expect((await bench.hub.renewTickets([one]))[0]?.delegate.ticketHashes).toEqual(
      ticketHashes(one, sampleMaking, 2),
    );
    const kiosk = await bench.enrol('K', 'kiosk');
    const { rows } = await rosterOf(bench, kiosk);
    const held = new Map(rows.map(({ id, delegate }) => [id, delegate?.ticketHashes]));
    expect(held.get(one)).toEqual(ticketHashes(one, sampleMaking, 2));
    expect(held.get(two)).toEqual(ticketHashes(two, sampleMaking));
  });

  test('keep their newest code whatever a list or an administrator says afterwards', async () => {
    const bench = await open();
    await bench.hub.importRoster([entry(1)], 'list');
    await bench.hub.renewTickets([one]);
    await bench.hub.importRoster([entry(1, { jobTitle: 'Director' })], 'list');
    await bench.hub.changeDelegate(one, { title: 'Dr' });
    expect(await hashesOf(bench, one)).toEqual(ticketHashes(one, sampleMaking, 1));
  });

  test('stay renewed at a hub that was restored, once a desk brings its chain', async () => {
    const [lost, restored] = [await open(), await open()];
    for (const { hub } of [lost, restored]) await hub.importRoster([entry(1)], 'list');
    await lost.hub.renewTickets([one]);
    const desk = await restored.enrol('A');
    const { epoch } = lost.hub.identity();
    const reader = await lost.enrol('R');
    const { rows } = await lost.hub.pullEvents(await reader.caller(), wholeStream(epoch));
    const [fact] = rows;
    if (fact === undefined) throw new Error('the renewal is no fact');
    const { station, incarnation, seq: _seq, ...event } = fact;
    const place = { epoch: restored.hub.identity().epoch, request: 1, station, incarnation };
    // A desk vouches for the earlier hub.
    const { hubKey: publicKey } = lost.hub.identity();
    const author = { mode: 'desk' as const, publicKey, certificate: null, joined: null };
    const push = { ...place, previous: genesisHash, events: [event], author };
    await restored.hub.push(await desk.caller(), push);
    expect(await hashesOf(restored, one)).toEqual(ticketHashes(one, sampleMaking, 1));
  });

  test('are twenty at most, of people who are there, all or none', async () => {
    const bench = await open();
    await bench.hub.importRoster(entries(2), 'list');
    for (let renewal = 0; renewal < 20; renewal += 1) await bench.hub.renewTickets([one]);
    expect((await problemOf(bench.hub.renewTickets([two, one]))).code).toBe('not-allowed');
    const nobody = entry(9).id;
    expect((await problemOf(bench.hub.renewTickets([two, nobody]))).code).toBe('not-found');
    expect(await hashesOf(bench, two)).toEqual(ticketHashes(two, sampleMaking));
    expect(await bench.hub.checkAll()).toEqual([]);
  });
});

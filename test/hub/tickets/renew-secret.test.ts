import { expect, test } from 'vitest';
import { genesisHash } from '../../../domain/ledger/chain.ts';
import type { PurgePerson } from '../../../domain/operators/people.ts';
import { ticketHash, ticketHashes } from '../../../domain/tickets/issued-codes.ts';
import { sampleMaking, ticketCodeOf } from '../../support/sample-event.ts';
import { entries, entry } from '../http/people.ts';
import { describeOnBothStores, type TestHub, type TestStation } from '../support/test-hub.ts';
import { problemOf, rosterOf, streamOf, wholeStream } from '../support/test-requests.ts';

const [one, two] = [entry(1).id, entry(2).id];
const [anna, bruno] = (['Anna', 'Bruno'] as const).map(
  (name): PurgePerson => ({ kind: 'administrator', id: name, name }),
) as [PurgePerson, PurgePerson];
const people = { requestedBy: anna, approvedBy: bruno };

const codeOf = async ({ hub }: TestHub, id: string): Promise<string> => {
  const tickets = await hub.tickets({ after: null, limit: 10 });
  return tickets.find(({ delegate }) => delegate.id === id)?.code ?? '';
};
const hashesOf = async ({ hub }: TestHub, id: string): Promise<string[]> =>
  (await hub.delegate(id)).ticketHashes;

async function secretsOf(bench: TestHub, station: TestStation): Promise<string[]> {
  const { rows } = await streamOf(bench, station);
  return rows.flatMap(({ personal }) => personal?.payload.match(/"secret":"[0-9a-f]{64}"/g) ?? []);
}

describeOnBothStores('a new secret of the event', (open) => {
  test('gives everybody another ticket, and nobody another id', async () => {
    const bench = await open();
    await bench.hub.importRoster(entries(2), 'list');
    await bench.hub.renewTickets([two]);
    expect(await bench.hub.renewSecret(people)).toEqual({ number: 2, renewed: 2 });
    for (const [id, renewal] of [
      [one, 0],
      [two, 1],
    ] as const) {
      const old = ticketHashes(id, sampleMaking, renewal);
      const hashes = await hashesOf(bench, id);
      expect(hashes[0]).toBe(ticketHash(await codeOf(bench, id), sampleMaking));
      expect(old).not.toContain(hashes[0]);
      expect(hashes.slice(-old.length)).toEqual(old);
    }
    // The same list finds the same people again.
    expect(await bench.hub.importRoster(entries(2), 'list')).toEqual({ added: 0, changed: 0 });
    expect(await bench.hub.checkAll()).toEqual([]);
  });

  test('makes the tickets of whoever comes into the roster later, and of whoever was deleted', async () => {
    const bench = await open();
    await bench.hub.importRoster(entries(1), 'list');
    await bench.hub.deleteDelegate(one);
    expect(await bench.hub.renewSecret(people)).toEqual({ number: 2, renewed: 0 });
    // A desk that was offline still makes codes with the previous secret.
    await bench.hub.importRoster(entries(2), 'list');
    for (const id of [one, two]) {
      const [newest, ...before] = await hashesOf(bench, id);
      expect(newest).toBe(ticketHash(await codeOf(bench, id), sampleMaking));
      expect(before).toEqual([ticketHash(ticketCodeOf({ id }), sampleMaking)]);
    }
    const [ticket] = await bench.hub.renewTickets([one]);
    expect((await hashesOf(bench, one))[0]).toBe(ticketHash(ticket?.code ?? '', sampleMaking));
    expect(await bench.hub.renewSecret(people)).toEqual({ number: 3, renewed: 2 });
  });

  test('reaches desks, and no kiosk, door or station that was revoked', async () => {
    const bench = await open();
    const stolen = await bench.enrol('Stolen');
    const others = [await bench.enrol('K', 'kiosk'), await bench.enrol('D', 'door')];
    const desk = await bench.enrol('Desk');
    await bench.hub.revokeStation(stolen.id);
    await bench.hub.renewSecret(people);
    expect(await secretsOf(bench, desk)).toHaveLength(1);
    for (const station of others) {
      expect((await streamOf(bench, station)).rows).toHaveLength(1);
      expect(await secretsOf(bench, station)).toEqual([]);
    }
    expect((await problemOf(streamOf(bench, stolen))).code).toBe('revoked');
  });

  test('takes two people, once and within a day', async () => {
    const bench = await open();
    await bench.hub.importRoster(entries(1), 'list');
    const { id, expires } = await bench.hub.requestRenewal(anna);
    const alone = { kind: 'administrator', id: 'x', name: ' ANNA ' } as const;
    for (const work of [
      () => bench.hub.approveRenewal(id, alone),
      () => bench.hub.renewSecret({ requestedBy: anna, approvedBy: alone }),
    ]) {
      expect((await problemOf(work())).detail).toBe('same-person');
    }
    expect(await hashesOf(bench, one)).toHaveLength(1);
    expect(await bench.hub.approveRenewal(id, bruno)).toEqual({ number: 2, renewed: 1 });
    expect((await problemOf(bench.hub.approveRenewal(id, bruno))).code).toBe('not-found');
    const late = await bench.hub.requestRenewal(anna);
    bench.time.now += late.expires - expires + 24 * 60 * 60_000;
    expect((await problemOf(bench.hub.approveRenewal(late.id, bruno))).detail).toBe('expired');
  });

  test('is the hub’s to give: what a desk says of one lies in quarantine', async () => {
    const bench = await open();
    await bench.hub.importRoster(entries(1), 'list');
    const desk = await bench.enrol('Desk');
    const secret = 'a'.repeat(64);
    const said = { secret, requestedBy: { ...anna }, approvedBy: { ...bruno } };
    desk.chain.add({ type: 'secret-renewed', payload: '{"number":2}' }, said);
    await bench.hub.push(await desk.caller(), desk.chain.push());
    expect(await bench.hub.quarantine()).toMatchObject([{ reason: 'not-allowed' }]);
    expect(await hashesOf(bench, one)).toEqual(ticketHashes(one, sampleMaking));
    expect(await codeOf(bench, one)).toBe(ticketCodeOf({ id: one }));
  });

  test('holds at a hub that was restored, once a desk brings the chain', async () => {
    const [lost, restored] = [await open(), await open()];
    for (const { hub } of [lost, restored]) await hub.importRoster(entries(2), 'list');
    await lost.hub.renewSecret(people);
    await lost.hub.renewTickets([two]);
    const reader = await lost.enrol('R');
    const { epoch, hubKey: publicKey } = lost.hub.identity();
    const { rows } = await lost.hub.pullEvents(await reader.caller(), wholeStream(epoch));
    const [first] = rows;
    if (first === undefined) throw new Error('the renewal is no fact');
    const desk = await restored.enrol('A');
    const own = { epoch: restored.hub.identity().epoch, request: 1 };
    const author = { mode: 'desk' as const, publicKey, certificate: null, joined: null };
    const { station, incarnation } = first;
    const events = rows.map(({ kseq, hash, body, personal, signature, receipt }) => ({
      kseq,
      hash,
      body,
      personal,
      signature,
      receipt,
    }));
    const push = { ...own, station, incarnation, previous: genesisHash, events, author };
    await restored.hub.push(await desk.caller(), push);
    for (const id of [one, two]) {
      expect(await codeOf(restored, id)).toBe(await codeOf(lost, id));
      expect((await hashesOf(restored, id))[0]).toBe((await hashesOf(lost, id))[0]);
    }
    expect(await restored.hub.renewSecret(people)).toEqual({ number: 3, renewed: 2 });
    // A kiosk that joins only now gets the same hashes of tickets.
    const newcomer = await restored.enrol('K', 'kiosk');
    const held = (await rosterOf(restored, newcomer)).rows.map(({ delegate }) => delegate);
    expect(held.map((delegate) => delegate?.ticketHashes[0]).toSorted()).toEqual(
      [(await hashesOf(restored, one))[0], (await hashesOf(restored, two))[0]].toSorted(),
    );
  });
});

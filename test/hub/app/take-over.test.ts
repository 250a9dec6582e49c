import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { genesisHash, isHubAuthor } from '../../../domain/ledger/chain.ts';
import type { Delegate } from '../../../domain/roster/delegate.ts';
import { enrolProofText } from '../../../domain/sync/enrolment.ts';
import { isAuthenticStopList, stoppedBy } from '../../../domain/sync/stop-list.ts';
import type { EnrolledStation } from '../../../hub/base/enrolled-station.ts';
import { nodeCrypto } from '../../../platform/crypto/node-crypto.ts';
import { sampleDelegate } from '../../support/sample-event.ts';
import { entries, entry } from '../http/people.ts';
import { nextRequest, type TestChain } from '../support/test-chain.ts';
import { describeOnBothStores, type TestHub, type TestStation } from '../support/test-hub.ts';
import { handshakeOf, problemOf, rosterOf, streamOf } from '../support/test-requests.ts';

const stopped = { kind: 'delegate', value: randomUUID() } as const;

/**
 * A hub with two desks, a walk-in, a correction and a stop list; desk A does not know the last
 * fact.
 */
async function oldHub(open: () => Promise<TestHub>) {
  const bench = await open();
  const [a, b] = [await bench.enrol('A'), await bench.enrol('B')];
  await bench.hub.importRoster(entries(3), 'file');
  const { id, registrationCode } = entry(50);
  const walkIn = sampleDelegate({ id, registrationCode });
  a.chain.add();
  b.chain.add(
    { type: 'walk-in-registered', delegateId: id },
    { delegate: { ...walkIn }, approval: { approver: 'Chief', reference: '' } },
  );
  for (const desk of [a, b]) await bench.hub.push(await desk.caller(), desk.chain.push());
  await bench.hub.changeStopList({ add: [stopped], remove: [] });
  await bench.hub.deleteDelegate(entry(3).id);
  const replica = {
    roster: (await rosterOf(bench, a)).rows.flatMap(({ delegate }): Delegate[] =>
      delegate === null ? [] : [delegate],
    ),
    directory: await bench.hub.directory(await a.caller()),
    orders: await bench.hub.orders(await a.caller()),
    chains: [a.chain.push(), b.chain.push()].map(({ events }) => events.length),
  };
  b.chain.add(
    { type: 'spelling-corrected', delegateId: entry(1).id },
    { correction: { printedName: 'Known to B ALONE' } },
  );
  await bench.hub.push(await b.caller(), b.chain.push());
  return { bench, a, b, replica };
}

/** What desk A does to become the hub: decision 8. */
async function takeOver(
  open: () => Promise<TestHub>,
  { bench, replica }: Awaited<ReturnType<typeof oldHub>>,
): Promise<TestHub> {
  const next = await open();
  await next.hub.seedRoster(replica.roster);
  await next.hub.seedStations(replica.directory.stations, replica.directory.operators, [
    bench.hub.identity().hubKey,
  ]);
  const { stopList } = replica.orders;
  if (stopList !== null) await next.hub.seedStopList(stopList);
  return next;
}

async function joins({ hub }: TestHub, code: string, desk: TestStation): Promise<EnrolledStation> {
  const { token } = await hub.enrol({
    code,
    station: desk.id,
    name: 'Desk',
    mode: 'desk',
    version: '1.0.0',
    publicKey: desk.publicKey,
    proof: desk.sign(enrolProofText(code, desk.id)),
  });
  const caller = await hub.stationOfToken(token);
  if (caller === null) throw new Error('the token opens nothing');
  return caller;
}

/** Pushes the first facts of a chain, the station's own or another's. */
async function bring({ hub }: TestHub, by: EnrolledStation, chain: TestChain, count: number) {
  const { epoch } = hub.identity();
  return hub.push(by, { ...chain.push(1, count), epoch, request: nextRequest(by.id) });
}

describeOnBothStores('take-over by a desk', (open) => {
  test('nothing is lost that any kiosk still holds, and nobody enrols by hand', async () => {
    const old = await oldHub(open);
    const { a, b, replica } = old;
    const next = await takeOver(open, old);
    expect(next.hub.identity().hub).not.toBe(old.bench.hub.identity().hub);
    const invite = { mode: null, name: '', replaces: null, takeover: true };
    const { code } = await next.hub.createInvite(invite);
    const atA = await joins(next, code, a);
    const answer = await next.hub.handshake(
      atA,
      handshakeOf(next, a, { held: [{ ...handshakeOf(next, b).own }] }),
    );
    expect(answer.heads.map(({ lastKseq }) => lastKseq)).toEqual([0, 0]);
    // A pushes its own chain, and what it holds of B's.
    const [ofA = 0, ofB = 0] = replica.chains;
    await bring(next, atA, a.chain, ofA);
    await bring(next, atA, b.chain, ofB);
    const { rows } = await streamOf(old.bench, a);
    const ofHub = rows.filter(({ station }) => isHubAuthor(station));
    const [{ station = '', incarnation = 1 } = {}] = ofHub;
    await next.hub.push(atA, {
      epoch: next.hub.identity().epoch,
      request: nextRequest(a.id),
      station,
      incarnation,
      previous: genesisHash,
      events: ofHub,
      author: null,
    });
    expect((await next.hub.delegate(entry(1).id)).printedName).toBe('Sample PERSON 1');
    const atB = await joins(next, code, b);
    expect(await bring(next, atB, b.chain, b.chain.events.length)).toMatchObject({
      known: ofB,
      stored: 1,
      head: { lastKseq: b.chain.events.length },
    });
    expect((await next.hub.delegate(entry(1).id)).printedName).toBe('Known to B ALONE');
    const listed = await next.hub.listDelegates({ after: null, limit: 100 });
    expect(listed.map(({ id }) => id)).toEqual([entry(1).id, entry(2).id, entry(50).id]);
    const bodies = async (bench: TestHub, caller: EnrolledStation) =>
      (await streamOf(bench, { ...a, caller: async () => caller })).rows
        .map(({ body }) => body)
        .sort();
    expect(await bodies(next, atB)).toEqual(await bodies(old.bench, await b.caller()));
    expect(await next.hub.checkAll()).toEqual([]);
  });

  test('the stop list goes on under the new hub’s key; who was revoked stays out', async () => {
    const old = await oldHub(open);
    await old.bench.hub.revokeStation(old.b.id);
    old.replica.directory = await old.bench.hub.directory(await old.a.caller());
    const next = await takeOver(open, old);
    const list = await next.hub.stopList();
    if (list === null) throw new Error('no stop list');
    expect(list.list.hub).toBe(next.hub.identity().hub);
    expect(stoppedBy([list.list])).toEqual([stopped]);
    expect(isAuthenticStopList(list, next.hub.identity().hubKey, nodeCrypto)).toBe(true);
    expect(isAuthenticStopList(list, old.bench.hub.identity().hubKey, nodeCrypto)).toBe(false);
    const invite = { mode: null, name: '', replaces: null, takeover: true };
    const { code } = await next.hub.createInvite(invite);
    expect((await problemOf(joins(next, code, old.b))).code).toBe('not-allowed');
    // The old hub's token is invalid here.
    expect(await next.hub.stationOfToken(old.a.token)).toBeNull();
  });

  test('an order to disregard records outlives its hub: a desk brings it', async () => {
    const old = await oldHub(open);
    const { a, b, replica, bench } = old;
    const by = (name: string) => ({ kind: 'administrator', id: name, name }) as const;
    const range = { station: b.id, incarnation: null, from: 1, to: null };
    const said = { verdict: 'disregard', range } as const;
    await bench.hub.judging.order(said, { requestedBy: by('Anna'), approvedBy: by('Bob') });
    const ofHub = (await streamOf(bench, a)).rows.filter(({ station }) => isHubAuthor(station));
    const [{ station = '', incarnation = 1 } = {}] = ofHub;
    const next = await takeOver(open, old);
    const invite = { mode: null, name: '', replaces: null, takeover: true };
    const { code } = await next.hub.createInvite(invite);
    const atA = await joins(next, code, a);
    await bring(next, atA, a.chain, 1);
    // Whichever comes first, the order or the facts it is about.
    await bring(next, atA, b.chain, 1);
    expect((await next.hub.overview()).facts).toMatchObject({ 'walk-in-registered': 1 });
    await next.hub.push(atA, {
      epoch: next.hub.identity().epoch,
      request: nextRequest(a.id),
      station,
      incarnation,
      previous: genesisHash,
      events: ofHub,
      author: null,
    });
    const atB = await joins(next, code, b);
    await bring(next, atB, b.chain, b.chain.events.length);
    expect((await next.hub.overview()).facts).toMatchObject({ admitted: 1, 'facts-judged': 1 });
    expect((await next.hub.overview()).facts).not.toHaveProperty('walk-in-registered');
    expect((await next.hub.judging.overview()).disregarded).toEqual([
      { station: b.id, records: b.chain.events.length },
    ]);
    expect(replica.chains).toEqual([1, 1]);
    expect(await next.hub.checkAll()).toEqual([]);
  });
});

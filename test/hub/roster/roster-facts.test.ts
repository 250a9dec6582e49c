import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { JsonValue } from '../../../domain/base/json.ts';
import type { AttendanceEvent } from '../../../domain/ledger/attendance.ts';
import type { Delegate } from '../../../domain/roster/delegate.ts';
import type { Correction } from '../../../domain/roster/roster-changes.ts';
import { makeSigningKeys } from '../../../platform/crypto/ed25519.ts';
import { sampleDelegate } from '../../support/sample-event.ts';
import { entries, entry } from '../http/people.ts';
import {
  createTestChain,
  nextRequest,
  stationKeys,
  type TestChain,
} from '../support/test-chain.ts';
import { describeOnBothStores, knowStation, type TestHub } from '../support/test-hub.ts';
import { rosterOf } from '../support/test-requests.ts';

const approval = { approver: 'Chief of protocol', reference: 'Letter 7' };

function newcomer(number: number, change: Partial<Delegate> = {}): Delegate {
  const { id, registrationCode } = entry(number);
  return sampleDelegate({ id, registrationCode, ...change });
}

const walkIn = (chain: TestChain, delegate: Delegate, change: Partial<AttendanceEvent> = {}) =>
  chain.add(
    { type: 'walk-in-registered', delegateId: delegate.id, ...change },
    { delegate: { ...delegate }, approval },
  );
const correct = (chain: TestChain, delegateId: string, correction: Correction) =>
  chain.add({ type: 'spelling-corrected', delegateId }, { correction } as JsonValue);
const replace = (chain: TestChain, delegateId: string, delegate: Delegate) =>
  chain.add({ type: 'delegate-replaced', delegateId }, { delegate: { ...delegate }, approval });

/** Chains of one fact each, of different stations, so that they may come in any order. */
function scatteredFacts(): TestChain[] {
  const chain = (): TestChain => {
    const id = randomUUID();
    stationKeys.set(id, makeSigningKeys().privateKey);
    return createTestChain(id, () => '');
  };
  const steps: ((chain: TestChain) => void)[] = [
    (of) => correct(of, entry(1).id, { printedName: 'First SPELLING', title: 'Dr' }),
    (of) => walkIn(of, newcomer(50)),
    (of) => correct(of, entry(50).id, { familyName: 'Newer' }),
    (of) => correct(of, entry(1).id, { printedName: 'Second SPELLING' }),
    (of) => replace(of, entry(2).id, newcomer(51)),
    (of) => correct(of, entry(51).id, { jobTitle: 'Deputy' }),
    (of) => replace(of, entry(51).id, newcomer(52)),
    (of) => replace(of, entry(50).id, newcomer(53)),
    (of) => correct(of, entry(2).id, { nativeName: 'Β' }),
  ];
  return steps.map((step) => {
    const of = chain();
    step(of);
    return of;
  });
}

async function rosterAfter(bench: TestHub, chains: readonly TestChain[]) {
  const desk = await bench.enrol();
  await bench.hub.importRoster(entries(2), 'before');
  for (const chain of chains) {
    await knowStation(bench, chain.station);
    const { epoch } = bench.hub.identity();
    const request = { ...chain.push(), epoch, request: nextRequest(desk.id) };
    await bench.hub.push(await desk.caller(), request);
  }
  expect(await bench.hub.checkAll()).toEqual([]);
  return bench.hub.listDelegates({ after: null, limit: 100 });
}

describeOnBothStores('facts that change the roster', (open) => {
  test('of another version are read: unknown fields left out, missing ones by default; the rest is shown', async () => {
    const bench = await open();
    const desk = await bench.enrol();
    await bench.hub.importRoster(entries(1), 'file');
    const [known, other] = [newcomer(50), newcomer(51)];
    const { listed, vip, days, jobTitle, ...earlier } = known;
    const said = (delegate: object, of: string) =>
      desk.chain.add({ type: 'walk-in-registered', delegateId: of }, {
        delegate,
        approval: { ...approval, seal: 'red' },
        edition: 9,
      } as JsonValue);
    said({ ...earlier, pronoun: 'she', role: 'observer' }, known.id);
    const text = 'in a field that is longer than any';
    said({ ...other, delegation: text }, other.id);
    const later = { printedName: 'Later SPELLING', pronoun: 'he' };
    const correction = { correction: later, edition: 9 };
    desk.chain.add({ type: 'spelling-corrected', delegateId: entry(1).id }, correction);
    await bench.hub.push(await desk.caller(), desk.chain.push());
    const { rows } = await rosterOf(bench, desk);
    const byId = new Map(rows.map(({ id, delegate }) => [id, delegate]));
    const read = { role: 'member', listed: true, vip: false, days: null, jobTitle: '' };
    expect(byId.get(known.id)).toEqual({ ...known, ...read });
    expect(byId.get(entry(1).id)?.printedName).toBe('Later SPELLING');
    // A fact that cannot be read even then is not skipped.
    expect(byId.has(other.id)).toBe(false);
    expect((await bench.hub.quarantine()).map(({ reason }) => reason)).toEqual(['roster-change']);
  });

  test('walk-in, correction and replacement reach the roster and the list of who and when', async () => {
    const bench = await open();
    const desk = await bench.enrol('Desk 1');
    await bench.hub.importRoster(entries(2), 'file');
    const operatorId = randomUUID();
    walkIn(desk.chain, newcomer(50), { operatorId });
    correct(desk.chain, entry(1).id, { printedName: 'Sample PÉRSON' });
    replace(desk.chain, entry(2).id, newcomer(51));
    const answer = await bench.hub.push(await desk.caller(), desk.chain.push());
    expect(answer).toMatchObject({ stored: 3, quarantined: 0 });
    const { rows } = await rosterOf(bench, desk, 2);
    expect(rows.map(({ id, delegate }) => [id, delegate?.status])).toEqual([
      [entry(50).id, 'confirmed'],
      [entry(1).id, 'confirmed'],
      [entry(2).id, 'cancelled'],
      [entry(51).id, 'confirmed'],
    ]);
    expect(bench.changes).toContainEqual({ events: 3, roster: 6 });
    const changes = await bench.hub.rosterChanges();
    expect(changes.map(({ seq, kind, stationName }) => [seq, kind, stationName])).toEqual([
      [3, 'delegate-replaced', 'Desk 1'],
      [2, 'spelling-corrected', 'Desk 1'],
      [1, 'walk-in-registered', 'Desk 1'],
    ]);
    expect(changes[2]).toMatchObject({ operatorId, wall: 1_538_460_000_000, detail: { approval } });
    expect(await bench.hub.rosterChanges(1)).toHaveLength(1);
  });

  test('pushed again, or relayed by another desk, they change nothing', async () => {
    const bench = await open();
    const [desk, other] = [await bench.enrol('A'), await bench.enrol('B')];
    await bench.hub.importRoster(entries(1), 'file');
    correct(desk.chain, entry(1).id, { printedName: 'Sample PÉRSON' });
    await bench.hub.push(await desk.caller(), desk.chain.push());
    await bench.hub.changeDelegate(entry(1).id, { printedName: 'The letter’s SPELLING' });
    await bench.hub.push(await desk.caller(), desk.chain.push());
    const relayed = { ...desk.chain.push(), request: nextRequest(other.id) };
    await bench.hub.push(await other.caller(), relayed);
    expect((await bench.hub.delegate(entry(1).id)).printedName).toBe('The letter’s SPELLING');
    expect((await bench.hub.overview()).streams.roster).toBe(3);
  });

  test('a fact relayed without its payload changes the roster once the payload comes', async () => {
    const bench = await open();
    const [desk, door] = [await bench.enrol('Desk'), await bench.enrol('Door', 'door')];
    await bench.hub.importRoster(entries(1), 'file');
    correct(desk.chain, entry(1).id, { printedName: 'Sample PÉRSON' });
    const bare = desk.chain.push();
    bare.events = bare.events.map((event) => ({ ...event, personal: null }));
    await bench.hub.push(await door.caller(), { ...bare, request: nextRequest(door.id) });
    expect((await bench.hub.delegate(entry(1).id)).printedName).toBe('Sample PERSON 1');
    const answer = await bench.hub.push(await desk.caller(), desk.chain.push());
    expect(answer).toMatchObject({ known: 1, stored: 0 });
    expect((await bench.hub.delegate(entry(1).id)).printedName).toBe('Sample PÉRSON');
  });

  test('a walk-in that the registration already knows stays as it was registered', async () => {
    const bench = await open();
    const desk = await bench.enrol();
    await bench.hub.importRoster([entry(1, { jobTitle: 'Registered' })], 'file');
    walkIn(desk.chain, newcomer(1, { jobTitle: 'Walked in' }));
    await bench.hub.push(await desk.caller(), desk.chain.push());
    expect((await bench.hub.delegate(entry(1).id)).jobTitle).toBe('Registered');
  });

  test('whatever the order in which they come, the roster is the same', async () => {
    const told = scatteredFacts();
    const expected = await rosterAfter(await open(), told);
    expect(expected.map(({ id, status }) => [id, status])).toEqual([
      [entry(1).id, 'confirmed'],
      [entry(2).id, 'cancelled'],
      [entry(50).id, 'cancelled'],
      [entry(51).id, 'cancelled'],
      [entry(52).id, 'confirmed'],
      [entry(53).id, 'confirmed'],
    ]);
    expect(expected[0]).toMatchObject({ printedName: 'Second SPELLING', title: 'Dr' });
    const order = fc.shuffledSubarray(told, { minLength: told.length, maxLength: told.length });
    await fc.assert(
      fc.asyncProperty(order, async (chains) => {
        expect(await rosterAfter(await open(), chains)).toEqual(expected);
      }),
      { numRuns: 15 },
    );
  }, 120_000);
});

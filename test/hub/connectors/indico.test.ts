import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { outsideTicketHash } from '../../../domain/tickets/outside-ticket.ts';
import type { OpenConnector } from '../../../hub/connectors/open-connector.ts';
import { nodeCrypto } from '../../../platform/crypto/node-crypto.ts';
import { sampleEvent } from '../../support/sample-event.ts';
import { type FakeIndico, registration, startFakeIndico, ticketOf } from './fakes/fake-indico.ts';
import { oddPage } from './fakes/fake-server.ts';
import { entryEvent, failureOf, indicoSettings, openTest } from './support.ts';

let fake: FakeIndico;
const hashing = { eventId: sampleEvent.id, crypto: nodeCrypto };
let open: OpenConnector[] = [];
let now = Date.parse('2018-10-02T07:00:00Z');

beforeEach(async () => {
  fake = await startFakeIndico();
  fake.registrations = [1, 2, 3].map((id) => registration(id));
});
afterEach(async () => {
  await Promise.all(open.map((connector) => connector.close()));
  open = [];
  await fake.close();
});

function indico(change: object = {}): OpenConnector {
  const connector = openTest(indicoSettings(fake, change), () => now);
  open.push(connector);
  return connector;
}

function sinkOf(connector: OpenConnector) {
  if (connector.sink === null) throw new Error('no sink');
  return connector.sink;
}

function one(id: number) {
  const found = fake.registrations.find((known) => known.id === id);
  if (found === undefined) throw new Error();
  return found;
}

describe('roster', () => {
  test('people come with what the form asked, choices by their caption', async () => {
    const { people, rejected } = await indico().source.changes(null);
    expect(rejected).toEqual([]);
    expect(people[0]).toEqual({
      outsideId: '1',
      handle: '1',
      registrationCode: 'I1',
      values: {
        printedName: 'Given1 FAMILY1',
        givenName: 'Given1',
        familyName: 'FAMILY1',
        outsideTickets: [outsideTicketHash(ticketOf(1), hashing)],
        delegation: 'BEL',
        status: 'confirmed',
      },
    });
  });

  test('the states', async () => {
    const states = ['complete', 'pending', 'rejected', 'withdrawn', 'unpaid'] as const;
    fake.registrations = states.map((state, i) => registration(i + 1, { state }));
    const { people } = await indico().source.changes(null);
    expect(people.map(({ values }) => values.status)).toEqual([
      'confirmed',
      'pending',
      'revoked',
      'cancelled',
      'pending',
    ]);
  });

  test('of the whole list only what is new or has changed is read; who is gone is told', async () => {
    const { source } = indico();
    const first = await source.changes(null);
    one(2).state = 'withdrawn';
    one(1).checked_in = true;
    fake.registrations = fake.registrations.filter(({ id }) => id !== 3);
    fake.registrations.push(registration(4));
    fake.requests.length = 0;
    const second = await source.changes(first.next);
    expect(second.people.map(({ outsideId, values }) => [outsideId, values.status])).toEqual([
      ['2', 'cancelled'],
      ['4', 'confirmed'],
    ]);
    expect(second.tombstones).toEqual(['3']);
    expect(fake.requests).toHaveLength(3);
    expect(await source.changes(second.next)).toMatchObject({ people: [], tombstones: [] });
  });

  test('a form that changed without its line is read within the hour', async () => {
    const { source } = indico();
    const first = await source.changes(null);
    one(1).country = 'Japan';
    now += 59 * 60_000;
    expect((await source.changes(first.next)).people).toEqual([]);
    now += 60_000;
    const { people } = await source.changes(first.next);
    expect(people[0]?.values.delegation).toBe('JPN');
  });

  test('who cannot be taken is told by id and reason', async () => {
    one(2).country = 'Atlantis';
    const { people, rejected } = await indico().source.changes(null);
    expect(people).toHaveLength(2);
    expect(rejected).toEqual([{ id: '2', reason: 'unknown-delegation' }]);
    const { rejected: none } = await indico({
      fields: { delegation: 'Not asked' },
      defaults: { delegation: 'JPN' },
    }).source.changes(null);
    expect(none).toEqual([]);
  });

  test('a token without its right, a cut list, a page of a proxy', async () => {
    const { source } = indico();
    fake.fail('/registrations/', { kind: 'cut' }, oddPage);
    expect(await failureOf(source.changes(null))).toMatchObject({ code: 'unreachable' });
    expect(await failureOf(source.changes(null))).toMatchObject({ code: 'bad-answer' });
    fake.tokens.clear();
    expect(await failureOf(source.changes(null))).toMatchObject({ code: 'unauthorised' });
  });
});

describe('attendance', () => {
  test('the first entry is set; a second one says nothing and the first time stays', async () => {
    const sink = sinkOf(indico());
    expect(await sink.push([entryEvent({ handle: '1' })])).toEqual([{ kind: 'done' }]);
    const time = one(1).checked_in_dt;
    expect(time).not.toBeNull();
    expect(await sink.push([entryEvent({ id: 'b', handle: '1' })])).toEqual([{ kind: 'done' }]);
    expect(one(1).checked_in_dt).toBe(time);
    expect(fake.requests.filter((line) => line.startsWith('PATCH'))).toHaveLength(1);
  });

  test('cut after the commit: the next attempt finds it there', async () => {
    const sink = sinkOf(indico());
    fake.fail('registrations/1', { kind: 'cut-after-commit' });
    expect(await sink.push([entryEvent({ handle: '1' })])).toMatchObject([{ kind: 'later' }]);
    expect(await sink.push([entryEvent({ handle: '1' })])).toEqual([{ kind: 'done' }]);
    expect(one(1).checked_in).toBe(true);
  });

  test('the rejected and the withdrawn, whom Indico would check in, are parked', async () => {
    one(1).state = 'withdrawn';
    one(2).state = 'rejected';
    const events = ['1', '2', '3', '9'].map((handle) => entryEvent({ id: handle, handle }));
    expect(await sinkOf(indico()).push(events)).toEqual([
      { kind: 'parked', reason: 'state-withdrawn' },
      { kind: 'parked', reason: 'state-rejected' },
      { kind: 'done' },
      { kind: 'parked', reason: 'unknown-there' },
    ]);
    expect(fake.registrations.map(({ checked_in }) => checked_in)).toEqual([false, false, true]);
  });

  test('an undo clears it, unless the person was admitted otherwise too; exits say nothing', async () => {
    const sink = sinkOf(indico());
    const undo = { kind: 'undo', handle: '1', undoes: entryEvent().id } as const;
    await sink.push([
      entryEvent({ handle: '1' }),
      entryEvent({ id: 'x', kind: 'exit', handle: '1' }),
      entryEvent({ ...undo, id: 'u', isAdmittedOtherwise: true }),
    ]);
    expect(one(1).checked_in).toBe(true);
    expect(await sink.push([entryEvent({ ...undo, id: 'v' })])).toEqual([{ kind: 'done' }]);
    expect(one(1).checked_in).toBe(false);
  });

  test('an Indico that takes it without a word and does nothing is noticed', async () => {
    fake.countsByKind = true;
    expect(await sinkOf(indico()).push([entryEvent({ handle: '1' })])).toEqual([
      { kind: 'parked', reason: 'not-taken-there' },
    ]);
  });

  test('only the checkpoint of the settings is mirrored', () => {
    expect(sinkOf(indico()).wants('stce')).toBe(false);
    expect(indico({ checkpoint: null }).sink).toBeNull();
  });
});

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { outsideTicketHash } from '../../../domain/tickets/outside-ticket.ts';
import type { OpenConnector } from '../../../hub/connectors/open-connector.ts';
import { initialiseDevice } from '../../../hub/connectors/pretix/initialise.ts';
import { nodeCrypto } from '../../../platform/crypto/node-crypto.ts';
import { sampleEvent } from '../../support/sample-event.ts';
import { type FakePretix, order, startFakePretix } from './fakes/fake-pretix.ts';
import { json, oddPage } from './fakes/fake-server.ts';
import { entryEvent, failureOf, openTest, pretixSettings } from './support.ts';

let fake: FakePretix;
const hashing = { eventId: sampleEvent.id, crypto: nodeCrypto };
let open: OpenConnector[] = [];

beforeEach(async () => {
  fake = await startFakePretix();
  fake.orders = [1, 2, 3].map((number) => order(number, fake.now()));
});
afterEach(async () => {
  await Promise.all(open.map((connector) => connector.close()));
  open = [];
  await fake.close();
});

function pretix(change: object = {}): OpenConnector {
  const connector = openTest(pretixSettings(fake, change));
  open.push(connector);
  return connector;
}

function sinkOf(connector: OpenConnector) {
  if (connector.sink === null) throw new Error('no sink');
  return connector.sink;
}

const codes = (changes: { people: { registrationCode: string }[] }): string[] =>
  changes.people.map(({ registrationCode }) => registrationCode).sort();

describe('device', () => {
  test('the token of the QR is exchanged once', async () => {
    fake.handshakes.add('kpp4jn8g2ynzonp6');
    const handshake = { handshake_version: 1, url: fake.url, token: 'kpp4jn8g2ynzonp6' };
    const device = await initialiseDevice(handshake, fake.authority, '0.1.0');
    expect(device.organizer).toBe('wco');
    expect(fake.devices).toContain(device.token);
    const again = initialiseDevice(handshake, fake.authority, '0.1.0');
    expect(await failureOf(again)).toMatchObject({ code: 'unauthorised' });
  });

  test('a handshake of a newer version, and a server of another authority, are refused', async () => {
    const handshake = { handshake_version: 2, url: fake.url, token: 'x' };
    const newer = initialiseDevice(handshake, fake.authority, '0.1.0');
    expect(await failureOf(newer)).toMatchObject({ code: 'bad-answer' });
    const stranger = initialiseDevice({ ...handshake, handshake_version: 1 }, null, '0.1.0');
    expect(await failureOf(stranger)).toMatchObject({ code: 'wrong-certificate' });
    expect(fake.requests).toEqual([]);
  });

  test('a revoked token is said to be that', async () => {
    fake.devices.clear();
    expect(await failureOf(pretix().source.changes(null))).toMatchObject({
      code: 'unauthorised',
      message: 'unauthorised: HTTP 401',
    });
  });
});

describe('roster', () => {
  test('people come with what the order says', async () => {
    const { people, rejected, tombstones } = await pretix().source.changes(null);
    expect([rejected, tombstones]).toEqual([[], []]);
    expect(people[0]).toEqual({
      outsideId: '1001',
      handle: 'secret0001abcdefghij',
      registrationCode: 'secret0001abcdefghij',
      values: {
        printedName: 'Given0001 FAMILY0001',
        givenName: 'Given0001',
        familyName: 'FAMILY0001',
        delegation: 'BEL',
        administration: 'Customs',
        outsideTickets: [outsideTicketHash('secret0001abcdefghij', hashing)],
        status: 'confirmed',
      },
    });
  });

  test('the tickets of add-ons and bundles lead to the person, cancelled and blocked ones do not', async () => {
    const [ordered] = fake.orders;
    const [main] = ordered?.positions ?? [];
    if (ordered === undefined || main === undefined) throw new Error('no order');
    const part = (id: number, change: object) =>
      ordered.positions.push({
        ...main,
        id,
        positionid: id,
        secret: `workshop${id}`,
        addon_to: main.id,
        ...change,
      });
    part(5001, {});
    part(5002, { canceled: true });
    part(5003, {});
    part(5004, { addon_to: 4711 });
    fake.blocked.set('workshop5003', true);
    const { people } = await pretix().source.changes(null);
    expect(people.map(({ outsideId }) => outsideId)).not.toContain('5001');
    expect(people[0]?.values.outsideTickets).toEqual(
      [main.secret, 'workshop5001'].map((secret) => outsideTicketHash(secret, hashing)),
    );
  });

  test('pages of fifty are read to their end', async () => {
    fake.orders = Array.from({ length: 120 }, (_, i) => order(i + 1, fake.now()));
    const changes = await pretix().source.changes(null);
    expect(new Set(codes(changes)).size).toBe(120);
    expect(fake.requests.filter((line) => line.includes('/orders/'))).toHaveLength(3);
  });

  test('a page that fails gives nothing at all', async () => {
    fake.orders = Array.from({ length: 120 }, (_, i) => order(i + 1, fake.now()));
    fake.fail('page=3', { kind: 'cut' });
    expect(await failureOf(pretix().source.changes(null))).toMatchObject({ code: 'unreachable' });
  });

  test('the next reading asks by the server’s own time with a minute’s overlap, whatever our clock says', async () => {
    fake.skew = 3_600_000;
    for (const each of fake.orders) each.modified = fake.now() - 600_000;
    const { source } = pretix();
    const first = await source.changes(null);
    expect(first.clockOffset).toBeGreaterThan(3_590_000);
    const generated = Date.parse(JSON.parse(first.next).generated);
    expect(Math.abs(generated - fake.now())).toBeLessThan(60_000);
    fake.touch('A0002', (changed) => {
      changed.status = 'c';
    });
    const second = await source.changes(first.next);
    expect(second.people.map(({ outsideId, values }) => [outsideId, values.status])).toEqual([
      ['1002', 'cancelled'],
    ]);
    const asked = new URL(
      fake.requests.filter((line) => line.includes('/orders/'))[1]?.slice(4) ?? '',
      fake.url,
    );
    expect(Date.parse(asked.searchParams.get('modified_since') ?? '')).toBe(generated - 60_000);
  });

  test('states of orders and positions', async () => {
    const [a, b, c] = fake.orders;
    if (a === undefined || b === undefined || c === undefined) throw new Error();
    a.status = 'n';
    b.status = 'n';
    b.valid_if_pending = true;
    for (const position of c.positions) position.canceled = true;
    fake.orders.push({ ...order(4, fake.now()), status: 'e' });
    fake.orders.push({ ...order(5, fake.now()), testmode: true });
    const { people } = await pretix().source.changes(null);
    expect(people.map(({ values }) => values.status)).toEqual([
      'pending',
      'confirmed',
      'cancelled',
      'cancelled',
    ]);
  });

  test('blocked tickets are revoked, and all is read anew once they change', async () => {
    for (const each of fake.orders) each.modified = fake.now() - 600_000;
    const { source } = pretix();
    const first = await source.changes(null);
    fake.blocked.set('secret0002abcdefghij', true);
    const second = await source.changes(first.next);
    expect(second.people.map(({ values }) => values.status)).toEqual([
      'confirmed',
      'revoked',
      'confirmed',
    ]);
    fake.blocked.set('secret0002abcdefghij', false);
    const third = await source.changes(second.next);
    expect(third.people.map(({ values }) => values.status)).not.toContain('revoked');
  });

  test('revoked secrets are told; with order codes they open nothing anyway', async () => {
    fake.revoked.push('old-secret');
    expect((await pretix().source.changes(null)).revokedCodes).toEqual(['old-secret']);
    const byOrder = await pretix({ code: 'order' }).source.changes(null);
    expect(byOrder.revokedCodes).toEqual([]);
    expect(codes(byOrder)).toEqual(['A0001-1', 'A0002-1', 'A0003-1']);
  });

  test('only products that are named are taken, by category; nobody needs a delegation', async () => {
    const [a, b] = fake.orders;
    if (a === undefined || b === undefined) throw new Error();
    for (const position of a.positions) position.item = 8;
    for (const position of b.positions) position.answers = [];
    const { people, rejected } = await pretix({ items: { '7': 'press' } }).source.changes(null);
    expect(people.map(({ outsideId, values }) => [outsideId, values.category])).toEqual([
      ['1002', 'press'],
      ['1003', 'press'],
    ]);
    expect(rejected).toEqual([]);
  });

  test('a next page on another server gets no token of ours', async () => {
    const { source } = pretix();
    const next = 'https://pretix.example/elsewhere/?page=2';
    fake.fail(
      '/orders/',
      json(200, { next, results: [] }, { 'x-page-generated': '2018-10-02T00:00:00Z' }),
    );
    expect(await failureOf(source.changes(null))).toMatchObject({ code: 'bad-answer' });
    expect(fake.requests.at(-1)).toBe('GET /elsewhere/?page=2');
  });

  test('without X-Page-Generated nothing is taken', async () => {
    fake.fail('/orders/', json(200, { next: null, results: [] }));
    expect(await failureOf(pretix().source.changes(null))).toMatchObject({
      code: 'bad-answer',
      detail: 'X-Page-Generated',
    });
  });
});

describe('attendance', () => {
  const handle = 'secret0001abcdefghij';

  test('an entry is redeemed with its own time, forced, with the fact’s id as nonce', async () => {
    const event = entryEvent({ handle });
    expect(await sinkOf(pretix()).push([event])).toEqual([{ kind: 'done' }]);
    expect(fake.checkins).toEqual([
      {
        nonce: event.id,
        secret: handle,
        list: 11,
        type: 'entry',
        datetime: '2018-10-02T07:00:00.000Z',
        annulled: false,
      },
    ]);
  });

  test('cut after the commit: sent again, recorded once', async () => {
    const sink = sinkOf(pretix());
    fake.fail('redeem', { kind: 'cut-after-commit' });
    const [first] = await sink.push([entryEvent({ handle })]);
    expect(first).toMatchObject({ kind: 'later', failure: { code: 'unreachable' } });
    expect(fake.checkins).toHaveLength(1);
    expect(await sink.push([entryEvent({ handle })])).toEqual([{ kind: 'done' }]);
    expect(fake.checkins).toHaveLength(1);
  });

  test('what follows an event that must wait is not sent', async () => {
    fake.fail('redeem', { kind: 'cut' });
    const outcomes = await sinkOf(pretix()).push([
      entryEvent({ handle }),
      entryEvent({ id: 'b', handle: 'secret0002abcdefghij' }),
    ]);
    expect(outcomes).toHaveLength(1);
    expect(fake.checkins).toEqual([]);
  });

  test('409 waits five seconds, 429 as long as it says, 500 and a proxy’s page wait too', async () => {
    const sink = sinkOf(pretix());
    fake.fail(
      'redeem',
      json(409, { detail: 'Concurrent request' }),
      json(429, {}, { 'retry-after': '17' }),
      json(500, {}),
      oddPage,
      json(301, {}, { location: 'https://pretix.example/' }),
    );
    const found = [];
    for (let i = 0; i < 5; i += 1) found.push((await sink.push([entryEvent({ handle })]))[0]);
    expect(found).toMatchObject([
      { kind: 'later', failure: { code: 'in-progress', retryAfter: 5_000 } },
      { kind: 'later', failure: { code: 'too-many-requests', retryAfter: 17_000 } },
      { kind: 'later', failure: { code: 'server-error' } },
      { kind: 'later', failure: { code: 'bad-answer', detail: 'HTTP 404' } },
      { kind: 'later', failure: { code: 'redirected' } },
    ]);
  });

  test.each([200, 400] as const)('known but invalid is parked, said with %i', async (status) => {
    fake.refuse.set(handle, { reason: 'blocked', status });
    expect(await sinkOf(pretix()).push([entryEvent({ handle })])).toEqual([
      { kind: 'parked', reason: 'blocked' },
    ]);
  });

  test('an unknown ticket is parked, and the next goes on', async () => {
    const outcomes = await sinkOf(pretix()).push([
      entryEvent({ handle: 'nobody' }),
      entryEvent({ id: 'b', handle }),
    ]);
    expect(outcomes).toEqual([{ kind: 'parked', reason: 'invalid' }, { kind: 'done' }]);
  });

  test('exits are exits; an undo annuls; one that comes too late is parked', async () => {
    const sink = sinkOf(pretix());
    const wall = Date.parse('2018-10-02T07:00:00Z');
    const undo = { kind: 'undo', handle, undoes: entryEvent().id } as const;
    expect(
      await sink.push([
        entryEvent({ handle }),
        entryEvent({ id: 'exit', kind: 'exit', handle }),
        entryEvent({ ...undo, id: 'u', wall: wall + 60_000 }),
        entryEvent({ ...undo, id: 'v', wall: wall + 60_000 }),
        entryEvent({ ...undo, id: 'w', undoes: 'exit', wall: wall + 3_600_000 }),
        entryEvent({ ...undo, id: 'x', undoes: 'never-sent' }),
      ]),
    ).toEqual([
      { kind: 'done' },
      { kind: 'done' },
      { kind: 'done' },
      { kind: 'parked', reason: 'annulment-refused' },
      { kind: 'parked', reason: 'annulment-refused' },
      { kind: 'done' },
    ]);
    expect(fake.checkins.map(({ type, annulled }) => [type, annulled])).toEqual([
      ['entry', true],
      ['exit', false],
    ]);
  });

  test('a checkpoint without a list is none of its business', () => {
    expect(sinkOf(pretix()).wants('stce')).toBe(false);
    expect(sinkOf(pretix()).wants('toString')).toBe(false);
    expect(pretix({ lists: {} }).sink).toBeNull();
  });
});

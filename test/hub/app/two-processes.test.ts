import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Hub } from '../../../hub/app/hub.ts';
import type { HubChange } from '../../../hub/base/context.ts';
import { holdAuthority } from '../../../hub/store/authority.ts';
import { type HubStore, openHubStore } from '../../../hub/store/open-store.ts';
import { hasPostgres, startPostgres, type TestPostgres } from '../../support/postgres.ts';
import { entries, entry } from '../http/people.ts';
import {
  addPretix,
  codeOf,
  fact,
  fakesForEachTest,
  idOf,
  nonces,
  pretix,
  push,
} from '../roster/connectors/bench.ts';
import { nextRequest } from '../support/test-chain.ts';
import {
  describeOnBothStores,
  serviceOn,
  type TestStation,
  testHubOn,
} from '../support/test-hub.ts';
import { problemOf, rosterOf, wholeStream } from '../support/test-requests.ts';

const anna = { kind: 'administrator', id: 'Anna', name: 'Anna' } as const;
const bruno = { kind: 'administrator', id: 'Bruno', name: 'Bruno' } as const;

/** What a process learns by reading, even if no notice reached it. */
describeOnBothStores('a process that heard nothing of another one', (open) => {
  test('goes by the present event when a door reads the roster', async () => {
    const bench = await open();
    const other = await bench.again();
    const { version, file } = await bench.hub.eventVersions();
    // Doors no longer receive the seat.
    const extraFields = file.extraFields.map((field) =>
      field.id === 'seat' ? { ...field, showsAt: ['desk' as const], receivedBy: [] } : field,
    );
    const change = { base: version, file: { ...file, extraFields } };
    expect(await bench.hub.changeEvent(change, 'Anna')).toMatchObject({ outcome: 'saved' });
    await bench.hub.importRoster([entry(1, { extra: { seat: '12A', shuttle: 'yes' } })], 'test');
    const door = await bench.enrol('Door', 'door');
    const { rows } = await rosterOf({ ...bench, hub: other }, door);
    expect(rows[0]?.delegate?.extra).toEqual({ shuttle: 'yes' });
  });
});

describe.runIf(hasPostgres)('two processes of a hub on one database', () => {
  fakesForEachTest();
  let postgres: TestPostgres;
  const stores: HubStore[] = [];
  beforeAll(async () => {
    postgres = await startPostgres({ fsync: false });
  }, 60_000);
  afterEach(async () => {
    await Promise.all(stores.splice(0).map((store) => store.close()));
  });
  afterAll(() => postgres.dispose());

  /** The first with its store and clock; the second, and everything that it announced. */
  async function openTwo() {
    const url = await postgres.createSchema();
    const [store, second] = [await opened(url), await opened(url)];
    const bench = await testHubOn(store);
    const other = await serviceOn(second, bench.time);
    const changes: HubChange[] = [];
    other.onChange((change) => void changes.push(change));
    return { bench, other, changes, second };
  }

  async function opened(url: string): Promise<HubStore> {
    const store = await openHubStore({ kind: 'postgres', url });
    stores.push(store);
    return store;
  }

  /** Breaks the connections between all processes, as a network does. */
  async function breakLines({ db }: HubStore): Promise<void> {
    await sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE query SIMILAR TO '%(LISTEN|pg_notify|SELECT 1)%' AND pid <> pg_backend_pid()`.execute(
      db,
    );
  }

  test('hear of each other’s facts, roster and directory; each of its own once', async () => {
    const { bench, other, changes } = await openTwo();
    const desk = await bench.enrol();
    desk.chain.add();
    await pushThrough(bench.hub, desk);
    await bench.hub.importRoster(entries(1), 'test');
    await expect
      .poll(() => Object.assign({}, ...changes))
      .toMatchObject({ events: 1, roster: 1, directory: true });
    const own = bench.changes.length;
    await other.changeDelegate(
      (await other.listDelegates({ after: null, limit: 1 }))[0]?.id ?? '',
      {
        jobTitle: 'Director',
      },
    );
    await expect.poll(() => bench.changes.slice(own)).toEqual([{ roster: 2, events: 2 }]);
  });

  test('a station pushes through both in turn: one chain, one stream', async () => {
    const { bench, other } = await openTwo();
    const desks: TestStation[] = [];
    for (const name of ['A', 'B', 'C', 'D']) desks.push(await bench.enrol(name));
    const work = desks.map(async (desk, index) => {
      for (let at = 0; at < 20; at += 1) {
        desk.chain.add();
        await pushThrough((at + index) % 2 === 0 ? bench.hub : other, desk);
      }
    });
    await Promise.all(work);
    const streams = await Promise.all(
      [bench.hub, other].map(async (hub) =>
        hub.pullEvents((await desks[0]?.caller()) ?? never(), wholeStream(hub.identity().epoch)),
      ),
    );
    expect(streams[0]).toEqual(streams[1]);
    expect(streams[0]?.rows.map(({ seq }) => seq)).toEqual(
      Array.from({ length: 80 }, (_, at) => at + 1),
    );
    expect(await other.checkAll()).toEqual([]);
    // A request number that one process accepted is refused as a repeat by both.
    const [desk] = desks;
    const used = { ...(desk?.chain.push(20) ?? never()), request: 1 };
    for (const hub of [bench.hub, other]) {
      const caller = (await desk?.caller()) ?? never();
      expect(await problemOf(hub.push(caller, used))).toMatchObject({ code: 'replayed' });
    }
  });

  test('one that missed what was told while the line was broken tells its own listeners of everything', async () => {
    const { bench, other, changes, second } = await openTwo();
    await breakLines(second);
    const { version, file } = await bench.hub.eventVersions();
    await bench.hub.changeEvent(
      { base: version, file: { ...file, place: { en: 'Elsewhere', fr: 'Ailleurs' } } },
      'Anna',
    );
    await expect
      .poll(() => changes, { timeout: 10_000 })
      .toContainEqual({
        roster: 0,
        events: 1,
        photos: 0,
        directory: true,
        health: true,
        purged: true,
      });
    expect(other.identity().event).toMatchObject({ version: version + 1 });
    // And its changes arrive again.
    await bench.hub.importRoster(entries(1), 'test');
    await expect.poll(() => changes, { timeout: 10_000 }).toContainEqual({ roster: 1 });
  });

  test('show the same refused pushes', async () => {
    const { bench, other } = await openTwo();
    const desk = await bench.enrol();
    desk.chain.add();
    await pushThrough(bench.hub, desk);
    const fork = desk.chain.fork(0);
    fork.add();
    fork.add();
    const caller = await desk.caller();
    for (let times = 0; times < 3; times += 1) {
      await problemOf(bench.hub.push(caller, { ...fork.push(2), request: nextRequest(desk.id) }));
      bench.time.now += 20_000;
    }
    const refusedAt = async (hub: Hub) => (await hub.organiser.stations()).stations[0]?.refused;
    expect(await refusedAt(bench.hub)).toBe('chain-differs');
    await expect.poll(() => refusedAt(other)).toBe('chain-differs');
    desk.chain.add();
    await other.push(caller, { ...desk.chain.push(2), request: nextRequest(desk.id) });
    expect(await refusedAt(other)).toBeNull();
    await expect.poll(() => refusedAt(bench.hub)).toBeNull();
  });

  test('carry out a purge once', async () => {
    const { bench, other } = await openTwo();
    await bench.hub.importRoster(entries(5), 'test');
    bench.time.now = Date.parse('2018-12-01T10:00:00+01:00');
    const { id } = await bench.hub.privacy.requestPurge(anna);
    await Promise.all([bench.hub.privacy.approvePurge(id, bruno), other.privacy.tend()]);
    expect((await other.privacy.overview()).purges).toHaveLength(1);
    const { certificate } = await bench.hub.privacy.certificate(null);
    expect(certificate.issuer.outcome?.counts).toEqual([{ part: 'delegates', count: 5 }]);
  });

  test('run a connector one at a time, and not again what the other has run', async () => {
    const { bench, other } = await openTwo();
    const desk = await bench.enrol();
    await addPretix(bench);
    await bench.hub.connectors.run('council', { again: false, acceptVanished: false });
    const sent = [1, 2, 3].map((number) => fact(desk, { delegateId: idOf(codeOf(number)) }));
    await push(bench, desk);
    const stops = [bench.hub.connectors.start(), other.connectors.start()];
    await expect.poll(nonces, { timeout: 10_000 }).toHaveLength(3);
    await Promise.all(stops.map((stop) => stop()));
    expect(nonces()).toEqual(sent);
    // Sending again would change nothing there, and is not done.
    expect(pretix.requests.filter((line) => line.includes('redeem'))).toHaveLength(3);
  });

  test('with another authority are refused; a lost one is replaced only while none runs', async () => {
    const url = await postgres.createDatabase();
    const store = await opened(url);
    const bench = await testHubOn(store);
    await holdAuthority(store, 'aa', false);
    await holdAuthority(store, 'aa', false);
    const second = await opened(url);
    await expect(holdAuthority(second, 'bb', false)).rejects.toMatchObject({
      code: 'other-authority',
    });
    await expect(holdAuthority(second, 'bb', true)).rejects.toMatchObject({ code: 'in-use' });
    expect(await bench.hub.checkAll()).toEqual([]);
    await store.close();
    await expect
      .poll(() => holdAuthority(second, 'bb', true).then(() => 'replaced', String))
      .toBe('replaced');
    await expect(holdAuthority(second, 'aa', false)).rejects.toMatchObject({
      code: 'other-authority',
    });
  });
});

async function pushThrough(hub: Hub, desk: TestStation): Promise<void> {
  const from = desk.chain.events.length;
  const request = { ...desk.chain.push(from), request: nextRequest(desk.id) };
  expect(await hub.push(await desk.caller(), request)).toMatchObject({ stored: 1 });
}

function never(): never {
  throw new Error('unreachable');
}

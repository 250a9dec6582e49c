import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Hub } from '../../../hub/app/hub.ts';
import { type HubStore, openHubStore } from '../../../hub/store/open-store.ts';
import { lockStream } from '../../../hub/store/streams.ts';
import { startPostgres, type TestPostgres } from '../../support/postgres.ts';
import { serviceOn, type TestHub, testHubOn } from '../support/test-hub.ts';

/** Concurrent writers and readers, the same for both kinds of cursor. */
const writers = 8;
const readers = 3;
const transactions = 40;
const rowsEach = 4;
const allRows = writers * transactions * rowsEach;

let postgres: TestPostgres;
let url: string;
let bench: TestHub;
const stores: HubStore[] = [];
const clients: pg.Client[] = [];

beforeAll(async () => {
  postgres = await startPostgres();
  url = await postgres.createDatabase();
  bench = await testHubOn(await openStore());
}, 120_000);
afterAll(async () => {
  await Promise.all(clients.map((client) => client.end()));
  await Promise.all(stores.map((store) => store.close()));
  await postgres.dispose();
});

async function openStore(): Promise<HubStore> {
  const store = await openHubStore({ kind: 'postgres', url });
  stores.push(store);
  return store;
}

async function connect(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  clients.push(client);
  return client;
}

/** A page after the cursor: the numbers of its rows, in order. */
type ReadPage = (after: number) => Promise<number[]>;

/** Follows a cursor while writers write, and then to the end. Returns every number that it saw. */
async function follow(read: ReadPage, written: Promise<unknown>): Promise<number[]> {
  const seen: number[] = [];
  let isWritten = false;
  const end = written.finally(() => {
    isWritten = true;
  });
  let cursor = 0;
  for (;;) {
    // Checked before the page is read: an empty page then is the end.
    const isLast = isWritten;
    const page = await read(cursor);
    seen.push(...page);
    cursor = page.at(-1) ?? cursor;
    if (isLast && page.length === 0) break;
  }
  await end;
  return seen;
}

/** Every writer writes its transactions one after another, while every reader follows. */
async function race(
  write: (writer: number, transaction: number) => Promise<void>,
  reads: readonly ReadPage[],
): Promise<number[][]> {
  const written = Promise.all(
    Array.from({ length: writers }, async (_, writer) => {
      for (let transaction = 0; transaction < transactions; transaction += 1) {
        await write(writer, transaction);
      }
    }),
  );
  return Promise.all(reads.map((read) => follow(read, written)));
}

test(`the locked counter: ${writers} writers at two hubs, ${readers} readers, no row lost`, async () => {
  const second = await serviceOn(await openStore(), bench.time);
  const hubs: readonly Hub[] = [bench.hub, second];
  const desks = await Promise.all(
    Array.from({ length: writers }, (_, writer) => bench.enrol(`Desk ${writer}`)),
  );
  for (const desk of desks) {
    for (let fact = 0; fact < transactions * rowsEach; fact += 1) desk.chain.add();
  }
  const callers = await Promise.all(desks.map((desk) => desk.caller()));
  const { epoch } = bench.hub.identity();
  const write = async (writer: number, transaction: number): Promise<void> => {
    const desk = desks[writer];
    const caller = callers[writer];
    const hub = hubs[(writer + transaction) % hubs.length];
    if (desk === undefined || caller === undefined || hub === undefined) throw new Error();
    await hub.push(caller, desk.chain.push(transaction * rowsEach + 1, rowsEach));
  };
  const reads = Array.from({ length: readers }, (_, reader): ReadPage => {
    const hub = hubs[reader % hubs.length];
    const caller = callers[reader];
    if (hub === undefined || caller === undefined) throw new Error();
    return async (after) => {
      const { rows, end } = await hub.pullEvents(caller, { epoch, after, limit: 1_000 });
      expect(end.next).toBe(rows.at(-1)?.seq ?? after);
      return rows.map(({ seq }) => seq);
    };
  });
  const expected = Array.from({ length: allRows }, (_, index) => index + 1);
  for (const seen of await race(write, reads)) expect(seen).toEqual(expected);
  expect(await bench.hub.checkAll()).toEqual([]);
}, 120_000);

test('negative control: a number given before the commit lets a reader step past; the locked counter lets the later writer wait', async () => {
  const [early, late, reader] = await Promise.all([connect(), connect(), connect()]);
  await early.query('CREATE TABLE serial_pair (id BIGSERIAL PRIMARY KEY)');
  await early.query('BEGIN');
  await early.query('INSERT INTO serial_pair DEFAULT VALUES');
  await late.query('INSERT INTO serial_pair DEFAULT VALUES');
  const read = async (after: number) =>
    (await reader.query('SELECT id::int FROM serial_pair WHERE id > $1', [after])).rows;
  expect(await read(0)).toEqual([{ id: 2 }]);
  await early.query('COMMIT');
  expect(await read(2)).toEqual([]);

  const desk = await bench.enrol('Late');
  desk.chain.add();
  const caller = await desk.caller();
  let pushed: Promise<unknown> = Promise.resolve();
  const before = (await bench.hub.overview()).streams.events;
  await bench.store.db.transaction().execute(async (tx) => {
    await lockStream(tx, 'events');
    let isDone = false;
    pushed = bench.hub.push(caller, desk.chain.push()).finally(() => {
      isDone = true;
    });
    await somebodyWaits(reader);
    expect(isDone).toBe(false);
  });
  await pushed;
  expect((await bench.hub.overview()).streams.events).toBe(before + 1);
}, 120_000);

async function somebodyWaits(client: pg.Client): Promise<void> {
  const waiting = `SELECT 1 FROM pg_stat_activity
    WHERE application_name = 'lanyard-hub' AND wait_event_type = 'Lock'`;
  while ((await client.query(waiting)).rowCount === 0);
}

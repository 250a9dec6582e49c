import { afterEach, beforeEach, expect, test } from 'vitest';
import { type HubBench, hubBench } from './support.ts';

const station = '00000000-0000-4000-8000-000000000001';
let bench: HubBench;
beforeEach(() => {
  bench = hubBench();
});
afterEach(() => bench.cleanUp());

test('two persons disregard records and take it back at the command line', async () => {
  const hub = await bench.serveHere([]);
  const asks = (verb: string, ...words: string[]) =>
    bench.runHere(verb, station, ...words, '--requested-by', 'Anna');
  expect((await asks('disregard')).output).toMatch(/not-found/);
  const row = { id: station, name: 'Kiosk 1', mode: 'kiosk', state: 'enrolled' } as const;
  const publicKey = Buffer.alloc(32, 1).toString('base64');
  const certificate = Buffer.alloc(64).toString('base64');
  await bench
    .admin()
    .seedStations([{ ...row, publicKey, certificate, joined: 0, lastSeen: null }], [], []);
  expect((await asks('disregard', '--from', '5', '--to', '4')).code).toBe(2);
  const asked = await asks('disregard', '--incarnation', '2', '--from', '5');
  expect(asked.output).toContain(`${station} incarnation 2 records 5-`);
  const id = /Requested: ([0-9a-f-]{36})/.exec(asked.output)?.[1] ?? '';
  expect((await bench.runHere('orders')).output).toMatch(/requested: .* by Anna/);
  const approve = (name: string) => bench.runHere('orders', 'approve', id, '--approved-by', name);
  expect(await approve('anna')).toMatchObject({
    code: 1,
    output: expect.stringMatching(/same-person/),
  });
  expect((await approve('Bruno')).code).toBe(0);
  expect((await bench.runHere('orders')).output).toMatch(/disregard +Kiosk 1/);
  expect((await asks('take-back')).code).toBe(0);
  expect((await asks('release', '--to', '3')).code).toBe(0);
  expect((await bench.runHere('orders', 'withdraw', id)).output).toMatch(/not-found/);
  const { orders, requests } = await bench.admin().judging.overview();
  expect(orders).toMatchObject([{ verdict: 'disregard', isReplaced: false }]);
  expect(requests.map(({ verdict }) => verdict)).toEqual(['as-before', 'count']);
  hub.kill('SIGTERM');
  await hub.ended;
}, 120_000);

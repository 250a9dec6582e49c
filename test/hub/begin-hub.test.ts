import { afterEach, beforeEach, expect, test } from 'vitest';
import { eventFileSchema } from '../../domain/event/event-file.ts';
import { chosenTablesSchema } from '../../domain/roster/chosen-tables.ts';
import { type BeginningHub, beginTestHub, newEvent as event } from './http/begin.ts';
import { TestBrowser } from './http/organiser/browser.ts';
import { cleanUp, type RawAnswer, sendRaw } from './http/support.ts';

let hub: BeginningHub;
beforeEach(async () => {
  hub = await beginTestHub();
});
afterEach(async () => {
  await cleanUp();
  await hub.cleanUp();
});

const create = (json: object, headers: object = {}): Promise<RawAnswer> =>
  sendRaw(hub, {
    method: 'POST',
    path: '/v1/organiser/begin',
    json,
    headers: { origin: hub.url, ...headers },
  });
const detailOf = ({ status, text }: RawAnswer): unknown[] => [
  status,
  (JSON.parse(text) as { detail?: string }).detail,
];

test('with its code an organiser creates the event, and sets the account up with the same code', async () => {
  const { code } = hub;
  const typed = code.toLowerCase().replaceAll('-', ' ');
  expect((await create({ code: typed, name: 'Marie', event })).status).toBe(200);
  const started = await hub.started();
  const { file, secret } = await started.admin.event();
  expect(eventFileSchema.parse(file)).toMatchObject({
    name: event.name,
    days: ['2026-10-24', '2026-10-25', '2026-10-26'],
    delegations: [],
  });
  expect(secret).toMatch(/^[0-9a-f]{64}$/);
  expect(started.running.hub.identity().hubName).toBe('Forum');
  started.clock.now = Date.now();
  const browser = new TestBrowser(started);
  const { session } = await browser.setUp({ code });
  expect(session.account).toMatchObject({ name: 'Marie', role: 'organiser' });
  // The used code opens nothing: neither an account nor another event.
  expect(detailOf(await browser.post('set-up', { code }))).toEqual([401, 'set-up']);
  const again = await browser.post('begin', { code, name: 'Mallory', event });
  expect(detailOf(again)).toEqual([403, 'event']);
  expect(await started.admin.listAccounts()).toHaveLength(1);
});

test('a wrong code, another page and what is no event are refused, and nothing is created', async () => {
  const { code } = hub;
  const wrong = { code: 'AAAA-BBBB-CCCC-DDDD', name: 'Mallory', event };
  expect(detailOf(await create(wrong))).toEqual([401, 'set-up']);
  const good = { ...wrong, code };
  const foreign = await create(good, { origin: 'https://evil.example' });
  expect(detailOf(foreign)).toEqual([403, 'origin']);
  const table = await create({ ...good, event: { ...event, delegations: 'table' } });
  expect(detailOf(table)).toEqual([400, 'table']);
  const days = await create({ ...good, event: { ...event, lastDay: '2026-10-01' } });
  expect(days.status).toBe(400);
  for (let tries = 0; tries < 14; tries += 1) await create(wrong);
  expect((await create(wrong)).status).toBe(429);
  const other = await sendRaw(hub, { path: '/v1/organiser/session' });
  expect(detailOf(other)).toEqual([404, 'no event']);
  expect((await sendRaw(hub, { method: 'POST', path: '/v1/enrol', json: {} })).status).toBe(404);
});

test('a hub that has its event waits for none', async () => {
  await create({ code: hub.code, name: 'Marie', event });
  await hub.port;
  await hub.begin(() => {
    throw new Error('it waits again');
  });
});

test('an organiser’s own table of delegations is read, and its problems are told by line', async () => {
  const { code } = hub;
  const ask = async (path: string, json: object): Promise<RawAnswer> =>
    sendRaw(hub, {
      method: 'POST',
      path: `/v1/organiser/begin/${path}`,
      json: { code, ...json },
      headers: { origin: hub.url },
    });
  const choose = (text: string, key = code): Promise<RawAnswer> =>
    ask('table', {
      code: key,
      table: 'delegations',
      name: 'own.csv',
      file: Buffer.from(text).toString('base64'),
    });
  expect((await choose('x', 'AAAA')).status).toBe(401);
  const { kind, languages, timeZone, dayBoundary, firstDay, lastDay } = event;
  const check = async () => {
    const timing = { timeZone, dayBoundary, firstDay, lastDay };
    const { text } = await ask('tables', { kind, languages, timing });
    return chosenTablesSchema.parse(JSON.parse(text)).delegations;
  };
  const heads = 'Code,Name in English,Name in French';
  await choose(`${heads}\nXA,Alpha,Alpha\nXA,Beta,Bêta\n`);
  expect((await check())?.problems).toMatchObject([{ code: 'code-twice', line: 3, sameAs: 2 }]);
  const request = { name: 'Marie', event: { ...event, delegations: 'table' } };
  expect(detailOf(await create({ code, ...request }))).toEqual([400, 'table']);
  await choose(`${heads}\nXA,Alpha,Alpha\nXB,Beta,Bêta\n`);
  expect(await check()).toMatchObject({ total: 2, problemsTotal: 0 });
  expect((await create({ code, ...request })).status).toBe(200);
  const { file } = await (await hub.started()).admin.event();
  expect(eventFileSchema.parse(file).delegations.map((one) => one.code)).toEqual(['XA', 'XB']);
});

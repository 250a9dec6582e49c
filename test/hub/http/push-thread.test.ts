import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readRun } from '../../../hub/base/run.ts';
import { createPushThread, worthAThread } from '../../../hub/http/push-thread.ts';
import { readEvents } from '../../../hub/ledger/read-fact.ts';
import { problemOf } from '../support/test-requests.ts';
import {
  addFacts,
  cleanUp,
  enrolStation,
  pushOf,
  sendRaw,
  startTestHub,
  stationHeaders,
  type TestHub,
  type TestStation,
} from './support.ts';

const worker = join(import.meta.dirname, '../../../hub/http/push-worker.ts');
const delegate = '0192d3a0-0000-7000-8000-00000000000a';
const facts = 100;

let hub: TestHub;
beforeAll(async () => {
  hub = await startTestHub();
});
afterAll(cleanUp);

/** A desk with a chain of more bytes than the hub parses in its own thread. */
async function busyDesk(): Promise<TestStation> {
  const desk = await enrolStation(hub, 'desk');
  addFacts(
    desk,
    Array.from({ length: facts }, () => delegate),
  );
  expect(JSON.stringify(pushOf(desk, 1)).length).toBeGreaterThan(worthAThread);
  return desk;
}

function bytesOf(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value));
}

test('a long push is stored as the thread read it, what nobody understands in quarantine', async () => {
  const desk = await busyDesk();
  desk.facts.addBody(() => '{"from":"the future"}');
  const answer = await desk.http.push(pushOf(desk, 1));
  expect(answer).toMatchObject({ stored: facts, known: 0, quarantined: 1 });
  expect(answer.head).toMatchObject({ lastKseq: facts + 1, hash: desk.chain.at(-1)?.hash });
  expect(await hub.admin.checkAll()).toEqual([]);
  // The same again is known, and anything that differs is refused.
  expect(await desk.http.push(pushOf(desk, 2))).toMatchObject({ stored: 0, known: facts + 1 });
  const changed = pushOf(desk, 3);
  const events = changed.events.map((event) =>
    event.kseq === 50 ? { ...event, body: event.body.replace('"wall":', '"wall":1') } : event,
  );
  const refused = await problemOf(desk.http.push({ ...changed, events }));
  expect(refused?.code).toBe('chain-differs');
});

test('a long push that is none is refused as a short one is', async () => {
  const desk = await busyDesk();
  const good = pushOf(desk, 1);
  const headers = { ...stationHeaders(desk), 'content-type': 'application/json' };
  const answerTo = async (body: unknown) => {
    const { status, text } = await sendRaw(hub, {
      method: 'POST',
      path: '/v1/push',
      headers,
      json: body,
    });
    return [status, JSON.parse(text).detail];
  };
  expect(await answerTo({ ...good, epoch: 'none' })).toEqual([400, 'epoch: invalid_format']);
  const events = good.events.map((event) => (event.kseq === 9 ? { ...event, hash: '' } : event));
  expect(await answerTo({ ...good, events })).toEqual([400, 'events.8.hash: invalid_format']);
  expect(await desk.http.push(good)).toMatchObject({ stored: facts });
});

test('the thread reads what the hub’s own reads, and another takes its place where it ended', async () => {
  const desk = await busyDesk();
  const push = pushOf(desk, 1);
  const run = readRun(push);
  const expected = { request: push, run, events: readEvents(push, run.links) };
  const thread = createPushThread(worker);
  const [first, second] = await Promise.all([
    thread.read(bytesOf(push)),
    problemOf(thread.read(Buffer.from('[{'))),
  ]);
  expect(first).toEqual(expected);
  expect(second).toMatchObject({ code: 'bad-request', detail: 'not JSON' });
  const late = problemOf(thread.read(bytesOf(push)));
  await thread.stop();
  expect(await late).toMatchObject({ code: 'busy' });
  expect(await thread.read(bytesOf(push))).toEqual(expected);
  await thread.stop();
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  answerTo,
  type BadInputBench,
  badInputBench,
  rawConnection,
  requestHead,
} from './bad-input-bench.ts';
import { cleanUp } from './support.ts';

const timeouts = { headers: 300, request: 600, slowCheckInterval: 50 };
let slow: BadInputBench;
beforeAll(async () => {
  slow = await badInputBench(timeouts);
});

test.each([
  ['headers that never end', 'GET /v1/health HTTP/1.1\r\nHost: a\r\n'],
  ['a body that never comes', null],
])('%s: bad-request, and the connection is closed', async (_name, head) => {
  const { hub, desk } = slow;
  await slow.refuses('bad-request', () =>
    answerTo(hub, head ?? requestHead(desk, ['Content-Length: 100'])),
  );
  const details = hub.log.map(({ fields }) => fields.detail);
  expect(details).toContain('ERR_HTTP_REQUEST_TIMEOUT');
  hub.log.splice(0);
});

test.each([
  // Long enough for the TLS handshake on a busy machine.
  ['as idle', { idle: 2_000 }],
  ['for headers that never begin', { ...timeouts, idle: 60_000 }],
])('a connection on which nothing is said: closed without an answer, %s', async (_as, limits) => {
  const { hub } = await badInputBench(limits);
  expect(await (await rawConnection(hub)).answered).toBe('');
});
afterAll(cleanUp);

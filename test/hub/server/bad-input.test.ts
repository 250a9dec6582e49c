import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answerTo, type BadInputBench, badInputBench, rawConnection } from './bad-input-bench.ts';
import { badRequests, requestHead } from './bad-requests.ts';
import { cleanUp } from './support.ts';

/**
 * What a hub must refuse. Each case asserts the problem's code and status, a line in the log with that
 * code and without tokens, names or bodies, that no row of any table changed, and that the desk's next
 * push is taken.
 */
let bench: BadInputBench;
beforeAll(async () => {
  bench = await badInputBench();
});
afterAll(cleanUp);

describe.each(Object.entries(badRequests))('%s', (_group, cases) => {
  test.each(cases)('$name: $code', async ({ code, send }) => {
    await bench.refuses(code, () => send(bench));
  });
});

describe('slow', () => {
  const patience = { headers: 300, request: 600, lookForSlow: 50, handshake: 300 };
  let slow: BadInputBench;
  beforeAll(async () => {
    slow = await badInputBench(patience);
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

  test('a connection on which nothing is said: closed', async () => {
    const idle = await badInputBench({ idle: 300 });
    await (await rawConnection(idle.hub)).answered;
  });
});

test('of a push with a gap the run up to the gap is taken, and nothing behind it', async () => {
  const { desk, next } = bench;
  const good = next();
  const [event] = good.events;
  if (event === undefined) throw new Error('no fact');
  const gap = { ...event, kseq: event.kseq + 2 };
  const answer = await desk.http.push({
    ...good,
    request: good.request + 1_000,
    events: [event, gap],
  });
  expect(answer).toMatchObject({ stored: 1, head: { lastKseq: event.kseq, hash: event.hash } });
  expect(await bench.hub.admin.checkAll()).toEqual([]);
});

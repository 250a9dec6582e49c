import { afterEach, describe, expect, test } from 'vitest';
import type { Hint } from '../../../domain/sync/sync.ts';
import { rawConnection } from './bad-input-bench.ts';
import { beginPush } from './begun-push.ts';
import { entry } from './people.ts';
import {
  addFacts,
  cleanUp,
  enrolStation,
  pushOf,
  startTestHub,
  stationHeaders,
  type TestHub,
  type TestStation,
} from './support.ts';

afterEach(cleanUp);

/** Opens a line of hints and waits until the hub has it. */
async function listen(hub: TestHub, station: TestStation) {
  const hints: Hint[] = [];
  const waiting: (() => void)[] = [];
  const stop = new AbortController();
  const onHint = (hint: Hint): void => {
    hints.push(hint);
    for (const resolve of waiting.splice(0)) resolve();
  };
  const ended = station.http.listenToHints(onHint, stop.signal).then(
    () => 'ended',
    (error: unknown) => (error instanceof Error ? error.message : 'failed'),
  );
  await expect.poll(() => hub.running.server.hintLines()).toContain(station.id);
  return {
    ended,
    stop,
    hear: async (wanted: (hint: Hint) => boolean): Promise<void> => {
      while (!hints.some(wanted)) await new Promise<void>((resolve) => waiting.push(resolve));
    },
  };
}

/** Milliseconds. After forty seconds a station gives up a silent line, whatever the hub does. */
const soonerThanPatience = 30_000;

describe('hints', () => {
  test('come after each push, though nobody polls', async () => {
    const hub = await startTestHub();
    const [a, b] = [await enrolStation(hub, 'desk'), await enrolStation(hub, 'desk')];
    const line = await listen(hub, b);
    for (let i = 1; i <= 20; i += 1) {
      addFacts(a, [entry(1).id]);
      await a.http.push(pushOf(a, i, i));
      await line.hear(({ stream, seq }) => stream === 'events' && seq >= i);
    }
    line.stop.abort();
  });

  test(
    'one line a kiosk: a second ends the first, as when a kiosk comes back on another network',
    async () => {
      const hub = await startTestHub();
      const desk = await enrolStation(hub, 'desk');
      const first = await listen(hub, desk);
      const second = await listen(hub, desk);
      await first.ended;
      expect(hub.running.server.hintLines()).toEqual([desk.id]);
      await hub.admin.importRoster([entry(1)], 'test');
      await second.hear(({ stream }) => stream === 'roster');
      second.stop.abort();
      await second.ended;
    },
    soonerThanPatience,
  );

  test('a kiosk that went away has no line any more', async () => {
    const hub = await startTestHub();
    const desk = await enrolStation(hub, 'desk');
    const { socket } = await rawConnection(hub);
    const headers = Object.entries(stationHeaders(desk)).map((header) => header.join(': '));
    socket.write(`GET /v1/hints HTTP/1.1\r\nHost: a\r\n${headers.join('\r\n')}\r\n\r\n`);
    const { hintLines } = hub.running.server;
    await expect.poll(hintLines).toEqual([desk.id]);
    socket.destroy();
    await expect.poll(hintLines).toEqual([]);
  });
});

describe('a stop', () => {
  test('ends lines of hints, finishes what is under way, and refuses what comes then', async () => {
    const hub = await startTestHub();
    const [desk, other] = [await enrolStation(hub, 'desk'), await enrolStation(hub, 'desk')];
    addFacts(desk, [entry(1).id]);
    const line = await listen(hub, other);
    const keptOpen = await rawConnection(hub);
    keptOpen.socket.write(`GET /v1/health HTTP/1.1\r\nHost: a\r\n${'X-Slow: 1\r\n'}`);
    const upload = await beginPush(hub.url, desk);

    const stopped = hub.stop();
    expect(await line.ended).toBe('ended');
    keptOpen.socket.write('\r\n');
    const late = await keptOpen.answered;
    expect(late).toMatch(/^HTTP\/1.1 503/);
    expect(late).toContain('"code":"busy","detail":"stopping"');
    expect(await upload.finish()).toMatchObject({ status: 200 });
    await stopped;
    await expect(other.http.directory()).rejects.toMatchObject({ code: 'unreachable' });
  });

  test('does not wait for ever for a request that does not end', async () => {
    const hub = await startTestHub({ stop: 200 });
    const desk = await enrolStation(hub, 'desk');
    addFacts(desk, [entry(1).id]);
    await beginPush(hub.url, desk);
    await hub.stop();
    expect(hub.log.at(-1)?.message).toBe('stopped');
  });

  test('does not wait for connections that are only kept open', async () => {
    const hub = await startTestHub({ stop: 60_000 });
    const desk = await enrolStation(hub, 'desk');
    await desk.http.directory();
    await hub.stop();
  });
});

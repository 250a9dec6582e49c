import { gunzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { protocolHeader } from '../../../domain/base/protocol.ts';
import type { Hint } from '../../../domain/sync/sync.ts';
import { entries, entry } from './people.ts';
import {
  addFacts,
  cleanUp,
  enrolStation,
  handshakeOf,
  pushOf,
  sendRaw,
  startTestHub,
  stationHeaders,
} from './support.ts';

afterEach(cleanUp);

describe('two desks and a hub', () => {
  test('what one pushes the other pulls, once and as it was', async () => {
    const hub = await startTestHub();
    const [a, b] = [await enrolStation(hub, 'desk'), await enrolStation(hub, 'desk')];
    const people = entries(3);
    await hub.admin.importRoster(people, 'test');
    addFacts(
      a,
      people.map(({ id }) => id),
    );

    const welcome = await a.http.handshake(handshakeOf(a));
    expect(welcome.heads).toEqual([
      expect.objectContaining({ station: a.id, incarnation: 1, lastKseq: 0 }),
    ]);
    const answer = await a.http.push(pushOf(a, 1));
    expect(answer).toMatchObject({ stored: 3, known: 0, quarantined: 0 });
    expect(answer.head).toMatchObject({ station: a.id, lastKseq: 3, hash: a.chain[2]?.hash });

    const { epoch } = b.enrolment;
    const page = await b.http.pullEvents({ epoch, after: 0, limit: 2 });
    const rest = await b.http.pullEvents({ epoch, after: page.end.next, limit: 2 });
    const rows = [...page.rows, ...rest.rows];
    expect(rows.map(({ seq }) => seq)).toEqual([1, 2, 3]);
    expect(rows.map(({ body }) => body)).toEqual(a.chain.map(({ body }) => body));
    expect(rest.end).toMatchObject({ next: 3, last: 3 });
  });

  test('a chain is told newest first, and a push again is known', async () => {
    const hub = await startTestHub();
    const desk = await enrolStation(hub, 'desk');
    addFacts(desk, [entry(1).id, entry(2).id]);
    await desk.http.push(pushOf(desk, 1));
    expect(await desk.http.push(pushOf(desk, 2))).toMatchObject({ stored: 0, known: 2 });
    const { links } = await desk.http.chain({
      station: desk.id,
      incarnation: 1,
      upTo: 9,
      limit: 9,
    });
    expect(links).toEqual([
      { kseq: 2, hash: desk.chain[1]?.hash },
      { kseq: 1, hash: desk.chain[0]?.hash },
    ]);
  });

  test('the directory names both, with the keys that a take-over needs', async () => {
    const hub = await startTestHub();
    const [a, b] = [await enrolStation(hub, 'desk'), await enrolStation(hub, 'door')];
    const { stations } = await a.http.directory();
    expect(stations.map(({ id }) => id).sort()).toEqual([a.id, b.id].sort());
    expect(stations.find(({ id }) => id === b.id)).toMatchObject({
      mode: 'door',
      publicKey: b.keys.publicKey,
      state: 'enrolled',
    });
  });
});

test('a clock that is far off is told and listed, never refused; its facts count', async () => {
  const hub = await startTestHub();
  const desk = await enrolStation(hub, 'desk');
  const year = 365 * 86_400_000;
  const request = { ...handshakeOf(desk), wall: hub.clock.now - year };
  expect((await desk.http.handshake(request)).wall).toBe(hub.clock.now);
  addFacts(desk, [entry(1).id]);
  expect(await desk.http.push(pushOf(desk, 1))).toMatchObject({ stored: 1, quarantined: 0 });
  expect(await hub.admin.listStations()).toMatchObject([{ id: desk.id, clockOffset: year }]);
});

describe('the roster over the wire', () => {
  test('comes in pages, packed where the kiosk takes that', async () => {
    const hub = await startTestHub();
    const desk = await enrolStation(hub, 'desk');
    await hub.admin.importRoster(entries(2_500), 'test');
    const { epoch } = desk.enrolment;
    const seen: string[] = [];
    let after = 0;
    for (;;) {
      const { rows, end } = await desk.http.pullRoster({ epoch, after, limit: 1_000 });
      seen.push(...rows.map(({ id }) => id));
      after = end.next;
      if (after >= end.last) break;
    }
    expect(new Set(seen).size).toBe(2_500);

    const path = `/v1/roster?epoch=${epoch}&after=0&limit=1000`;
    const headers = stationHeaders(desk);
    const plain = await sendRaw(hub, { path, headers });
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(plain.text.trimEnd().split('\n')).toHaveLength(1_001);
    const packed = await sendRaw(hub, { path, headers: { ...headers, 'accept-encoding': 'gzip' } });
    expect(packed.headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(packed.bytes).toString('utf8')).toBe(plain.text);
    expect(packed.bytes.length).toBeLessThan(plain.bytes.length / 3);
  });

  test('a door and a self-service kiosk receive less of a person than a desk', async () => {
    const hub = await startTestHub();
    await hub.admin.importRoster([entry(1, { vip: true, flagged: true })], 'test');
    const asked = async (mode: 'desk' | 'door' | 'kiosk') => {
      const station = await enrolStation(hub, mode);
      const { epoch } = station.enrolment;
      return (await station.http.pullRoster({ epoch, after: 0, limit: 10 })).rows[0]?.delegate;
    };
    expect(await asked('desk')).toMatchObject({ vip: true, flagged: true, jobTitle: 'Officer' });
    expect(await asked('door')).toMatchObject({ vip: false, flagged: false, jobTitle: '' });
    expect(await asked('kiosk')).toMatchObject({ vip: false, flagged: false, status: 'pending' });
  });

  test('a desk sends the people of its file up, signed; others then pull them', async () => {
    const hub = await startTestHub();
    const [a, b] = [await enrolStation(hub, 'desk'), await enrolStation(hub, 'desk')];
    const request = { epoch: a.enrolment.epoch, operator: a.id, entries: entries(3), bookings: [] };
    expect(await a.http.importRoster({ ...request, request: 1 })).toEqual({
      added: 3,
      changed: 0,
      bookings: { booked: 0, waiting: 0, released: 0 },
    });
    await expect(a.http.importRoster({ ...request, request: 1 })).rejects.toMatchObject({
      code: 'replayed',
    });
    const { epoch } = b.enrolment;
    expect((await b.http.pullRoster({ epoch, after: 0, limit: 10 })).rows).toHaveLength(3);
  });
});

describe('hints', () => {
  test('say that something changed, and nothing of what', async () => {
    const hub = await startTestHub();
    const [a, b] = [await enrolStation(hub, 'desk'), await enrolStation(hub, 'desk')];
    const hints: Hint[] = [];
    const stop = new AbortController();
    const heard = new Promise<void>((resolve) => {
      void b.http
        .listenToHints((hint) => {
          hints.push(hint);
          if (hint.stream === 'events') resolve();
        }, stop.signal)
        .catch(() => {});
    });
    await lineOpen(hub, b);
    addFacts(a, [entry(1).id]);
    await a.http.push(pushOf(a, 1));
    await heard;
    expect(hints.at(-1)).toEqual({ stream: 'events', seq: 1 });
    stop.abort();
  });

  test('end for a kiosk that is revoked, and it gets no new line', async () => {
    const hub = await startTestHub();
    const desk = await enrolStation(hub, 'desk');
    const line = desk.http.listenToHints(() => {}, new AbortController().signal);
    await lineOpen(hub, desk);
    await hub.admin.revokeStation(desk.id);
    await line.catch((error: unknown) => expect(error).toMatchObject({ code: 'unreachable' }));
    await expect(
      desk.http.listenToHints(() => {}, new AbortController().signal),
    ).rejects.toMatchObject({ code: 'revoked' });
  });

  test('end when the hub stops, which waits for nobody', async () => {
    const hub = await startTestHub();
    const desk = await enrolStation(hub, 'desk');
    const line = desk.http.listenToHints(() => {}, new AbortController().signal);
    await lineOpen(hub, desk);
    await hub.stop();
    await line;
  });
});

/** Waits until the hub has opened the line of hints. */
async function lineOpen(
  hub: Awaited<ReturnType<typeof startTestHub>>,
  station: Awaited<ReturnType<typeof enrolStation>>,
): Promise<void> {
  await expect.poll(() => hub.running.server.hintLines()).toContain(station.id);
}

test('every answer forbids to be kept, framed or guessed at, and names no software', async () => {
  const hub = await startTestHub();
  const { headers, status } = await sendRaw(hub, {
    path: '/v1/health',
    headers: { [protocolHeader]: '1-1' },
  });
  expect(status).toBe(200);
  expect(headers).toMatchObject({
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'strict-transport-security': 'max-age=31536000',
  });
  expect(headers.server).toBeUndefined();
  expect(headers['x-powered-by']).toBeUndefined();
});

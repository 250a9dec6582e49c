import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { afterEach, describe, expect, test } from 'vitest';
import { defaultLimits } from '../../../hub/http/limits.ts';
import { everything, rawConnection } from './bad-input-bench.ts';
import { entry } from './people.ts';
import {
  addFacts,
  cleanUp,
  enrolStation,
  pushOf,
  refusals,
  sendRaw,
  startTestHub,
  stationHeaders,
} from './support.ts';

afterEach(cleanUp);

const { perStation } = defaultLimits;
const tooMany = { name: 'HubProblem', code: 'too-many-requests' };

describe('too many requests', () => {
  test('of one kiosk: refused with the time to wait, nothing stored; others go on', async () => {
    const hub = await startTestHub({
      perStation: { ...perStation, requests: { burst: 5, perMinute: 1 } },
    });
    const [busy, other] = [await enrolStation(hub, 'desk'), await enrolStation(hub, 'desk')];
    for (const station of [busy, other]) addFacts(station, [entry(1).id]);
    for (let i = 0; i < 5; i += 1) await busy.http.directory();
    const before = everything(hub);
    const refused = busy.http.push(pushOf(busy, 1));
    await expect(refused).rejects.toMatchObject({ ...tooMany, retryAfter: expect.any(Number) });
    await refused.catch(({ retryAfter }: { retryAfter: number }) => {
      expect(retryAfter).toBeGreaterThan(0);
      expect(retryAfter).toBeLessThanOrEqual(60_000);
    });
    expect(refusals(hub)).toEqual(['too-many-requests']);
    expect(everything(hub)).toEqual(before);
    expect(await other.http.push(pushOf(other, 1))).toMatchObject({ stored: 1 });
  });

  test('with tokens of nobody: refused, and kiosks of the same address go on', async () => {
    const hub = await startTestHub({ badTokensPerAddress: 2 });
    const desk = await enrolStation(hub, 'desk');
    const guess = () =>
      sendRaw(hub, {
        path: '/v1/directory',
        headers: { ...stationHeaders(desk), authorization: `Bearer ${'B'.repeat(43)}` },
      });
    expect([await guess(), await guess(), await guess()].map(({ status }) => status)).toEqual([
      401, 401, 429,
    ]);
    expect((await desk.http.directory()).stations).toHaveLength(1);
  });

  test('without a token, or of the administrator: refused', async () => {
    const hub = await startTestHub({ perAddress: 2, perAdmin: 2 });
    const ask = () => sendRaw(hub, { path: '/v1/health' });
    expect([await ask(), await ask(), await ask()].map(({ status }) => status)).toEqual([
      200, 200, 429,
    ]);
    await hub.admin.overview();
    await hub.admin.overview();
    await expect(hub.admin.overview()).rejects.toMatchObject(tooMany);
  });

  test('no stranger’s body is large, whatever it calls itself', async () => {
    const hub = await startTestHub();
    const headers = { 'content-type': 'application/octet-stream', origin: hub.url };
    const body = Buffer.alloc(300 * 1024);
    for (const path of ['/v1/enrol', '/v1/organiser/sign-in', '/v1/organiser/set-up']) {
      const answer = await sendRaw(hub, { method: 'POST', path, headers, body });
      expect(answer.status, path).toBe(413);
    }
  });

  test('connections at once: further ones are closed and logged, those that are open go on', async () => {
    const hub = await startTestHub({ connections: 3 });
    const open = [await rawConnection(hub), await rawConnection(hub), await rawConnection(hub)];
    await expect(rawConnection(hub)).rejects.toThrow();
    await expect.poll(() => hub.log.map(({ fields }) => fields.detail)).toContain('connections');
    open[0]?.socket.write('GET /v1/health HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n');
    expect(await open[0]?.answered).toMatch(/^HTTP\/1.1 200/);
    for (const { socket } of open) socket.destroy();
  });
});

describe('a store that cannot be written', () => {
  test('busy (503) with the time to wait; the same push is taken afterwards', async () => {
    const hub = await startTestHub();
    const desk = await enrolStation(hub, 'desk');
    addFacts(desk, [entry(1).id]);
    const holder = new BetterSqlite3(join(hub.folder, 'hub.db'));
    holder.exec('BEGIN IMMEDIATE');
    try {
      await expect(desk.http.push(pushOf(desk, 1))).rejects.toMatchObject({
        name: 'HubProblem',
        code: 'busy',
        retryAfter: 1_000,
      });
    } finally {
      holder.close();
    }
    expect(refusals(hub)).toEqual(['busy']);
    // The number of the refused request was not used up.
    expect(await desk.http.push(pushOf(desk, 1))).toMatchObject({ stored: 1 });
  });
});

test('ten kiosks that push at once: every fact once, in one dense stream', async () => {
  const hub = await startTestHub();
  const clients = 10;
  const pushes = 10;
  const batch = 25;
  const stations = await Promise.all(
    Array.from({ length: clients }, () => enrolStation(hub, 'desk')),
  );
  await Promise.all(
    stations.map(async (station) => {
      for (let request = 1; request <= pushes; request += 1) {
        addFacts(
          station,
          Array.from({ length: batch }, () => entry(request).id),
        );
        const from = station.chain.length - batch + 1;
        expect(await station.http.push(pushOf(station, request, from))).toMatchObject({
          stored: batch,
          known: 0,
          quarantined: 0,
        });
      }
    }),
  );
  const { streams, facts } = await hub.admin.overview();
  expect(streams.events).toBe(clients * pushes * batch);
  expect(facts).toEqual({ admitted: clients * pushes * batch });
  expect(await hub.admin.checkAll()).toEqual([]);
  expect(refusals(hub)).toEqual([]);
});

import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import { maxBadgesAtOnce, maxDiskBytes, maxKseq } from '../../../domain/base/bounds.ts';
import { branchOf } from '../../../domain/ledger/chain.ts';
import { enrolRequestSchema } from '../../../domain/sync/enrolment.ts';
import { handshakeRequestSchema } from '../../../domain/sync/sync.ts';
import { createTokenBuckets, defaultLimits } from '../../../hub/http/limits.ts';
import { everything } from './bad-input-bench.ts';
import { entry } from './people.ts';
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

const { perStation } = defaultLimits;
const tooMany = { name: 'HubProblem', code: 'too-many-requests', retryAfter: expect.any(Number) };
const people = (count: number): string[] => Array.from({ length: count }, () => entry(1).id);

describe('a bucket of tokens', () => {
  test('gives what is in it, says when there is enough, fills with time and never above its size', () => {
    let now = 0;
    const bucket = createTokenBuckets({ burst: 10, perMinute: 60 }, 'facts', () => now);
    bucket.take('a', 8);
    expect(() => bucket.take('a', 5)).toThrow(expect.objectContaining({ retryAfter: 3_000 }));
    bucket.take('b', 10);
    now = 3_000;
    bucket.take('a', 5);
    now = 3_600_000;
    bucket.take('a', 10);
    expect(() => bucket.take('a', 1)).toThrow(
      expect.objectContaining({ code: 'too-many-requests' }),
    );
  });

  test('keeps what is to be kept, and takes more than a full one holds as a full one', () => {
    const bucket = createTokenBuckets({ burst: 10, perMinute: 60 }, 'facts', () => 0);
    bucket.take('a', 5, 5);
    expect(() => bucket.take('a', 1, 5)).toThrow('too-many-requests');
    bucket.take('a', 5);
    bucket.take('b', 99);
    expect(() => bucket.take('b', 1)).toThrow('too-many-requests');
    bucket.charge('c', 15);
    expect(() => bucket.take('c', 0)).toThrow(expect.objectContaining({ retryAfter: 5_000 }));
  });
});

describe('a station over its quota', () => {
  test('of facts: refused with the time to wait, nothing stored; others go on', async () => {
    const facts = { burst: 4, perMinute: 1 };
    const hub = await startTestHub({ perStation: { ...perStation, facts } });
    const [busy, other] = [await enrolStation(hub, 'kiosk'), await enrolStation(hub, 'desk')];
    addFacts(busy, people(5));
    addFacts(other, people(1));
    expect(await busy.http.push(pushOf(busy, 1, 1, 3))).toMatchObject({ stored: 3 });
    const before = everything(hub);
    await expect(busy.http.push(pushOf(busy, 2, 4, 2))).rejects.toMatchObject(tooMany);
    expect(everything(hub)).toEqual(before);
    expect(await other.http.push(pushOf(other, 1))).toMatchObject({ stored: 1 });
    // An organiser sees the station only if its refusals continue.
    const refused = async () => (await hub.running.hub.organiser.summary({})).stations.refused;
    expect(await refused()).toEqual([]);
    for (const request of [3, 4]) {
      hub.clock.now += 20_000;
      await expect(busy.http.push(pushOf(busy, request, 4, 2))).rejects.toMatchObject(tooMany);
    }
    expect(await refused()).toEqual(['kiosk 1']);
  });

  test('is refused before its body is read', async () => {
    const one = { burst: 1, perMinute: 0.001 };
    const hub = await startTestHub({ perStation: { ...perStation, facts: one, handshakes: one } });
    const busy = await enrolStation(hub, 'kiosk');
    addFacts(busy, people(1));
    await busy.http.push(pushOf(busy, 1));
    await busy.http.handshake(handshakeOf(busy));
    for (const path of ['/v1/push', '/v1/handshake']) {
      const body = Buffer.from('no JSON');
      const headers = { ...stationHeaders(busy), 'content-type': 'application/json' };
      const answer = await sendRaw(hub, { method: 'POST', path, headers, body });
      expect([path, answer.status]).toEqual([path, 429]);
    }
  });

  test('of what it relays: its own facts still find room', async () => {
    const facts = { burst: 4, perMinute: 1 };
    const hub = await startTestHub({ perStation: { ...perStation, facts } });
    const [relay, other] = [await enrolStation(hub, 'desk'), await enrolStation(hub, 'desk')];
    addFacts(other, people(3));
    addFacts(relay, people(1));
    expect(await relay.http.push(pushOf(other, 1, 1, 2))).toMatchObject({ stored: 2 });
    await expect(relay.http.push(pushOf(other, 2, 3, 1))).rejects.toMatchObject(tooMany);
    expect(await relay.http.push(pushOf(relay, 2))).toMatchObject({ stored: 1 });
  });

  test('of copies: what a branch begins with is the expense of who brings it', async () => {
    const facts = { burst: 12, perMinute: 1 };
    const hub = await startTestHub({ perStation: { ...perStation, facts } });
    const [other, thief] = [await enrolStation(hub, 'desk'), await enrolStation(hub, 'kiosk')];
    addFacts(thief, people(5));
    await thief.http.push(pushOf(thief, 1));
    const parting = (request: number) => {
      const fork = thief.facts.fork(5);
      const { hash } = fork.add();
      return { ...fork.push(6), incarnation: branchOf(1, hash), request };
    };
    for (const request of [2, 3, 4]) {
      expect(await thief.http.push(parting(request))).toMatchObject({ stored: 1, known: 5 });
    }
    const before = everything(hub).attendance_event;
    await expect(thief.http.push(parting(5))).rejects.toMatchObject(tooMany);
    expect(everything(hub).attendance_event).toEqual(before);
    addFacts(thief, people(1));
    expect(await thief.http.push(pushOf(thief, 6, 6))).toMatchObject({ stored: 1 });
    addFacts(other, people(1));
    expect(await other.http.push(pushOf(other, 1))).toMatchObject({ stored: 1 });
  });

  test('of handshakes: one that names many chains weighs more', async () => {
    const handshakes = { burst: 12, perMinute: 1 };
    const hub = await startTestHub({ perStation: { ...perStation, handshakes } });
    const [busy, other] = [await enrolStation(hub, 'door'), await enrolStation(hub, 'desk')];
    const own = handshakeOf(busy);
    const held = Array.from({ length: 1_000 }, () => ({ ...own.own, station: randomUUID() }));
    await busy.http.handshake({ ...own, held });
    await expect(busy.http.handshake({ ...own, held })).rejects.toMatchObject(tooMany);
    await busy.http.handshake(own);
    await other.http.handshake(handshakeOf(other));
  });
});

test('every chain of a long handshake is read: it is answered, or refused where it is none', async () => {
  const hub = await startTestHub();
  const desk = await enrolStation(hub, 'desk');
  const own = handshakeOf(desk);
  const held = Array.from({ length: 1_200 }, () => ({ ...own.own, station: randomUUID() }));
  const { heads } = await desk.http.handshake({ ...own, held });
  expect(heads.map(({ station }) => station)).toEqual([
    desk.id,
    ...held.map(({ station }) => station),
  ]);
  const last = { ...own.own, hash: 'none' };
  const refusal = { name: 'HubProblem', code: 'bad-request' };
  await expect(desk.http.handshake({ ...own, held: [...held, last] })).rejects.toMatchObject(
    refusal,
  );
});

test('a station whose request was refused waits, and others do not wait for it', async () => {
  const forEver = 1e9;
  const hub = await startTestHub({ pauseAfterRefusal: forEver, stop: 1 });
  const [busy, other] = [await enrolStation(hub, 'kiosk'), await enrolStation(hub, 'desk')];
  addFacts(busy, people(1));
  const gap = { ...pushOf(busy, 1), previous: 'a'.repeat(64) };
  await expect(busy.http.push(gap)).rejects.toMatchObject({ name: 'HubProblem' });
  const ended = (): string => 'ended';
  const next = busy.http.handshake(handshakeOf(busy)).then(() => 'answered', ended);
  await other.http.handshake(handshakeOf(other));
  const others = other.http.handshake(handshakeOf(other)).then(() => 'other');
  expect(await Promise.race([next, others])).toBe('other');
  await hub.stop();
  expect(await next).toBe('ended');
});

test('every route says how large its body may be, and only files, photos and rosters may be larger than a push', async () => {
  const hub = await startTestHub();
  const { routes } = hub.running.server;
  const large = routes.filter(
    ({ access, bodyLimit }) => access !== 'administrator' && bodyLimit > defaultLimits.body.push,
  );
  expect(large.map(({ access, url }) => `${access} ${url}`).sort()).toEqual([
    'desk /v1/photos',
    'desk /v1/roster/entries',
    'desk /v1/stick',
    'desk /v1/stop-list',
    'organiser /v1/organiser/event/delegations',
    'organiser /v1/organiser/imports',
    'organiser /v1/organiser/imports/:id/delegations',
    // The ids of chosen people.
    'organiser /v1/organiser/people/export',
    'station /v1/handshake',
    'station /v1/purge/confirmations',
  ]);
});

test('the largest handshake and enrolment that the wire allows fit into their limits', () => {
  const [id, hash] = [randomUUID(), 'a'.repeat(64)];
  // A letter of a name has at most three bytes: those of four count as two in JavaScript.
  const name = (length: number): string => 'ๆ'.repeat(length);
  const head = { station: id, incarnation: 4_095, lastKseq: maxKseq, hash };
  const signature = Buffer.alloc(64, 255).toString('base64');
  const held = { ...head, signature };
  const printer = { name: name(60), condition: 'paper-out', waiting: maxBadgesAtOnce };
  const handshake = handshakeRequestSchema.parse({
    event: id,
    eventFile: hash,
    own: head,
    held: Array(5_000).fill(held),
    name: name(60),
    mode: 'desk',
    version: name(40),
    wall: 1_538_460_000_000,
    operators: Array(200).fill({
      id,
      name: name(80),
      role: 'data-protection-officer',
      active: false,
      vouched: false,
    }),
    health: {
      printers: Array(20).fill(printer),
      camera: 'failed',
      unsettledJobs: maxBadgesAtOnce,
      freeDisk: maxDiskBytes,
      store: 'incomplete',
    },
  });
  const enrolment = enrolRequestSchema.parse({
    code: 'ABCD2345',
    station: id,
    name: name(60),
    mode: 'kiosk',
    version: name(40),
    publicKey: Buffer.alloc(32).toString('base64'),
    proof: 'A'.repeat(88),
  });
  const bytes = (body: unknown): number => Buffer.byteLength(JSON.stringify(body));
  expect(bytes(handshake)).toBeGreaterThan(0.75 * 2 ** 20);
  expect(bytes(handshake)).toBeLessThan(defaultLimits.body.handshake);
  expect(bytes(enrolment)).toBeLessThan(defaultLimits.body.enrol / 4);
});

test('no body of a station is read beyond the limit of its route, whatever it calls itself', async () => {
  const hub = await startTestHub();
  const kiosk = await enrolStation(hub, 'kiosk');
  const body = Buffer.alloc(2 * 2 ** 20 + 1);
  for (const path of ['/v1/push', '/v1/handshake', '/v1/chain', '/v1/purge/confirmations']) {
    const headers = { ...stationHeaders(kiosk), 'content-type': 'application/octet-stream' };
    const answer = await sendRaw(hub, { method: 'POST', path, headers, body });
    expect(answer.status, path).toBe(413);
  }
});

test('a revoked desk gets nothing from any route of stations', async () => {
  const hub = await startTestHub();
  const desk = await enrolStation(hub, 'desk');
  await hub.admin.revokeStation(desk.id);
  const routes = hub.running.server.routes.filter(
    ({ access, method }) => ['station', 'desk'].includes(access) && method !== 'HEAD',
  );
  expect(routes.length).toBeGreaterThan(10);
  const before = everything(hub);
  for (const { method, url } of routes) {
    const answer = await sendRaw(hub, { method, path: url, headers: stationHeaders(desk) });
    expect([url, answer.status, JSON.parse(answer.text).code]).toEqual([url, 403, 'revoked']);
  }
  expect(everything(hub)).toEqual(before);
});

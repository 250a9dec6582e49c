import { createHash, randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { type EnrolRequest, enrolProofText } from '../../../domain/sync/enrolment.ts';
import type { InviteRequest } from '../../../hub/stations/enrolment.ts';
import { bumpEpoch } from '../../../hub/store/backup.ts';
import { makeSigningKeys, readPrivateKey, signText } from '../../../platform/crypto/ed25519.ts';
import {
  describeOnBothStores,
  type TestHub,
  type TestStation,
  warmUp,
} from '../support/test-hub.ts';
import { problemOf } from '../support/test-requests.ts';

const anyMode: InviteRequest = { mode: null, name: '', replaces: null, takeover: false };
const tenMinutes = 600_000;

/**
 * A request of a station with a new key; with `as` it uses the key and the id of an enrolled one.
 */
function requestOf(
  code: string,
  as?: TestStation,
  change: Partial<EnrolRequest> = {},
): EnrolRequest {
  const keys = makeSigningKeys();
  const station = as?.id ?? randomUUID();
  const text = enrolProofText(code, station);
  return {
    code,
    station,
    name: 'New desk',
    mode: 'desk',
    publicKey: as?.publicKey ?? keys.publicKey,
    proof: as?.sign(text) ?? signText(readPrivateKey(keys.privateKey), text),
    version: '1.0.0',
    ...change,
  };
}

async function codeOf({ hub }: TestHub, invite: Partial<InviteRequest> = {}): Promise<string> {
  return (await hub.createInvite({ ...anyMode, ...invite })).code;
}

describeOnBothStores('enrolment', (open) => {
  test('the answer has all that a kiosk needs, and its token opens the hub', async () => {
    const bench = await open();
    const { code, expires } = await bench.hub.createInvite(anyMode);
    expect(code).toMatch(/^[A-HJ-NP-Z2-9]{8}$/);
    expect(expires).toBe(bench.time.now + tenMinutes);
    const request = requestOf(code);
    const answer = await bench.hub.enrol(request);
    const { hub, hubName, epoch, hubKey, event } = bench.hub.identity();
    expect(answer).toMatchObject({ hub, hubName, epoch, hubKey });
    expect(answer.event).toEqual({
      file: event.file,
      version: 1,
      replaces: [],
      signature: expect.any(String),
      secret: event.secret,
    });
    expect(await bench.hub.stationOfToken(answer.token)).toEqual({
      id: request.station,
      name: 'New desk',
      mode: 'desk',
      state: 'enrolled',
      joined: bench.time.now,
      publicKey: request.publicKey,
    });
    expect(await bench.hub.stationOfToken(`${answer.token.slice(0, -1)}!`)).toBeNull();
    expect(bench.changes).toContainEqual({ directory: true });
  });

  test('tokens of many stations at once open the hub each for its own station', async () => {
    const bench = await open();
    const stations = [];
    for (let number = 0; number < 6; number += 1) stations.push(await bench.enrol());
    const unknown = 'A'.repeat(43);
    const found = await Promise.all(
      [...stations.map(({ token }) => token), unknown].map((token) =>
        bench.hub.stationOfToken(token),
      ),
    );
    expect(found.map((station) => station?.id ?? null)).toEqual([
      ...stations.map(({ id }) => id),
      null,
    ]);
    // Nothing is cached: the next request sees the change.
    const [first] = stations;
    if (first === undefined) throw new Error('no station');
    await bench.hub.revokeStation(first.id);
    expect(await bench.hub.stationOfToken(first.token)).toMatchObject({ state: 'revoked' });
  });

  test.each(['kiosk', 'door'] as const)('a %s gets the event without its secret', async (mode) => {
    const bench = await open();
    const answer = await bench.hub.enrol(requestOf(await codeOf(bench), undefined, { mode }));
    expect(answer.event).toEqual({
      file: bench.hub.identity().event.file,
      version: 1,
      replaces: [],
      signature: expect.any(String),
      secret: null,
    });
  });

  test('a kiosk that comes back after a take-over as a desk gets no secret either', async () => {
    const bench = await open();
    const kiosk = await bench.enrol('K', 'kiosk');
    const code = await codeOf(bench, { takeover: true });
    const answer = await bench.hub.enrol(requestOf(code, kiosk, { mode: 'desk' }));
    expect(answer.event.secret).toBeNull();
  });

  test('a code says who used it', async () => {
    const bench = await open();
    const code = await codeOf(bench);
    expect(await bench.hub.inviteUsedBy(code)).toBeNull();
    await bench.hub.enrol(requestOf(code));
    expect(await bench.hub.inviteUsedBy(code)).toBe('New desk');
  });

  test('the store holds hashes of code and token, never themselves', async () => {
    const bench = await open();
    const code = await codeOf(bench);
    const { token } = await bench.hub.enrol(requestOf(code));
    const rows = [
      ...(await bench.store.db.selectFrom('invite').selectAll().execute()),
      ...(await bench.store.db.selectFrom('station').selectAll().execute()),
    ];
    const kept = JSON.stringify(rows);
    for (const secret of [code, token]) {
      expect(kept).not.toContain(secret);
      expect(kept).toContain(createHash('sha256').update(secret).digest('hex'));
    }
  });

  test('a code serves once', async () => {
    const bench = await open();
    const code = await codeOf(bench);
    await bench.hub.enrol(requestOf(code));
    expect((await problemOf(bench.hub.enrol(requestOf(code)))).code).toBe('invite-used');
    expect(await bench.hub.listStations()).toHaveLength(1);
  });

  test('of many kiosks with one code at the same moment one comes in', async () => {
    const bench = await open();
    const code = await codeOf(bench);
    const requests = Array.from({ length: 6 }, () => requestOf(code));
    await warmUp(bench);
    const all = requests.map((request) => bench.hub.enrol(request));
    const outcomes = await Promise.allSettled(all);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected')
        expect(outcome.reason).toMatchObject({ code: 'invite-used' });
    }
    expect(await bench.hub.listStations()).toHaveLength(1);
  });

  test('no station takes the number of another, with which that one’s badges begin', async () => {
    const bench = await open();
    const { id } = await bench.enrol('Desk 1');
    for (const number of [id.slice(0, 8), id.slice(0, 8).toUpperCase()]) {
      const keys = makeSigningKeys();
      const station = `${number}${randomUUID().slice(8)}`;
      const code = await codeOf(bench);
      const proof = signText(readPrivateKey(keys.privateKey), enrolProofText(code, station));
      const request = requestOf(code, undefined, { station, publicKey: keys.publicKey, proof });
      expect(await problemOf(bench.hub.enrol(request))).toMatchObject({ code: 'not-allowed' });
    }
    expect(await bench.hub.listStations()).toHaveLength(1);
  });

  test('a code ends after ten minutes', async () => {
    const bench = await open();
    const [early, late] = [await codeOf(bench), await codeOf(bench)];
    bench.time.now += tenMinutes - 1;
    await bench.hub.enrol(requestOf(early));
    bench.time.now += 1;
    expect((await problemOf(bench.hub.enrol(requestOf(late)))).code).toBe('invite-expired');
    expect(await bench.hub.listStations()).toHaveLength(1);
  });

  test('a restore ends every code: one that was used since the backup does not serve again', async () => {
    const bench = await open();
    const code = await codeOf(bench);
    const { epoch } = bench.hub.identity();
    expect(await bumpEpoch(bench.store)).not.toBe(epoch);
    const restored = await bench.again();
    expect(restored.identity().epoch).not.toBe(epoch);
    expect((await problemOf(restored.enrol(requestOf(code)))).code).toBe('invite-unknown');
  });

  test('five wrong codes within a minute, and the right one is not heard either', async () => {
    const bench = await open();
    const code = await codeOf(bench);
    for (let guess = 0; guess < 5; guess += 1) {
      const wrong = await problemOf(bench.hub.enrol(requestOf('AAAAAAAA')));
      expect(wrong.code).toBe('invite-unknown');
    }
    const refused = await problemOf(bench.hub.enrol(requestOf(code)));
    expect(refused).toMatchObject({ code: 'too-many-requests', retryAfter: 60_000 });
    bench.time.now += 60_000;
    await bench.hub.enrol(requestOf(code));
  });

  test('wrong codes of one address stop nobody at another; IPv6 addresses of one network are one', async () => {
    const bench = await open();
    const code = await codeOf(bench);
    const guess = (address: string) => problemOf(bench.hub.enrol(requestOf('AAAAAAAA'), address));
    for (const host of [1, 2, 3, 4, 5]) await guess(`2001:db8:0:7::${host}`);
    expect((await guess('2001:db8::7:a:b:c:d')).code).toBe('too-many-requests');
    for (const address of ['2001:db8:0:8::1', '192.0.2.1', '::ffff:192.0.2.2']) {
      expect((await guess(address)).code).toBe('invite-unknown');
    }
    await bench.hub.enrol(requestOf(code), '192.0.2.3');
  });

  test('two hundred guesses at the same moment: five are looked at', async () => {
    const bench = await open();
    const code = await codeOf(bench);
    const guesses = Array.from({ length: 200 }, (_, index) =>
      problemOf(bench.hub.enrol(requestOf(index === 199 ? code : 'AAAAAAAA'), '192.0.2.1')),
    );
    const codes = (await Promise.all(guesses)).map((problem) => problem.code);
    expect(codes.filter((each) => each === 'invite-unknown')).toHaveLength(5);
    expect(codes.filter((each) => each === 'too-many-requests')).toHaveLength(195);
  });

  test('a wrong proof, a wrong mode and the id of somebody else are refused, and leave the code good', async () => {
    const bench = await open();
    const other = await bench.enrol('Other');
    const code = await codeOf(bench, { mode: 'door' });
    const proof = requestOf(code).proof;
    const refusals = [
      { request: requestOf(code, undefined, { mode: 'door', proof }), code: 'bad-signature' },
      { request: requestOf(code), code: 'not-allowed' },
      {
        request: { ...requestOf(code, undefined, { mode: 'door' }), station: other.id },
        code: 'bad-signature',
      },
    ];
    for (const { request, code: expected } of refusals) {
      expect((await problemOf(bench.hub.enrol(request))).code).toBe(expected);
    }
    const thief = makeSigningKeys();
    const stolen = requestOf(code, undefined, {
      mode: 'door',
      station: other.id,
      publicKey: thief.publicKey,
      proof: signText(readPrivateKey(thief.privateKey), enrolProofText(code, other.id)),
    });
    expect((await problemOf(bench.hub.enrol(stolen))).code).toBe('not-allowed');
    expect((await other.caller()).publicKey).toBe(other.publicKey);
    await bench.hub.enrol(requestOf(code, undefined, { mode: 'door' }));
  });

  test('a kiosk that enrols again gets a new token; the old one ends, its numbers go on', async () => {
    const bench = await open();
    const desk = await bench.enrol();
    desk.chain.add();
    const request = desk.chain.push();
    await bench.hub.push(await desk.caller(), request);
    const answer = await bench.hub.enrol(requestOf(await codeOf(bench), desk));
    expect(await bench.hub.stationOfToken(desk.token)).toBeNull();
    const caller = await bench.hub.stationOfToken(answer.token);
    if (caller === null) throw new Error('the new token opens nothing');
    expect((await problemOf(bench.hub.push(caller, request))).code).toBe('replayed');
    expect(await bench.hub.listStations()).toHaveLength(1);
  });

  test('a kiosk that stands in for another: the old one receives nothing, and nothing of it is taken', async () => {
    const bench = await open();
    const old = await bench.enrol('Old');
    const missing = bench.hub.createInvite({ ...anyMode, replaces: randomUUID() });
    expect((await problemOf(missing)).code).toBe('not-found');
    const next = await bench.enrol('New', 'desk', await codeOf(bench, { replaces: old.id }));
    const caller = await old.caller();
    expect(caller.state).toBe('replaced');
    expect((await problemOf(bench.hub.directory(caller))).code).toBe('revoked');
    old.chain.add();
    const refused = await problemOf(bench.hub.push(caller, old.chain.push()));
    expect(refused.code).toBe('revoked');
    const entries = new Map(
      (await bench.hub.listStations()).map((station) => [station.id, station]),
    );
    expect(entries.get(old.id)).toMatchObject({ state: 'replaced', replacedBy: next.id });
  });

  test('take-over: every known kiosk by one code, by its own key, under its old name; nobody else', async () => {
    const bench = await open();
    const before = await Promise.all([bench.enrol('A'), bench.enrol('B', 'door')]);
    const [a, b] = before;
    const stolen = await bench.enrol('Stolen');
    await bench.hub.revokeStation(stolen.id);
    const next = await open();
    const { stations } = await bench.hub.directory(await a.caller());
    await next.hub.seedStations(
      stations,
      [{ id: randomUUID(), name: 'Ada', role: null, desk: null, active: true }],
      [],
    );
    const code = await codeOf(next, { takeover: true });
    for (const [station, name, mode] of [
      [a, 'A', 'desk'],
      [b, 'B', 'door'],
    ] as const) {
      const { token } = await next.hub.enrol(requestOf(code, station, { mode: 'desk' }));
      expect(await next.hub.stationOfToken(token)).toMatchObject({ id: station.id, name, mode });
    }
    for (const request of [requestOf(code), requestOf(code, stolen)]) {
      expect((await problemOf(next.hub.enrol(request))).code).toBe('not-allowed');
    }
    expect((await next.hub.directory(await a.caller())).operators).toHaveLength(1);
    next.time.now += tenMinutes;
    expect((await problemOf(next.hub.enrol(requestOf(code, a)))).code).toBe('invite-expired');
  });
});

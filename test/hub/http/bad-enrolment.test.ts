import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { protocolHeader } from '../../../domain/base/protocol.ts';
import {
  demoEventSecret,
  demoKeyMistakes,
  demoTicketKey,
} from '../../../domain/event/demo-event.ts';
import type { EventFile } from '../../../domain/event/event-file.ts';
import {
  type EnrolRequest,
  enrolProofText,
  inviteLifetime,
} from '../../../domain/sync/enrolment.ts';
import type { ProblemCode } from '../../../domain/sync/problems.ts';
import { readEventFiles } from '../../../intake/event-files.ts';
import { enrolAtHub, type NewStation } from '../../../main/hub-client/enrol.ts';
import { readPrivateKey, signText } from '../../../platform/crypto/ed25519.ts';
import { eventSecret, sampleEvent } from '../../support/sample-event.ts';
import { everything } from './bad-input-bench.ts';
import {
  cleanUp,
  enrolStation,
  newStation,
  refusals,
  sendRaw,
  startTestHub,
  type TestHub,
} from './support.ts';

afterEach(cleanUp);

/** Must never appear in the log. */
const stationName = 'Desk of Sample PERSON';

async function codeFor(hub: TestHub, mode: 'desk' | null = 'desk'): Promise<string> {
  const invite = { mode, name: '', replaces: null, takeover: false };
  return (await hub.admin.invite(invite)).code;
}

/** Joins as the app does. */
function joinHub(
  hub: TestHub,
  code: string,
  station: NewStation = newStation('desk', stationName),
) {
  return enrolAtHub({ url: hub.url, code, fingerprint: hub.fingerprint }, station);
}

/** Expects a refusal with this code and a line in the log, and no changed row. */
async function refused(
  hub: TestHub,
  problem: ProblemCode,
  code: string,
  act: () => Promise<unknown>,
): Promise<void> {
  const before = everything(hub);
  hub.log.splice(0);
  await expect(act()).rejects.toMatchObject({ name: 'HubProblem', code: problem });
  expect(refusals(hub)).toEqual([problem]);
  const logged = JSON.stringify(hub.log);
  expect(logged).not.toContain(code);
  expect(logged).not.toContain(stationName);
  expect(everything(hub)).toEqual(before);
}

describe('the demo’s public keys in another event', () => {
  test('make no hub, and the command says what to do', async () => {
    const secret = Buffer.from(demoEventSecret, 'hex');
    const start = (file: EventFile, own: Uint8Array) =>
      startTestHub({}, undefined, null, { event: { file, secret: own }, name: 'Hub' });
    await expect(start(sampleEvent, secret)).rejects.toThrow(demoKeyMistakes.secret.en);
    const keyed = { ...sampleEvent, ticketKeys: [demoTicketKey] };
    await expect(start(keyed, eventSecret)).rejects.toThrow(demoKeyMistakes.ticketKey.en);
    const folder = mkdtempSync(join(tmpdir(), 'lanyard-demo-keys-'));
    const [file, secretFile] = [join(folder, 'event.json'), join(folder, 'secret.txt')];
    writeFileSync(file, JSON.stringify(sampleEvent));
    writeFileSync(secretFile, demoEventSecret.toUpperCase());
    expect(readEventFiles(file, secretFile)).toBe(`${secretFile}: ${demoKeyMistakes.secret.en}`);
    rmSync(folder, { recursive: true });
  });

  test.each([
    ['secret', { secret: demoEventSecret }],
    ['ticket key', { file: { ...sampleEvent, ticketKeys: [demoTicketKey] } }],
  ])('take no station: the %s', async (_, changes) => {
    const hub = await startTestHub();
    Object.assign(hub.running.hub.identity().event, changes);
    await expect(joinHub(hub, await codeFor(hub))).rejects.toMatchObject({
      name: 'CallFailure',
      code: 'demo-keys',
      detail: 'Test hub',
    });
  });
});

describe('an enrolment code', () => {
  test('that is ten minutes old: invite-expired; a new one is taken', async () => {
    const hub = await startTestHub();
    const code = await codeFor(hub);
    hub.clock.now += inviteLifetime;
    await refused(hub, 'invite-expired', code, () => joinHub(hub, code));
    expect(await joinHub(hub, await codeFor(hub))).toMatchObject({ kind: 'enrolled' });
  });

  test('is good up to its last moment', async () => {
    const hub = await startTestHub();
    const code = await codeFor(hub);
    hub.clock.now += inviteLifetime - 1;
    expect(await joinHub(hub, code)).toMatchObject({ kind: 'enrolled' });
  });

  test('that was used: invite-used; the kiosk that used it stays', async () => {
    const hub = await startTestHub();
    const code = await codeFor(hub);
    const first = newStation('desk');
    await joinHub(hub, code, first);
    await refused(hub, 'invite-used', code, () => joinHub(hub, code));
    await refused(hub, 'invite-used', code, () => joinHub(hub, code, first));
    expect(await hub.admin.listStations()).toMatchObject([{ id: first.id, state: 'enrolled' }]);
  });

  test('that two kiosks use at the same moment: one of them joins', async () => {
    const hub = await startTestHub();
    const code = await codeFor(hub);
    const outcomes = await Promise.allSettled([1, 2, 3, 4].map(() => joinHub(hub, code)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await hub.admin.listStations()).toHaveLength(1);
  });

  test('that nobody made: invite-unknown', async () => {
    const hub = await startTestHub();
    await refused(hub, 'invite-unknown', 'AAAAAAAA', () => joinHub(hub, 'AAAAAAAA'));
  });

  test('guessed five times: too-many-requests, for the right one as well, for a minute', async () => {
    const hub = await startTestHub();
    const code = await codeFor(hub);
    for (const guess of ['A', 'B', 'C', 'D', 'E']) {
      await refused(hub, 'invite-unknown', guess.repeat(8), () => joinHub(hub, guess.repeat(8)));
    }
    await refused(hub, 'too-many-requests', code, () => joinHub(hub, code));
    hub.clock.now += 59_999;
    await refused(hub, 'too-many-requests', code, () => joinHub(hub, code));
    hub.clock.now += 1;
    expect(await joinHub(hub, code)).toMatchObject({ kind: 'enrolled' });
  });

  test('asked for too often from one address: too-many-requests before anything is read', async () => {
    const hub = await startTestHub({ enrolPerAddress: 3 });
    const code = await codeFor(hub);
    const ask = () =>
      sendRaw(hub, {
        method: 'POST',
        path: '/v1/enrol',
        headers: { [protocolHeader]: '1-1', 'content-type': 'application/json' },
        body: '{}',
      });
    for (let i = 0; i < 3; i += 1) expect((await ask()).status).toBe(400);
    const answer = await ask();
    expect(answer.status).toBe(429);
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    await refused(hub, 'too-many-requests', code, () => joinHub(hub, code));
  });

  test('for a desk, used by a door: not-allowed, and the code is still good', async () => {
    const hub = await startTestHub();
    const code = await codeFor(hub);
    const door = newStation('door', stationName);
    await refused(hub, 'not-allowed', code, () => joinHub(hub, code, door));
    expect(await joinHub(hub, code)).toMatchObject({ kind: 'enrolled' });
  });

  test('with the id of another kiosk: not-allowed, and that kiosk goes on', async () => {
    const hub = await startTestHub();
    const desk = await enrolStation(hub, 'desk');
    const code = await codeFor(hub);
    const thief = { ...newStation('desk', stationName), id: desk.id };
    await refused(hub, 'not-allowed', code, () => joinHub(hub, code, thief));
    expect((await desk.http.directory()).stations).toHaveLength(1);
  });

  test.each([
    [
      'with another kiosk’s proof',
      'bad-signature',
      (good: EnrolRequest) => ({ ...good, proof: proofOf(good.code) }),
    ],
    ['without a proof', 'bad-request', ({ proof: _proof, ...rest }: EnrolRequest) => rest],
    [
      'with a key that is none',
      'bad-request',
      (good: EnrolRequest) => ({ ...good, publicKey: 'AAAA' }),
    ],
    ['without a name', 'bad-request', (good: EnrolRequest) => ({ ...good, name: '' })],
  ] as const)('sent %s: %s, and the code is still good', async (_name, problem, change) => {
    const hub = await startTestHub();
    const code = await codeFor(hub);
    const body = JSON.stringify(change(requestFor(code, newStation('desk', stationName))));
    const before = everything(hub);
    const answer = await sendRaw(hub, {
      method: 'POST',
      path: '/v1/enrol',
      headers: { [protocolHeader]: '1-1', 'content-type': 'application/json' },
      body,
    });
    expect(JSON.parse(answer.text)).toMatchObject({ code: problem });
    expect(refusals(hub)).toEqual([problem]);
    expect(everything(hub)).toEqual(before);
    expect(await joinHub(hub, code)).toMatchObject({ kind: 'enrolled' });
  });
});

test('neither the log nor the store has a token or a code as it was given out', async () => {
  const hub = await startTestHub();
  const code = await codeFor(hub);
  const joined = await joinHub(hub, code);
  if (joined.kind !== 'enrolled') throw new Error('not enrolled');
  const kept = JSON.stringify([everything(hub), hub.log]);
  for (const secret of [code, joined.enrolment.token, hub.adminToken]) {
    expect(kept).not.toContain(secret);
  }
});

/** The request that the app sends. */
function requestFor(code: string, { id, name, mode, keys, version }: NewStation): EnrolRequest {
  const proof = signText(readPrivateKey(keys.privateKey), enrolProofText(code, id));
  return { code, station: id, name, mode, publicKey: keys.publicKey, proof, version };
}

function proofOf(code: string): string {
  return requestFor(code, newStation('desk')).proof;
}

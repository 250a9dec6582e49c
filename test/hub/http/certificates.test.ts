import { createServer, type Server } from 'node:https';
import { connect, createServer as createPlainServer } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { prepareHubTls } from '../../../hub/tls/hub-tls.ts';
import type { HubTls } from '../../../hub/tls/hub-tls-schema.ts';
import { enrolAtHub, fetchFingerprint } from '../../../main/hub-client/enrol.ts';
import { createHttpHub } from '../../../main/hub-client/http-hub.ts';
import { certificateFingerprint } from '../../../platform/crypto/certificate-fingerprint.ts';
import { everything } from './bad-input-bench.ts';
import {
  addFacts,
  cleanUp,
  enrolStation,
  newStation,
  pushOf,
  startTestHub,
  type TestHub,
  testTls,
} from './support.ts';

const day = 86_400_000;
const servers: { close: () => void }[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) server.close();
  await cleanUp();
});

/** A server with this certificate, which records the requests that it gets. */
async function listenWith(tls: HubTls): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = [];
  const { certificate: cert, key } = tls.server;
  const server: Server = createServer({ cert, key }, (request, response) => {
    asked.push(request.url ?? '');
    response.end(tls.authority.certificate);
  });
  return { url: await listening(server), asked };
}

async function listening(server: Server | ReturnType<typeof createPlainServer>): Promise<string> {
  server.listen(0, '127.0.0.1');
  servers.push(server);
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  return `https://127.0.0.1:${address.port}`;
}

function otherTls(now = Date.now()): Promise<HubTls> {
  return prepareHubTls(null, ['localhost', '127.0.0.1'], now);
}

const wrongCertificate = { name: 'SyncFailure', code: 'wrong-certificate' };

describe('at enrolment', () => {
  test('another fingerprint than the invite’s: refused before the code is sent', async () => {
    const hub = await startTestHub();
    const { code } = await hub.admin.invite({
      mode: 'desk',
      name: '',
      replaces: null,
      takeover: false,
    });
    const before = everything(hub);
    const wrong = { url: hub.url, code, fingerprint: 'ab'.repeat(32) };
    await expect(enrolAtHub(wrong, newStation('desk'))).rejects.toMatchObject(wrongCertificate);
    expect(everything(hub)).toEqual(before);
    const right = { url: hub.url, code, fingerprint: hub.fingerprint };
    expect(await enrolAtHub(right, newStation('desk'))).toMatchObject({ kind: 'enrolled' });
  });

  test('somebody who hands out the hub’s authority but cannot prove it: the code is not sent', async () => {
    const [real, fake] = [await testTls(), await otherTls()];
    const { url, asked } = await listenWith({ authority: real.authority, server: fake.server });
    const fingerprint = certificateFingerprint(real.authority.certificate);
    const invite = { url, code: 'ABCDEFGH', fingerprint };
    await expect(enrolAtHub(invite, newStation('desk'))).rejects.toMatchObject(wrongCertificate);
    expect(asked).toEqual(['/v1/authority']);
  });

  test('a typed invite shows the fingerprint and sends nothing until somebody compared it', async () => {
    const { url, asked } = await listenWith(await otherTls());
    const outcome = await enrolAtHub(
      { url, code: 'ABCDEFGH', fingerprint: null },
      newStation('desk'),
    );
    expect(outcome).toMatchObject({
      kind: 'fingerprint-to-confirm',
      fingerprint: await fetchFingerprint(url),
    });
    expect(asked.filter((path) => path !== '/v1/authority')).toEqual([]);
  });

  test('an authority that is no certificate: bad-answer', async () => {
    const tls = await testTls();
    const { url } = await listenWith({ ...tls, authority: { certificate: 'hello', key: '' } });
    await expect(fetchFingerprint(url)).rejects.toMatchObject({
      name: 'SyncFailure',
      code: 'bad-answer',
    });
  });
});

describe('of a kiosk that is enrolled', () => {
  test.each([
    ['another authority', async () => await otherTls()],
    [
      'the right authority, expired',
      async () => {
        const { authority } = await testTls();
        return prepareHubTls({ authority, server: null }, ['127.0.0.1'], Date.now() - 400 * day);
      },
    ],
    [
      'the right authority, not valid yet',
      async () => {
        const { authority } = await testTls();
        return prepareHubTls({ authority, server: null }, ['127.0.0.1'], Date.now() + 100 * day);
      },
    ],
  ])('%s: wrong-certificate, and nothing is said to it', async (_name, make) => {
    const hub = await startTestHub();
    const desk = await enrolStation(hub, 'desk');
    addFacts(desk, [desk.id]);
    const { url, asked } = await listenWith(await make());
    const elsewhere = httpAt(url, desk);
    await expect(elsewhere.push(pushOf(desk, 1))).rejects.toMatchObject(wrongCertificate);
    await elsewhere.close();
    expect(asked).toEqual([]);
    expect(await desk.http.push(pushOf(desk, 1))).toMatchObject({ stored: 1 });
  });

  test('the hub logs a kiosk that does not trust it', async () => {
    const hub = await startTestHub();
    const desk = await enrolStation(hub, 'desk');
    const { authority } = await otherTls();
    const before = everything(hub);
    const mistrusting = createHttpHub({
      url: hub.url,
      authority: authority.certificate,
      token: desk.enrolment.token,
      privateKey: desk.keys.privateKey,
    });
    await expect(mistrusting.directory()).rejects.toMatchObject(wrongCertificate);
    await mistrusting.close();
    await expect.poll(() => hub.log.map(({ message }) => message)).toContain('TLS refused');
    expect(JSON.stringify(hub.log)).not.toContain(desk.enrolment.token);
    expect(everything(hub)).toEqual(before);
  });

  test('a port where no TLS is spoken: wrong-certificate; one where nobody is: unreachable', async () => {
    const hub = await startTestHub();
    const desk = await enrolStation(hub, 'desk');
    const plain = createPlainServer((socket) => socket.end('HTTP/1.1 200 OK\r\n\r\n'));
    const url = await listening(plain);
    const there = httpAt(url, desk);
    await expect(there.directory()).rejects.toMatchObject(wrongCertificate);
    plain.close();
    await there.close();
    const nobody = httpAt('https://127.0.0.1:1', desk);
    await expect(nobody.directory()).rejects.toMatchObject({ code: 'unreachable' });
    await nobody.close();
  });

  test('bytes damaged on the way: unreachable, for that passes; nothing is stored', async () => {
    const hub = await startTestHub();
    const desk = await enrolStation(hub, 'desk');
    const before = everything(hub);
    const through = httpAt(await damaging(hub), desk);
    addFacts(
      desk,
      Array.from({ length: 50 }, () => desk.id),
    );
    await expect(through.push(pushOf(desk, 1))).rejects.toMatchObject({
      name: 'SyncFailure',
      code: 'unreachable',
    });
    await through.close();
    expect(everything(hub)).toEqual(before);
    expect(await desk.http.push(pushOf(desk, 1))).toMatchObject({ stored: 50 });
  });

  test('HTTP without TLS at the hub’s port: logged and closed', async () => {
    const hub = await startTestHub();
    const before = everything(hub);
    const { port } = new URL(hub.url);
    const socket = connect({ host: '127.0.0.1', port: Number(port) });
    socket.on('error', () => {});
    socket.write('GET /v1/health HTTP/1.1\r\nHost: a\r\n\r\n');
    await new Promise((resolve) => socket.once('close', resolve));
    await expect.poll(() => hub.log.map(({ message }) => message)).toContain('TLS refused');
    expect(everything(hub)).toEqual(before);
  });
});

/** A proxy to the hub that changes a byte on the way up, once the handshake is over. */
async function damaging(hub: TestHub): Promise<string> {
  const { port } = new URL(hub.url);
  const server = createPlainServer((near) => {
    const far = connect({ host: '127.0.0.1', port: Number(port) });
    let passed = 0;
    near.on('data', (piece) => {
      passed += piece.length;
      // The client's handshake is under two kilobytes; the push is longer.
      if (passed > 6_000) piece[piece.length - 1] = (piece.at(-1) ?? 0) ^ 1;
      far.write(piece);
    });
    far.pipe(near);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      one.on('error', () => other.destroy());
      one.on('close', () => other.end());
    }
  });
  return await listening(server);
}

function httpAt(url: string, desk: Awaited<ReturnType<typeof enrolStation>>) {
  const { authority, token } = desk.enrolment;
  return createHttpHub({ url, authority, token, privateKey: desk.keys.privateKey });
}

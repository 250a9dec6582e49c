import { webcrypto, X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { connect, createServer } from 'node:tls';
import * as x509 from '@peculiar/x509';
import { ExtendedKeyUsage, ExtendedKeyUsageExtension, PemConverter } from '@peculiar/x509';
import { describe, expect, test } from 'vitest';
import { openExchange } from '../../../hub/exchange/exchange.ts';
import {
  certifiable,
  makeAuthority,
  makeServerCertificate,
  permittedBy,
} from '../../../hub/tls/certificates.ts';
import { prepareHubTls } from '../../../hub/tls/hub-tls.ts';
import { localNames } from '../../../hub/tls/local-names.ts';
import { trustAnchor } from '../../../hub/tls/trust-anchor.ts';

const kind = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const names = ['localhost', 'hub.example.org', '192.168.7.9/16', 'fd00:7::2/64', '127.0.0.1'];

/** A certificate for any name, made with the authority's stolen key. */
async function forged(authority: { certificate: string; key: string }, value: string) {
  const keys = await webcrypto.subtle.generateKey(kind, true, ['sign', 'verify']);
  const pkcs8 = PemConverter.decodeFirst(authority.key);
  const dns = /^[\d.]+$|:/.test(value) ? 'ip' : 'dns';
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: '4001',
    subject: [{ CN: ['forged'] }],
    issuer: new x509.X509Certificate(authority.certificate).subjectName,
    notBefore: new Date(Date.now() - 60_000),
    notAfter: new Date(Date.now() + 60_000),
    signingAlgorithm: kind,
    publicKey: keys.publicKey,
    signingKey: await webcrypto.subtle.importKey('pkcs8', pkcs8, kind, false, ['sign']),
    extensions: [
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension([{ type: dns, value }]),
    ],
  });
  const key = await webcrypto.subtle.exportKey('pkcs8', keys.privateKey);
  return { certificate: certificate.toString('pem'), key: PemConverter.encode(key, 'PRIVATE KEY') };
}

/**
 * What a client that trusts the authority says of the server's certificate, by a real handshake.
 */
async function verdict(ca: string, server: { certificate: string; key: string }): Promise<string> {
  const listener = createServer({ cert: server.certificate, key: server.key });
  listener.on('tlsClientError', () => undefined).listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const { port } = listener.address() as AddressInfo;
  const socket = connect({ port, host: '127.0.0.1', ca, checkServerIdentity: () => undefined });
  try {
    return await once(socket, 'secureConnect').then(
      () => 'trusted',
      (error: Error) => error.message,
    );
  } finally {
    socket.destroy();
    listener.close();
  }
}

describe('an authority that browsers trust', () => {
  test.each([
    ['localhost', 'trusted'],
    ['hub.example.org', 'trusted'],
    ['192.168.200.3', 'trusted'],
    ['fd00:7::99', 'trusted'],
    ['login.bank.example', 'permitted subtree violation'],
    ['example.org', 'permitted subtree violation'],
    ['203.0.113.5', 'permitted subtree violation'],
    ['fd00:8::99', 'permitted subtree violation'],
  ])('%s: %s', async (name, expected) => {
    const authority = await makeAuthority(names, Date.now());
    expect(await verdict(authority.certificate, await forged(authority, name))).toBe(expected);
    expect(permittedBy(authority.certificate)(name)).toBe(expected === 'trusted');
  });

  test('is constrained critically: software that knows no constraints refuses it', async () => {
    const { certificate } = await makeAuthority(names, Date.now());
    expect(new x509.X509Certificate(certificate).getExtension('2.5.29.30')?.critical).toBe(true);
  });
});

describe('a station', () => {
  test('pins the authority without its constraints, which Electron’s TLS does not take', async () => {
    const authority = await makeAuthority(names, Date.now());
    const [anchor, outside] = [
      trustAnchor(authority.certificate),
      await forged(authority, '203.0.113.5'),
    ];
    expect(new x509.X509Certificate(anchor).getExtension('2.5.29.30')).toBeNull();
    expect(await verdict(anchor, outside)).toBe('trusted');
    const stranger = await makeAuthority(names, Date.now());
    expect(await verdict(trustAnchor(stranger.certificate), outside)).not.toBe('trusted');
  });

  test('so reaches its hub by an address that no browser would take', async () => {
    const authority = await makeAuthority(names, Date.now());
    const { certificate: cert, key } = await forged(authority, '203.0.113.5');
    const hub = createHttpsServer({ cert, key }, (_request, response) => response.end('{}'));
    await once(hub.listen(0, '127.0.0.1'), 'listening');
    const { port } = hub.address() as AddressInfo;
    const exchange = openExchange(`https://127.0.0.1:${port}`, authority.certificate, null);
    try {
      const answer = await exchange.ask({ method: 'GET', path: '/' });
      expect(Buffer.from(answer).toString()).toBe('{}');
    } finally {
      await exchange.close();
      hub.close();
    }
  });
});

test('a new address within the subnets is certified by the same authority; one outside is left out', async () => {
  const first = await prepareHubTls(null, names, Date.now());
  const moved = await prepareHubTls(first, ['192.168.44.5', '198.51.100.9', ...names], Date.now());
  expect(moved.authority).toBe(first.authority);
  const server = new X509Certificate(moved.server.certificate);
  expect(server.checkIP('192.168.44.5')).toBe('192.168.44.5');
  expect(server.checkIP('198.51.100.9')).toBeUndefined();
  expect(await verdict(moved.authority.certificate, moved.server)).toBe('trusted');
  // A single name outside would make every browser refuse the whole certificate.
  expect(await prepareHubTls(moved, ['198.51.100.9', '192.168.44.5'], Date.now())).toEqual(moved);
});

test('what the machine chooses is all certifiable; configured subnets stand in place of private ones', async () => {
  for (const configured of [[], ['hub.example.org', '10.9.0.0/16']]) {
    const all = localNames(configured);
    const authority = await makeAuthority(all, Date.now());
    expect(certifiable(authority, all)).toEqual(all.filter((name) => !name.includes('/')));
    expect(certifiable(authority, ['10.9.1.1', '10.200.1.1', '8.8.8.8'])).toEqual(
      configured.length === 0 ? ['10.9.1.1', '10.200.1.1'] : ['10.9.1.1'],
    );
    const server = await makeServerCertificate(authority, all, Date.now());
    expect(await verdict(authority.certificate, server)).toBe('trusted');
  }
});

import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import type { NetworkInterfaceInfo } from 'node:os';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openHubTls } from '../../../hub/tls/hub-tls.ts';
import { hubUrl, localAddresses } from '../../../hub/tls/local-names.ts';
import { certificateFingerprint } from '../../../platform/crypto/certificate-fingerprint.ts';

const day = 86_400_000;
const now = Date.parse('2026-11-25T09:00:00Z');

describe('certificates in a folder', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'lanyard-hub-tls-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test('are made once: the fingerprint stays, the keys are for the owner only', async () => {
    const first = await openHubTls(folder, ['localhost', '192.0.2.7', '192.0.2.0/24'], now);
    const again = await openHubTls(folder, ['localhost', '192.0.2.7', '192.0.2.0/24'], now + day);
    expect(again).toEqual(first);
    for (const name of ['authority.key', 'server.key']) {
      expect(statSync(join(folder, name)).mode & 0o077).toBe(0);
    }
    const server = new X509Certificate(first.server.certificate);
    expect(server.checkIP('192.0.2.7')).toBe('192.0.2.7');
    expect(server.checkIssued(new X509Certificate(first.authority.certificate))).toBe(true);
    // A station whose clock is some weeks slow still accepts it.
    expect(Date.parse(server.validFrom)).toBeLessThanOrEqual(now - 29 * day);
  });

  test('the server’s is renewed near its end, for a new address, or when it is another authority’s', async () => {
    const first = await openHubTls(folder, ['192.0.2.7', '192.0.2.0/24'], now);
    const fingerprint = certificateFingerprint(first.authority.certificate);
    const moved = await openHubTls(folder, ['192.0.2.8'], now);
    expect(moved.server).not.toEqual(first.server);
    const old = await openHubTls(folder, ['192.0.2.8'], now + 320 * day);
    expect(old.server).not.toEqual(moved.server);
    expect(Date.parse(new X509Certificate(old.server.certificate).validTo)).toBeGreaterThan(
      now + 600 * day,
    );
    const other = mkdtempSync(join(tmpdir(), 'lanyard-hub-tls-'));
    const stranger = await openHubTls(other, ['192.0.2.8'], now + 320 * day);
    rmSync(other, { recursive: true });
    writeFileSync(join(folder, 'server.crt'), stranger.server.certificate);
    writeFileSync(join(folder, 'server.key'), stranger.server.key);
    const mended = await openHubTls(folder, ['192.0.2.8'], now + 320 * day);
    expect(mended.server).not.toEqual(stranger.server);
    for (const tls of [moved, old, mended]) {
      expect(certificateFingerprint(tls.authority.certificate)).toBe(fingerprint);
    }
  });

  test('a certificate without its key is made anew; one that is damaged is not guessed at', async () => {
    const first = await openHubTls(folder, ['localhost'], now);
    rmSync(join(folder, 'server.key'));
    const again = await openHubTls(folder, ['localhost'], now);
    expect(again.server).not.toEqual(first.server);
    expect(again.authority).toEqual(first.authority);
    writeFileSync(join(folder, 'authority.crt'), 'no certificate');
    await expect(openHubTls(folder, ['localhost'], now)).rejects.toThrow();
    expect(readFileSync(join(folder, 'authority.key'), 'utf8')).toBe(first.authority.key);
  });
});

test('the address in the QR: real interfaces first, IPv4 first, none that others cannot reach', () => {
  const at = (
    address: string,
    family: 'IPv4' | 'IPv6',
    internal = false,
  ): NetworkInterfaceInfo => ({
    address,
    netmask: '',
    mac: '',
    internal,
    cidr: null,
    ...(family === 'IPv4' ? { family } : { family, scopeid: 0 }),
  });
  const found = localAddresses({
    lo: [at('127.0.0.1', 'IPv4', true)],
    docker0: [at('172.17.0.1', 'IPv4')],
    'br-1f2e': [at('172.18.0.1', 'IPv4')],
    eth0: [at('fe80::1', 'IPv6'), at('fd00::2', 'IPv6'), at('192.0.2.2', 'IPv4')],
    wlan0: [at('169.254.3.4', 'IPv4'), at('198.51.100.9', 'IPv4')],
  });
  expect(found).toEqual(['192.0.2.2', '198.51.100.9', 'fd00::2', '172.17.0.1', '172.18.0.1']);
  expect(hubUrl('fd00::2', 7443)).toBe('https://[fd00::2]:7443');
});

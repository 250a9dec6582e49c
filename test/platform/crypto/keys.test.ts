import { describe, expect, test } from 'vitest';
import { certificateFingerprint } from '../../../platform/crypto/certificate-fingerprint.ts';
import {
  makeSigningKeys,
  publicKeyOf,
  readPrivateKey,
  signBytes,
  signText,
} from '../../../platform/crypto/ed25519.ts';
import { nodeCrypto } from '../../../platform/crypto/node-crypto.ts';
import { openByPhrase, sealByPhrase } from '../../../platform/crypto/sealed.ts';

const bytes = (text: string): Uint8Array => Buffer.from(text, 'utf8');

describe('a signing key', () => {
  test('has the public key that it was made with', () => {
    const { publicKey, privateKey } = makeSigningKeys();
    expect(publicKeyOf(readPrivateKey(privateKey))).toBe(publicKey);
    expect(Buffer.from(publicKey, 'base64')).toHaveLength(32);
  });

  test('signs bytes, and texts as their UTF-8', () => {
    const { publicKey, privateKey } = makeSigningKeys();
    const [raw, key] = [Buffer.from(publicKey, 'base64'), readPrivateKey(privateKey)];
    const text = 'Ünal 王小明';
    const signed = signBytes(key, bytes(text));
    expect(nodeCrypto.verify(raw, bytes(text), signed)).toBe(true);
    // Ed25519 is deterministic (RFC 8032, section 5.1.6).
    expect(signText(key, text)).toBe(Buffer.from(signed).toString('base64'));
  });

  test('is refused where it is none', () => {
    expect(() => readPrivateKey('AAAA')).toThrow();
  });
});

describe('bytes that are sealed with a passphrase', () => {
  /** log2 of scrypt's N: as little as the format allows, so that the test is quick. */
  const cost = 2;

  test('open with it alone, and only unchanged', async () => {
    const sealed = await sealByPhrase('correct horse', bytes('Ünal'), cost);
    expect(await openByPhrase('correct horse', sealed)).toEqual(new Uint8Array(bytes('Ünal')));
    expect(await openByPhrase('correct  horse', sealed)).toBeNull();
    const changed = Uint8Array.from(sealed);
    changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
    expect(await openByPhrase('correct horse', changed)).toBeNull();
  });

  test('say the cost that was asked for', async () => {
    // The age format, section "The scrypt recipient stanza": `-> scrypt SALT LOG2N`.
    const header = Buffer.from(await sealByPhrase('correct horse', bytes(''), cost)).toString();
    expect(header).toMatch(/^age-encryption\.org\/v1\n-> scrypt [A-Za-z0-9+/]{22} 2\n/);
  });
});

test('a certificate’s fingerprint is the hash of its DER', () => {
  // `openssl req -x509 -newkey ed25519 -subj /CN=test`, and `openssl x509 -fingerprint -sha256`.
  const pem = [
    '-----BEGIN CERTIFICATE-----',
    'MIIBNDCB56ADAgECAhR6/QfdGeP5iJdKDsl9vhXtVEF3+TAFBgMrZXAwDzENMAsG',
    'A1UEAwwEdGVzdDAgFw0yNjEyMDIxODUwNThaGA8yMTI2MTEwODE4NTA1OFowDzEN',
    'MAsGA1UEAwwEdGVzdDAqMAUGAytlcAMhABWORnJJLpCW9snXCvwl9al5sB9hFyFR',
    '0ZNwcR3UBL/ao1MwUTAdBgNVHQ4EFgQU+3SHmdwAvB9d9Z9cbFPsfVFL0JgwHwYD',
    'VR0jBBgwFoAU+3SHmdwAvB9d9Z9cbFPsfVFL0JgwDwYDVR0TAQH/BAUwAwEB/zAF',
    'BgMrZXADQQD1k4Wpw6dITnDKhDrMbPeECY7EGavVMDfTXt2C+Wx7aOgdcrM6wCPz',
    'VoylZ/icy6nxbfcdmKNkWxsUVoBUfxAC',
    '-----END CERTIFICATE-----',
  ].join('\n');
  expect(certificateFingerprint(pem)).toBe(
    'f02b3773c0af99c77a123a9b7db0d1c7c321b56ab9698e1c53b94178d30ddd6b',
  );
  expect(() => certificateFingerprint('no certificate')).toThrow();
});

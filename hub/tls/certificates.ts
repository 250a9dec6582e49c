import { randomBytes, webcrypto } from 'node:crypto';
import { isIP } from 'node:net';
import {
  BasicConstraintsExtension,
  cryptoProvider,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  type JsonGeneralName,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';
import { nameConstraints, permittedBy } from './name-constraints.ts';

/** A certificate and its private key, both PEM (the key PKCS #8). The key is a secret. */
export interface CertifiedKey {
  certificate: string;
  key: string;
}

/** ECDSA on P-256: the only kind that OpenSSL and Chromium both accept and is quick to make. */
const keyKind = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const signatureKind = { name: 'ECDSA', hash: 'SHA-256' } as const;

const day = 86_400_000;
/** Stations whose clock is this slow still accept the certificate. */
const slowestClock = 30 * day;
const authorityLifetime = 3_652 * day;
const serverLifetime = 365 * day;

cryptoProvider.set(webcrypto as Crypto);

/**
 * Creates a hub's own certificate authority, valid for ten years. It may certify servers with these
 * names, but no further authorities.
 *
 * @param names host names, IP addresses and subnets such as `192.168.0.0/16`
 * @param now UTC milliseconds
 */
export async function makeAuthority(names: readonly string[], now: number): Promise<CertifiedKey> {
  const keys = await makeKeys();
  const certificate = await X509CertificateGenerator.createSelfSigned({
    serialNumber: makeSerialNumber(),
    name: [{ CN: ['Lanyard hub authority'] }],
    notBefore: new Date(now - slowestClock),
    notAfter: new Date(now + authorityLifetime),
    signingAlgorithm: signatureKind,
    keys,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      nameConstraints(names),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { certificate: certificate.toString('pem'), key: await exportKey(keys.privateKey) };
}

/**
 * Creates the hub's server certificate, valid for a year, signed by its authority.
 *
 * @param names as of {@link makeAuthority}; subnets and names that the authority may not certify
 *   are left out
 * @param now UTC milliseconds
 */
export async function makeServerCertificate(
  authority: CertifiedKey,
  names: readonly string[],
  now: number,
): Promise<CertifiedKey> {
  const keys = await makeKeys();
  const issuer = new X509Certificate(authority.certificate);
  const certificate = await X509CertificateGenerator.create({
    serialNumber: makeSerialNumber(),
    subject: [{ CN: ['Lanyard hub'] }],
    issuer: issuer.subjectName,
    notBefore: new Date(now - slowestClock),
    notAfter: new Date(Math.min(now + serverLifetime, issuer.notAfter.getTime())),
    signingAlgorithm: signatureKind,
    publicKey: keys.publicKey,
    signingKey: await importKey(authority.key),
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
      new SubjectAlternativeNameExtension(certifiable(authority, names).map(generalName)),
    ],
  });
  return { certificate: certificate.toString('pem'), key: await exportKey(keys.privateKey) };
}

/** The host names and addresses among these that the authority may certify. */
export function certifiable(authority: CertifiedKey, names: readonly string[]): string[] {
  const isPermitted = permittedBy(authority.certificate);
  return names.filter((name) => !name.includes('/') && isPermitted(name));
}

function generalName(value: string): JsonGeneralName {
  return { type: isIP(value) === 0 ? 'dns' : 'ip', value };
}

async function makeKeys(): Promise<CryptoKeyPair> {
  return await webcrypto.subtle.generateKey(keyKind, true, ['sign', 'verify']);
}

async function importKey(pem: string): Promise<CryptoKey> {
  const der = PemConverter.decodeFirst(pem);
  return await webcrypto.subtle.importKey('pkcs8', der, keyKind, false, ['sign']);
}

async function exportKey(key: CryptoKey): Promise<string> {
  const der = await webcrypto.subtle.exportKey('pkcs8', key);
  return PemConverter.encode(der, PemConverter.PrivateKeyTag);
}

/** 16 random bytes in hex, positive and without a leading zero (RFC 5280, section 4.1.2.2). */
function makeSerialNumber(): string {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
  return bytes.toString('hex');
}

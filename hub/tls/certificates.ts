import { randomBytes, webcrypto } from 'node:crypto';
import { BlockList, isIP } from 'node:net';
import { AsnConvert } from '@peculiar/asn1-schema';
import { GeneralName, GeneralSubtree, GeneralSubtrees, NameConstraints } from '@peculiar/asn1-x509';
import {
  BasicConstraintsExtension,
  cryptoProvider,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  Extension,
  type JsonGeneralName,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';

const oid = '2.5.29.30';

/**
 * Name constraints (RFC 5280, section 4.2.1.10), critical: an authority with them certifies these
 * host names, their subdomains and these addresses. Its key, if stolen, is useless for other sites.
 *
 * @param names host names, IP addresses and subnets such as `192.168.0.0/16`
 */
function nameConstraints(names: readonly string[]): Extension {
  const permittedSubtrees = new GeneralSubtrees(
    names.map((name) => new GeneralSubtree({ base: baseOf(name) })),
  );
  return new Extension(oid, true, AsnConvert.serialize(new NameConstraints({ permittedSubtrees })));
}

/**
 * Which names this authority may certify: browsers refuse a whole certificate because of one name
 * that is not permitted.
 *
 * @param authority PEM
 * @returns a function that checks a host name or an IP address
 * @throws Error for an authority without name constraints
 */
export function permittedBy(authority: string): (name: string) => boolean {
  const extension = new X509Certificate(authority).getExtension(oid);
  if (extension === null) throw new Error('the authority has no name constraints');
  const { permittedSubtrees } = AsnConvert.parse(extension.value, NameConstraints);
  const addresses = new BlockList();
  const hosts: string[] = [];
  for (const { base } of permittedSubtrees ?? []) {
    if (base.dNSName !== undefined) hosts.push(base.dNSName);
    const [address, bits] = (base.iPAddress ?? '').split('/');
    if (address) addresses.addSubnet(address, Number(bits), familyOf(address));
  }
  return (name) =>
    isIP(name) === 0
      ? hosts.some((host) => name === host || name.endsWith(`.${host}`))
      : addresses.check(name, familyOf(name));
}

/** Whether text is a host name, an IP address or a subnet with a mask of 7 bits or more. */
export function isCertifiableName(text: string): boolean {
  const [name = '', bits, ...more] = text.split('/');
  const family = isIP(name);
  if (family === 0) return bits === undefined && /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(name);
  const isWidth = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) >= 7);
  return more.length === 0 && isWidth && Number(bits ?? 0) <= (family === 4 ? 32 : 128);
}

function baseOf(name: string): GeneralName {
  const [address = '', bits = isIP(address) === 4 ? '32' : '128'] = name.split('/');
  if (isIP(address) === 0) return new GeneralName({ dNSName: name });
  const subnet = new GeneralName({ iPAddress: `${address}/${bits}` });
  // Tag, length, address, mask. Bits beyond the mask are zero, as in the examples of RFC 5280.
  const bytes = new Uint8Array(AsnConvert.serialize(subnet));
  const size = (bytes.length - 2) / 2;
  for (let at = 2; at < 2 + size; at += 1) bytes[at] = (bytes[at] ?? 0) & (bytes[at + size] ?? 0);
  return AsnConvert.parse(bytes, GeneralName);
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 4 ? 'ipv4' : 'ipv6';
}

/** A certificate and its private key, both PEM (the key PKCS #8). The key is a secret. */
export interface CertifiedKey {
  certificate: string;
  key: string;
}

/** ECDSA on P-256: OpenSSL and Chromium both accept it, and keys are quick to make. */
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

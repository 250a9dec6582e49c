import { X509Certificate } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { replaceFile } from '../../platform/files/durable.ts';
import {
  type CertifiedKey,
  certifiable,
  makeAuthority,
  makeServerCertificate,
} from './certificates.ts';
import type { HubTls } from './hub-tls-schema.ts';

/** Milliseconds before its expiry at which the server's certificate is renewed. */
const renewBefore = 60 * 86_400_000;

/**
 * Creates a new authority with a server certificate, or renews a stored server certificate that is
 * missing, close to expiry or lacks one of the names. A stored authority stays: stations keep its
 * fingerprint, and its permitted names are fixed.
 *
 * @param names host names and IP addresses at which the hub is reached, and subnets for later ones
 * @param now UTC milliseconds
 */
export async function prepareHubTls(
  stored: { authority: CertifiedKey; server: CertifiedKey | null } | null,
  names: readonly string[],
  now: number,
): Promise<HubTls> {
  const authority = stored?.authority ?? (await makeAuthority(names, now));
  const server = stored?.server ?? null;
  if (server !== null && serves(server, authority, names, now)) return { authority, server };
  return { authority, server: await makeServerCertificate(authority, names, now) };
}

function serves(
  server: CertifiedKey,
  authority: CertifiedKey,
  names: readonly string[],
  now: number,
): boolean {
  const certificate = new X509Certificate(server.certificate);
  if (!certificate.verify(new X509Certificate(authority.certificate).publicKey)) return false;
  if (Date.parse(certificate.validTo) - now < renewBefore) return false;
  return certifiable(authority, names).every(
    (name) => certificate.checkHost(name) !== undefined || certificate.checkIP(name) !== undefined,
  );
}

/**
 * {@link prepareHubTls} with the files `authority.crt`, `authority.key`, `server.crt` and
 * `server.key` of a folder (created if missing). Only their owner can read the keys.
 *
 * @throws Error if the folder cannot be written or a file in it is damaged
 */
export async function openHubTls(
  folder: string,
  names: readonly string[],
  now: number,
): Promise<HubTls> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const authority = readPair(folder, 'authority');
  const server = readPair(folder, 'server');
  const tls = await prepareHubTls(authority === null ? null : { authority, server }, names, now);
  if (tls.authority !== authority) writePair(folder, 'authority', tls.authority);
  if (tls.server !== server) writePair(folder, 'server', tls.server);
  return tls;
}

function readPair(folder: string, name: 'authority' | 'server'): CertifiedKey | null {
  const [certificate, key] = [join(folder, `${name}.crt`), join(folder, `${name}.key`)];
  if (!existsSync(certificate) || !existsSync(key)) return null;
  return { certificate: readFileSync(certificate, 'utf8'), key: readFileSync(key, 'utf8') };
}

/** Writes the key first: a certificate without its key counts as missing, and vice versa. */
function writePair(folder: string, name: 'authority' | 'server', pair: CertifiedKey): void {
  replaceFile(join(folder, `${name}.key`), pair.key);
  replaceFile(join(folder, `${name}.crt`), pair.certificate, 0o644);
}

import { BlockList, isIP } from 'node:net';
import { AsnConvert } from '@peculiar/asn1-schema';
import { GeneralName, GeneralSubtree, GeneralSubtrees, NameConstraints } from '@peculiar/asn1-x509';
import { Extension, X509Certificate } from '@peculiar/x509';

const oid = '2.5.29.30';

/**
 * Name constraints (RFC 5280, section 4.2.1.10), critical: an authority with them certifies these
 * host names, their subdomains and these addresses. Its key, if stolen, is useless for other sites.
 *
 * @param names host names, IP addresses and subnets such as `192.168.0.0/16`
 */
export function nameConstraints(names: readonly string[]): Extension {
  const permittedSubtrees = new GeneralSubtrees(
    names.map((name) => new GeneralSubtree({ base: baseOf(name) })),
  );
  return new Extension(oid, true, AsnConvert.serialize(new NameConstraints({ permittedSubtrees })));
}

/**
 * Which names this authority may certify: browsers refuse a whole certificate for one name outside.
 *
 * @param authority PEM
 * @returns whether a host name or an IP address is permitted
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

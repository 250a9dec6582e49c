import { BlockList, isIPv4 } from 'node:net';

/** Addresses that one search may try. */
export const maxAddresses = 1024;

/** Why a typed range is not searched. */
export class SubnetError extends Error {
  readonly code: 'subnet-unreadable' | 'subnet-not-local' | 'subnet-too-large';
  constructor(code: SubnetError['code'], text: string) {
    super(`${code}: ${text}`);
    this.name = 'SubnetError';
    this.code = code;
  }
}

/** Private ranges (RFC 1918), link-local (RFC 3927) and this computer: no one else's printers. */
const local = new BlockList();
local.addSubnet('10.0.0.0', 8);
local.addSubnet('172.16.0.0', 12);
local.addSubnet('192.168.0.0', 16);
local.addSubnet('169.254.0.0', 16);
local.addSubnet('127.0.0.0', 8);

/**
 * The addresses of an IPv4 range as an operator types it: `192.168.10.0/24`, or one address.
 * Network and broadcast address are left out where they exist (RFC 3021: not in /31 and /32).
 *
 * @throws SubnetError
 */
export function addressesOf(text: string): string[] {
  const [address = '', bits = '32', ...rest] = text.trim().split('/');
  const length = /^\d{1,2}$/.test(bits) ? Number(bits) : Number.NaN;
  if (!isIPv4(address) || rest.length > 0 || !(length <= 32)) {
    throw new SubnetError('subnet-unreadable', text);
  }
  // Unsigned 32 bits as a plain number: JavaScript's shifts are signed and wrap at 32.
  const size = 2 ** (32 - length);
  const first = Math.floor(toNumber(address) / size) * size;
  const last = first + size - 1;
  // A range with private ends may still span public addresses: it must be in one local block.
  if (!isLocal(first, last)) throw new SubnetError('subnet-not-local', text);
  const hasEnds = length <= 30;
  const count = hasEnds ? size - 2 : size;
  if (count > maxAddresses) throw new SubnetError('subnet-too-large', text);
  const start = hasEnds ? first + 1 : first;
  return Array.from({ length: count }, (_, index) => toText(start + index));
}

/**
 * CIDR ranges nest or are disjoint, so a range no larger than the smallest local block (/16) is in
 * it with both ends or not at all.
 */
function isLocal(first: number, last: number): boolean {
  return local.check(toText(first)) && local.check(toText(last));
}

function toNumber(address: string): number {
  return address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
}

function toText(address: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join('.');
}

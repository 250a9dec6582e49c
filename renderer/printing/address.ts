export type AddressError = 'hostForm' | 'hostHasPort' | 'hostHasPath' | 'ipv4Form' | 'ipv6Form';

/** The address as stored: without surrounding spaces, IPv6 without its brackets. */
export function plainHost(text: string): string {
  const host = text.trim();
  return /^\[.*\]$/.test(host) ? host.slice(1, -1) : host;
}

/** What is wrong with a host name or IP address, or null. IPv6 may have a zone (`fe80::1%eth0`). */
export function hostError(text: string): AddressError | null {
  const host = plainHost(text);
  if (host === '') return 'hostForm';
  if (/[/\\@?#]/.test(host)) return 'hostHasPath';
  if (/^\[.*\]:\d*$/.test(host) || /^[^:]+:\d*$/.test(host)) return 'hostHasPort';
  if (host.includes(':')) return isIpv6(host) ? null : 'ipv6Form';
  // Only digits and points: meant as IPv4, because a host name ends in letters.
  if (/^[\d.]+$/.test(host)) return isIpv4(host) ? null : 'ipv4Form';
  return isHostName(host) ? null : 'hostForm';
}

function isIpv4(host: string): boolean {
  const parts = host.split('.');
  return (
    parts.length === 4 && parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && +part < 256)
  );
}

function isIpv6(host: string): boolean {
  const [address = '', ...zone] = host.split('%');
  if (zone.length > 1 || (zone.length === 1 && !/^[\w.-]{1,32}$/.test(zone[0] ?? ''))) return false;
  return /^[\da-f:.]+$/i.test(address) && URL.canParse(`http://[${address}]/`);
}

/** RFC 1123: labels of letters, digits and hyphens; underscores occur on office networks. */
function isHostName(host: string): boolean {
  const label = /^[a-z\d_]([a-z\d_-]{0,61}[a-z\d_])?$/i;
  const name = host.endsWith('.') ? host.slice(0, -1) : host;
  return name.length <= 253 && name.split('.').every((part) => label.test(part));
}

import { hostname, networkInterfaces } from 'node:os';

/** Interfaces of virtual machines, containers and tunnels: stations in the hall rarely use them. */
const virtual =
  /^(docker|br-|veth|virbr|vmnet|vboxnet|vethernet|podman|cni|tun|tap|utun|wg|tailscale|zt)/i;

/**
 * The addresses at which other machines reach this one, the likeliest first: real interfaces before
 * virtual ones, IPv4 before IPv6. Link-local ones are left out.
 *
 * @param interfaces default: those of this machine
 */
export function localAddresses(interfaces = networkInterfaces()): string[] {
  const found = Object.entries(interfaces)
    .flatMap(([name, addresses]) =>
      (addresses ?? []).map(({ address, family, internal }) => ({
        address,
        internal,
        rank: (virtual.test(name) ? 2 : 0) + (family === 'IPv4' ? 0 : 1),
      })),
    )
    .filter(({ internal, address }) => !internal && !/^(fe80|169\.254)/i.test(address));
  return found.sort((a, b) => a.rank - b.rank).map(({ address }) => address);
}

/** Private and unique local addresses (RFC 1918, RFC 4193): no internet site has one. */
const privateSubnets = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'];

/**
 * Every name and address for the hub's certificate, and the subnets within which its authority may
 * certify further addresses.
 *
 * @param configured further host names, and subnets. Default subnets: private ones and the
 *   machine's own
 */
export function localNames(configured: readonly string[] = []): string[] {
  const host = hostname().toLowerCase();
  const names = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(host) ? [host, `${host}.local`] : [];
  const own = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .flatMap(({ internal, cidr }) => (internal || cidr === null ? [] : [cidr]));
  const subnets = configured.some((name) => name.includes('/')) ? [] : [...privateSubnets, ...own];
  const loopback = ['127.0.0.1', '::1'];
  return [
    ...new Set([
      'localhost',
      ...names,
      ...loopback,
      ...localAddresses(),
      ...configured,
      ...subnets,
    ]),
  ];
}

/** `https://…` of an address, an IPv6 one in brackets. */
export function hubUrl(address: string, port: number): string {
  return `https://${address.includes(':') ? `[${address}]` : address}:${port}`;
}

import { hostname, networkInterfaces } from 'node:os';

/** Interfaces of virtual machines, containers and tunnels: a station in the hall hardly comes that way. */
const virtual =
  /^(docker|br-|veth|virbr|vmnet|vboxnet|vethernet|podman|cni|tun|tap|utun|wg|tailscale|zt)/i;

/**
 * The addresses at which other machines reach this one, the likeliest first: real interfaces before
 * virtual ones, IPv4 before IPv6. Link-local ones are left out.
 *
 * @param interfaces of this machine unless said
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

/** Every name and address that the hub's certificate should bear. */
export function localNames(): string[] {
  const host = hostname().toLowerCase();
  const names = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(host) ? [host, `${host}.local`] : [];
  return [...new Set(['localhost', ...names, '127.0.0.1', '::1', ...localAddresses()])];
}

/** `https://…` of an address, an IPv6 one in brackets. */
export function hubUrl(address: string, port: number): string {
  return `https://${address.includes(':') ? `[${address}]` : address}:${port}`;
}

import { hostname, networkInterfaces } from 'node:os';

/** The addresses at which other machines reach this one, IPv4 before IPv6; link-local ones are left out. */
export function localAddresses(): string[] {
  const found = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal, address }) => !internal && !/^(fe80|169\.254)/i.test(address));
  const family = (wanted: string): string[] =>
    found.filter((entry) => entry.family === wanted).map(({ address }) => address);
  return [...family('IPv4'), ...family('IPv6')];
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

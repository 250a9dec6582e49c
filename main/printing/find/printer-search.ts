import { BlockList, isIPv4 } from 'node:net';
import type { PrinterConnection } from '../../../domain/printing/print-job.ts';
import type {
  FoundPrinter,
  PrinterSearchProgress,
  PrinterSearchResult,
} from '../../../preload/contract/printing.ts';
import { CallFailure } from '../../base/call-failure.ts';
import { type OnFound, type SearchLimits, sameConnection } from './find.ts';

/** Addresses that one search may try. */
export const maxAddresses = 1024;

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
 * @throws CallFailure `subnet-unreadable`, `subnet-not-local`, `subnet-too-large`
 */
export function addressesOf(text: string): string[] {
  const [address = '', bits = '32', ...rest] = text.trim().split('/');
  const length = /^\d{1,2}$/.test(bits) ? Number(bits) : Number.NaN;
  if (!isIPv4(address) || rest.length > 0 || !(length <= 32)) {
    throw new CallFailure('subnet-unreadable', text);
  }
  // Unsigned 32 bits as a plain number: JavaScript's shifts are signed and wrap at 32.
  const size = 2 ** (32 - length);
  const first = Math.floor(toNumber(address) / size) * size;
  const last = first + size - 1;
  // A range with private ends may still span public addresses: it must be in one local block.
  if (!isLocal(first, last)) throw new CallFailure('subnet-not-local', text);
  const hasEnds = length <= 30;
  const count = hasEnds ? size - 2 : size;
  if (count > maxAddresses) throw new CallFailure('subnet-too-large', text);
  const start = hasEnds ? first + 1 : first;
  return Array.from({ length: count }, (_, index) => toText(start + index));
}

/**
 * CIDR ranges nest or are disjoint. A range no larger than the smallest local block (/16) is
 * therefore in it with both ends or not at all.
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

type Kind = FoundPrinter['kind'];
type Way = Exclude<Kind, 'subnet'>;

/** Addresses between two progress reports to the page. */
const triedAtATime = 8;

export interface PrinterSearchParts {
  /** Each search method; rejects if it is not available on this computer. */
  ways: Record<Way, (onFound: OnFound, limits: SearchLimits) => Promise<void>>;
  probe: (
    addresses: readonly string[],
    onFound: OnFound,
    limits: SearchLimits,
    onTried: () => void,
  ) => Promise<void>;
  known: () => PrinterConnection[];
}

export interface PrinterSearchRequest {
  ways: readonly Way[];
  subnet: string | null;
}

/** One search at a time; nothing happens before `find`. */
export type PrinterSearch = ReturnType<typeof createPrinterSearch>;

export function createPrinterSearch(parts: PrinterSearchParts) {
  let running: AbortController | null = null;
  return {
    /**
     * Runs the requested methods, all at once. One that fails does not end the others.
     * @throws CallFailure as `addressesOf` does
     */
    find: async (
      request: PrinterSearchRequest,
      onProgress: (progress: PrinterSearchProgress) => void,
    ): Promise<PrinterSearchResult> => {
      const addresses = request.subnet === null ? [] : addressesOf(request.subnet);
      running?.abort();
      const controller = new AbortController();
      running = controller;
      try {
        return await search(parts, request.ways, addresses, controller.signal, onProgress);
      } finally {
        if (running === controller) running = null;
      }
    },
    cancel: (): void => running?.abort(),
  };
}

async function search(
  parts: PrinterSearchParts,
  ways: readonly Way[],
  addresses: readonly string[],
  signal: AbortSignal,
  onProgress: (progress: PrinterSearchProgress) => void,
): Promise<PrinterSearchResult> {
  const known = parts.known();
  const isKnown: SearchLimits['isKnown'] = (connection) =>
    known.some((other) => sameConnection(other, connection));
  const limits: SearchLimits = { signal, isKnown };
  const found: FoundPrinter[] = [];
  const failed: PrinterSearchResult['failed'] = [];
  let tried = 0;
  const tell = (): void => {
    if (!signal.aborted) onProgress({ found: [...found], tried, addresses: addresses.length });
  };
  const onFound: OnFound = (finding) => {
    const { connection } = finding;
    const at = found.findIndex((other) => sameConnection(other.connection, connection));
    const earlier = found[at];
    const alreadyAdded = isKnown(connection);
    // Found twice: the announcement has the name, the probe only the address.
    if (earlier === undefined) found.push({ ...finding, alreadyAdded });
    else if (earlier.kind === 'subnet') found[at] = { ...finding, alreadyAdded };
    tell();
  };
  const onTried = (): void => {
    tried += 1;
    if (tried % triedAtATime === 0 || tried === addresses.length) tell();
  };
  const go = async (kind: Kind, action: Promise<void>): Promise<void> => {
    try {
      await action;
    } catch (error) {
      failed.push({ kind, detail: String(error).slice(0, 500) });
    }
  };
  tell();
  await Promise.all([
    ...ways.map((way) => go(way, parts.ways[way](onFound, limits))),
    go('subnet', parts.probe(addresses, onFound, limits, onTried)),
  ]);
  return { found, cancelled: signal.aborted, failed };
}

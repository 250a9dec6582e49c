import type { PrinterConnection } from '../../../domain/printing/print-job.ts';
import type {
  FoundPrinter,
  PrinterSearchProgress,
  PrinterSearchResult,
} from '../../../preload/contract/printing.ts';
import { type OnFound, type SearchLimits, sameConnection } from './find.ts';
import { addressesOf } from './subnet.ts';

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
  /** Connections of the printers that are set up. */
  known: () => PrinterConnection[];
}

export interface PrinterSearchRequest {
  ways: readonly Way[];
  subnet: string | null;
}

/** One search at a time; nothing happens before `find`. */
export interface PrinterSearch {
  /**
   * Runs the requested methods, all at once. One that fails does not end the others.
   * @throws SubnetError
   */
  find(
    request: PrinterSearchRequest,
    onProgress: (progress: PrinterSearchProgress) => void,
  ): Promise<PrinterSearchResult>;
  /** Ends the running search. */
  cancel(): void;
}

export function createPrinterSearch(parts: PrinterSearchParts): PrinterSearch {
  let running: AbortController | null = null;
  return {
    find: async (request, onProgress) => {
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
    cancel: () => running?.abort(),
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

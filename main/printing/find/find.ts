import type { PrinterConnection } from '../../../domain/printing/print-job.ts';
import type { FoundPrinter } from '../../../preload/contract/printing.ts';
import type { SystemPrinting } from '../transport/system-printing.ts';
import { type Recognised, type RecogniseTimings, recognise } from './recognise.ts';

/** Raw printing, as nearly all network printers offer it. */
export const rawPort = 9100;
/** At once; more would look like an attack to a venue's switch, and fill its tables. */
const maxConcurrent = 64;

/** A local network answers within milliseconds; a sleeping printer takes a second. */
export const probeTimings: RecogniseTimings = { connect: 1_500, answer: 500 };

interface ProbeOptions extends SearchLimits {
  port: number;
  timings: RecogniseTimings;
  /** Called after each address. */
  onTried: () => void;
}

/** Tries the raw port of each address. Never throws; ends early when the signal aborts. */
export async function probeAddresses(
  addresses: readonly string[],
  onFound: OnFound,
  options: ProbeOptions,
): Promise<void> {
  const { port, timings, signal, isKnown, onTried } = options;
  const waiting = addresses.values();
  const worker = async (): Promise<void> => {
    for (const host of waiting) {
      if (signal.aborted) return;
      const connection: PrinterConnection = { kind: 'tcp', host, port };
      const seen: Recognised = isKnown(connection)
        ? { open: true, language: null }
        : await recognise({ host, port }, timings, signal);
      if (signal.aborted) return;
      const name = `${host}:${port}`;
      if (seen.open)
        onFound({ kind: 'subnet', connection, name, model: '', language: seen.language });
      onTried();
    }
  };
  await Promise.all(Array.from({ length: Math.min(maxConcurrent, addresses.length) }, worker));
}

/** What one search method finds; whether the printer is already set up is checked afterwards. */
export type Finding = Omit<FoundPrinter, 'alreadyAdded'>;

/** Reports each printer as it is found. */
export type OnFound = (finding: Finding) => void;

/** The limits of a search. */
export interface SearchLimits {
  /** Ends the search. */
  signal: AbortSignal;
  /** Known printers are reported without a connection: a badge may be on its way there. */
  isKnown: (connection: PrinterConnection) => boolean;
}

/** True if both reach the same printer by the same kind of connection. */
export function sameConnection(one: PrinterConnection, other: PrinterConnection): boolean {
  switch (one.kind) {
    case 'tcp':
      return other.kind === 'tcp' && other.host === one.host && other.port === one.port;
    case 'device':
      return other.kind === 'device' && other.path === one.path;
    case 'system':
      return other.kind === 'system' && other.queue === one.queue;
    case 'spooler':
      return other.kind === 'spooler' && other.queue === one.queue;
  }
}

/** Printers that the operating system knows, used through its own drivers. */
export async function findSystem(onFound: OnFound, system: SystemPrinting): Promise<void> {
  for (const printer of await system.printers()) {
    onFound({
      kind: 'system',
      connection: { kind: 'system', queue: printer.queue },
      name: printer.name,
      model: printer.model,
      language: 'driver',
      ...(printer.can === null ? {} : { can: printer.can }),
      papers: await system.papers(printer.queue),
    });
  }
}

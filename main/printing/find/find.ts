import type { PrinterConnection } from '../../../domain/printing/print-job.ts';
import type { FoundPrinter } from '../../../preload/contract/printing.ts';

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

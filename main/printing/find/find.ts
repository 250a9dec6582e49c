import type { PrinterConnection } from '../../../domain/print-job.ts';
import type { FoundPrinter } from '../../../preload/contract/find-printers.ts';

/** What one way of searching tells; whether the printer is set up already is found out afterwards. */
export type Finding = Omit<FoundPrinter, 'alreadyAdded'>;

/** Reports each printer as it is found. */
export type OnFound = (finding: Finding) => void;

/** What a way of searching works under. */
export interface SearchLimits {
  /** Ends the search. */
  signal: AbortSignal;
  /** Printers that are set up are told without being connected to: a badge may be on its way there. */
  isKnown: (connection: PrinterConnection) => boolean;
}

/** True if both reach the same printer in the same manner. */
export function sameConnection(one: PrinterConnection, other: PrinterConnection): boolean {
  switch (one.kind) {
    case 'tcp':
      return other.kind === 'tcp' && other.host === one.host && other.port === one.port;
    case 'device':
      return other.kind === 'device' && other.path === one.path;
    case 'system':
      return other.kind === 'system' && other.queue === one.queue;
  }
}

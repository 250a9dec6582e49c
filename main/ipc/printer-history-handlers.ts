import { printerHistory } from '../use-cases/printer-history.ts';
import type { Desk } from './desk.ts';
import type { Handlers } from './handlers.ts';

/** The call about what a printer did. */
export function printerHistoryHandlers({ context }: Desk): Pick<Handlers, 'getPrinterHistory'> {
  return { getPrinterHistory: ({ printerId }) => printerHistory(context, printerId) };
}

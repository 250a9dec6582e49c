import { csvFile } from './csv.ts';
import type { Delegate } from './delegate.ts';

/**
 * The CSV file of ticket codes for whoever sends the tickets. People whose registration is cancelled or
 * revoked get no ticket, and are left out.
 */
export function ticketsFile(
  tickets: readonly {
    delegate: Pick<Delegate, 'registrationCode' | 'printedName' | 'status'>;
    code: string;
  }[],
): string {
  const lines = tickets
    .filter(({ delegate: { status } }) => status === 'confirmed' || status === 'pending')
    .map(({ delegate, code }) => [delegate.registrationCode, delegate.printedName, code]);
  return csvFile([['Registration code', 'Name', 'Ticket code'], ...lines], ',');
}

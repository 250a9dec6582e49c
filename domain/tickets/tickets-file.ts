import { csvFile } from '../base/csv.ts';
import type { Delegate } from '../roster/delegate.ts';

/** A ticket and its delegate. */
interface Ticket {
  delegate: Pick<Delegate, 'registrationCode' | 'printedName' | 'status'>;
  code: string;
}

/** People whose registration is cancelled or revoked get no ticket. */
export function sendsTicket({ delegate: { status } }: Ticket): boolean {
  return status === 'confirmed' || status === 'pending';
}

/** The CSV file of ticket codes for the person who sends the tickets, of those who get one. */
export function ticketsFile(tickets: readonly Ticket[]): string {
  const lines = tickets
    .filter(sendsTicket)
    .map(({ delegate, code }) => [delegate.registrationCode, delegate.printedName, code]);
  return csvFile([['Registration code', 'Name', 'Ticket code'], ...lines], ',');
}

import { ticketLifetime } from '../../domain/organiser/access.ts';
import { HubProblem } from '../../domain/sync/problems.ts';
import { type AccountsContext, newToken } from './context.ts';

/** Max wrong second steps of one ticket; then the first step must be done again. */
const maxAttempts = 5;
/** Max tickets at once: each needs a right password or set-up code, so there are few. */
const maxTickets = 1_000;

interface Ticket<Content> {
  content: Content;
  /** UTC milliseconds. */
  from: number;
  tries: number;
}

/**
 * Links two steps: after the first, the user holds a token for the second. Kept in memory: after a
 * restart of the hub, users start again.
 */
export interface Tickets<Content> {
  give(content: Content): { ticket: string; expires: number };
  /**
   * The content; counts a try. Throws HubProblem `unauthorised` (`ticket`): unknown, expired or
   * used up.
   */
  read(ticket: string): Content;
  /** Ends the ticket after the second step. */
  spend(ticket: string): void;
}

export function createTickets<Content>({
  clock,
  lifetimes,
  random,
}: Pick<AccountsContext, 'clock' | 'lifetimes' | 'random'>): Tickets<Content> {
  const tickets = new Map<string, Ticket<Content>>();
  return {
    give: (content) => {
      const from = clock();
      const ticket = newToken(random);
      tickets.set(ticket, { content, from, tries: 0 });
      lifetimes.begin(ticket, ticketLifetime);
      const [oldest] = tickets.keys();
      if (tickets.size > maxTickets && oldest !== undefined) tickets.delete(oldest);
      return { ticket, expires: from + ticketLifetime };
    },
    read: (ticket) => {
      const found = tickets.get(ticket);
      if (found === undefined) throw new HubProblem('unauthorised', 'ticket');
      found.tries += 1;
      const isOver = lifetimes.isOver(ticket, found.from, ticketLifetime);
      if (isOver || found.tries > maxAttempts) {
        tickets.delete(ticket);
        throw new HubProblem('unauthorised', 'ticket');
      }
      return found.content;
    },
    spend: (ticket) => void tickets.delete(ticket),
  };
}

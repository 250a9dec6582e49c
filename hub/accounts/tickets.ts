import { ticketLifetime } from '../../domain/hub-hosting/organiser-access.ts';
import { HubProblem } from '../../domain/sync/problems.ts';
import { type AccountsContext, newToken } from './context.ts';

/** Max wrong second steps of one ticket; then the first step must be done again. */
const maxAttempts = 5;
/** Max tickets at once: each needs a right password or set-up code, so there are few. */
const maxTickets = 1_000;

interface Ticket<Content> {
  content: Content;
  expires: number;
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
  look(ticket: string): Content;
  /** The second step is done: the ticket becomes invalid. */
  spend(ticket: string): void;
}

/** An empty set of tickets. */
export function createTickets<Content>({
  clock,
  random,
}: Pick<AccountsContext, 'clock' | 'random'>): Tickets<Content> {
  const tickets = new Map<string, Ticket<Content>>();
  return {
    give: (content) => {
      const expires = clock() + ticketLifetime;
      const ticket = newToken(random);
      tickets.set(ticket, { content, expires, tries: 0 });
      const [oldest] = tickets.keys();
      if (tickets.size > maxTickets && oldest !== undefined) tickets.delete(oldest);
      return { ticket, expires };
    },
    look: (ticket) => {
      const found = tickets.get(ticket);
      if (found === undefined) throw new HubProblem('unauthorised', 'ticket');
      found.tries += 1;
      if (found.expires <= clock() || found.tries > maxAttempts) {
        tickets.delete(ticket);
        throw new HubProblem('unauthorised', 'ticket');
      }
      return found.content;
    },
    spend: (ticket) => void tickets.delete(ticket),
  };
}

import type { FastifyInstance } from 'fastify';
import { maxRosterEntries } from '../../../domain/roster/roster-wire.ts';
import { HubProblem } from '../../../domain/sync/problems.ts';
import {
  type IssuedTicket,
  sendsTicket,
  ticketsFile,
} from '../../../domain/tickets/tickets-file.ts';
import type { Hub } from '../../app/hub.ts';
import { answerRoute, idOf } from './answer-route.ts';
import { personOf } from './audit-routes.ts';
import { accountOf, type PrivacyPageSetting } from './privacy-routes.ts';

export interface TicketPageSetting extends Omit<PrivacyPageSetting, 'hub'> {
  hub: Pick<Hub, 'renewTickets' | 'renewSecret' | 'tickets'>;
}

/**
 * Adds new tickets, for one person or for everyone, which two accounts must approve (as for a
 * purge), and the list of codes for sending the tickets.
 */
export function addTicketRoutes(app: FastifyInstance, setting: TicketPageSetting): void {
  const { hub, accounts } = setting;
  const routes = { audit: accounts.audit, log: setting.log };
  answerRoute(app, routes, 'renewTicket', async (_input, { request, note }) => {
    const id = idOf(request);
    note({ delegateId: id });
    const [ticket] = await hub.renewTickets([id]);
    if (ticket === undefined) throw new HubProblem('not-found', 'delegate');
    const { registrationCode, printedName } = ticket.delegate;
    return { registrationCode, printedName, code: ticket.code };
  });
  answerRoute(app, routes, 'requestRenewal', async ({ reason }, call) => {
    const asked = { subject: 'tickets of everybody', reason };
    return { approval: await accounts.approvals.request('tickets', asked, personOf(call)) };
  });
  answerRoute(app, routes, 'renewTickets', async ({ approval }, { note }) => {
    note({ detail: `approval ${approval}` });
    const people = await accounts.approvals.spend(approval, 'tickets');
    const renewed = await hub.renewSecret({
      requestedBy: accountOf(people.requestedBy),
      approvedBy: accountOf(people.approvedBy),
    });
    note({ detail: `approval ${approval}, secret ${renewed.number}`, count: renewed.renewed });
    return renewed;
  });
  answerRoute(app, routes, 'ticketCodes', async (_input, { note }) => {
    const tickets = (await everybody(hub)).filter(({ delegate }) => sendsTicket(delegate));
    note({ detail: 'ticket codes', count: tickets.length });
    return { file: ticketsFile(tickets), count: tickets.length };
  });
}

async function everybody(hub: Pick<Hub, 'tickets'>): Promise<IssuedTicket[]> {
  const tickets: IssuedTicket[] = [];
  let page: IssuedTicket[];
  do {
    const after = tickets.at(-1)?.delegate.registrationCode ?? null;
    page = await hub.tickets({ after, limit: maxRosterEntries });
    tickets.push(...page);
  } while (page.length === maxRosterEntries);
  return tickets;
}

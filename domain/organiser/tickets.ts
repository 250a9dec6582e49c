import { z } from 'zod';
import { orderPurgeRequestSchema, purgeRequestedSchema, purgeRequestSchema } from './privacy.ts';
import { again, get, nothing, post } from './route.ts';

/** A ticket to be sent to its holder. Its code admits the bearer. */
export const ticketSchema = z.object({
  registrationCode: z.string(),
  printedName: z.string(),
  code: z.string(),
});
export type Ticket = z.infer<typeof ticketSchema>;

/** The CSV file with the codes of everyone who gets a ticket, and the number of people. */
export const ticketCodesSchema = z.object({ file: z.string(), count: z.int().nonnegative() });

/** The number of the event's new secret, and how many people have new tickets. */
export const renewedTicketsSchema = z.object({
  number: z.int(),
  renewed: z.int().nonnegative(),
});

export const ticketRoutes = {
  /** Gives one person a new ticket code. `not-allowed`: `renewals` (twenty at most), `purged`. */
  renewTicket: again(
    post('delegates/:id/renew-ticket', 'renew-ticket', 'ticket-renewed', nothing, ticketSchema),
  ),
  requestRenewal: post(
    'tickets/request',
    'request-renewal',
    null,
    purgeRequestSchema,
    purgeRequestedSchema,
  ),
  /** `not-allowed`: `state` (not approved, expired, used), `purged`. */
  renewTickets: post(
    'tickets/renew',
    'request-renewal',
    'tickets-renewed',
    orderPurgeRequestSchema,
    renewedTicketsSchema,
  ),
  ticketCodes: again(get('tickets', 'export-ticket-codes', 'exported', nothing, ticketCodesSchema)),
};

import { z } from 'zod';
import {
  orderPurgeRequestSchema,
  purgeRequestedSchema,
  purgeRequestSchema,
} from './organiser-privacy.ts';

/** A ticket for the person who sends it: its code admits. */
export const ticketSchema = z.object({
  registrationCode: z.string(),
  printedName: z.string(),
  code: z.string(),
});
export type Ticket = z.infer<typeof ticketSchema>;

/** The CSV file with the codes of everyone who gets a ticket, and how many those are. */
export const ticketCodesSchema = z.object({ file: z.string(), count: z.int().nonnegative() });

/** The event's new secret by its number, and how many people have new tickets. */
export const renewedTicketsSchema = z.object({
  number: z.int(),
  renewed: z.int().nonnegative(),
});

const nothingSchema = z.object({});

/** The routes of tickets, for the table of the organiser's page. */
export const ticketRoutes = {
  /** New code of one person's ticket. `not-allowed`: `renewals` (twenty at most); `purged`. */
  renewTicket: {
    method: 'POST',
    url: '/v1/organiser/delegates/:id/renew-ticket',
    input: nothingSchema,
    answer: ticketSchema,
  },
  requestRenewal: {
    method: 'POST',
    url: '/v1/organiser/tickets/request',
    input: purgeRequestSchema,
    answer: purgeRequestedSchema,
  },
  /** `not-allowed`: `state` (not approved, too old, used), `purged`. */
  renewTickets: {
    method: 'POST',
    url: '/v1/organiser/tickets/renew',
    input: orderPurgeRequestSchema,
    answer: renewedTicketsSchema,
  },
  ticketCodes: {
    method: 'GET',
    url: '/v1/organiser/tickets',
    input: nothingSchema,
    answer: ticketCodesSchema,
  },
} as const;

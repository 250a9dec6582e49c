import { z } from 'zod';

/** A ticket for whoever sends it: its code admits. */
export const ticketSchema = z.object({
  registrationCode: z.string(),
  printedName: z.string(),
  code: z.string(),
});
export type Ticket = z.infer<typeof ticketSchema>;

/** The CSV file with the codes of everybody who gets a ticket, and how many those are. */
export const ticketCodesSchema = z.object({ file: z.string(), count: z.int().nonnegative() });

/** The event's new secret by its number, and how many people have new tickets. */
export const renewedTicketsSchema = z.object({
  number: z.int(),
  renewed: z.int().nonnegative(),
});

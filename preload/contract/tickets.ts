import { z } from 'zod';
import { screenLanguageSchema } from '../../domain/base/language.ts';
import { rights } from '../../domain/operators/rights.ts';
import {
  mailAddressSchema,
  smtpProblems,
  smtpSettingsSchema,
  ticketMailStateSchema,
} from '../../domain/tickets/ticket-mail.ts';
import { ticketFormats } from '../../domain/tickets/tickets-file.ts';
import { deskCall, nothing } from './base.ts';

const mailPersonSchema = z.strictObject({
  delegateId: z.uuid(),
  printedName: z.string(),
  address: z.string(),
  state: ticketMailStateSchema,
  /** The mail server's own words. */
  answer: z.string(),
  /** UTC milliseconds. */
  wall: z.number(),
});

/** The outbox of tickets at this station. */
const ticketMailSchema = z.strictObject({
  /** Null until somebody has set the sending up. */
  settings: smtpSettingsSchema.nullable(),
  hasPassword: z.boolean(),
  /** People who get a ticket, and how many of them have no address. */
  people: z.int().nonnegative(),
  withoutAddress: z.int().nonnegative(),
  /** How many a mailing would go to. */
  unsent: z.int().nonnegative(),
  /** People by the state of their newest e-mail. */
  counts: z.record(ticketMailStateSchema, z.int().nonnegative()),
  /** Why nothing can be sent at this moment. */
  blocked: z.strictObject({ problem: z.enum(smtpProblems), answer: z.string() }).nullable(),
  /** Those whom somebody should look at: refused or perhaps sent, 200 at most. */
  open: z.array(mailPersonSchema),
});
export type TicketMailView = z.infer<typeof ticketMailSchema>;

export const ticketCalls = {
  /**
   * Writes everybody's ticket to a file that the operator chooses, and says how many those were;
   * null if the dialog was closed. People without a language of tickets get the given one.
   */
  saveTickets: deskCall(
    rights.export,
    z.strictObject({ format: z.enum(ticketFormats), language: screenLanguageSchema }),
    z.strictObject({ tickets: z.int().positive() }).nullable(),
  ),
  getTicketMail: deskCall(rights.export, nothing, ticketMailSchema),
  /** Without a password the one before stays; an empty one is none. */
  saveMailSettings: deskCall(
    rights.export,
    z.strictObject({
      settings: smtpSettingsSchema,
      password: z.string().max(500).nullable(),
    }),
    nothing,
  ),
  /**
   * Sends one ticket of an invented person to this address, by the settings that are saved: what
   * the server says of it.
   */
  sendTestMail: deskCall(
    rights.export,
    z.strictObject({ to: mailAddressSchema, language: screenLanguageSchema }),
    z.strictObject({
      result: z.enum(['sent', 'refused', 'later', 'perhaps', ...smtpProblems]),
      answer: z.string(),
    }),
  ),
  /** Puts everybody in the outbox who has an address and got nothing yet; how many those are. */
  startMailing: deskCall(rights.export, nothing, z.strictObject({ queued: z.int().nonnegative() })),
  /** Stops what waits; how many those were. */
  stopMailing: deskCall(rights.export, nothing, z.strictObject({ stopped: z.int().nonnegative() })),
  /** Sends one person's ticket again, to an address that may be another one. */
  sendTicketAgain: deskCall(
    rights.export,
    z.strictObject({ delegateId: z.uuid(), address: mailAddressSchema }),
    nothing,
  ),
};

import { z } from 'zod';
import { kioskLanguageSchema, screenLanguageSchema } from '../../domain/base/language.ts';
import { rights } from '../../domain/operators/rights.ts';
import { ticketDesignSchema } from '../../domain/tickets/ticket-design.ts';
import {
  mailAddressSchema,
  mailElementSchema,
  smtpFaultSchema,
  smtpProblems,
  smtpSettingsSchema,
  ticketMailStateSchema,
} from '../../domain/tickets/ticket-mail.ts';
import { ticketFormats } from '../../domain/tickets/tickets-file.ts';
import { deskCall, nothing } from './base.ts';

const sentMailSchema = z.strictObject({
  delegateId: z.uuid(),
  address: z.string(),
  state: ticketMailStateSchema,
  /** The mail server's own words. */
  answer: z.string(),
  /** UTC milliseconds. */
  wall: z.number(),
});

/** The e-mails with one person's tickets. */
const ticketMailOfSchema = z.strictObject({
  /** A mail server is set up at this station. */
  isSetUp: z.boolean(),
  /** False where the registration is cancelled or revoked. */
  getsTicket: z.boolean(),
  /** The ticket was replaced after it was sent. */
  isReplaced: z.boolean(),
  /** Newest first, 200 at most. */
  mails: z.array(sentMailSchema),
});
export type TicketMailOf = z.infer<typeof ticketMailOfSchema>;

/** The outbox of tickets at this station. */
const ticketMailSchema = z.strictObject({
  /** Null until a mail server is set up. */
  settings: smtpSettingsSchema.nullable(),
  hasPassword: z.boolean(),
  /** People who get a ticket, and how many of them have no address. */
  people: z.int().nonnegative(),
  withoutAddress: z.int().nonnegative(),
  /** How many a mailing would go to, and how many of them had a ticket that was replaced. */
  unsent: z.int().nonnegative(),
  replaced: z.int().nonnegative(),
  /**
   * After a restore of the store (`since`, UTC milliseconds): people whose ticket may have left
   * already, and 200 of them by name. No mailing goes to them until `resolveTicketDoubt`.
   */
  doubt: z
    .strictObject({
      since: z.number(),
      count: z.int().positive(),
      people: z.array(z.strictObject({ delegateId: z.uuid(), printedName: z.string() })).max(200),
    })
    .nullable(),
  /** People by the state of their newest e-mail. */
  counts: z.record(ticketMailStateSchema, z.int().nonnegative()),
  /** Why nothing can be sent at this moment. */
  blocked: smtpFaultSchema.nullable(),
  /** People who need attention: refused, bounced or perhaps sent, 200 at most. */
  open: z.array(sentMailSchema.extend({ printedName: z.string() })),
});
export type TicketMailView = z.infer<typeof ticketMailSchema>;

export const ticketsProgressSchema = z.strictObject({
  done: z.int().nonnegative(),
  total: z.int().nonnegative(),
});
export type TicketsProgress = z.infer<typeof ticketsProgressSchema>;

export const ticketCalls = {
  /**
   * Writes everybody's ticket to a file that the operator chooses, and says how many those were;
   * null if the dialog was closed or `cancelTickets` came. `ticketsProgress` says how far a ZIP or a PDF is.
   * `already-done` while one is written, `zip-too-large`. People without a language of tickets get the given one.
   */
  saveTickets: deskCall(
    rights.export,
    z.strictObject({ format: z.enum(ticketFormats), language: screenLanguageSchema }),
    z.strictObject({ tickets: z.int().positive() }).nullable(),
  ),
  getTicketMail: deskCall(rights.export, nothing, ticketMailSchema),
  getTicketMailOf: deskCall(
    rights.export,
    z.strictObject({ delegateId: z.uuid() }),
    ticketMailOfSchema,
  ),
  /** Ends the ZIP that `saveTickets` is writing: that one answers null, and there is no file. */
  cancelTickets: deskCall(rights.export, nothing, nothing),
  getTicketDesign: deskCall(rights.export, nothing, ticketDesignSchema),
  /** Throws `bad-input` where the logo is no picture. */
  saveTicketDesign: deskCall(rights.export, ticketDesignSchema, nothing),
  /** E-mail and ticket of an invented person. `design` null: the saved one. */
  previewTicketMail: deskCall(
    rights.export,
    z.strictObject({ language: kioskLanguageSchema, design: ticketDesignSchema.nullable() }),
    z.strictObject({
      subject: z.string(),
      text: z.string(),
      body: mailElementSchema,
      /** PNG of the ticket of A6. */
      ticket: z.instanceof(Uint8Array),
      /** Whether the ticket holds all of the design's text. */
      isWhole: z.boolean(),
    }),
  ),
  /** `password` null: it stays as it is; empty: none. */
  saveMailSettings: deskCall(
    rights.export,
    z.strictObject({
      settings: smtpSettingsSchema,
      password: z.string().max(500).nullable(),
    }),
    nothing,
  ),
  /**
   * Sends one ticket of an invented person to this address with the saved settings; returns the
   * server's answer.
   */
  sendTestMail: deskCall(
    rights.export,
    z.strictObject({ to: mailAddressSchema, language: screenLanguageSchema }),
    z.strictObject({
      result: z.enum(['sent', 'refused', 'later', 'perhaps', ...smtpProblems]),
      answer: z.string(),
    }),
  ),
  /** Puts everyone in the outbox who has an address and not yet the ticket of today. */
  startMailing: deskCall(rights.export, nothing, z.strictObject({ queued: z.int().nonnegative() })),
  /**
   * After a restore of the store: `send` to everyone whose ticket may have left already, or record
   * them as perhaps sent. Returns how many. `already-done` where it was decided before.
   */
  resolveTicketDoubt: deskCall(
    rights.export,
    z.strictObject({ send: z.boolean() }),
    z.strictObject({ count: z.int().nonnegative() }),
  ),
  /** Stops what waits; returns how many. */
  stopMailing: deskCall(rights.export, nothing, z.strictObject({ stopped: z.int().nonnegative() })),
  /**
   * Sends one person's ticket, also again, to an address that may be another than the roster's.
   * `already-done` while one waits.
   */
  sendTicketAgain: deskCall(
    rights.export,
    z.strictObject({ delegateId: z.uuid(), address: mailAddressSchema }),
    nothing,
  ),
  /**
   * Marks as bounced what was sent to the addresses in a file that the operator chooses (CSV, TXT
   * or Excel; every address in it counts); null if the dialog was closed. Throws as
   * `chooseRosterFile` does where the file is no table.
   */
  importBounces: deskCall(
    rights.export,
    nothing,
    z
      .strictObject({
        bounced: z.int().nonnegative(),
        /** Addresses to which nothing was sent: how many, and the first of them. */
        unknown: z.int().nonnegative(),
        examples: z.array(z.string()),
      })
      .nullable(),
  ),
};

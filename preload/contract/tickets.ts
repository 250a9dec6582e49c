import { z } from 'zod';
import { maxPeopleChosen } from '../../domain/base/bounds.ts';
import { kioskLanguageSchema, screenLanguageSchema } from '../../domain/base/language.ts';
import { rights } from '../../domain/operators/rights.ts';
import { ticketDesignSchema } from '../../domain/tickets/ticket-design.ts';
import {
  mailAddressSchema,
  mailElementSchema,
  mailingScopeSchema,
  mailSkipSchema,
  smtpFaultSchema,
  smtpProblems,
  smtpSettingsSchema,
  ticketMailStateSchema,
} from '../../domain/tickets/ticket-mail.ts';
import { ticketFormats } from '../../domain/tickets/tickets-file.ts';
import { call, none, noted, nothing } from './base.ts';

const sentMailSchema = z.strictObject({
  delegateId: z.uuid(),
  address: z.string(),
  state: ticketMailStateSchema,
  /** The response of the mail server. */
  answer: z.string(),
  /** UTC milliseconds. */
  wall: z.number(),
});

const ticketMailOfSchema = z.strictObject({
  /** A mail server is set up at this station. */
  isSetUp: z.boolean(),
  /** False if the registration is cancelled or revoked. */
  getsTicket: z.boolean(),
  /** The ticket was replaced after it was sent. */
  isReplaced: z.boolean(),
  /** Newest first, 200 at most. */
  mails: z.array(sentMailSchema),
});
export type TicketMailOf = z.infer<typeof ticketMailOfSchema>;

const ticketMailSchema = z.strictObject({
  /** Null until a mail server is set up. */
  settings: smtpSettingsSchema.nullable(),
  hasPassword: z.boolean(),
  /** Number of people who get a ticket, and of those who have no address. */
  people: z.int().nonnegative(),
  withoutAddress: z.int().nonnegative(),
  /** Number of people to whom a mailing would go, and of those whose sent ticket was replaced. */
  unsent: z.int().nonnegative(),
  replaced: z.int().nonnegative(),
  /**
   * After a restore of the store (`since`, UTC milliseconds): people whose ticket may have been
   * sent already, and 200 of them by name. No mailing goes to them until `resolveTicketDoubt`.
   */
  doubt: z
    .strictObject({
      since: z.number(),
      count: z.int().positive(),
      people: z.array(z.strictObject({ delegateId: z.uuid(), printedName: z.string() })).max(200),
    })
    .nullable(),
  /** Number of people by the state of their newest e-mail. */
  counts: z.record(ticketMailStateSchema, z.int().nonnegative()),
  /** Why nothing can be sent at present. */
  blocked: smtpFaultSchema.nullable(),
  /** People who need attention: refused, bounced or perhaps sent, 200 at most. */
  open: z.array(sentMailSchema.extend({ printedName: z.string() })),
});
export type TicketMailView = z.infer<typeof ticketMailSchema>;

const mailingPreviewSchema = z.strictObject({
  /** A mail server is set up at this station. */
  isSetUp: z.boolean(),
  /** After a restore of the store nothing is sent until `resolveTicketDoubt`. */
  isInDoubt: z.boolean(),
  willSend: z.int().nonnegative(),
  /** Number of people who get no e-mail, by reason. */
  skipped: z.array(z.strictObject({ why: mailSkipSchema, count: z.int().positive() })),
});
export type MailingPreview = z.infer<typeof mailingPreviewSchema>;

export const ticketsProgressSchema = z.strictObject({
  done: z.int().nonnegative(),
  total: z.int().nonnegative(),
});
export type TicketsProgress = z.infer<typeof ticketsProgressSchema>;

export const ticketCalls = {
  /**
   * Writes everyone's ticket to a file that the operator chooses, and returns the number of
   * tickets; null if the dialog was closed or `cancelTickets` was called. `ticketsProgress` reports
   * the progress of a ZIP or a PDF. `already-done` while another file is being written,
   * `zip-too-large`. People without a ticket language get the given one.
   */
  saveTickets: call({
    access: rights.export,
    input: z.strictObject({ format: z.enum(ticketFormats), language: screenLanguageSchema }),
    output: z.strictObject({ tickets: z.int().positive() }).nullable(),
    activity: ({ format }, saved) =>
      saved === null ? null : noted('export', `tickets ${format} ${saved.tickets}`),
  }),
  getTicketMail: call({
    access: rights.export,
    input: nothing,
    output: ticketMailSchema,
    activity: none,
  }),
  getTicketMailOf: call({
    access: rights.export,
    input: z.strictObject({ delegateId: z.uuid() }),
    output: ticketMailOfSchema,
    activity: none,
  }),
  /**
   * Cancels the ZIP that `saveTickets` is writing. That call answers null, and there is no file.
   */
  cancelTickets: call({ access: rights.export, input: nothing, output: nothing, activity: none }),
  getTicketDesign: call({
    access: rights.export,
    input: nothing,
    output: ticketDesignSchema,
    activity: none,
  }),
  /** Throws `bad-input` if the logo is not a picture. */
  saveTicketDesign: call({
    access: rights.export,
    input: ticketDesignSchema,
    output: nothing,
    activity: () => noted('settings', 'ticket design'),
  }),
  /** E-mail and ticket of a fictitious person. `design` null: the saved one. */
  previewTicketMail: call({
    access: rights.export,
    input: z.strictObject({ language: kioskLanguageSchema, design: ticketDesignSchema.nullable() }),
    output: z.strictObject({
      subject: z.string(),
      text: z.string(),
      body: mailElementSchema,
      /** PNG of the A6 ticket. */
      ticket: z.instanceof(Uint8Array),
      /** Whether the whole text of the design fits the ticket. */
      isWhole: z.boolean(),
    }),
    activity: none,
  }),
  /** `password`: null leaves it unchanged, empty removes it. */
  saveMailSettings: call({
    access: rights.export,
    input: z.strictObject({
      settings: smtpSettingsSchema,
      password: z.string().max(500).nullable(),
    }),
    output: nothing,
    activity: ({ settings }) => noted('settings', `mail server ${settings.host}`),
  }),
  /**
   * Sends one ticket of a fictitious person to this address with the saved settings. Returns the
   * server's answer.
   */
  sendTestMail: call({
    access: rights.export,
    input: z.strictObject({ to: mailAddressSchema, language: screenLanguageSchema }),
    output: z.strictObject({
      result: z.enum(['sent', 'refused', 'later', 'perhaps', ...smtpProblems]),
      answer: z.string(),
    }),
    activity: none,
  }),
  /** Shows what a mailing to these people would do, without writing anything. */
  previewMailing: call({
    access: rights.export,
    input: z.strictObject({ delegateIds: z.array(z.uuid()).min(1).max(maxPeopleChosen) }),
    output: mailingPreviewSchema,
    activity: none,
  }),
  /**
   * Queues an e-mail for everyone of the scope who has an address and has not received the present
   * ticket.
   */
  startMailing: call({
    access: rights.export,
    input: z.strictObject({ scope: mailingScopeSchema }),
    output: z.strictObject({ queued: z.int().nonnegative() }),
    activity: (_input, { queued }) => noted('export', `tickets by e-mail ${queued}`),
  }),
  /**
   * After a restore of the store: `send` to everyone whose ticket may have been sent already, or
   * record these tickets as perhaps sent. Returns the number of people. `already-done` if it was
   * decided before.
   */
  resolveTicketDoubt: call({
    access: rights.export,
    input: z.strictObject({ send: z.boolean() }),
    output: z.strictObject({ count: z.int().nonnegative() }),
    activity: ({ send }, { count }) =>
      noted('export', `tickets after a restore: ${count} ${send ? 'sent again' : 'kept back'}`),
  }),
  /** Stops the waiting e-mails and returns their number. */
  stopMailing: call({
    access: rights.export,
    input: nothing,
    output: z.strictObject({ stopped: z.int().nonnegative() }),
    activity: (_input, { stopped }) => noted('export', `tickets by e-mail: ${stopped} stopped`),
  }),
  /**
   * Sends one person's ticket, even again, to an address that may differ from the roster's.
   * `already-done` while one waits.
   */
  sendTicketAgain: call({
    access: rights.export,
    input: z.strictObject({ delegateId: z.uuid(), address: mailAddressSchema }),
    output: nothing,
    activity: ({ delegateId }) => ({ kind: 'export', delegateId, detail: 'ticket by e-mail' }),
  }),
  /**
   * Marks as bounced what was sent to the addresses in a file that the operator chooses (CSV, TXT
   * or Excel; every address in it counts); null if the dialog was closed. Throws like
   * `chooseRosterFile` if the file is not a table.
   */
  importBounces: call({
    access: rights.export,
    input: nothing,
    output: z
      .strictObject({
        bounced: z.int().nonnegative(),
        /** Addresses to which nothing was sent: their number, and the first of them. */
        unknown: z.int().nonnegative(),
        examples: z.array(z.string()),
      })
      .nullable(),
    activity: (_input, marked) =>
      marked === null ? null : noted('settings', `tickets by e-mail: ${marked.bounced} bounced`),
  }),
};

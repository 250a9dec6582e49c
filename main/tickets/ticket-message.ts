import ical, { ICalCalendarMethod } from 'ical-generator';
import MailComposer from 'nodemailer/lib/mail-composer';
import QRCode from 'qrcode';
import type { KioskLanguage } from '../../domain/base/language.ts';
import type { EventFile } from '../../domain/event/event-file.ts';
import type { SmtpSettings } from '../../domain/tickets/ticket-mail.ts';
import type { IssuedTicket } from '../../domain/tickets/tickets-file.ts';
import type { TicketContent } from '../../reports/tickets/ticket-content.ts';
import { modulePixels, ticketLetter } from '../../reports/tickets/ticket-letter.ts';
import { ticketPdf } from '../../reports/tickets/ticket-pdf.ts';

/** Whom a message comes from. */
export type Sender = Pick<SmtpSettings, 'fromName' | 'fromAddress' | 'replyTo'>;

const dayMilliseconds = 24 * 60 * 60_000;
/** Name by which the e-mail's own picture of the code is shown in it. */
const pictureId = 'ticket-code';

/**
 * A ticket as an e-mail (RFC 5322): text and HTML in the person's language, the code as a picture
 * in it and as letters, and attached the ticket as PDF and the event for a calendar. Nothing in it
 * is loaded from anywhere.
 *
 * @param parts.id makes the Message-ID, the same for each attempt: a server that gets one twice
 *   can tell
 */
export async function ticketMessage(
  ticket: IssuedTicket,
  parts: { event: EventFile; sender: Sender; to: string; id: string; fallback: KioskLanguage },
): Promise<Uint8Array> {
  const { event, sender, to, id, fallback } = parts;
  const picture = `cid:${pictureId}`;
  const { content, subject, text, html } = ticketLetter(ticket, { event, fallback, picture });
  const composer = new MailComposer({
    from: { name: sender.fromName, address: sender.fromAddress },
    to: { name: ticket.delegate.printedName, address: to },
    ...(sender.replyTo === null ? {} : { replyTo: sender.replyTo }),
    subject,
    messageId: `<${id}@${sender.fromAddress.split('@')[1]}>`,
    headers: { 'Content-Language': content.language, 'Auto-Submitted': 'auto-generated' },
    text,
    html,
    attachments: [
      {
        filename: 'ticket.png',
        cid: pictureId,
        contentDisposition: 'inline',
        content: await QRCode.toBuffer(ticket.code, {
          ...{ errorCorrectionLevel: 'M', margin: 4, scale: modulePixels },
        }),
      },
      {
        filename: 'ticket.pdf',
        content: Buffer.from(await ticketPdf([ticket], event, { perPage: 1, fallback })),
      },
      {
        filename: 'event.ics',
        contentType: 'text/calendar; charset=utf-8; method=PUBLISH',
        content: calendarOf(event, content),
      },
    ],
  });
  return await composer.compile().build();
}

/** The event's days for a calendar: whole days, which no time zone moves. */
function calendarOf({ id, days }: EventFile, { event, place }: TicketContent): string {
  const calendar = ical({ method: ICalCalendarMethod.PUBLISH, prodId: '//Lanyard//Tickets//EN' });
  const [first = '', last = first] = [days[0], days.at(-1)];
  calendar.createEvent({
    id,
    start: new Date(`${first}T00:00:00Z`),
    // The day after the last one (RFC 5545, 3.6.1).
    end: new Date(Date.parse(`${last}T00:00:00Z`) + dayMilliseconds),
    ...{ allDay: true, timezone: 'UTC', summary: event, location: place },
  });
  return calendar.toString();
}

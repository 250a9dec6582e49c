import ical, { ICalCalendarMethod } from 'ical-generator';
import MailComposer from 'nodemailer/lib/mail-composer';
import QRCode from 'qrcode';
import { personLanguage } from '../../domain/base/language.ts';
import { attachmentName } from '../../domain/base/suggested-names.ts';
import type { EventFile } from '../../domain/event/event-file.ts';
import type { SmtpSettings } from '../../domain/tickets/ticket-mail.ts';
import type { IssuedTicket } from '../../domain/tickets/tickets-file.ts';
import type { CallOutput } from '../../preload/contract.ts';
import type { TicketContent, TicketLook } from '../../reports/tickets/ticket-content.ts';
import { modulePixels, ticketLetter } from '../../reports/tickets/ticket-letter.ts';
import { ticketPdf, ticketPicture } from '../../reports/tickets/ticket-pdf.ts';
import { type TicketSession, ticketSessions } from '../../reports/tickets/ticket-sessions.ts';

export type TicketPreview = CallOutput<'previewTicketMail'>;

export type Sender = Pick<SmtpSettings, 'fromName' | 'fromAddress' | 'replyTo'>;

const dayMilliseconds = 24 * 60 * 60_000;
/** Names by which the e-mail's own pictures are shown in it. */
const codeId = 'ticket-code';
const logoId = 'event-logo';

/**
 * A ticket as an e-mail (RFC 5322): text and HTML in the person's language, with the code as a
 * picture and as letters. It names the person's sessions. Attached are the
 * ticket as PDF, and event and sessions for a calendar. Nothing in
 * it is loaded from anywhere.
 *
 * @param parts.id makes the Message-ID, the same for each attempt: a server that gets the e-mail
 *   twice can recognise it
 */
export async function ticketMessage(
  ticket: IssuedTicket,
  parts: {
    event: EventFile;
    sender: Sender;
    to: string;
    id: string;
    look: TicketLook;
    /** Ids of the sessions in which the person has a place. */
    booked: ReadonlySet<string>;
  },
): Promise<Uint8Array> {
  const { event, sender, to, id, look } = parts;
  const { design } = look;
  const sessions = ticketSessions(
    event,
    parts.booked,
    personLanguage(ticket.delegate.language, event),
  );
  const { content, subject, text, html } = ticketLetter(ticket, {
    event,
    design,
    sessions,
    pictures: picturesOf(look, { code: `cid:${codeId}`, logo: `cid:${logoId}` }),
  });
  const { language } = content;
  const composer = new MailComposer({
    from: { name: sender.fromName, address: sender.fromAddress },
    to: { name: ticket.delegate.printedName, address: to },
    ...(sender.replyTo === null ? {} : { replyTo: sender.replyTo }),
    subject,
    messageId: `<${id}@${sender.fromAddress.split('@')[1]}>`,
    headers: { 'Content-Language': language, 'Auto-Submitted': 'auto-generated' },
    text,
    html,
    attachments: [
      {
        filename: attachmentName(language, 'ticket', 'png'),
        cid: codeId,
        contentDisposition: 'inline',
        content: await codePicture(ticket.code),
      },
      ...(design.logo === null
        ? []
        : [
            {
              filename: 'logo.png',
              cid: logoId,
              contentDisposition: 'inline' as const,
              content: Buffer.from(design.logo, 'base64'),
            },
          ]),
      {
        filename: attachmentName(language, 'ticket', 'pdf'),
        content: Buffer.from(await ticketPdf([ticket], event, { perPage: 1, look })),
      },
      {
        filename: attachmentName(language, 'event', 'ics'),
        contentType: 'text/calendar; charset=utf-8; method=PUBLISH',
        content: calendarOf(event, content, sessions),
      },
    ],
  });
  return await composer.compile().build();
}

/** A ticket as it is sent and printed, for a page that previews it. */
export async function ticketPreview(
  ticket: IssuedTicket,
  { event, look }: { event: EventFile; look: TicketLook },
): Promise<TicketPreview> {
  const { design } = look;
  const code = (await codePicture(ticket.code)).toString('base64');
  const { subject, text, body } = ticketLetter(ticket, {
    event,
    design,
    sessions: [],
    pictures: picturesOf(look, { code: dataAddress(code), logo: dataAddress(design.logo ?? '') }),
  });
  const { png, isWhole } = await ticketPicture(ticket, event, look);
  return { subject, text, body, ticket: png, isWhole };
}

function dataAddress(png: string): string {
  return `data:image/png;base64,${png}`;
}

function picturesOf(
  { logo }: TicketLook,
  addresses: { code: string; logo: string },
): Parameters<typeof ticketLetter>[1]['pictures'] {
  if (logo === null) return { code: addresses.code, logo: null };
  const { width, height } = logo;
  return { code: addresses.code, logo: { address: addresses.logo, width, height } };
}

async function codePicture(code: string): Promise<Buffer> {
  return await QRCode.toBuffer(code, {
    errorCorrectionLevel: 'M',
    margin: 4,
    scale: modulePixels,
  });
}

/**
 * The event's days for a calendar: whole days, which no time zone moves; and the hours of the
 * person's sessions, in UTC.
 */
function calendarOf(
  { id, days }: EventFile,
  { event, place }: TicketContent,
  sessions: readonly TicketSession[],
): string {
  const calendar = ical({ method: ICalCalendarMethod.PUBLISH, prodId: '//Lanyard//Tickets//EN' });
  const [first = '', last = first] = [days[0], days.at(-1)];
  calendar.createEvent({
    id,
    start: new Date(`${first}T00:00:00Z`),
    // The day after the last one (RFC 5545, 3.6.1).
    end: new Date(Date.parse(`${last}T00:00:00Z`) + dayMilliseconds),
    allDay: true,
    timezone: 'UTC',
    summary: event,
    location: place,
  });
  for (const { uid, name, room, hours } of sessions) {
    if (hours === null) continue;
    calendar.createEvent({
      id: uid,
      start: new Date(hours.start),
      end: new Date(hours.end),
      timezone: 'UTC',
      summary: name,
      location: room === '' ? place : `${room}, ${place}`,
    });
  }
  return calendar.toString();
}

import ical, { ICalCalendarMethod } from 'ical-generator';
import MailComposer from 'nodemailer/lib/mail-composer';
import QRCode from 'qrcode';
import type { KioskLanguage } from '../../domain/base/language.ts';
import type { EventFile } from '../../domain/event/event-file.ts';
import type { SmtpSettings } from '../../domain/tickets/ticket-mail.ts';
import type { IssuedTicket } from '../../domain/tickets/tickets-file.ts';
import { contentOf, type TicketContent } from '../../reports/tickets/ticket-content.ts';
import { ticketPdf } from '../../reports/tickets/ticket-pdf.ts';
import { ticketWords } from '../../reports/tickets/ticket-words.ts';

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
  const content = contentOf(event, fallback)(ticket);
  const said = ticketWords[content.language];
  const name = ticket.delegate.printedName;
  const lines = [
    said.greeting.replace('{name}', () => name),
    content.foot,
    `${content.code}: ${ticket.code}`,
    said.attached,
  ];
  const composer = new MailComposer({
    from: { name: sender.fromName, address: sender.fromAddress },
    to: { name, address: to },
    ...(sender.replyTo === null ? {} : { replyTo: sender.replyTo }),
    subject: said.subject.replace('{event}', () => content.event),
    messageId: `<${id}@${sender.fromAddress.split('@')[1]}>`,
    headers: { 'Content-Language': content.language, 'Auto-Submitted': 'auto-generated' },
    text: [...lines.slice(0, 1), '', factsOf(content), '', ...lines.slice(1)].join('\n'),
    html: htmlOf(ticket, content, lines),
    attachments: [
      {
        filename: 'ticket.png',
        cid: pictureId,
        contentDisposition: 'inline',
        content: await QRCode.toBuffer(ticket.code, {
          ...{ errorCorrectionLevel: 'M', margin: 4, scale: 8 },
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

function factsOf({ event, days, place }: TicketContent): string {
  return [event, days, place].join('\n');
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

/** Tables and inline styles, as mail programs have them; readable without pictures. */
function htmlOf(
  { delegate, code }: IssuedTicket,
  content: TicketContent,
  [greeting = '', show = '', , attached = '']: readonly string[],
): string {
  const { language, event, days, place, delegation, category } = content;
  const direction = language === 'ar' ? 'rtl' : 'ltr';
  const row = (text: string, style: string): string =>
    text === ''
      ? ''
      : `<tr><td align="center" style="padding:2px 0;${style}"><bdi>${escaped(text)}</bdi></td></tr>`;
  return `<!doctype html>
<html lang="${language}" dir="${direction}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light"><title>${escaped(event)}</title></head>
<body style="margin:0;padding:16px;background:#f2f1ed;color:#111111;font-family:'Noto Sans','Segoe UI',Arial,sans-serif">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr><td align="center">
<table role="presentation" cellpadding="0" cellspacing="0" style="max-width:480px;width:100%;background:#ffffff;border-radius:12px">
<tr><td style="padding:28px 24px">
<p dir="${direction}" style="margin:0 0 16px">${escaped(greeting)}</p>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0">
${row(event, 'font-size:20px;font-weight:bold')}
${row(days, 'font-size:14px;color:#555555')}
${row(place, 'font-size:14px;color:#555555')}
<tr><td align="center" style="padding:12px 0"><img src="cid:${pictureId}" width="240" height="240" alt="${escaped(code)}" style="display:block;width:240px;height:240px;border:0"></td></tr>
${row(content.code, 'font-size:12px;color:#555555')}
${row(code, 'font-size:14px;font-family:monospace;word-break:break-all')}
${row(delegate.printedName, 'padding-top:14px;font-size:22px;font-weight:bold')}
${row(delegate.nativeName, 'font-size:18px')}
${row(delegation, 'font-size:15px')}
${row(category, 'font-size:13px;color:#555555')}
</table>
<p dir="${direction}" style="margin:20px 0 0;font-size:14px">${escaped(show)}</p>
<p dir="${direction}" style="margin:8px 0 0;font-size:14px;color:#555555">${escaped(attached)}</p>
</td></tr></table>
</td></tr></table>
</body></html>`;
}

const entities: Readonly<Record<string, string>> = {
  ...{ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' },
};

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => entities[sign] ?? sign);
}

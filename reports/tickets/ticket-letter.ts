import QRCode from 'qrcode';
import type { KioskLanguage } from '../../domain/base/language.ts';
import type { IssuedTicket } from '../../domain/tickets/tickets-file.ts';
import { contentOf, type TicketContent, type TicketEvent } from './ticket-content.ts';
import { ticketWords } from './ticket-words.ts';

/** Pixels of a module of the code, as in the picture itself: none is blurred. */
export const modulePixels = 8;
/** Modules of white around a QR code (ISO/IEC 18004, 5.3.8). */
const quietZone = 4;

/** What an e-mail with a ticket says, in its holder's language. */
export interface TicketLetter {
  content: TicketContent;
  subject: string;
  text: string;
  html: string;
}

/**
 * The words of an e-mail with a ticket.
 *
 * @param parts.fallback language of who has none, or one in which there are no tickets
 * @param parts.picture address of the picture of the code
 */
export function ticketLetter(
  ticket: IssuedTicket,
  parts: { event: TicketEvent; fallback: KioskLanguage; picture: string },
): TicketLetter {
  const content = contentOf(parts.event, parts.fallback)(ticket);
  const said = ticketWords[content.language];
  const { event, days, place, foot, code } = content;
  const greeting = said.greeting.replace('{name}', () => ticket.delegate.printedName);
  return {
    content,
    subject: said.subject.replace('{event}', () => event),
    text: [
      ...[greeting, '', event, days, place, ''],
      ...[foot, `${code}: ${ticket.letters ?? ticket.code}`, said.attached],
    ].join('\n'),
    html: htmlOf(ticket, content, { greeting, attached: said.attached, picture: parts.picture }),
  };
}

/** Tables and inline styles, as mail programs have them; readable without pictures. */
function htmlOf(
  { delegate, code, letters = code }: IssuedTicket,
  content: TicketContent,
  { greeting, attached, picture }: { greeting: string; attached: string; picture: string },
): string {
  const { language, event, days, place, delegation, category, foot } = content;
  const direction = language === 'ar' ? 'rtl' : 'ltr';
  const { size } = QRCode.create(code, { errorCorrectionLevel: 'M' }).modules;
  const pictureSide = (size + 2 * quietZone) * modulePixels;
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
<tr><td align="center" style="padding:12px 0"><img src="${picture}" width="${pictureSide}" height="${pictureSide}" alt="${escaped(content.code)}" style="display:block;width:${pictureSide}px;max-width:100%;height:auto;border:0;font-size:12px"></td></tr>
${row(content.code, 'font-size:12px;color:#555555')}
${row(letters, 'font-size:14px;font-family:monospace;word-break:break-all')}
${row(delegate.printedName, 'padding-top:14px;font-size:22px;font-weight:bold')}
${row(delegate.nativeName, 'font-size:18px')}
${row(delegation, 'font-size:15px')}
${row(category, 'font-size:13px;color:#555555')}
</table>
<p dir="${direction}" style="margin:20px 0 0;font-size:14px">${escaped(foot)}</p>
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

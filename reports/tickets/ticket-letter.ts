import QRCode from 'qrcode';
import type { KioskLanguage } from '../../domain/base/language.ts';
import { colonIn } from '../../domain/base/punctuation.ts';
import type { TicketDesign } from '../../domain/tickets/ticket-design.ts';
import { element, escaped, htmlOf, type MailElement } from '../../domain/tickets/ticket-mail.ts';
import type { IssuedTicket } from '../../domain/tickets/tickets-file.ts';
import { contentOf, type TicketContent, type TicketEvent, ticketWords } from './ticket-content.ts';
import type { TicketSession } from './ticket-sessions.ts';

/** Pixels per module of the code, as in the picture itself, so that none is blurred. */
export const modulePixels = 8;
/** White modules around a QR code (ISO/IEC 18004, 5.3.8). */
const quietZone = 4;
/** Max size of a logo, in pixels. */
const logoSize = { width: 240, height: 80 };

/** The texts of an e-mail with a ticket, in its holder's language. */
export interface TicketLetter {
  content: TicketContent;
  subject: string;
  text: string;
  body: MailElement;
  html: string;
}

interface LetterParts {
  event: TicketEvent;
  design: TicketDesign;
  /** The texts of sessions in the holder's language. */
  sessions: readonly TicketSession[];
  /** Addresses of the pictures. `logo` has the picture's size in pixels. */
  pictures: { code: string; logo: { address: string; width: number; height: number } | null };
}

/** Writes an e-mail with a ticket. */
export function ticketLetter(ticket: IssuedTicket, parts: LetterParts): TicketLetter {
  const content = contentOf(parts.event, parts.design)(ticket);
  const said = ticketWords[content.language];
  const { event, days, place, foot, code, language } = content;
  const greeting = said.greeting.replace('{name}', () => ticket.delegate.printedName);
  const sessions = sessionLines(parts.sessions, `${said.sessions}${colonIn(language)}`);
  const body = bodyOf(ticket, content, { ...parts, greeting, sessions, attached: said.attached });
  return {
    content,
    body,
    subject: said.subject.replace('{event}', () => event),
    text: [
      greeting,
      '',
      ...(content.text === '' ? [] : [content.text, '']),
      event,
      days,
      place,
      '',
      ...(sessions.length === 0 ? [] : [...sessions, '']),
      foot,
      `${code}${colonIn(language)}${ticket.letters ?? ticket.code}`,
      said.attached,
    ].join('\n'),
    html: `<!doctype html>
<html lang="${language}" dir="${directionIn(language)}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light"><title>${escaped(event)}</title></head>
<body style="margin:0">${htmlOf(body)}</body></html>`,
  };
}

/** A heading and a line for each session; nothing where there is none. */
function sessionLines(sessions: readonly TicketSession[], heading: string): string[] {
  if (sessions.length === 0) return [];
  const parts = sessions.map(({ name, when, room }) => [name, when, room]);
  return [heading.trim(), ...parts.map((some) => some.filter((part) => part !== '').join(' · '))];
}

function directionIn(language: KioskLanguage): 'ltr' | 'rtl' {
  return language === 'ar' ? 'rtl' : 'ltr';
}

/** Uses tables and inline styles, as mail programs require. Readable without pictures. */
function bodyOf(
  { delegate, code, letters = code }: IssuedTicket,
  content: TicketContent,
  parts: Omit<LetterParts, 'sessions'> & {
    greeting: string;
    sessions: readonly string[];
    attached: string;
  },
): MailElement {
  const { event, days, place, delegation, category, foot } = content;
  const dir = directionIn(content.language);
  const table = (style: string, ...rows: MailElement[]): MailElement =>
    element(
      'table',
      { role: 'presentation', width: '100%', cellpadding: '0', cellspacing: '0', style },
      element('tbody', {}, ...rows),
    );
  const cell = (style: string, ...inside: MailElement['children']): MailElement =>
    element('tr', {}, element('td', { align: 'center', style }, ...inside));
  const row = (text: string, style: string): MailElement[] =>
    text === '' ? [] : [cell(`padding:2px 0;${style}`, element('bdi', {}, text))];
  const { logo } = parts.pictures;
  return element(
    'div',
    {
      lang: content.language,
      dir,
      style: `padding:16px;background:#f2f1ed;color:#111111;font-family:'Noto Sans','Segoe UI',Arial,sans-serif`,
    },
    table(
      '',
      cell(
        '',
        table(
          'max-width:480px;width:100%;background:#ffffff;border-radius:12px',
          element(
            'tr',
            {},
            element(
              'td',
              { style: 'padding:28px 24px;color:#111111' },
              ...(logo === null ? [] : [logoOf(logo, parts.design.logoLabel.trim() || event)]),
              element('p', { dir, style: 'margin:0 0 16px' }, parts.greeting),
              ...textOf(content.text),
              table(
                '',
                ...row(event, 'font-size:20px;font-weight:bold'),
                ...row(days, 'font-size:14px;color:#555555'),
                ...row(place, 'font-size:14px;color:#555555'),
                cell('padding:12px 0', codeOf(code, parts.pictures.code, content.code)),
                ...row(content.code, 'font-size:12px;color:#555555'),
                ...row(letters, 'font-size:14px;font-family:monospace;word-break:break-all'),
                ...row(delegate.printedName, 'padding-top:14px;font-size:22px;font-weight:bold'),
                ...row(delegate.nativeName, 'font-size:18px'),
                ...row(delegation, 'font-size:15px'),
                ...row(category, 'font-size:13px;color:#555555'),
              ),
              ...sessionsOf(parts.sessions, dir),
              element('p', { dir, style: 'margin:20px 0 0;font-size:14px' }, foot),
              element(
                'p',
                { dir, style: 'margin:8px 0 0;font-size:14px;color:#555555' },
                parts.attached,
              ),
            ),
          ),
        ),
      ),
    ),
  );
}

/** The heading and its sessions, each on a line of its own. */
function sessionsOf([heading, ...sessions]: readonly string[], dir: 'ltr' | 'rtl'): MailElement[] {
  if (heading === undefined) return [];
  const line = (text: string, style: string): MailElement =>
    element('p', { dir, style: `margin:0;font-size:14px;${style}` }, element('bdi', {}, text));
  return [
    line(heading, 'margin-top:20px;font-weight:bold'),
    ...sessions.map((text) => line(text, 'margin-top:4px')),
  ];
}

/** The label is shown where pictures are off. */
function logoOf(logo: NonNullable<LetterParts['pictures']['logo']>, label: string): MailElement {
  const scale = Math.min(1, logoSize.width / logo.width, logoSize.height / logo.height);
  const [width, height] = [logo.width, logo.height].map((side) =>
    String(Math.max(1, Math.round(side * scale))),
  );
  return element(
    'div',
    { align: 'center', style: 'text-align:center;margin:0 0 20px' },
    element('img', {
      src: logo.address,
      width: width ?? '',
      height: height ?? '',
      alt: label,
      style: 'max-width:100%;border:0;font-size:14px;font-weight:bold',
    }),
  );
}

/** The design's text, which may be English and so in another language than the rest. */
function textOf(text: string): MailElement[] {
  if (text === '') return [];
  const lines = text.split(/\r\n|\r|\n/);
  // Line ends as elements, because Outlook does not support `white-space`.
  const inside = lines.flatMap((line, at) => (at === 0 ? [line] : [element('br', {}), line]));
  return [element('p', { dir: 'auto', style: 'margin:0 0 20px;font-size:15px' }, ...inside)];
}

function codeOf(code: string, address: string, label: string): MailElement {
  const { size } = QRCode.create(code, { errorCorrectionLevel: 'M' }).modules;
  const side = String((size + 2 * quietZone) * modulePixels);
  return element('img', {
    src: address,
    width: side,
    height: side,
    alt: label,
    style: `display:block;width:${side}px;max-width:100%;height:auto;border:0;font-size:12px`,
  });
}

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ICAL from 'ical.js';
import PostalMime from 'postal-mime';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type Checkpoint,
  type EventFile,
  makeCheckpoint,
} from '../../../domain/event/event-file.ts';
import { plainDesign, type TicketDesign } from '../../../domain/tickets/ticket-design.ts';
import { lookOf } from '../../../main/tickets/ticket-design.ts';
import { ticketMessage } from '../../../main/tickets/ticket-message.ts';
import {
  eventInSix,
  numberedDelegate,
  sampleEvent,
  ticketCodeOf,
} from '../../support/sample-event.ts';
import { sampleLogoText } from '../../support/sample-logo.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lanyard-mail-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const sender = {
  fromName: 'Secrétariat de l’OMD',
  fromAddress: 'events@example.org',
  replyTo: 'help@example.org',
};

async function message(
  language: string | null,
  printedName = 'Anna LINDQVIST',
  design: TicketDesign = plainDesign,
  { event = eventInSix.file, booked = [] }: { event?: EventFile; booked?: string[] } = {},
) {
  const delegate = numberedDelegate(1, { printedName, language });
  const bytes = await ticketMessage(
    { delegate, code: ticketCodeOf(delegate) },
    {
      event,
      sender,
      to: 'anna@example.org',
      id: 'first.1',
      look: await lookOf(design),
      booked: new Set(booked),
    },
  );
  const mail = await PostalMime.parse(bytes);
  const part = (name: string) => {
    const found = mail.attachments.find(({ filename }) => filename === name);
    if (found === undefined) throw new Error(`no ${name}`);
    const content = Buffer.from(found.content as ArrayBuffer);
    writeFileSync(join(folder, name), content);
    return { ...found, path: join(folder, name), text: content.toString('utf8') };
  };
  return { mail, part, code: ticketCodeOf(delegate), bytes };
}

function readCode(path: string): string {
  return execFileSync('zbarimg', ['--quiet', '--raw', path], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim();
}

describe('a ticket as an e-mail', () => {
  it('carries the code as text, as a picture and on the attached ticket', async () => {
    const { mail, part, code } = await message(null);
    expect(mail.subject).toBe('Your ticket: Test conference');
    expect(mail.from).toMatchObject({ name: sender.fromName, address: sender.fromAddress });
    expect(mail.replyTo?.[0]?.address).toBe(sender.replyTo);
    expect(mail.to?.[0]).toMatchObject({ address: 'anna@example.org', name: 'Anna LINDQVIST' });
    expect(mail.text).toContain(code);
    expect(mail.html).toContain(code);
    expect(readCode(part('ticket.png').path)).toBe(code);
    const { path } = part('ticket.pdf');
    execFileSync('pdftoppm', ['-r', '110', '-png', '-singlefile', path, join(folder, 'pdf')]);
    expect(readCode(join(folder, 'pdf.png'))).toBe(code);
    // Nothing is loaded from anywhere: reading it is not reported to anyone.
    expect(mail.html).not.toMatch(/https?:/);
    expect(mail.html).toContain(`cid:${part('ticket.png').contentId?.replace(/[<>]/g, '')}`);
  });

  it.each([
    ['fr', 'Votre billet\u202f: ', 'ltr', ['billet.png', 'billet.pdf', 'evenement.ics']],
    ['es', 'Su entrada: ', 'ltr', ['entrada.png', 'entrada.pdf', 'evento.ics']],
    ['ar', 'تذكرتك: ', 'rtl', ['تذكرة.png', 'تذكرة.pdf', 'حدث.ics']],
    ['ru', 'Ваш билет: ', 'ltr', ['билет.png', 'билет.pdf', 'мероприятие.ics']],
    ['pt', 'O seu bilhete: ', 'ltr', ['bilhete.png', 'bilhete.pdf', 'evento.ics']],
  ])(
    'speaks %s, in the names of its attachments too',
    async (language, subject, direction, files) => {
      const { mail } = await message(`${language}-XX`);
      expect(mail.attachments.map(({ filename }) => filename)).toEqual(files);
      expect(mail.subject).toMatch(new RegExp(`^${subject}`));
      expect(mail.html).toContain(`<html lang="${language}" dir="${direction}">`);
    },
  );

  it('shows logo and text of the design, and says what it says with pictures off', async () => {
    const logo = sampleLogoText();
    const texts = { en: 'Doors open at 8.00.', ar: 'تفتح الأبواب الساعة 8.\nأهلا & سهلا' };
    const design = { logo, logoLabel: 'World "Customs" Organization', texts };
    const { mail, part, code } = await message('ar', 'Layla HADDAD', design);
    const { html = '', text = '' } = mail;
    const shown = part('logo.png');
    expect(shown).toMatchObject({ disposition: 'inline', contentId: '<event-logo>' });
    expect(readFileSync(shown.path).toString('base64')).toBe(logo);
    const tag = html.match(/<img src="cid:event-logo"[^>]*>/)?.[0];
    expect(tag).toContain('width="240" height="80" alt="World &quot;Customs&quot; Organization"');
    expect(html).toContain('dir="auto"');
    expect(html).toContain('تفتح الأبواب الساعة 8.<br>أهلا &amp; سهلا');
    expect(text).toContain(texts.ar);
    expect(html).toContain(code);
    const { path } = part('تذكرة.pdf');
    expect(execFileSync('pdfimages', ['-list', path], { encoding: 'utf8' })).toMatch(/300\s+100/);
    const french = await message('fr', 'Anna LINDQVIST', { ...design, logoLabel: '' });
    expect(french.mail.text).toContain(texts.en);
    expect(french.mail.html).toContain('alt="Conférence d’essai"');
  });

  it('shows names with signs of HTML as they are, and is no way into its head', async () => {
    const { mail } = await message('en', '<b>Anna</b> & "Co"\r\nBcc: all@example.org');
    expect(mail.html).toContain('&lt;b&gt;Anna&lt;/b&gt; &amp; &quot;Co&quot;');
    expect(mail.bcc).toBeUndefined();
    expect(mail.text).toContain('<b>Anna</b> & "Co"');
  });

  it('adds the days of the event to a calendar', async () => {
    const { part } = await message(null);
    const calendar = new ICAL.Component(ICAL.parse(part('event.ics').text));
    const event = new ICAL.Event(calendar.getFirstSubcomponent('vevent') ?? undefined);
    expect(event.summary).toBe('Test conference');
    const [first, last] = [sampleEvent.days[0], sampleEvent.days.at(-1)];
    expect(event.startDate.toString()).toBe(first);
    // RFC 5545, 3.6.1: the end is the day after the last one.
    const end = new Date(Date.parse(`${last}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
    expect(event.endDate.toString()).toBe(end);
  });

  it('names the sessions with a place, and adds each to a calendar at its hour', async () => {
    const at = (day: string, opens: string, closes: string) => ({ day, opens, closes });
    const workshop = (id: string, change: Partial<Checkpoint>) =>
      makeCheckpoint({
        ...{ id: id.toLowerCase(), name: { en: id, ar: `ورشة ${id}` } },
        ...{ kind: 'session', windows: [] },
        ...{ categories: null, passes: 'booked-only' },
        ...change,
      });
    const { checkpoints, ...others } = eventInSix.file;
    const event = {
      ...others,
      dayBoundary: '04:00',
      checkpoints: [
        ...checkpoints,
        workshop('Open', {}),
        workshop('Late', { windows: [at('2018-10-03', '23:00', '04:00')] }),
        workshop('Labs', {
          windows: [at('2018-10-02', '10:00', '11:00'), at('2018-10-04', '01:30', '02:00')],
          room: { en: 'Room 5' },
        }),
        workshop('Other', { windows: [at('2018-10-02', '10:00', '11:00')] }),
        workshop('Gone', { windows: [at('2018-10-02', '10:00', '11:00')], retired: true }),
      ],
    };
    const booked = ['open', 'late', 'labs', 'gone'];
    const { mail, part } = await message('en', undefined, undefined, { event, booked });
    const lines = [
      'Labs · 2 October, 10:00–11:00 · Room 5',
      'Late · 3 October at 23:00 – 4 October at 04:00',
      'Labs · 5 October, 01:30–02:00 · Room 5',
      'Open',
    ];
    // Between two times ICU writes thin spaces, in some versions.
    const plain = (text = ''): string => text.replace(/[\u2009\u202f]/g, ' ');
    expect(plain(mail.text)).toContain(`Your sessions:\n${lines.join('\n')}\n`);
    for (const line of lines) expect(plain(mail.html)).toContain(`<bdi>${line}</bdi>`);
    expect(mail.text).not.toMatch(/Other|Gone/);
    const calendar = new ICAL.Component(ICAL.parse(part('event.ics').text));
    const entries = calendar.getAllSubcomponents('vevent').map((entry) => new ICAL.Event(entry));
    const { id } = event;
    expect(
      entries.slice(1).map(({ uid, summary, location, startDate, endDate }) => {
        return [uid, summary, location, startDate.toString(), endDate.toString()];
      }),
    ).toEqual([
      // Brussels is two hours ahead of UTC.
      [`${id}.labs.0`, 'Labs', 'Room 5, Brussels', '2018-10-02T08:00:00Z', '2018-10-02T09:00:00Z'],
      [`${id}.late.0`, 'Late', 'Brussels', '2018-10-03T21:00:00Z', '2018-10-04T02:00:00Z'],
      [`${id}.labs.1`, 'Labs', 'Room 5, Brussels', '2018-10-04T23:30:00Z', '2018-10-05T00:00:00Z'],
    ]);
    const arabic = await message('ar', undefined, undefined, { event, booked });
    expect(arabic.mail.text).toContain('ورشة Labs');
  });

  it('is the same e-mail by its id at each attempt, so that a server can tell', async () => {
    const [one, other] = [await message(null), await message(null)];
    expect(one.mail.messageId).toBe('<first.1@example.org>');
    expect(other.mail.messageId).toBe(one.mail.messageId);
    expect(one.bytes.byteLength).toBeLessThan(150_000);
  });
});

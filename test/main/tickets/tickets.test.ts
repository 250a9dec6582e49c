import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import readXlsx from 'read-excel-file/node';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { forgetSecrets } from '../../../db/event/events.ts';
import type { Delegate } from '../../../domain/roster/delegate.ts';
import { ticketHash } from '../../../domain/tickets/issued-codes.ts';
import { ticketFileName } from '../../../domain/tickets/tickets-file.ts';
import { checkIn } from '../../../main/check-in/check-in.ts';
import type { FileFormat } from '../../../main/tickets/ticket-work.ts';
import { type DeskContext, makeDeskContext } from '../../support/desk-context.ts';
import { readsOf } from '../../support/long-reads.ts';
import { eventInSix, sampleMaking, ticketCodeOf } from '../../support/sample-event.ts';

let desk: DeskContext;
let folder: string;
beforeEach(() => {
  desk = makeDeskContext({ event: eventInSix });
  folder = mkdtempSync(join(tmpdir(), 'lanyard-tickets-'));
});
afterEach(() => {
  desk.close();
  rmSync(folder, { recursive: true, force: true });
});

async function tickets(format: FileFormat, language: 'en' | 'fr' = 'en') {
  const file = await readsOf(desk.context, '').tickets({ format, language });
  const path = join(folder, ticketFileName(format, 'en'));
  writeFileSync(path, file.bytes);
  return { ...file, path };
}

/** The texts of the pages and the codes on them, as poppler and zbar read them. */
function readPdf(path: string): { pages: string[]; codes: string[][] } {
  const text = execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' });
  execFileSync('pdftoppm', ['-r', '110', '-png', path, join(folder, 'page')]);
  const pictures = readdirSync(folder)
    .filter((name) => name.endsWith('.png'))
    .sort();
  const codes = pictures.map((name) =>
    execFileSync('zbarimg', ['--quiet', '--raw', join(folder, name)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
      .trim()
      .split('\n'),
  );
  return { pages: text.split('\f').slice(0, -1), codes };
}

/** Six people in as many languages and scripts, one of whom gets no ticket. */
function addPeople(): (Delegate & { ticketCode: string })[] {
  return [
    desk.addDelegate(1, {
      printedName: 'Anna LINDQVIST',
      language: null,
      email: 'anna@example.org',
    }),
    desk.addDelegate(2, { printedName: 'Zoé ÉTIENNE-DELAUNAY', language: 'fr-BE' }),
    desk.addDelegate(3, {
      printedName: 'Layla HADDAD',
      nativeName: 'ليلى حداد',
      language: 'ar',
    }),
    desk.addDelegate(4, {
      printedName: 'Olga PETROVA',
      nativeName: 'Ольга Петрова',
      language: 'ru',
    }),
    desk.addDelegate(5, { printedName: 'Nguyễn Thị Ánh', language: 'vi', status: 'pending' }),
    desk.addDelegate(6, { printedName: 'Never COMES', language: 'es', status: 'cancelled' }),
  ];
}

describe('tickets as PDF', () => {
  it('has a page a person in their language, with the code that a desk admits', async () => {
    const people = addPeople().slice(0, 5);
    const { path, tickets: count } = await tickets('pdf');
    const { pages, codes } = readPdf(path);
    expect(count).toBe(5);
    expect(pages).toHaveLength(5);
    expect(codes.flat().sort()).toEqual(people.map(({ ticketCode }) => ticketCode).sort());
    const [text = ''] = codes[0] ?? [];
    const answer = checkIn(desk.context, desk.caller, {
      key: randomUUID(),
      target: { kind: 'scan', scan: { source: 'camera', readings: [text], seenAt: 0 } },
      identity: null,
    });
    expect(answer.outcome).toBe('admitted');
    const pageOf = (name: string) => pages.find((page) => page.includes(name)) ?? '';
    expect(pageOf('Anna LINDQVIST')).toMatch(/Show this code at the registration desk/);
    expect(pageOf('Zoé ÉTIENNE-DELAUNAY')).toMatch(/Présentez ce code à l’accueil/);
    expect(pageOf('Olga PETROVA')).toMatch(/Предъявите этот код/);
    // poppler does not turn joined letters back into text; it is enough that there are some.
    expect(pageOf('Layla HADDAD')).toMatch(/\p{Script=Arabic}{3}/u);
    // There are no tickets in Vietnamese.
    expect(pageOf('Nguy')).toMatch(/Show this code/);
    expect(pages.join()).not.toContain('Never COMES');
  });

  it('puts four on a page', async () => {
    const people = addPeople().slice(0, 5);
    const { pages, codes } = readPdf((await tickets('pdf-four', 'fr')).path);
    expect(pages).toHaveLength(2);
    expect(codes.map((page) => page.length)).toEqual([4, 1]);
    expect(codes.flat().sort()).toEqual(people.map(({ ticketCode }) => ticketCode).sort());
  });

  it('holds the longest of everything, and each code is read', async () => {
    desk.addDelegate(1, {
      title: 'Her Royal Highness Dr',
      printedName: 'Wolfeschlegelsteinhausenbergerdorff '.repeat(5).trim(),
      nativeName: 'พระบาทสมเด็จพระเจ้าอยู่หัว'.repeat(4),
    });
    const { pages, codes } = readPdf((await tickets('pdf-four')).path);
    expect(pages).toHaveLength(1);
    expect(codes).toEqual([[ticketCodeOf({ id: '00000000-0000-5000-8000-000000000001' })]]);
  });
});

describe('tickets as a table', () => {
  it('has a line a person for a mail merge, as CSV and as XLSX', async () => {
    const [anna] = addPeople();
    desk.addDelegate(7, { printedName: '=HYPERLINK("http://example.org")' });
    const lines: Record<string, string>[] = parse(await readText('csv'), {
      columns: true,
      bom: true,
    });
    expect(lines).toHaveLength(6);
    expect(lines).toContainEqual({
      'Registration code': 'T18-00001',
      Title: 'Ms',
      Name: 'Anna LINDQVIST',
      'Given name': 'Sample',
      'Family name': 'Person',
      'E-mail': 'anna@example.org',
      Delegation: 'Belgium',
      Category: 'Delegate',
      Language: '',
      'Ticket code': anna?.ticketCode,
    });
    expect(lines.map(({ Name }) => Name)).toContain(`'=HYPERLINK("http://example.org")`);
    const { path } = await tickets('xlsx');
    const [sheet] = await readXlsx(path);
    expect(sheet?.data).toHaveLength(7);
    expect(sheet?.data.map((row) => row.at(-1))).toContain(anna?.ticketCode);
  });

  it('has the newest code of a ticket that was renewed', async () => {
    const id = '00000000-0000-5000-8000-000000000001';
    const [first, second] = [ticketCodeOf({ id }), ticketCodeOf({ id }, 1)];
    const hashes = [second, first].map((code) => ticketHash(code, sampleMaking));
    desk.addDelegate(1, { ticketHashes: hashes });
    const text = await readText('csv');
    expect(text).toContain(second);
    expect(text).not.toContain(first);
  });

  async function readText(format: FileFormat): Promise<string> {
    return Buffer.from((await tickets(format)).bytes).toString('utf8');
  }
});

describe('no tickets', () => {
  it('says that nobody gets one, or that this station cannot make any', async () => {
    await expect(tickets('pdf')).rejects.toMatchObject({ code: 'not-found' });
    desk.addDelegate(1);
    forgetSecrets(desk.context.db);
    await expect(tickets('csv')).rejects.toMatchObject({ code: 'event-secret-missing' });
  });
});

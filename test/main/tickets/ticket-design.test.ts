import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeSetting } from '../../../db/base/settings.ts';
import { ticketHash } from '../../../domain/tickets/issued-codes.ts';
import {
  maxTicketText,
  plainDesign,
  type TicketDesign,
} from '../../../domain/tickets/ticket-design.ts';
import { readTicketDesign, saveTicketDesign } from '../../../main/tickets/ticket-design.ts';
import { loadReader, readColour } from '../../../renderer/scanning/camera/qr-reader.ts';
import { type DeskContext, makeDeskContext } from '../../support/desk-context.ts';
import { readsOf } from '../../support/long-reads.ts';
import { pictureBomb } from '../../support/picture-bomb.ts';
import { eventInSix, sampleMaking, ticketCodeOf } from '../../support/sample-event.ts';
import { sampleLogoText } from '../../support/sample-logo.ts';

let desk: DeskContext;
let folder: string;
beforeEach(() => {
  desk = makeDeskContext({ event: eventInSix });
  folder = mkdtempSync(join(tmpdir(), 'lanyard-design-'));
});
afterEach(() => {
  desk.close();
  rmSync(folder, { recursive: true, force: true });
});

const design: TicketDesign = {
  logo: sampleLogoText(),
  logoLabel: 'World Customs Organization',
  texts: { en: 'Doors open at 8.00.', fr: 'Ouverture à 8 h.', ar: 'تفتح الأبواب الساعة الثامنة.' },
};
const stored = (): TicketDesign => readTicketDesign(desk.context.db, desk.context.event.file.id);
const reads = () => readsOf(desk.context, '');

function zbar(path: string): string[] {
  return execFileSync('zbarimg', ['--quiet', '--raw', path], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
    .trim()
    .split('\n')
    .sort();
}

async function ownReader(png: Uint8Array): Promise<string[]> {
  const image = await loadImage(Buffer.from(png));
  const context = createCanvas(image.width, image.height).getContext('2d');
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, image.width, image.height);
  const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
  await loadReader(Uint8Array.from(readFileSync(wasm)).buffer);
  const size = { width: image.width, height: image.height, colorSpace: 'srgb' as const };
  return await readColour({ data: new Uint8ClampedArray(data), ...size } as ImageData);
}

describe('the design of an event’s tickets', () => {
  it('is kept, and is plain where there is none or it cannot be read', async () => {
    expect(stored()).toEqual(plainDesign);
    await saveTicketDesign(desk.context, design);
    expect(stored()).toEqual(design);
    writeSetting(desk.context.db, `ticket-design ${desk.context.event.file.id}`, { logo: 7 });
    expect(stored()).toEqual(plainDesign);
  });

  it.each([
    ['no picture', Buffer.from('<svg/>')],
    ['a picture of 144 million dots', pictureBomb(12_000)],
    ['a header without a picture', pictureBomb(8).subarray(0, 40)],
  ])('refuses a logo that is %s, and stores nothing', async (_what, bytes) => {
    await saveTicketDesign(desk.context, design);
    const wrong = { ...design, logo: bytes.toString('base64'), texts: {} };
    await expect(saveTicketDesign(desk.context, wrong)).rejects.toMatchObject({
      code: 'bad-input',
      detail: 'logo',
    });
    expect(stored()).toEqual(design);
    await expect(reads().ticketPreview({ language: 'en', design: wrong })).rejects.toMatchObject({
      code: 'bad-input',
    });
  });

  it('is on each ticket of a PDF, in its language, and the codes are read', async () => {
    await saveTicketDesign(desk.context, design);
    const people = [
      desk.addDelegate(1, { printedName: 'Anna LINDQVIST', language: null }),
      desk.addDelegate(2, { printedName: 'Zoé ÉTIENNE', language: 'fr-BE' }),
      desk.addDelegate(3, { printedName: 'Olga PETROVA', language: 'ru' }),
      desk.addDelegate(4, { printedName: 'Layla HADDAD', language: 'ar' }),
    ];
    for (const format of ['pdf', 'pdf-four'] as const) {
      const { bytes } = await reads().tickets({ format, language: 'en' });
      const path = join(folder, `${format}.pdf`);
      writeFileSync(path, bytes);
      const text = execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' });
      // Anna's, and Olga's: there is no Russian text.
      expect(text.match(/Doors open at 8\.00\./g)).toHaveLength(2);
      expect(text).toContain('Ouverture à 8 h.');
      const pictures = execFileSync('pdfimages', ['-list', path], { encoding: 'utf8' });
      const logos = pictures
        .split('\n')
        .filter((line) => /\b300\s+100\b/.test(line) && !/smask/.test(line));
      expect(logos).toHaveLength(4);
      // One object: ten thousand tickets contain the logo once.
      expect(new Set(logos.map((line) => line.trim().split(/\s+/)[10])).size).toBe(1);
      execFileSync('pdftoppm', ['-r', '110', '-png', path, join(folder, format)]);
      const pages = format === 'pdf' ? [1, 2, 3, 4] : [1];
      const codes = pages.flatMap((page) => zbar(join(folder, `${format}-${page}.png`)));
      expect(codes.sort()).toEqual(people.map(({ ticketCode }) => ticketCode).sort());
    }
  });

  it('never takes the code’s room: with the longest of everything it is still read', async () => {
    const text = 'Щ'.repeat(maxTicketText);
    await saveTicketDesign(desk.context, { ...design, texts: { en: text } });
    const { id } = desk.addDelegate(1, {
      title: 'Her Royal Highness Dr',
      printedName: 'Wolfeschlegelsteinhausenbergerdorff '.repeat(5).trim(),
      nativeName: 'พระบาทสมเด็จพระเจ้าอยู่หัว'.repeat(4),
    });
    const [png] = await reads().ticketFiles({ ids: [id], ending: 'png' });
    const path = join(folder, 'long.png');
    writeFileSync(path, png ?? '');
    expect(zbar(path)).toEqual([ticketCodeOf({ id })]);
  });
});

describe('a preview of the ticket', () => {
  it('has a code in its picture that both readers read, and that no station knows', async () => {
    await saveTicketDesign(desk.context, design);
    const { text, subject, ticket, isWhole } = await reads().ticketPreview({
      language: 'ar',
      design: null,
    });
    expect(subject).toMatch(/^تذكرتك/);
    expect(text).toContain('شخص تجريبي');
    expect(text).toContain(design.texts.ar);
    expect(isWhole).toBe(true);
    const [code = ''] = text.match(/LT[A-Z0-9]{26}/) ?? [];
    const path = join(folder, 'ticket.png');
    writeFileSync(path, ticket);
    expect(zbar(path)).toEqual([code]);
    expect(await ownReader(ticket)).toEqual([code]);
    const known = desk.context.db
      .prepare('SELECT count(*) FROM ticket_hash WHERE code = ?')
      .pluck();
    expect(known.get(ticketHash(code, sampleMaking))).toBe(0);
  });

  it('shows a design before it is saved, and says where its text is too long', async () => {
    const texts = { en: 'W\n'.repeat(maxTicketText / 2).trim() };
    const { text, isWhole } = await reads().ticketPreview({
      language: 'en',
      design: { ...design, texts },
    });
    expect([isWhole, text.includes(texts.en)]).toEqual([false, true]);
    expect(stored()).toEqual(plainDesign);
  });
});

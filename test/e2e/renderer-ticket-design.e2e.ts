import { execFileSync } from 'node:child_process';
import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { unzipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { readTicketDesign } from '../../main/tickets/ticket-design.ts';
import { loadReader, readColour } from '../../renderer/scanning/camera/qr-reader.ts';
import type { HarnessDesk } from '../renderer/harness/desk.ts';
import { settled } from '../renderer/harness/examine.ts';
import { deskOf, type HarnessPages, openHarness } from '../renderer/harness/pages.ts';
import { openPeople } from '../support/navigate.ts';
import { pictureBomb } from '../support/picture-bomb.ts';
import { sampleLogo } from '../support/sample-logo.ts';

let harness: HarnessPages;
beforeAll(async () => {
  harness = await openHarness(inject('runFolder'));
});
afterAll(() => harness?.close());

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const dialog = (page: Page) => page.getByRole('dialog');
async function chooseLogo(page: Page, name: string, bytes: Buffer | number): Promise<void> {
  const path = join(inject('runFolder'), name);
  writeFileSync(path, typeof bytes === 'number' ? '' : bytes);
  if (typeof bytes === 'number') truncateSync(path, bytes);
  const chooser = page.waitForEvent('filechooser');
  await button(page, 'Choose a logo…').click();
  await (await chooser).setFiles(path);
}
const designOf = (page: Page) => {
  const { db, event } = deskOf(page).context;
  return readTicketDesign(db, event.file.id);
};

async function toDesign(page: Page): Promise<void> {
  await openPeople(page, 'Tickets');
  // By keyboard, which reaches everything on a desk.
  await button(page, 'Design…').focus();
  await page.keyboard.press('Enter');
  await dialog(page).getByText('Text on ticket and e-mail').waitFor();
}

it('refuses what is no logo, and shows ticket and e-mail as they will be', async () => {
  await harness.onPage({ query: '' }, async (page) => {
    await toDesign(page);
    const before = designOf(page);
    for (const [name, file, words] of [
      ['huge.png', 40_000_000, 'at most 10 MB'],
      ['bomb.png', pictureBomb(12_000), 'at most 50 megapixels'],
      ['logo.svg', Buffer.from('<svg/>'), 'Choose a PNG or JPEG'],
      ['cut.png', sampleLogo().subarray(0, 60), 'Choose a PNG or JPEG'],
    ] as const) {
      await chooseLogo(page, name, file);
      const alert = dialog(page).getByRole('alert').filter({ hasText: name });
      await expect.poll(() => alert.textContent()).toContain(words);
    }
    expect(designOf(page)).toEqual(before);
    await chooseLogo(page, 'logo.png', sampleLogo());
    await dialog(page).getByLabel('Text in place of the logo').fill('World Customs Organization');
    await dialog(page)
      .getByRole('button', { name: /Language/ })
      .click();
    await page.getByRole('option', { name: 'العربية' }).click();
    await dialog(page).getByLabel('Text on ticket and e-mail').fill('تفتح الأبواب الساعة الثامنة.');
    const mail = dialog(page).frameLocator('iframe');
    await mail.getByText('تفتح الأبواب الساعة الثامنة.').waitFor();
    const logo = mail.getByAltText('World Customs Organization');
    await expect.poll(() => logo.evaluate((one: HTMLImageElement) => one.naturalWidth)).toBe(300);
    // The e-mail's own styles and direction apply in the frame; nothing in it could run.
    const look = () =>
      mail
        .locator('[lang=ar] td td')
        .first()
        .evaluate((cell) => {
          const { paddingLeft, direction } = getComputedStyle(cell);
          return { paddingLeft, direction };
        });
    await expect.poll(look).toEqual({ paddingLeft: '24px', direction: 'rtl' });
    await expect
      .poll(() => dialog(page).locator('iframe').getAttribute('sandbox'))
      .toBe('allow-same-origin');
    await expectCode(page, mail.locator('img[alt="رمز التذكرة"]'));
    await expectCode(page, dialog(page).getByAltText('Ticket preview'));
    await button(page, 'Save').click();
    await dialog(page).waitFor({ state: 'detached' });
    expect(designOf(page)).toMatchObject({
      logoLabel: 'World Customs Organization',
      texts: { ar: 'تفتح الأبواب الساعة الثامنة.' },
    });
    await toDesign(page);
    await button(page, 'Remove').click();
    // Not saved: the next person to open it sees the stored design.
    await page.keyboard.press('Escape');
    await toDesign(page);
    await dialog(page).getByLabel('Text in place of the logo').waitFor();
  });
});

it.each([768, 1_080])(
  'moves nothing as ticket and e-mail appear, on a screen %s px high',
  async (height) => {
    let draw: () => void = () => undefined;
    const asked = new Promise<void>((resolve) => {
      draw = resolve;
    });
    const prepare = ({ answers, desk }: HarnessDesk): void => {
      answers.previewTicketMail = (request) => asked.then(() => desk.reads.ticketPreview(request));
    };
    await harness.onPage(
      { prepare },
      async (page) => {
        await toDesign(page);
        await settled(page);
        await page.evaluate(() => document.fonts.ready.then(() => undefined));
        const choose = button(page, 'Choose a logo…');
        const before = await choose.boundingBox();
        draw();
        await dialog(page).getByAltText('Ticket preview').waitFor();
        await dialog(page)
          .getByRole('article')
          .filter({ hasText: /LT[A-Z0-9]{26}/ })
          .waitFor();
        expect(await choose.boundingBox()).toEqual(before);
      },
      { viewport: { width: 1_366, height } },
    );
  },
);

/** Both readers read the code from this picture as it is on the screen. */
async function expectCode(page: Page, picture: ReturnType<Page['locator']>): Promise<void> {
  const text = () => dialog(page).getByRole('article').textContent();
  await expect.poll(text).toMatch(/LT[A-Z0-9]{26}/);
  const codes = () => text().then((words) => words?.match(/LT[A-Z0-9]{26}/) ?? []);
  const path = join(inject('runFolder'), 'designed.png');
  const shoot = async (): Promise<string> => {
    writeFileSync(path, await picture.screenshot());
    return execFileSync('zbarimg', ['--quiet', '--raw', path], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  };
  await expect.poll(async () => [await shoot()]).toEqual([...(await codes())]);
  const image = await loadImage(path);
  const context = createCanvas(image.width, image.height).getContext('2d');
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, image.width, image.height);
  const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
  await loadReader(Uint8Array.from(readFileSync(wasm)).buffer);
  const size = { width: image.width, height: image.height, colorSpace: 'srgb' as const };
  const own = await readColour({ data: new Uint8ClampedArray(data), ...size } as ImageData);
  expect(own).toEqual([...(await codes())]);
}

async function saveZip(page: Page): Promise<void> {
  await openPeople(page, 'Tickets');
  await page.getByRole('button', { name: /PDF, one to a page/ }).click();
  await page.getByRole('option', { name: /PNG picture/ }).click();
  await button(page, 'Save the tickets…').click();
}

it('saves a picture for each person in a ZIP', async () => {
  await harness.onPage({ query: '' }, async (page) => {
    await saveZip(page);
    const saved = page.getByText(/^Saved: \d+ tickets\.$/);
    await saved.waitFor();
    const count = Number((await saved.textContent())?.replace(/\D/g, ''));
    const files = unzipSync(readFileSync(join(deskOf(page).folder, 'saveTickets')));
    const names = Object.keys(files);
    expect(names).toHaveLength(count);
    expect(names.filter((name) => !/^GSC-\d+ .+\.png$/.test(name))).toEqual([]);
    expect(count).toBeGreaterThan(10);
  });
});

it('shows how far it is, and stops', async () => {
  await harness.onPage({ query: '' }, async (page) => {
    const desk = deskOf(page);
    let stop: (value: null) => void = () => undefined;
    desk.answers.saveTickets = () => {
      desk.notify('ticketsProgress', { done: 3_200, total: 9_600 });
      return new Promise((resolve) => {
        stop = resolve;
      });
    };
    desk.answers.cancelTickets = () => stop(null);
    await saveZip(page);
    await page.getByText('3,200 of 9,600').waitFor();
    await button(page, 'Stop').click();
    await button(page, 'Save the tickets…').waitFor();
    await expect.poll(() => page.getByRole('progressbar').count()).toBe(0);
  });
});

it('shows how far a PDF of all tickets is', async () => {
  await harness.onPage({ query: '' }, async (page) => {
    const desk = deskOf(page);
    let save: (value: { tickets: number }) => void = () => undefined;
    desk.answers.saveTickets = () =>
      new Promise((resolve) => {
        save = resolve;
        desk.notify('ticketsProgress', { done: 3_200, total: 9_600 });
      });
    await openPeople(page, 'Tickets');
    await button(page, 'Save the tickets…').click();
    await page.getByText('3,200 of 9,600').waitFor();
    expect(await button(page, 'Stop').count()).toBe(0);
    save({ tickets: 9_600 });
    await page.getByText('Saved: 9,600 tickets.').waitFor();
    await expect.poll(() => page.getByRole('progressbar').count()).toBe(0);
  });
});

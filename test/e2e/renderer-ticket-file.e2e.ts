import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { admittedIn } from '../renderer/harness/deeds.ts';
import { deskOf, type HarnessPages, openHarness } from '../renderer/harness/pages.ts';
import { ticketOf } from '../renderer/harness/people.ts';
import { scan } from '../renderer/harness/steps.ts';
import type { World } from '../renderer/harness/world.ts';
import { pictureBomb } from '../support/picture-bomb.ts';
import {
  bring,
  locked,
  pdfFile,
  pdfOf,
  pictureFile,
  screenshot,
  sentOn,
  type TicketFile,
} from '../support/ticket-files.ts';
import { drawPicture } from '../support/ticket-picture.ts';

let harness: HarnessPages;
let page: Page;
beforeAll(async () => {
  harness = await openHarness(inject('runFolder'));
  page = await harness.newPage();
  // Registered for the whole test: each new listener would ask the browser again for these dialogs.
  page.on('filechooser', () => undefined);
});
afterAll(() => harness?.close());

const open = (world: World | string = ''): Promise<unknown> => harness.open(page, world);
const heroName = (): Promise<string | null> => page.locator('.hero h1').textContent();
const dialog = () => page.getByRole('dialog');
const photo = async (text: string | null): Promise<TicketFile> =>
  pictureFile(await drawPicture(text, { tilt: 30, noise: 6 }).encode('png'));

/** Records the desk's calls for scans, in order. */
async function noteScans(): Promise<() => Promise<unknown>> {
  await page.evaluate(() => {
    const { checkIn } = window.lanyard;
    const asked: string[] = [];
    window.document.body.dataset.asked = '';
    window.lanyard.checkIn = (input) => {
      const { target } = input;
      if (target.kind === 'scan') asked.push(`${target.scan.source} ${target.scan.readings[0]}`);
      window.document.body.dataset.asked = asked.join('\n');
      return checkIn(input);
    };
  });
  return () => page.evaluate(() => window.document.body.dataset.asked);
}

describe('a ticket as a file', () => {
  it.each([
    ['a photo', () => photo(ticketOf(0))],
    ['a screenshot in dark colours', () => screenshot(ticketOf(0))],
    [
      'one that a messenger turned and made smaller',
      async () => sentOn(await screenshot(ticketOf(0))),
    ],
    ['a PDF', () => pdfFile(pdfOf([ticketOf(0)]))],
    ['a PDF whose second page has the code', () => pdfFile(pdfOf([null, ticketOf(0)]))],
  ])('is read from %s as a scan is', async (_what, make) => {
    await open();
    const asked = await noteScans();
    await bring(page, 'drop', await make());
    await expect.poll(heroName).toContain('LINDQVIST');
    expect(await asked()).toBe(`picture ${ticketOf(0)}`);
  });

  it('is pasted, with the search focused or not', async () => {
    await open();
    await bring(page, 'paste', await photo(ticketOf(0)));
    await expect.poll(heroName).toContain('LINDQVIST');
    await open();
    await page.keyboard.press('/');
    await page.locator('#desk-search:focus').waitFor();
    await bring(page, 'paste', await photo(ticketOf(0)));
    await expect.poll(heroName).toContain('LINDQVIST');
  });

  it('is chosen by Ctrl+T, and by the button of the idle desk', async () => {
    await open();
    await page.locator('.hero[data-kind="idle"]').waitFor();
    for (const ask of [
      () => page.keyboard.press('Control+t'),
      () => page.getByRole('button', { name: 'Ticket from a file…' }).click(),
    ]) {
      await open();
      await page.locator('.hero[data-kind="idle"]').waitFor();
      const [chooser] = await Promise.all([page.waitForEvent('filechooser'), ask()]);
      await chooser.setFiles(await photo(ticketOf(0)));
      await expect.poll(heroName).toContain('LINDQVIST');
    }
  });

  it('is asked for where a file has several, by arrows and Enter', async () => {
    await open();
    const asked = await noteScans();
    await bring(page, 'drop', pdfFile(pdfOf([ticketOf(1), null, ticketOf(0), ticketOf(1)])));
    await page.getByText('2 codes in').waitFor();
    await expect
      .poll(() => page.getByRole('option').allTextContents())
      .toEqual([
        expect.stringContaining('Code 1 · page 1'),
        expect.stringContaining('Code 2 · page 3'),
      ]);
    await page.locator('[role="option"]:focus').waitFor();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await expect.poll(heroName).toContain('LINDQVIST');
    expect(await dialog().count()).toBe(0);
    expect(await asked()).toBe(`picture ${ticketOf(0)}`);
  });

  it('of more than twenty pages is asked for too: the rest was not read', async () => {
    await open();
    const asked = await noteScans();
    await bring(page, 'drop', pdfFile(pdfOf([ticketOf(0), ...Array(24).fill(null)])));
    await page.getByText('Only the first 20 of 25 pages were read.').waitFor();
    expect(await asked()).toBe('');
  });

  it('lets scans through while it is read, and waits for its turn', async () => {
    await open();
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route('**/*.wasm', async (route) => {
      await held;
      await route.continue();
    });
    await bring(page, 'drop', await photo(ticketOf(1)));
    await page.locator('.reading-card').getByText('ticket.png').waitFor();
    await scan(page, ticketOf(0));
    await expect.poll(heroName).toContain('LINDQVIST');
    release();
    await page.getByText('1 scan waiting').waitFor();
    await expect.poll(() => page.locator('.reading-card').count()).toBe(0);
    await page.unroute('**/*.wasm');
  });

  it('is given up by its button, and nothing comes of it', async () => {
    await open();
    const asked = await noteScans();
    await page.route('**/*.wasm', () => undefined);
    await bring(page, 'drop', await photo(ticketOf(0)));
    await page.locator('.reading-card').getByRole('button', { name: 'Cancel' }).click();
    await expect.poll(() => page.locator('.reading-card').count()).toBe(0);
    await page.unroute('**/*.wasm');
    await bring(page, 'drop', await photo(ticketOf(1)));
    await expect.poll(asked).toBe(`picture ${ticketOf(1)}`);
  });
});

describe('a file without a ticket', () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="90000" height="90000"/>';
  const large = Buffer.concat([pdfOf([ticketOf(0)]), Buffer.alloc(25_000_000)]);
  it.each([
    ['No code found', async () => [await photo(null)]],
    ['No code found', () => [pdfFile(pdfOf([null, null]))]],
    ['The PDF is locked', async () => [pdfFile(await locked(pdfOf([ticketOf(0)])))]],
    ['The file is damaged', () => [pdfFile(Buffer.from('%PDF-1.7 and no more'))]],
    [
      'The file is damaged',
      async () => [pictureFile((await photo(ticketOf(0))).buffer.subarray(0, 4000))],
    ],
    ['Not a picture or PDF', () => [{ ...pictureFile(Buffer.from(svg)), name: 'ticket.svg' }]],
    ['The file is too large', () => [pdfFile(large)]],
    ['The file is too large', () => [pictureFile(pictureBomb(12_000))]],
    ['More than one file', () => [pdfFile(pdfOf([null])), pdfFile(pdfOf([null]))]],
  ])('says "%s", and nothing is lost', async (title, make) => {
    await open();
    const asked = await noteScans();
    const before = admittedIn(deskOf(page));
    await bring(page, 'drop', ...(await make()));
    await dialog().getByText(title).waitFor();
    await dialog().getByText('Nothing was recorded.').waitFor();
    expect([await asked(), admittedIn(deskOf(page))]).toEqual(['', before]);
    // A scan closes it.
    await scan(page, ticketOf(0));
    await expect.poll(heroName).toContain('LINDQVIST');
    await expect.poll(() => dialog().count()).toBe(0);
  });

  it('leads to another one by the keyboard', async () => {
    await open();
    await bring(page, 'drop', await photo(null));
    await dialog().getByRole('button', { name: 'Choose another file' }).waitFor();
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.textContent))
      .toBe('Choose another file');
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      page.keyboard.press('Enter'),
    ]);
    await chooser.setFiles(await photo(ticketOf(0)));
    await expect.poll(heroName).toContain('LINDQVIST');
  });
});

describe('a locked desk', () => {
  it('takes no file', async () => {
    await open('role=none');
    await page.getByRole('button', { name: /Marie/ }).waitFor();
    for (const way of ['dragover', 'drop', 'paste'] as const) {
      expect([way, await bring(page, way, await photo(ticketOf(0)))]).toEqual([way, false]);
    }
  });

  it('and an open one shows where to drop', async () => {
    await open();
    await page.locator('.hero[data-kind="idle"]').waitFor();
    expect(await bring(page, 'dragover', await photo(ticketOf(0)))).toBe(true);
    await page.getByText('Drop the ticket here').waitFor();
  });
});

import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { PrinterSettings } from '../../domain/printing/print-job.ts';
import { readPrinters } from '../../main/base/config/station-settings.ts';
import { deskOf, type HarnessPages, openHarness } from '../renderer/harness/pages.ts';
import { ticketOf } from '../renderer/harness/people.ts';
import { scan } from '../renderer/harness/steps.ts';
import { go } from '../support/navigate.ts';

const dialogOf = (page: Page): Locator => page.getByRole('dialog');
const button = (page: Page, name: string): Locator =>
  page.getByRole('button', { name, exact: true });
const savedPrinters = (page: Page): PrinterSettings[] => readPrinters(deskOf(page).context.db, {});
const openScreen = async (page: Page): Promise<void> => {
  await go(page, /^Printers/);
  await page.getByRole('heading', { level: 1, name: 'Printers' }).waitFor();
};
const card = (page: Page, name: string): Locator =>
  page.getByRole('listitem').filter({ has: page.getByRole('heading', { name }) });

let harness: HarnessPages;
beforeAll(async () => {
  harness = await openHarness(inject('runFolder'));
});
afterAll(() => harness?.close());

function onPage(query: string, run: (page: Page) => Promise<void>): Promise<void> {
  return harness.onPage(query, run);
}

describe.concurrent('the test print', () => {
  it('of a printer that prints but does not tell: it is asked for its status only from then on', async ({
    expect,
  }) => {
    await onPage('printer=unknown', async (page) => {
      await openScreen(page);
      await button(page, 'Edit Left of desk 2').click();
      await button(page, 'Save and go to the test').click();
      await button(page, 'Print the test sheet').click();
      await dialogOf(page).getByText('In question: no confirmation').waitFor();
      await dialogOf(page).getByText('It came out, but Lanyard does not know').click();
      await dialogOf(page).getByText('Confirmed by an operator').waitFor();
      await button(page, 'Ask for its status only').click();
      await expect
        .poll(() => savedPrinters(page).map(({ ability }) => ability), {
          timeout: 20_000,
        })
        .toEqual(['status']);
    });
  });

  it('that is too wide leads to the width', async () => {
    await onPage('', async (page) => {
      await openScreen(page);
      await button(page, 'Edit Left of desk 2').click();
      await button(page, 'Save and go to the test').click();
      await button(page, 'Print the test sheet').click();
      await dialogOf(page).getByText('Printed', { exact: true }).waitFor();
      await dialogOf(page).getByText('The right edge is missing').click();
      await button(page, 'Change width or dots').click();
      await page.getByRole('textbox', { name: 'Printable width' }).fill('512');
      await button(page, 'Save and go to the test').click();
      await button(page, 'Print the test sheet').waitFor();
      expect(savedPrinters(page)).toMatchObject([{ widthDots: 512, ability: 'confirm' }]);
    });
  });
});

describe.concurrent('a printer', () => {
  it('is paused and goes on', async () => {
    await onPage('', async (page) => {
      await openScreen(page);
      await button(page, 'Pause Left of desk 2').click();
      await card(page, 'Left of desk 2').getByText('Printer is paused').waitFor();
      await button(page, 'Resume Left of desk 2').click();
      await card(page, 'Left of desk 2').getByText('Ready').waitFor();
    });
  });

  it('resumes wherever its pause is said: in the footer, and at a badge that waits for it', async ({
    expect,
  }) => {
    await onPage('id=0', async (page) => {
      const pause = (): Promise<unknown> =>
        page.evaluate(() => window.lanyard.pausePrinter({ id: 'left', paused: true }));
      const footer = page.getByRole('contentinfo');
      await pause();
      await footer.getByRole('button', { name: /Left of desk 2: Printer is paused/ }).click();
      await button(page, 'Resume Left of desk 2').click();
      await page.keyboard.press('Escape');
      await footer.getByText('Left of desk 2: Ready').waitFor();
      await pause();
      await scan(page, ticketOf(0));
      await page.locator('.hero-verdict').waitFor();
      await go(page, /^Problems/);
      const problems = page.getByRole('main', { name: 'Problems' });
      await problems.getByText('Printer is paused').waitFor();
      await problems.getByRole('button', { name: 'Resume Left of desk 2' }).click();
      await expect.poll(() => problems.getByText('Printer is paused').count()).toBe(0);
    });
  });

  it('is amber for a fault alone', async ({ expect }) => {
    await onPage('fleet=1', async (page) => {
      await openScreen(page);
      const tones = async (): Promise<string[]> =>
        page
          .locator('.printer-card-head > .chip')
          .evaluateAll((all) => all.map((one) => one.getAttribute('data-tone') ?? ''));
      // Ready, out of paper, paused, and one that reports nothing.
      await expect.poll(tones).toEqual(['go', 'look', 'quiet', 'quiet']);
    });
  });

  it('gets other badges loaded', async () => {
    await onPage('fleet=1', async (page) => {
      await openScreen(page);
      await button(page, 'Load other badges into USB').click();
      await page.getByRole('textbox', { name: 'What is loaded' }).fill('Blue cards');
      await dialogOf(page).getByText('Only these').click();
      for (const name of ['Head of delegation', 'Delegate', 'Observer', 'Interpreter']) {
        await dialogOf(page).getByText(name, { exact: true }).click();
      }
      await button(page, 'It is loaded').click();
      await dialogOf(page).getByText('Choose at least one category, or all.').waitFor();
      await dialogOf(page).getByText('Observer', { exact: true }).click();
      await button(page, 'It is loaded').click();
      await card(page, 'USB').getByText('Blue cards').waitFor();
      const usb = savedPrinters(page).find(({ id }) => id === 'usb');
      expect(usb).toMatchObject({
        name: 'USB',
        connection: { kind: 'device', path: '/dev/usb/lp0' },
        stock: { name: 'Blue cards', categories: ['observer'] },
      });
    });
  });

  it('is not overwritten by an edit that was closed: what was loaded meanwhile stands', async ({
    expect,
  }) => {
    await onPage('fleet=1', async (page) => {
      await openScreen(page);
      await button(page, 'Edit USB').click();
      await page.getByRole('textbox', { name: 'What is loaded' }).fill('Never said');
      await button(page, 'Close').click();
      await button(page, 'Load other badges into USB').click();
      await page.getByRole('textbox', { name: 'What is loaded' }).fill('Blue cards');
      await button(page, 'It is loaded').click();
      await card(page, 'USB').getByText('Blue cards').waitFor();
      await button(page, 'Edit USB').click();
      const loaded = page.getByRole('textbox', { name: 'What is loaded' });
      await expect.poll(() => loaded.inputValue()).toBe('Blue cards');
    });
  });

  it('is removed only after a question, whose Cancel has the focus', async () => {
    await onPage('fleet=1', async (page) => {
      await openScreen(page);
      await button(page, 'Remove USB').click();
      await dialogOf(page).waitFor();
      await page.keyboard.press('Enter');
      await dialogOf(page).waitFor({ state: 'detached' });
      expect(savedPrinters(page)).toHaveLength(4);
      await button(page, 'Remove USB').click();
      await dialogOf(page).getByRole('button', { name: 'Remove' }).click();
      await dialogOf(page).waitFor({ state: 'detached' });
      expect(savedPrinters(page).map(({ id }) => id)).toEqual(['left', 'right', 'office']);
    });
  });

  it('shows operators everything and lets them change nothing', async ({ expect }) => {
    await onPage('fleet=1&role=operator&history=1', async (page) => {
      await openScreen(page);
      await card(page, 'USB').getByText('Printer is paused').waitFor();
      for (const name of ['Add printer', 'Edit USB', 'Remove USB', 'Load other badges into USB']) {
        await expect.poll(() => button(page, name).count()).toBe(0);
      }
      await button(page, 'Test print on USB').waitFor();
      await button(page, 'History of USB').click();
      await dialogOf(page).getByText('Sent, not confirmed', { exact: true }).waitFor();
      await dialogOf(page)
        .getByRole('button', { name: /^Details of/ })
        .click();
      await dialogOf(page)
        .getByText(/ECONNREFUSED/)
        .waitFor();
      await expect
        .poll(() =>
          dialogOf(page)
            .getByRole('button', { name: /^Save the print data/ })
            .count(),
        )
        .toBe(0);
    });
  });

  it('has a history by outcome, and the bytes of each job for support', async ({ expect }) => {
    await onPage('fleet=1&history=1', async (page) => {
      await openScreen(page);
      await button(page, 'History of USB').click();
      const rows = dialogOf(page).locator('.history-row');
      await dialogOf(page).getByText('Broke off').waitFor();
      await expect.poll(() => rows.count()).toBe(10);
      await dialogOf(page)
        .getByRole('radio', { name: /Sent only/ })
        .click();
      await expect
        .poll(() => rows.locator('.chip').allTextContents())
        .toEqual(['Sent, not confirmed', 'Handed to the system, not confirmed']);
      await rows
        .first()
        .getByRole('button', { name: /^Details of A7F3/ })
        .click();
      await rows
        .first()
        .getByRole('button', { name: /^Save the print data of A7F3/ })
        .click();
      await page.getByText('Print data saved').waitFor();
    });
  });
});

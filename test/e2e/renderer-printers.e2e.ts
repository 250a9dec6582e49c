import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { PrinterSettings } from '../../domain/printing/print-job.ts';
import { readPrinters } from '../../main/base/config/station-settings.ts';
import { deskOf, type HarnessPages, openHarness } from '../renderer/harness/pages.ts';
import { ticketOf } from '../renderer/harness/people.ts';
import { openAdd, typeAddress } from '../renderer/harness/scenes-printing.ts';
import { scan } from '../renderer/harness/steps.ts';
import { asPeopleDo } from '../support/as-people-do.ts';
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

/** Presses Tab until the element has the focus; fails if it is never reached. */
async function tabTo(page: Page, element: Locator): Promise<void> {
  for (let presses = 0; presses < 40; presses += 1) {
    if (await element.evaluate((one) => one === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`not reached by Tab: ${String(element)}`);
}

let harness: HarnessPages;
beforeAll(async () => {
  harness = await openHarness(inject('runFolder'));
});
afterAll(() => harness?.close());

function onPage(query: string, run: (page: Page) => Promise<void>): Promise<void> {
  return harness.onPage(query, run);
}

describe.concurrent('adding a printer', () => {
  it('by finding it: address, name and model are filled in', async () => {
    await onPage('printer=none', async (page) => {
      await openAdd(page);
      await button(page, 'Look').click();
      await page.getByRole('button', { name: /ZD421 reception/ }).click();
      await dialogOf(page).getByText('ZPL (Zebra)').waitFor();
      await dialogOf(page).getByText('104 mm · 203 dpi').waitFor();
      await button(page, 'Next').click();
      await button(page, 'Save and go to the test').click();
      await button(page, 'Print the test sheet').waitFor();
      const [saved] = savedPrinters(page);
      expect(saved).toMatchObject({
        id: 'zd421-reception',
        name: 'ZD421 reception',
        model: 'zebra-zd421-203',
        language: 'zpl',
        connection: { kind: 'tcp', host: '192.168.10.52', port: 9100 },
        widthDots: 832,
        cut: false,
        stock: { categories: null, template: 'roll-80' },
      });
      await button(page, 'Done').click();
      await card(page, 'ZD421 reception').getByText('Ready').waitFor();
    });
  });

  it('by typing, with the keyboard alone', async () => {
    await onPage('fleet=1', async (page) => {
      await openScreen(page);
      await button(page, 'Add printer').focus();
      await page.keyboard.press('Enter');
      await tabTo(page, page.getByRole('textbox', { name: 'Address', exact: true }));
      await page.keyboard.type('fe80::41%eth0', asPeopleDo);
      await tabTo(page, button(page, 'Next'));
      await page.keyboard.press('Enter');
      await tabTo(page, page.getByRole('combobox'));
      await page.keyboard.type('t20', asPeopleDo);
      await page.getByRole('option', { name: 'Epson TM-T20III' }).waitFor();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await tabTo(page, button(page, 'Next'));
      await page.keyboard.press('Enter');
      await page.getByRole('textbox', { name: 'Name' }).waitFor();
      await page.keyboard.type('Far right', asPeopleDo);
      await tabTo(page, button(page, 'Save and go to the test'));
      await page.keyboard.press('Enter');
      await button(page, 'Print the test sheet').waitFor();
      expect(savedPrinters(page).at(-1)).toMatchObject({
        id: 'far-right',
        model: 'epson-tm-t20iii',
        connection: { kind: 'tcp', host: 'fe80::41%eth0', port: 9100 },
        ability: 'confirm',
      });
    });
  });

  it('names the field that is wrong and stands in it', async ({ expect }) => {
    await onPage('', async (page) => {
      await openAdd(page);
      const address = page.getByRole('textbox', { name: 'Address', exact: true });
      await address.fill('192.168.10.41:9100');
      await button(page, 'Next').click();
      await dialogOf(page).getByText('Write the port into its own field.').waitFor();
      await expect.poll(() => address.evaluate((one) => one === document.activeElement)).toBe(true);
      await address.fill('192.168.10.41');
      await dialogOf(page)
        .getByText(/set up there already/)
        .waitFor();
      await address.fill('192.168.10.42');
      await button(page, 'Next').click();
      await button(page, 'Next').click();
      await dialogOf(page).getByText('Choose the model, or “Another printer”.').waitFor();
    });
  });

  it('says what main refuses', async () => {
    await onPage('fails=savePrinter:not-allowed', async (page) => {
      await typeAddress(page);
      await page.getByRole('button', { name: /Show all models/ }).click();
      await page.getByRole('option').first().click();
      await button(page, 'Next').click();
      await page.getByRole('textbox', { name: 'Name' }).fill('Right');
      await button(page, 'Save and go to the test').click();
      await page.getByRole('alert').getByText('Not allowed here').waitFor();
      expect(savedPrinters(page)).toHaveLength(1);
    });
  });

  it('keeps what was typed when a scan closes it', async ({ expect }) => {
    await onPage('', async (page) => {
      await openAdd(page);
      await page.getByRole('textbox', { name: 'Address', exact: true }).fill('10.1.2.3');
      await scan(page, ticketOf(0));
      await page.locator('.hero-verdict').waitFor();
      await openAdd(page);
      const address = page.getByRole('textbox', { name: 'Address', exact: true });
      await expect.poll(() => address.inputValue()).toBe('10.1.2.3');
    });
  });

  it('a search can be stopped, and a subnet is tried only when it is typed', async () => {
    await onPage('search=endless', async (page) => {
      await openAdd(page);
      await button(page, 'Try each address').click();
      await dialogOf(page).getByText('Enter a range such as 192.168.10.0/24.').waitFor();
      await page.getByRole('textbox', { name: 'Address range' }).fill('192.168.10.0/24');
      await button(page, 'Try each address').click();
      await button(page, 'Stop looking').waitFor();
    });
    await onPage('search=endless', async (page) => {
      await openAdd(page);
      await button(page, 'Look').click();
      await button(page, 'Stop looking').click();
      await button(page, 'Look').waitFor();
    });
  });
});

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
      await expect
        .poll(() =>
          dialogOf(page)
            .getByRole('button', { name: /Save the bytes/ })
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
        .getByRole('button', { name: /^Save the bytes of A7F3/ })
        .click();
      await page.getByText('Bytes saved').waitFor();
    });
  });
});

import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { brotherRolls } from '../../domain/printing/brother.ts';
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
  it('by finding it: address, name and model are filled in', async ({ expect }) => {
    await onPage('printer=none', async (page) => {
      await openAdd(page);
      await page.getByRole('button', { name: /ZD421 reception/ }).click();
      const name = page.getByRole('textbox', { name: 'Name' });
      await expect.poll(() => name.inputValue()).toBe('ZD421 reception');
      await dialogOf(page).getByRole('button', { name: 'Model', exact: true }).click();
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

  it('by finding it: the search begins with the dialog, and three keys add the first', async ({
    expect,
  }) => {
    await onPage('printer=none', async (page) => {
      await openScreen(page);
      await page.keyboard.press('Control+n');
      const first = page.getByRole('button', { name: /Left of desk 2/ });
      await expect.poll(() => first.evaluate((one) => one === document.activeElement)).toBe(true);
      await page.keyboard.press('Enter');
      const name = page.getByRole('textbox', { name: 'Name' });
      await expect.poll(() => name.evaluate((one) => one === document.activeElement)).toBe(true);
      await page.keyboard.press('Enter');
      await button(page, 'Print the test sheet').waitFor();
      expect(savedPrinters(page)).toMatchObject([
        { id: 'left-of-desk-2', model: 'epson-tm-l90', name: 'Left of desk 2' },
      ]);
    });
  });

  it('by finding it: of an unknown model, that is asked for first', async () => {
    await onPage('printer=none', async (page) => {
      await openAdd(page);
      await page.getByRole('button', { name: /^Office printer/ }).click();
      await page.getByRole('combobox', { name: 'Model' }).waitFor();
      await button(page, 'Next').click();
      await dialogOf(page).getByText('Choose the model, or “Another printer”.').waitFor();
    });
  });

  it('by finding it: what is typed meanwhile keeps the focus', async ({ expect }) => {
    await onPage('printer=none&search=endless', async (page) => {
      await openAdd(page);
      const address = page.getByRole('textbox', { name: 'Address', exact: true });
      await address.focus();
      await button(page, 'Stop the search').waitFor();
      await page.keyboard.type('10.1.2.3', asPeopleDo);
      // An endless search finds nothing before it is cancelled: the printers come with its end.
      await page.evaluate(() => window.lanyard.cancelPrinterSearch());
      await page.getByRole('button', { name: /ZD421 reception/ }).waitFor();
      await expect.poll(() => address.evaluate((one) => one === document.activeElement)).toBe(true);
      await expect.poll(() => address.inputValue()).toBe('10.1.2.3');
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

  it('a search can be stopped, and a subnet is tried only when it is typed', async ({ expect }) => {
    await onPage('search=endless', async (page) => {
      await openAdd(page);
      await button(page, 'Stop the search').waitFor();
      await button(page, 'Try each address').click();
      await dialogOf(page).getByText('Enter a range such as 192.168.10.0/24.').waitFor();
      await page.getByRole('textbox', { name: 'Address range' }).fill('192.168.10.0/24');
      await button(page, 'Try each address').click();
      await dialogOf(page).getByText('Trying each address').waitFor();
      await button(page, 'Stop the search').click();
      await button(page, 'Search again').waitFor();
    });
    // Another printer's dialog searches only on request.
    await onPage('', async (page) => {
      await openScreen(page);
      await button(page, 'Edit Left of desk 2').click();
      await dialogOf(page).getByRole('button', { name: 'Find', exact: true }).click();
      await button(page, 'Search').click();
      await page.getByRole('button', { name: /ZD421 reception/ }).waitFor();
      await expect.poll(() => button(page, 'Search again').count()).toBe(1);
    });
  });

  it('addresses, and what the system says of a search that failed, are details', async ({
    expect,
  }) => {
    await onPage('printer=none&search=failed', async (page) => {
      await openAdd(page);
      await dialogOf(page)
        .getByText(/^USB could not be searched/)
        .waitFor();
      // biome-ignore lint/performance/useDomNodeTextContent: what is folded must not count
      const shown = (): Promise<string> => dialogOf(page).locator('.find').innerText();
      await expect.poll(shown).toContain('ZD421 reception');
      expect(await shown()).not.toMatch(/EACCES|192\.168\.10\.52/);
      await dialogOf(page).getByRole('button', { name: 'Details' }).click();
      await expect.poll(shown).toMatch(/192\.168\.10\.52[\s\S]*EACCES/);
    });
  });
});

describe.concurrent('what only one kind of printer has', () => {
  it('a printer of the system: colour and both sides, as its driver says', async ({ expect }) => {
    await onPage('printer=none', async (page) => {
      await openAdd(page);
      await page.getByRole('button', { name: /^Office printer/ }).click();
      await page.getByRole('combobox', { name: 'Model' }).waitFor();
      await dialogOf(page).getByText('The system reports colour. It prints one side.').waitFor();
      await dialogOf(page)
        .getByText('It reports these papers: 53.98 × 85.6 mm and 105 × 148 mm.')
        .waitFor();
      await page.getByRole('button', { name: /Show all models/ }).click();
      await page.getByRole('option').last().click();
      const colour = page.getByRole('switch', { name: 'Print templates in colour' });
      const bothSides = page.getByRole('switch', { name: 'Print both sides of cards' });
      await expect.poll(() => colour.isChecked()).toBe(false);
      await dialogOf(page).getByText('Print templates in colour').click();
      await dialogOf(page).getByText('Print both sides of cards').click();
      await expect.poll(() => bothSides.isChecked()).toBe(true);
      await button(page, 'Next').click();
      await button(page, 'Save and go to the test').click();
      await button(page, 'Print the test sheet').waitFor();
      expect(savedPrinters(page)).toMatchObject([
        {
          language: 'driver',
          ability: 'blind',
          connection: { kind: 'system', queue: 'Office_2nd_floor' },
          driver: { colour: true, bothSides: true },
        },
      ]);
      await button(page, 'Back').click();
      await button(page, 'Back').click();
      await dialogOf(page).getByText('Print both sides of cards').click();
      await button(page, 'Next').click();
      await button(page, 'Save and go to the test').click();
      await button(page, 'Print the test sheet').waitFor();
      const [saved] = savedPrinters(page);
      expect(saved?.driver).toEqual({ colour: true, bothSides: false });
    });
  });

  it('a Brother: the loaded roll, and with it the printable width', async () => {
    await onPage('printer=none', async (page) => {
      await typeAddress(page);
      await page.getByRole('combobox', { name: 'Model' }).fill('ql-820');
      await page.getByRole('option').first().click();
      await button(page, 'Next').click();
      await page.getByRole('textbox', { name: 'Name' }).fill('Rolls');
      await page.getByRole('button', { name: /Loaded roll/ }).click();
      await page.getByRole('option', { name: '54 mm', exact: true }).click();
      await button(page, 'Save and go to the test').click();
      await button(page, 'Print the test sheet').waitFor();
      expect(savedPrinters(page)).toMatchObject([
        { language: 'brother', brother: { roll: '54' }, widthDots: brotherRolls['54'].dots },
      ]);
    });
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { CallFailure } from '../../main/base/call-failure.ts';
import { deskOf, type HarnessPages, openHarness } from '../renderer/harness/pages.ts';
import { go } from '../support/navigate.ts';

let harness: HarnessPages;
beforeAll(async () => {
  harness = await openHarness(inject('runFolder'));
});
afterAll(() => harness?.close());

const grid = (page: Page) => page.getByRole('grid', { name: 'People' });
const rows = (page: Page) => grid(page).locator('[data-index]');
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const filter = async (page: Page, name: string, choice: string): Promise<void> => {
  await page.getByRole('group', { name: 'Filters' }).getByRole('button', { name }).click();
  await page.getByRole('menuitemradio', { name: choice, exact: true }).click();
};

it('lists everyone, searches, filters, and says if nobody matches', async () => {
  await harness.onPage({}, async (page) => {
    await go(page, 'People');
    await page.getByText(/^\d+ people$/).waitFor();
    const all = await rows(page).count();
    expect(all).toBeGreaterThan(10);
    await page.getByLabel('Search by name').fill('lindqvist');
    await page.getByText('1 person', { exact: true }).waitFor();
    await expect
      .poll(() => rows(page).allInnerTexts())
      .toEqual([expect.stringMatching(/LINDQVIST/)]);
    await page.getByLabel('Search by name').fill('');
    await expect.poll(() => rows(page).count()).toBe(all);
    await filter(page, 'E-mail', 'With e-mail');
    await button(page, 'E-mail, With e-mail').waitFor();
    await page.getByLabel('Search by name').fill('zzzz');
    await page.getByText('Nobody matches').waitFor();
    await button(page, 'Clear filters').last().click();
    await expect.poll(() => rows(page).count()).toBe(all);
  });
});

it('sorts by a heading, and turns the order round', async () => {
  await harness.onPage({}, async (page) => {
    await go(page, 'People');
    const first = () => rows(page).first().textContent();
    await rows(page).first().waitFor();
    const before = await first();
    await button(page, 'Name').click();
    await expect.poll(first).not.toBe(before);
    const heading = page.getByRole('columnheader', { name: 'Name' });
    await expect.poll(() => heading.getAttribute('aria-sort')).toBe('descending');
  });
});

it('selects by keyboard: one, a range, everybody, nobody', async () => {
  await harness.onPage({}, async (page) => {
    await go(page, 'People');
    await rows(page).first().waitFor();
    const total = Number(
      ((await page.getByText(/^\d+ people$/).textContent()) ?? '').replace(/\D/g, ''),
    );
    await grid(page).focus();
    await page.keyboard.press('Space');
    await page.getByText(`1 of ${total} selected`).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Shift+ArrowDown');
    await page.getByText(`3 of ${total} selected`).waitFor();
    await page.keyboard.press('Control+a');
    await page.getByText(`${total} of ${total} selected`).waitFor();
    await page.keyboard.press('Escape');
    await page.getByText(`${total} people`).waitFor();
    // With the mouse: a tick, then Shift to another.
    await rows(page).nth(1).locator('[data-tick]').click();
    await rows(page)
      .nth(4)
      .click({ modifiers: ['Shift'] });
    await page.getByText(`4 of ${total} selected`).waitFor();
  });
});

it('draws only the rows in view of 20,000 people', async () => {
  await harness.onPage({}, async (page) => {
    const desk = deskOf(page);
    const asked: number[] = [];
    desk.answers.listPeople = ({ from, count }) => {
      asked.push(from);
      return {
        from,
        total: 20_000,
        everybody: 20_000,
        rows: Array.from({ length: count }, (_, at) => rowOf(from + at)),
      };
    };
    await go(page, 'People');
    await page.getByText('20,000 people').waitFor();
    await grid(page).focus();
    await page.keyboard.press('End');
    await page.getByText('Person 19999', { exact: true }).waitFor();
    expect(await rows(page).count()).toBeLessThan(60);
    expect([...new Set(asked)].toSorted((a, b) => a - b)).toEqual([0, 19_900]);
  });
});

it('edits a person, says who did it, and undoes it', async () => {
  await harness.onPage({}, async (page) => {
    await go(page, 'People');
    await page.getByLabel('Search by name').fill('lindqvist');
    await page.getByText('1 person', { exact: true }).waitFor();
    await grid(page).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: /LINDQVIST/ }).waitFor();
    await button(page, 'Edit').click();
    await page.getByRole('textbox', { name: 'E-mail' }).fill('maria@example.org');
    await button(page, 'Save').click();
    const history = page.getByRole('region', { name: 'History' });
    await history.getByText('maria@example.org').waitFor();
    await button(page, 'Undo').click();
    await page.getByText('Undone.', { exact: true }).waitFor();
    await expect.poll(() => history.getByRole('listitem').count()).toBe(2);

    await button(page, 'Cancel registration').click();
    const question = page.getByRole('dialog', { name: /Cancel the registration of .*LINDQVIST/ });
    await question.getByRole('button', { name: 'Cancel registration' }).click();
    await page.getByRole('article').getByText('Cancelled', { exact: true }).first().waitFor();
    await button(page, 'Restore registration').click();
    await button(page, 'Cancel registration').waitFor();
    await button(page, 'Back to the list').click();
    // The search is as it was.
    await page.getByText('1 person', { exact: true }).waitFor();
  });
});

it('says that an undo failed after the person was left', async () => {
  await harness.onPage({}, async (page) => {
    await go(page, 'People');
    await page.getByLabel('Search by name').fill('lindqvist');
    await page.getByText('1 person', { exact: true }).waitFor();
    await rows(page).first().click();
    await button(page, 'Edit').click();
    await page.getByRole('textbox', { name: 'E-mail' }).fill('maria@example.org');
    await button(page, 'Save').click();
    await page.getByText('Saved.', { exact: true }).waitFor();
    deskOf(page).answers.changePeople = () => {
      throw new CallFailure('disk-full');
    };
    await button(page, 'Back to the list').click();
    await button(page, 'Undo').click();
    await page.getByRole('region', { name: 'Messages' }).getByText('The disk is full').waitFor();
  });
});

it('changes many at once, counts them, and undoes it', async () => {
  await harness.onPage({}, async (page) => {
    await go(page, 'People');
    await filter(page, 'Category', 'Interpreter');
    await page.getByText('1 person', { exact: true }).waitFor();
    await button(page, 'Category, Interpreter').waitFor();
    await button(page, 'Clear filters').click();
    await rows(page).nth(3).waitFor();
    const ticks = rows(page).locator('[data-tick]');
    await ticks.nth(0).click();
    await ticks.nth(1).click();
    await button(page, 'Change category').click();
    const dialog = page.getByRole('dialog', { name: 'Change category' });
    await dialog.getByRole('button', { name: /Category/ }).click();
    await page.getByRole('option', { name: 'Interpreter', exact: true }).click();
    await dialog.getByRole('button', { name: 'Change for 2 people' }).click();
    await page.getByText('2 people changed.').waitFor();
    const interpreters = () => rows(page).filter({ hasText: 'Interpreter' }).count();
    await expect.poll(interpreters).toBe(3);
    await button(page, 'Undo').click();
    await expect.poll(interpreters).toBe(1);

    await button(page, 'Cancel registrations').click();
    const question = page.getByRole('dialog', { name: 'Cancel 2 registrations?' });
    // Enter keeps them.
    await question.getByRole('button', { name: 'Cancel', exact: true }).press('Enter');
    await question.waitFor({ state: 'detached' });
    await button(page, 'Cancel registrations').click();
    await question.getByRole('button', { name: 'Cancel 2 registrations' }).click();
    await expect.poll(() => rows(page).filter({ hasText: 'Cancelled' }).count()).toBe(3);
  });
});

it('prints badges for those selected, and says who gets none', async () => {
  await harness.onPage({}, async (page) => {
    await go(page, 'People');
    await rows(page).first().waitFor();
    await grid(page).focus();
    await page.keyboard.press('Control+a');
    await page.getByText(/^(\d+) of \1 selected$/).waitFor();
    await button(page, 'Print badges').click();
    const dialog = page.getByRole('dialog', { name: /^Print badges for \d+ people$/ });
    const said = (await dialog.getByText(/^\d+ badges will print$/).textContent()) ?? '';
    await dialog.getByText('1 is cancelled').waitFor();
    await dialog.getByRole('button', { name: 'Start printing' }).click();
    await page.getByText('Printing ahead has started').waitFor();
    await dialog.waitFor({ state: 'detached' });
    const batches = deskOf(page).context.db.prepare('SELECT kind, total FROM print_batch').all();
    const total = Number.parseInt(said, 10);
    expect(total).toBeGreaterThan(1);
    expect(batches).toEqual([{ kind: 'selection', total }]);
  });
});

it('exports those selected as the list shows them', async () => {
  await harness.onPage({}, async (page) => {
    await go(page, 'People');
    await page.getByLabel('Search by name').fill('lindqvist');
    await page.getByText('1 person', { exact: true }).waitFor();
    await rows(page).first().locator('[data-tick]').click();
    await button(page, 'Export…').click();
    await page.getByText('1 person exported.').waitFor();
    const csv = readFileSync(join(deskOf(page).folder, 'savePeople'), 'utf8');
    expect(csv.split('\r\n')).toEqual([
      '\uFEFFName;Organisation;Category;State;Badge printed',
      expect.stringMatching(/^Maria LINDQVIST;Sweden;/),
      '',
    ]);
  });
});

it('leads to the import while nobody is on the list, and back', async () => {
  await harness.onPage({}, async (page) => {
    deskOf(page).answers.listPeople = () => ({ from: 0, total: 0, everybody: 0, rows: [] });
    await go(page, 'People');
    await page.getByText('Nobody is on the list yet').waitFor();
    await button(page, 'Import…').click();
    await button(page, 'Choose file…').waitFor();
    await button(page, 'Back to the list').click();
    await page.getByText('Nobody is on the list yet').waitFor();
  });
});

function rowOf(index: number) {
  return {
    id: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
    title: '',
    printedName: `Person ${index}`,
    givenName: '',
    familyName: '',
    nativeName: '',
    jobTitle: '',
    delegation: 'SWE',
    administration: '',
    email: '',
    category: 'delegate',
    status: 'confirmed' as const,
    vip: false,
    days: null,
    state: 'registered' as const,
    badgePrinted: false,
    ticketSent: false,
  };
}

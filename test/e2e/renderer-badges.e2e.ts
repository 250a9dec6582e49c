import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { startBatch } from '../../main/badges/print-batches.ts';
import {
  admitted,
  codeOf,
  countStock,
  crowd,
  fillBadges,
  fillBatches,
  handedOver,
  marie,
} from '../renderer/harness/deeds.ts';
import { deskOf, type HarnessPages, openHarness } from '../renderer/harness/pages.ts';
import { ticketOf } from '../renderer/harness/people.ts';
import { scan } from '../renderer/harness/steps.ts';
import type { World } from '../renderer/harness/world.ts';
import { asPeopleDo } from '../support/as-people-do.ts';
import { go } from '../support/navigate.ts';

let harness: HarnessPages;
let page: Page;
beforeAll(async () => {
  harness = await openHarness(inject('runFolder'));
  page = await harness.newPage();
});
afterAll(() => harness?.close());

const many = { query: 'printer=paper-out', prepare: fillBadges } as const;

/** The station on the page: tests of the same world continue where the one before ended. */
let opened: World | null = null;

/** Goes to the balance of a station, which is opened unless the page shows it already. */
async function openBadges(world: World = many): Promise<void> {
  if (opened !== world) {
    await harness.open(page, world);
    await page.locator('.rail').waitFor();
    opened = world;
  }
  await go(page, /^Badges$/);
  await tab('Balance');
}
const row = (name: RegExp) => page.getByRole('button', { name });
const recent = () => page.locator('.record-recent li');

/** The present count in a row of the balance. */
async function counted(name: string): Promise<number> {
  const text = await row(new RegExp(`^${name} \\d`)).textContent();
  return Number(/\d+/.exec(text ?? '')?.[0]);
}

/** Waits until a row of the balance has this count. */
const counts = (name: string, count: number): Promise<void> =>
  row(new RegExp(`^${name} ${count}(?!\\d)`)).waitFor();

const shownBy = (index: number): string => codeOf(deskOf(page), index);
const tab = (name: string): Promise<void> => page.getByRole('tab', { name }).click();

describe('a badge that is scanned on the badges screen', () => {
  it('is recorded there, one after the other, and can be taken back', async () => {
    await openBadges();
    const held = await counted('Handed over');
    const returned = await counted('Returned');
    const before = await recent().count();
    await scan(page, shownBy(2));
    await counts('Handed over', held - 1);
    await counts('Returned', returned + 1);
    await scan(page, shownBy(3));
    await counts('Returned', returned + 2);
    await page
      .getByRole('button', { name: /^Undo: badge/ })
      .first()
      .click();
    await counts('Returned', returned + 1);
    await expect.poll(() => recent().count()).toBe(before + 1);
  });

  it('is of no concern to the desk; a ticket is', async () => {
    await openBadges();
    const before = await recent().count();
    await scan(page, shownBy(1_000));
    await expect.poll(() => recent().count()).toBe(before + 1);
    await expect.poll(() => page.locator('.hero-verdict').isVisible()).toBe(false);
    await scan(page, ticketOf(2));
    await page.locator('.hero-verdict').waitFor();
    // Back where the scan came in, the record is still there.
    await page.getByRole('button', { name: 'Back to Badges' }).click();
    await page.getByText('Just recorded').waitFor();
    await expect.poll(() => recent().count()).toBe(before + 1);
  });

  it('goes to the desk from any other screen', async () => {
    await openBadges();
    const returned = await counted('Returned');
    await go(page, 'Print jobs');
    await scan(page, shownBy(1_001));
    await page.locator('.hero-verdict').waitFor();
    await go(page, /^Badges$/);
    await counts('Returned', returned);
  });

  it('is not called lost, since somebody holds it', async () => {
    await openBadges();
    const lost = await counted('Lost');
    await page.getByText('Lost', { exact: true }).last().click();
    await scan(page, shownBy(1_002));
    await page.getByText('You hold it in your hand').waitFor();
    await counts('Lost', lost);
  });
});

describe('a serial', () => {
  it('is typed and recorded by the keyboard alone', async () => {
    await openBadges();
    const lost = await counted('Lost');
    await page.getByRole('radio', { name: 'Returned' }).focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Tab');
    await page.keyboard.type('a7f30c12-000119', asPeopleDo);
    await page.keyboard.press('Enter');
    await counts('Lost', lost + 1);
    await expect
      .poll(() => page.getByRole('textbox', { name: /type its serial/ }).inputValue())
      .toBe('');
  });

  it('that nobody issued stays in the field, with what to do', async () => {
    await openBadges();
    const field = page.getByRole('textbox', { name: /type its serial/ });
    await page.getByRole('button', { name: 'Record', exact: true }).click();
    await page.getByText('Type a serial', { exact: true }).waitFor();
    await field.fill('A7F30C12-999999');
    await page.getByRole('button', { name: 'Record', exact: true }).click();
    await page.getByText('No badge has this serial').waitFor();
    await expect.poll(() => field.inputValue()).toBe('A7F30C12-999999');
  });
});

describe('a row of the balance', () => {
  it('opens its serials, from where one goes to another row and back', async () => {
    await openBadges();
    await row(/^Printed, not handed over/).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: /^Printed, not handed over 3/ }).waitFor();
    await page
      .getByRole('button', { name: /: destroyed$/ })
      .first()
      .click();
    await page.getByRole('heading', { name: /^Printed, not handed over 2/ }).waitFor();
    await page
      .getByRole('button', { name: /^Undo: badge/ })
      .first()
      .click();
    await page.getByRole('heading', { name: /^Printed, not handed over 3/ }).waitFor();
    await page.getByRole('button', { name: 'Back to the balance' }).click();
    await row(/^Destroyed 2/).waitFor();
  });

  it('is narrowed by name, and says where it holds more than it shows', async () => {
    await openBadges({
      query: 'admitted=0',
      prepare: (desk) => {
        for (const id of crowd(desk, 110)) handedOver(desk, admitted(desk, id).serial);
      },
    });
    await row(/^Handed over/).click();
    await page.getByText('Newest 100 of 110').waitFor();
    await page.getByRole('textbox', { name: 'Find by name or serial' }).fill('olafur');
    await page.getByText('Newest 100 of 110').waitFor({ state: 'detached' });
    const names = await page.locator('.badge-table tbody th > bdi').allTextContents();
    expect(new Set(names)).toEqual(new Set(['Ólafur ÞÓRÐARSON']));
  });
});

describe('the stock', () => {
  it('takes a count, says what follows, and takes it back', async () => {
    await openBadges({ prepare: (desk) => countStock(desk, 98) });
    await tab('Stock');
    await page.getByText('2 blanks are unaccounted for').waitFor();
    await page.locator('.stock-form .radio-card').filter({ hasText: /^Left/ }).click();
    await page.getByRole('textbox', { name: 'How many blanks' }).fill('100');
    await page.keyboard.press('Enter');
    await page.getByText('The count matches what should be left').waitFor();
    await page.getByRole('button', { name: /^Undo: 100 left/ }).click();
    await page.getByText('2 blanks are unaccounted for').waitFor();
  });

  it('names as many attempts as could explain it, and says when they do not', async () => {
    await openBadges({
      query: 'printer=unknown&admitted=0',
      prepare: (desk) => {
        for (const id of crowd(desk, 2)) admitted(desk, id);
        countStock(desk, 93);
      },
    });
    await tab('Stock');
    await page
      .getByText(/7 blanks are unaccounted for. attempt 1 .* and attempt 2 .* may explain/)
      .waitFor();
  });
});

/** Begins to print for everyone without a badge. */
const startWhole: World['prepare'] = async (desk) => {
  await startBatch(desk.context, marie(desk), { kind: 'roster' });
};

const plain: World = {};

describe('badges printed ahead', () => {
  it('are chosen by letters of a delegation, started, and seen to their end', async () => {
    await openBadges(plain);
    await tab('Print ahead');
    await page.getByRole('button', { name: 'Print badges ahead' }).click();
    await page.getByRole('combobox', { name: 'Delegation' }).fill('swe');
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByText('1 badge will print').waitFor();
    await page.getByRole('button', { name: 'Start printing' }).click();
    await page.getByRole('region', { name: 'Sweden' }).getByText('Finished').waitFor();
    await page.getByText('1 of 1 printed').waitFor();
  });

  it('are not started for a delegation whose badges are all there', async () => {
    await openBadges(plain);
    await tab('Print ahead');
    await page.getByRole('button', { name: 'Print badges ahead' }).click();
    await expect
      .poll(() => page.getByRole('button', { name: 'Start printing' }).isDisabled())
      .toBe(true);
    await page.getByRole('combobox', { name: 'Delegation' }).fill('thai');
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByText('No badge will print').waitFor();
    await page.getByText('1 has a badge already').waitFor();
    await expect
      .poll(() => page.getByRole('button', { name: 'Start printing' }).isDisabled())
      .toBe(true);
  });

  it('pause, go on, and are cancelled only after a question', async () => {
    await openBadges({ query: 'printer=slow', prepare: startWhole });
    await tab('Print ahead');
    const batch = page.getByRole('region', { name: 'Whole roster' });
    await batch.getByRole('button', { name: 'Pause' }).click();
    await batch.getByText('Paused').waitFor();
    await batch.getByRole('button', { name: 'Cancel batch' }).click();
    // The question has the focus on the harmless answer.
    await page
      .getByRole('dialog')
      .getByText(/0 of \d+ printed/)
      .waitFor();
    await page.keyboard.press('Enter');
    await batch.getByText('Paused').waitFor();
    await batch.getByRole('button', { name: 'Cancel batch' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel batch' }).click();
    await batch.getByText('Cancelled').waitFor();
    await expect.poll(() => batch.getByRole('button', { name: 'Pause' }).count()).toBe(0);
  });

  it('show what needs an answer, and take it', async () => {
    await openBadges({ prepare: (desk) => fillBatches(desk, 'problems') });
    await tab('Print ahead');
    await page.getByText('2 prints need a look').waitFor();
    await page.getByRole('button', { name: 'Yes, it came out' }).click();
    await page.getByText('1 print needs a look').waitFor();
  });
});

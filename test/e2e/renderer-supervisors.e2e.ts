import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { listPurges } from '../../db/privacy/purge-orders.ts';
import { purgeOrdered } from '../renderer/harness/deeds.ts';
import type { HarnessDesk } from '../renderer/harness/desk.ts';
import { deskOf, type HarnessPages, openHarness } from '../renderer/harness/pages.ts';
import { openSettings } from '../renderer/harness/steps.ts';

let harness: HarnessPages;
beforeAll(async () => {
  harness = await openHarness(inject('runFolder'));
});
afterAll(() => harness?.close());

const delegates = ({ context }: HarnessDesk) =>
  context.db.prepare('SELECT count(*) FROM delegate').pluck().get();

describe('an order of the hub to delete personal data', () => {
  const review = (page: Page) => page.getByRole('button', { name: 'Review…' }).click();

  it('is shown to anyone at the desk, and carried out once a supervisor typed the PIN', async () => {
    const prepare = (desk: HarnessDesk): void => {
      desk.setClock(Date.UTC(2018, 9, 28, 8));
      purgeOrdered(desk);
    };
    await harness.onPage({ query: 'sync=synced&role=operator', prepare }, async (page) => {
      const card = page.locator('.alert-cards');
      await card.getByText('Registration hall').waitFor();
      await review(page);
      const dialog = page.getByRole('dialog', { name: 'Delete all personal data?' });
      for (const text of ['Registration hall', 'Odile Renard', 'Tomasz Wójcik'])
        await dialog.getByText(text).waitFor();
      const send = dialog.getByRole('button', { name: 'Delete permanently' });
      await dialog.getByLabel('PIN of a supervisor').fill('0000');
      await send.click();
      await dialog.getByText('Wrong PIN.').waitFor();
      const before = delegates(deskOf(page));
      expect(before).toBeGreaterThan(0);
      await dialog.getByLabel('PIN of a supervisor').fill('2018');
      await send.click();
      await page.getByText('Agreed. Deleting personal data.').waitFor();
      await dialog.waitFor({ state: 'detached' });
      await card.getByText('Registration hall').waitFor({ state: 'detached' });
      expect([delegates(deskOf(page)), listOf(page)]).toMatchObject([0, [{ done: true }]]);
      await openSettings(/^Privacy$/)(page);
      await page.getByText('Agreed here by Marie DUPONT').waitFor();
    });
  });

  it('waits while the event is on, and stays in the settings once its card is dismissed', async () => {
    await harness.onPage({ query: 'sync=synced', prepare: purgeOrdered }, async (page) => {
      await review(page);
      const dialog = page.getByRole('dialog', { name: 'Order of the hub' });
      await dialog.getByText('The event has not ended').waitFor();
      await expect.poll(() => dialog.getByLabel('PIN of a supervisor').count()).toBe(0);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: /^Dismiss/ }).click();
      await expect.poll(() => page.getByRole('button', { name: 'Review…' }).count()).toBe(0);
      await openSettings(/^Privacy$/)(page);
      await review(page);
      await dialog.waitFor();
    });
  });

  function listOf(page: Page) {
    const { context } = deskOf(page);
    return listPurges(context.db, context.event.file.id).map(({ done }) => ({
      done: done !== null,
    }));
  }
});

describe('an operator whom one supervisor alone added', () => {
  it('is confirmed with a second supervisor’s PIN, not with one’s own', async () => {
    const prepare = ({ context }: HarnessDesk): void => {
      const of = (name: string) =>
        context.db.prepare('SELECT id FROM operator WHERE name = ?').pluck().get(name);
      context.db
        .prepare('UPDATE operator SET made_by = ? WHERE id = ?')
        .run(of('Marie DUPONT'), of('Jo'));
    };
    await harness.onPage({ prepare }, async (page) => {
      await openSettings(/Operators/)(page);
      await page.getByRole('button', { name: 'Confirm…' }).click();
      const dialog = page.getByRole('dialog', { name: 'Confirm Jo' });
      const send = dialog.getByRole('button', { name: 'Confirm Jo' });
      const pin = dialog.getByLabel(/^PIN of a second person/);
      await pin.fill('2018');
      await send.click();
      await dialog.getByText('Another person must approve.').waitFor();
      await pin.fill('4711');
      await send.click();
      await page.getByText('Jo confirmed').waitFor();
      await page.getByRole('button', { name: 'Confirm…' }).waitFor({ state: 'detached' });
      const { db } = deskOf(page).context;
      const alone = db.prepare('SELECT count(*) FROM operator WHERE made_by IS NOT NULL');
      expect(alone.pluck().get()).toBe(0);
    });
  });
});

describe('what is missing before the doors open', () => {
  it('leads to the screen or the tab where it is done, with the keys alone', async () => {
    await harness.onPage({ query: 'demo=0&role=organiser' }, async (page) => {
      const ready = openSettings(/^Ready/);
      await ready(page);
      await page.getByRole('button', { name: 'Open Hand scanner' }).press('Enter');
      await page.getByRole('button', { name: 'Start test' }).waitFor();
      await ready(page);
      await page.getByRole('button', { name: 'Open Badges' }).press('Enter');
      await page.getByRole('heading', { name: 'Badges', level: 1 }).waitFor();
    });
  });

  it('is for supervisors and organisers', async () => {
    await harness.onPage({ query: 'role=operator' }, async (page) => {
      await openSettings(/^About/)(page);
      await expect.poll(() => page.getByRole('button', { name: /^Ready/ }).count()).toBe(0);
    });
  });
});

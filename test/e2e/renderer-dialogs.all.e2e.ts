import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { stop } from '../renderer/harness/deeds.ts';
import { type HarnessPages, openHarness } from '../renderer/harness/pages.ts';
import { ticketOf, uuid } from '../renderer/harness/people.ts';
import { heading, personScanned, scan } from '../renderer/harness/steps.ts';
import type { World } from '../renderer/harness/world.ts';
import { go } from '../support/navigate.ts';

let harness: HarnessPages;
beforeAll(async () => {
  harness = await openHarness(inject('runFolder'));
});
afterAll(() => harness?.close());

/** Runs something on a separate page that shows the desk with the options of the query. */
function onPage(world: World | string, run: (page: Page) => Promise<void>): Promise<void> {
  return harness.onPage(world, run);
}

const dialogOf = (page: Page): Locator => page.getByRole('dialog');
const isFocused = (element: Locator): Promise<boolean> =>
  element.evaluate((one) => one === document.activeElement);
const holdsFocus = (element: Locator): Promise<boolean> =>
  element.evaluate((one) => one.contains(document.activeElement));

async function openWalkIn(page: Page): Promise<Locator> {
  await heading(page, 'Ready to scan');
  await page.keyboard.press('Control+n');
  await dialogOf(page).waitFor();
  return dialogOf(page);
}

describe('the dialogs of sync and problems', () => {
  it.each([
    ['', 'Join a hub…', 'Sync'],
    ['', 'Host the hub…', 'Sync'],
    ['sync=linked', 'Leave the hub…', 'Sync'],
    ['sync=linked', 'Resolve the duplicate of Ólafur ÞÓRÐARSON', /^Problems/],
    ['sync=away', 'Take over as hub…', 'Sync'],
    ['sync=host', 'Invite a station…', 'Sync'],
    ['sync=host', 'Stop hosting', 'Sync'],
  ])(
    '%s: "%s" opens by the keyboard, keeps the focus, and Escape gives it back',
    async (query, name, screen) => {
      await onPage(query, async (page) => {
        await go(page, screen);
        const button = page.getByRole('main').getByRole('button', { name, exact: true });
        await button.focus();
        await page.keyboard.press('Enter');
        await dialogOf(page).waitFor();
        for (let presses = 0; presses < 12; presses += 1) {
          await page.keyboard.press('Tab');
          expect(await holdsFocus(dialogOf(page))).toBe(true);
        }
        await page.keyboard.press('Escape');
        await dialogOf(page).waitFor({ state: 'detached' });
        await expect.poll(() => isFocused(button), { timeout: 10_000 }).toBe(true);
      });
    },
  );

  it('shut nobody out without being asked', async () => {
    await onPage('sync=host', async (page) => {
      await go(page, /Sync/);
      await page.getByRole('button', { name: 'Revoke Desk 1' }).click();
      await expect
        .poll(() => isFocused(dialogOf(page).getByRole('button', { name: 'Cancel' })))
        .toBe(true);
      await dialogOf(page).getByRole('button', { name: 'Revoke' }).click();
      const row = page.getByRole('row', { name: /^Desk 1/ });
      await row.getByText('Revoked', { exact: true }).waitFor();
    });
  });

  it('take over only once somebody says that the old hub is gone, and show a code at the end', async () => {
    await onPage('sync=away', async (page) => {
      await go(page, /Sync/);
      await page.getByRole('button', { name: 'Take over as hub…' }).click();
      const start = dialogOf(page).getByRole('button', { name: 'Take over now' });
      await expect.poll(() => start.isDisabled()).toBe(true);
      await dialogOf(page).getByText('The old hub is lost for good').click();
      await start.click();
      await dialogOf(page)
        .getByRole('img', { name: /Hub’s code/ })
        .waitFor();
      await heading(page, '1 of 5 stations is back');
    });
  });

  it('make another code once the first has run out', async () => {
    await onPage('sync=host&inviteLasts=1', async (page) => {
      await go(page, /Sync/);
      await page.getByRole('button', { name: 'Invite a station…' }).click();
      await dialogOf(page).getByRole('button', { name: 'Show code' }).click();
      await heading(page, 'This code is no longer valid');
      await heading(page, 'K7WQ 3XMA');
      await page.getByRole('button', { name: 'New code' }).click();
      await heading(page, 'P4HT 8RBC');
    });
  });
});

describe('a walk-in', () => {
  it('that lacks something leads to the first field concerned, which says what', async () => {
    await onPage('', async (page) => {
      const dialog = await openWalkIn(page);
      const name = dialog.getByLabel('Given name');
      await expect.poll(() => isFocused(name)).toBe(true);
      await dialog.getByLabel('Family name').focus();
      await page.keyboard.press('Enter');
      await expect.poll(() => isFocused(name), { timeout: 10_000 }).toBe(true);
      const described = (): Promise<string> =>
        name.evaluate((one) =>
          (one.getAttribute('aria-describedby') ?? '')
            .split(' ')
            .map((id) => document.getElementById(id)?.textContent)
            .join(' '),
        );
      await expect.poll(described).toContain('Enter a name.');
      await dialog.getByLabel('Given name').fill('Ingrid');
      await page.keyboard.press('Enter');
      const firstDocument = dialog.getByRole('radio').first();
      await expect.poll(() => isFocused(firstDocument), { timeout: 10_000 }).toBe(true);
    });
  });

  it.each([
    ['Register and check in', '.hero-verdict'],
    ['Register', '.delegate-panel h2'],
  ])('“%s” ends on %s', async (label, shown) => {
    await onPage('', async (page) => {
      const dialog = await openWalkIn(page);
      await dialog.getByLabel('Given name').fill('Ingrid');
      await dialog.getByLabel('Family name').fill('SOLBERG');
      await dialog.getByRole('combobox', { name: 'Delegation' }).fill('Jap');
      await page.getByRole('option').first().waitFor();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await dialog.getByRole('radio').first().check({ force: true });
      await dialog.getByLabel('Approved by').fill('Head of protocol');
      await dialog.getByRole('button', { name: label, exact: true }).click();
      await dialogOf(page).waitFor({ state: 'detached' });
      await page.locator(shown, { hasText: 'SOLBERG' }).waitFor();
    });
  });

  it('keeps what was typed when a scan comes in between', async () => {
    await onPage('', async (page) => {
      const dialog = await openWalkIn(page);
      await dialog.getByLabel('Family name').fill('SOLBERG');
      await scan(page, ticketOf(0));
      await page.locator('.hero-verdict').waitFor();
      await expect.poll(() => dialogOf(page).count()).toBe(0);
      await page.keyboard.press('Escape');
      const again = await openWalkIn(page);
      await expect.poll(() => again.getByLabel('Family name').inputValue()).toBe('SOLBERG');
    });
  });
});

const stopFirst: World['prepare'] = ({ context }) => stop(context.db, 'delegate', uuid(1, 0));

describe('the stop list at the desk', () => {
  it('gives operators an instruction and no reason', async () => {
    await onPage({ query: 'sync=linked&role=operator', prepare: stopFirst }, async (page) => {
      await personScanned(0)(page);
      const words = await page.locator('.hero').textContent();
      expect(words).toContain('One moment, please');
      expect(words).toContain('Call a supervisor');
      expect(words).not.toMatch(/on the stop list/i);
    });
  });

  it('tells supervisors what it says', async () => {
    await onPage({ query: 'sync=linked', prepare: stopFirst }, async (page) => {
      await personScanned(0)(page);
      const words = await page.locator('.hero').textContent();
      expect(words).toContain('Do not admit');
      expect(words).toMatch(/on the stop list/i);
    });
  });
});

describe('the foot of the page', () => {
  it.each([
    ['alone', /^No hub$/],
    ['linked', /Synced \d+\ss ago/],
    ['waiting', /4 waiting/],
    ['first-pull', /Fetching… 41%/],
    ['offline', /Offline since \d\d:\d\d · 2 waiting/],
    ['revoked', /Revoked by the hub/],
    ['wrong-certificate', /Wrong certificate/],
    ['host', /Hub on this desk/],
    ['host-failed', /Hub does not start/],
  ])('says in words how the hub is: %s', async (scene, words) => {
    await onPage(`sync=${scene}`, async (page) => {
      await page.getByRole('contentinfo').getByText(words).waitFor();
    });
  });
});

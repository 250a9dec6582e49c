import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type HarnessPages, openHarness } from '../renderer/harness/pages.ts';
import { go } from '../support/navigate.ts';

let harness: HarnessPages;
beforeAll(async () => {
  harness = await openHarness(inject('runFolder'));
});
afterAll(() => harness?.close());

describe('a clock that is far off', () => {
  it.each(['desk', 'door', 'kiosk'])('asks a supervisor at once: %s', async (mode) => {
    await harness.onPage(`sync=clock-far&mode=${mode}`, async (page) => {
      const dialog = page.getByRole('dialog', { name: 'Confirm the day and time' });
      await dialog.getByText(/Wednesday 3 October.*26\sh behind/).waitFor();
      for (let digits = 0; digits < 6; digits += 1)
        await dialog.getByRole('button', { name: '9', exact: true }).click();
      await dialog.getByRole('button', { name: 'Confirm the time' }).click();
      await dialog.getByRole('alert').waitFor();
      await expect.poll(() => dialog.count()).toBe(1);
    });
  });

  it('does not ask before somebody is signed in: the digits are theirs', async () => {
    await harness.onPage('sync=clock-far&role=none', async (page) => {
      await page.getByRole('heading', { level: 1 }).first().waitFor();
      await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
    });
  });
});

describe('what the hub said of its stations', () => {
  it.each([
    ['linked', [/^Desk 1.* ago, go$/, /^Desk 2.*, go$/, /^Door 2.*Never, quiet$/]],
    ['away', [/^Desk 1.*as of \d\d:\d\d, quiet$/, /^Desk 2.*, quiet$/]],
    ['revoked', [/^Desk 1.*as of \d\d:\d\d, quiet$/, /^Desk 2.*, stop$/]],
  ])('is green and has ages only while it is heard: %s', async (sync, expected) => {
    await harness.onPage(`sync=${sync}`, async (page) => {
      await go(page, 'Sync');
      const rows = page.locator('.sync-table tbody tr');
      await rows.first().waitFor();
      const shown = await rows.evaluateAll((all) =>
        all.map((row) => {
          const cells = [...row.querySelectorAll('th, td')].map((cell) => cell.textContent);
          const tone = row.querySelector('td:last-child .chip')?.getAttribute('data-tone');
          return `${cells[0]} ${cells[2]}, ${tone}`;
        }),
      );
      for (const row of expected) expect(shown).toContainEqual(expect.stringMatching(row));
    });
  });
});

import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type HarnessPages, openHarness } from '../renderer/harness/pages.ts';

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

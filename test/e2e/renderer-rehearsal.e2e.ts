import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { type HarnessPages, openHarness } from '../renderer/harness/pages.ts';
import { openSettings } from '../renderer/harness/steps.ts';

let harness: HarnessPages;
beforeAll(async () => {
  harness = await openHarness(inject('runFolder'));
});
afterAll(() => harness?.close());

it('simulates what is typed, says where each number is from, and marks what is none', async () => {
  await harness.onPage('demo=0&sync=synced', async (page) => {
    await openSettings('settings.tabs.ready')(page);
    const part = page.getByRole('region', { name: 'Rehearsal: Tuesday 2 October' });
    const people = part.getByLabel('People expected');
    const desks = part.getByLabel('Desks', { exact: true });
    const describes = (field: typeof people): Promise<string> =>
      field.evaluate((input) => {
        const ids = input.getAttribute('aria-describedby') ?? '';
        return ids
          .split(' ')
          .map((id) => document.getElementById(id)?.textContent ?? '')
          .join(' ');
      });
    await expect.poll(() => describes(people)).toContain('On the roster');
    await expect.poll(() => describes(part.getByLabel('Seconds at a desk'))).toContain('Assumed');
    await people.fill('1000');
    await part.getByText('Too few lanes: 1. With 7, 95 of 100 people wait').waitFor();
    await expect.poll(() => describes(people)).toContain('Entered here');
    await part.getByRole('img', { name: /^People waiting from 12:30 on: about 8\d\d/ }).waitFor();
    await desks.fill('9');
    await part.getByText('Enough lanes: 9. With 7 already').waitFor();
    await part.getByText('At the session (13:30), nobody is waiting.').waitFor();
    await desks.fill('0');
    await part.getByText('Without a lane nobody is checked in.').waitFor();
    await desks.fill('many');
    await part.getByText('Correct the marked fields.').waitFor();
    await expect.poll(() => describes(desks)).toContain('From 0 to 1,000');
    await desks.fill('1');
    await part.getByLabel('First session begins').fill('12:00');
    await part.getByText('Not before registration opens.').waitFor();
    await part.getByRole('button', { name: 'Open Training' }).click();
    await page.getByRole('heading', { name: 'Training' }).waitFor();
  });
});

it('asks for people where the roster has none', async () => {
  await harness.onPage('roster=empty&admitted=0', async (page) => {
    await openSettings('settings.tabs.ready')(page);
    await page.getByText('Nobody is expected. Import the list, or enter a number.').waitFor();
    await expect.poll(() => page.locator('.rehearsal-chart').count()).toBe(0);
  });
});

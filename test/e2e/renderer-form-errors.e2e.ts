import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { type HarnessPages, openHarness } from '../renderer/harness/pages.ts';

let harness: HarnessPages;
beforeAll(async () => {
  harness = await openHarness(inject('runFolder'));
});
afterAll(() => harness?.close());

it('an event created too early leads back to its name, in view and read out', async () => {
  await harness.onPage('first=1&setUp=event&source=create&demo=1&lang=fr', async (page) => {
    await page.getByRole('button', { name: 'Créer l’événement', exact: true }).click();
    const name = page.getByLabel(/^Nom de l’événement/);
    await expect.poll(() => name.evaluate((one) => one === document.activeElement)).toBe(true);
    const message = page.getByText('Indiquez un nom.', { exact: true });
    const described = await name.getAttribute('aria-describedby');
    expect(described).toContain((await message.getAttribute('id')) ?? 'no message');
    const height = await page.evaluate(() => window.innerHeight);
    const { y = -1 } = (await message.boundingBox()) ?? {};
    expect(y).toBeGreaterThanOrEqual(0);
    expect(y).toBeLessThan(height);
  });
});

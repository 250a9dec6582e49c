import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import type { StationSettings } from '../../domain/base/station-settings.ts';
import { readStationSettings } from '../../main/base/config/station-settings.ts';
import { deskOf, type HarnessPages, openHarness } from '../renderer/harness/pages.ts';
import { openSettings } from '../renderer/harness/steps.ts';
import { said } from '../renderer/harness/words.ts';

let harness: HarnessPages;
beforeAll(async () => {
  harness = await openHarness(inject('runFolder'));
});
afterAll(() => harness?.close());

it('shows each plain setting of the desk in a row, and saves what is chosen', async () => {
  await harness.onPage('', async (page) => {
    const stored = (): StationSettings => readStationSettings(deskOf(page).context.db, {});
    await openSettings('settings.tabs.desk')(page);
    for (const label of ['Language of the screens', 'Checkpoint', 'Lock when idle'])
      await page.getByRole('button', { name: label }).waitFor();
    await page.getByRole('button', { name: 'Hand-over of a badge' }).click();
    await page.getByRole('option', { name: 'At the next delegate' }).click();
    await expect.poll(() => stored().handOver).toBe('next-scan');
    const before = stored().sounds;
    await page.locator('.switch').filter({ hasText: 'Sounds' }).click();
    await expect.poll(() => stored().sounds).toBe(!before);
  });
});

it('shows the times of a kiosk, and saves none that is out of bounds', async () => {
  await harness.onPage('as=kiosk', async (page) => {
    const stored = (): StationSettings => readStationSettings(deskOf(page).context.db, {});
    await openSettings(said('settings.tabs.station'))(page);
    const idle = page.getByLabel('Seconds until it asks');
    const before = stored().idleSeconds;
    await idle.fill('5');
    await idle.blur();
    await expect.poll(() => idle.getAttribute('aria-invalid')).toBe('true');
    expect(stored().idleSeconds).toBe(before);
    await idle.fill('75');
    await idle.blur();
    await expect.poll(() => stored().idleSeconds).toBe(75);
    await page.getByLabel('Seconds to answer').waitFor();
  });
});

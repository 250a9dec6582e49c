import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { findEvent } from '../../db/event/events.ts';
import { findTemplate, saveTemplate } from '../../db/templates.ts';
import { rollTemplate } from '../../domain/templates/default-templates.ts';
import { readStationSettings } from '../../main/base/config/station-settings.ts';
import { eventArchive } from '../renderer/harness/files.ts';
import { deskOf, type HarnessPages, openHarness } from '../renderer/harness/pages.ts';
import { openSettings } from '../renderer/harness/steps.ts';
import { said } from '../renderer/harness/words.ts';

let harness: HarnessPages;
beforeAll(async () => {
  harness = await openHarness(inject('runFolder'));
});
afterAll(() => harness?.close());

const query = 'first=1&setUp=event&source=create&demo=1';
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const earlier = (page: Page) => page.getByRole('region', { name: 'Start from an earlier event' });
const chooseEarlier = (page: Page) =>
  earlier(page)
    .getByRole('button', { name: /^Choose/ })
    .click();

it('an event is archived at one station, and the next one begins from it at another', async () => {
  await harness.onPage('', async (old) => {
    const before = deskOf(old).context;
    saveTemplate(before.db, { ...rollTemplate(), id: 'ours', name: 'Ours' }, 0);
    await openSettings(said('settings.tabs.station'))(old);
    await button(old, 'Archive the event…').click();
    const dialog = old.getByRole('dialog');
    await dialog.getByText('1 own badge template').waitFor();
    await dialog.getByText(/^No signed reports of/).waitFor();
    await button(old, 'Make the archive').click();
    const phrase = dialog.getByText(/^[a-z]+( [a-z]+){5}$/);
    await phrase.waitFor();
    const passphrase = (await phrase.textContent()) ?? '';
    await old.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    const made = join(deskOf(old).folder, 'saveArchive');
    await harness.onPage(query, async (page) => {
      const desk = deskOf(page);
      const path = join(desk.folder, 'conference.lanyard-archive');
      copyFileSync(made, path);
      desk.files = { ...desk.files, chooseEarlierEvent: path };
      await chooseEarlier(page);
      await expect.poll(() => page.getByLabel('Passphrase').count()).toBe(1);
      await page.keyboard.insertText('something else');
      await page.keyboard.press('Enter');
      await page.getByText('The passphrase is wrong').waitFor();
      await page.getByLabel('Passphrase').fill(passphrase);
      await page.keyboard.press('Enter');
      await earlier(page).getByText('1 badge template with logos').waitFor();
      // The choices that a kind of event would set are not offered.
      await expect.poll(() => page.getByText('Kind of event', { exact: true }).count()).toBe(0);
      await page.getByLabel('Name of the event in English').fill('The next one');
      await page.getByLabel(/^First day/).fill('2027-10-24');
      await button(page, 'Create the event').click();
      const { db } = desk.context;
      const created = () => findEvent(db, readStationSettings(db, {}).eventId ?? '')?.file;
      await expect.poll(() => created()?.name.en).toBe('The next one');
      expect(created()).toMatchObject({
        categories: before.event.file.categories,
        extraFields: before.event.file.extraFields,
        days: ['2027-10-24'],
      });
      expect(findTemplate(db, 'ours')?.name).toBe('Ours');
    });
  });
});

it('a changed archive is refused, and the event is created without it', async () => {
  const prepare = (desk: Parameters<typeof eventArchive>[0]) => eventArchive(desk, true);
  await harness.onPage({ query, prepare }, async (page) => {
    await chooseEarlier(page);
    await page.getByText('The archive was altered').waitFor();
    await expect.poll(() => page.getByLabel('Passphrase').count()).toBe(0);
    await eventArchive(deskOf(page));
    await chooseEarlier(page);
    await earlier(page).getByRole('button', { name: 'Remove' }).click();
    await page.getByText('Kind of event', { exact: true }).waitFor();
    await expect.poll(() => button(page, 'Create the event').isEnabled()).toBe(true);
  });
});

import { randomUUID } from 'node:crypto';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { findPeers } from '../../main/sync/stick/peers.ts';
import { eventPackage, packagePhrase } from '../renderer/harness/files.ts';
import { deskOf, type HarnessPages, openHarness } from '../renderer/harness/pages.ts';
import { goTo } from '../renderer/harness/steps.ts';

let harness: HarnessPages;
beforeAll(async () => {
  harness = await openHarness(inject('runFolder'));
});
afterAll(() => harness?.close());

const query = 'first=1&setUp=event&source=package&demo=1';
const choose = (page: Page) => page.getByRole('button', { name: /^Choose…/ }).click();
const next = (page: Page, name: string) => page.getByRole('button', { name });

describe('an event package on its screens', () => {
  it('is made at one station and makes another one ready, which knows its fellows', async () => {
    await harness.onPage('', async (maker) => {
      await goTo('app.sync')(maker);
      await maker.getByRole('button', { name: 'Make an event package…' }).click();
      const dialog = maker.getByRole('dialog');
      const make = dialog.getByRole('button', { name: 'Make the package' });
      await dialog.getByLabel('Desks').fill('0');
      await make.click();
      await dialog.getByText('Make 1 to 50 stations.').first().waitFor();
      await dialog.getByLabel('Desks').fill('2');
      await make.click();
      const phrase = dialog.getByText(/^[a-z]+( [a-z]+){5}$/);
      await phrase.waitFor();
      const passphrase = (await phrase.textContent()) ?? '';
      await dialog.getByText('Desk 1 · Desk 3').waitFor();
      await maker.keyboard.press('Enter');
      await dialog.waitFor({ state: 'detached' });
      await maker.getByRole('button', { name: 'Write to a stick…' }).waitFor();
      const made = join(deskOf(maker).folder, 'savePackage');
      await harness.onPage(query, async (page) => {
        const desk = deskOf(page);
        // All stations of the harness have the same id.
        desk.context.self.station = randomUUID();
        const path = join(desk.folder, 'event.lanyard-package');
        copyFileSync(made, path);
        desk.files = { ...desk.files, choosePackage: path };
        await choose(page);
        // Enter opens: the passphrase has the focus.
        await page.getByLabel('Passphrase').waitFor();
        await page.keyboard.insertText(passphrase);
        await page.keyboard.press('Enter');
        await page.getByText(/^Desk 3/).click();
        await next(page, 'Set up as Desk 3').click();
        await page.getByRole('heading', { name: 'Restarting' }).waitFor();
        const { context } = desk;
        const peers = findPeers({ ...context, event: deskOf(maker).context.event });
        expect(peers?.stations.map(({ name }) => name)).toEqual(['Desk 1', 'Desk 2', 'Desk 3']);
      });
    });
  });

  it('offers only the parts that are free, and says what is wrong with the file', async () => {
    await harness.onPage({ query, prepare: eventPackage() }, async (page) => {
      await choose(page);
      await page.getByLabel('Passphrase').fill('something else');
      await next(page, 'Open the package').click();
      await page.getByText('The passphrase is wrong').waitFor();
      await page.getByLabel('Passphrase').fill(packagePhrase);
      await next(page, 'Open the package').click();
      const radio = (name: RegExp) => page.getByRole('radio', { name });
      await expect.poll(() => radio(/Desk 2.*opened/).isDisabled()).toBe(true);
      await expect.poll(() => radio(/Desk 3/).isEnabled()).toBe(true);
      await expect.poll(() => next(page, 'Choose a station').isDisabled()).toBe(true);
    });
    await harness.onPage({ query, prepare: eventPackage('damaged') }, async (page) => {
      await choose(page);
      await page.getByText('The package was altered').waitFor();
      await expect.poll(() => page.getByLabel('Passphrase').count()).toBe(0);
    });
  });
});

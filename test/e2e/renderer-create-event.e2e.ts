import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { findEvent } from '../../db/event/events.ts';
import { readStationSettings } from '../../main/base/config/station-settings.ts';
import { eventTableFiles } from '../renderer/harness/files.ts';
import { deskOf, type HarnessPages, openHarness } from '../renderer/harness/pages.ts';
import { chooseFirst } from '../support/fill-list.ts';

let harness: HarnessPages;
beforeAll(async () => {
  harness = await openHarness(inject('runFolder'));
});
afterAll(() => harness?.close());

const begin = 'first=1&setUp=event&source=create&demo=1';
const button = (page: Page, name: string): Locator =>
  page.getByRole('button', { name, exact: true });
const file = (page: Page, name: string): Locator => page.getByRole('region', { name });

async function fillIn(page: Page): Promise<void> {
  await page.getByLabel('Name of the event').fill('Forum');
  await page.getByLabel(/^Place(?! in)/).fill('Brussels');
  await page.getByLabel(/^First day/).fill('2026-10-24');
  await page.getByLabel(/^Last day/).fill('2026-10-26');
  await chooseFirst(
    page.getByRole('combobox', { name: /Time zone/ }),
    'Brussels',
    'Europe/Brussels',
  );
}

it('an event is created with the organiser’s delegations and sessions', async () => {
  await harness.onPage(begin, async (page) => {
    const desk = deskOf(page);
    eventTableFiles(false)(desk);
    await fillIn(page);
    await page.getByText('Your own table').click();
    await button(page, 'Create the event').click();
    await page.getByText('Choose a correct table, or another source.').waitFor();
    // The members come back as they were saved; then another file replaces them.
    await button(page, 'Save the members of the WCO as a table').click();
    await page.getByText('Saved', { exact: true }).waitFor();
    const table = file(page, 'List of delegations');
    const own = desk.files;
    desk.files = { ...own, chooseDelegations: join(desk.folder, 'saveEventTable') };
    await table.getByRole('button', { name: 'Choose…' }).click();
    await table.getByText('183 delegations').waitFor();
    desk.files = own;
    await table.getByRole('button', { name: 'Choose another…' }).click();
    await table.getByText('6 delegations').waitFor();
    await file(page, 'Sessions').getByRole('button', { name: 'Choose…' }).click();
    await file(page, 'Sessions').getByText('Reformation Day lasts whole days').waitFor();
    await page.getByText('6 delegations · 4 sessions · 10 categories · 7 checkpoints').waitFor();
    await button(page, 'Create the event').click();
    const { db } = desk.context;
    const created = () => findEvent(db, readStationSettings(db, {}).eventId ?? '')?.file;
    await expect.poll(() => created()?.name.en).toBe('Forum');
    expect(created()?.delegations).toHaveLength(6);
    expect(created()?.checkpoints.map(({ id }) => id)).toEqual([
      'registration',
      'entrance',
      'exit',
      'opening-session',
      'working-group-on-data',
      'working-group-on-data-2',
      'working-group-on-data-3',
    ]);
  });
});

it('the kind of event proposes a word for its groups; another is chosen, and the form says it', async () => {
  await harness.onPage(begin, async (page) => {
    const word = page.getByRole('button', { name: /Word for groups/ });
    await expect.poll(() => word.textContent()).toBe('Delegations');
    await page.getByText(/^Open day/).click();
    await page.getByText('No companies').waitFor();
    await word.click();
    await page.getByRole('option', { name: 'Faculties' }).click();
    await page.getByText('No faculties').waitFor();
    await page.getByText(/^0 faculties · /).waitFor();
    await fillIn(page);
    await button(page, 'Create the event').click();
    const { db } = deskOf(page).context;
    const created = () => findEvent(db, readStationSettings(db, {}).eventId ?? '')?.file;
    await expect.poll(() => created()?.groupWord).toBe('faculty');
  });
});

it('a broken file is told and the rest of the step stays; days changed are checked again', async () => {
  await harness.onPage(begin, async (page) => {
    const desk = deskOf(page);
    eventTableFiles(true)(desk);
    await fillIn(page);
    const sessions = file(page, 'Sessions');
    await sessions.getByRole('button', { name: 'Choose…' }).click();
    await sessions.getByText('2 problems in this file').waitFor();
    await page.getByText('183 delegations · 0 sessions').waitFor();
    await sessions.getByRole('row', { name: /tour@.*Outside of the event’s days/ }).waitFor();
    await button(page, 'Create the event').click();
    await sessions.getByText('Correct the sessions and choose the file again').waitFor();
    // The day of the tour is part of the event now; the dinner still ends before it begins.
    await page.getByLabel(/^Last day/).fill('2026-11-03');
    await sessions.getByText('1 problem in this file').waitFor();
    const cut = join(desk.folder, 'cut.ics');
    writeFileSync(cut, 'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:q');
    desk.files = { ...desk.files, chooseSessions: cut };
    await sessions.getByRole('button', { name: 'Choose another…' }).click();
    await sessions.getByText(/Incomplete calendar/).waitFor();
    const pdf = join(desk.folder, 'table.pdf');
    writeFileSync(pdf, '%PDF-1.7');
    desk.files = { ...desk.files, chooseDelegations: pdf };
    await page.getByText('Your own table').click();
    const table = file(page, 'List of delegations');
    await table.getByRole('button', { name: 'Choose…' }).click();
    await table.getByText('The file is not a table').waitFor();
    expect(await page.getByLabel('Name of the event').inputValue()).toBe('Forum');
    await sessions.getByRole('button', { name: 'Remove' }).click();
    await sessions.getByRole('button', { name: 'Choose…' }).waitFor();
    await page.getByText(/^Members of the WCO/).click();
    await page.getByText('183 delegations · 0 sessions').waitFor();
    await button(page, 'Create the event').click();
    const { db } = desk.context;
    const created = () => findEvent(db, readStationSettings(db, {}).eventId ?? '')?.file.name.en;
    await expect.poll(created).toBe('Forum');
  });
});

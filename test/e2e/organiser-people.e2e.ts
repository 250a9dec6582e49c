import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeCheckpoint } from '../../domain/event/event-file.ts';
import { liveUrl } from '../../domain/organiser/organiser.ts';
import { cleanUp } from '../hub/http/support.ts';
import { openBrowser } from '../renderer/harness/browser.ts';
import { type OrganiserHub, startOrganiserHub } from '../web/organiser/harness/hub.ts';
import { openPage } from '../web/organiser/harness/pages.ts';
import { busiest } from '../web/organiser/harness/venue.ts';

let browser: Browser;
let hub: OrganiserHub;
beforeAll(async () => {
  browser = await openBrowser();
  hub = await startOrganiserHub('day');
});
afterAll(async () => {
  await browser?.close();
  await cleanUp();
});

const grid = (page: Page) => page.getByRole('grid', { name: 'People' });
const rows = (page: Page) => grid(page).locator('[data-index]');
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const find = async (page: Page, text: string): Promise<void> => {
  await page.getByLabel('Search by name').fill(text);
  await page.getByText('1 person', { exact: true }).waitFor();
};

it('finds a person, edits, and undoes it', async () => {
  const { page, context, complaints } = await openPage(browser, hub, {
    role: 'organiser',
    place: 'people',
  });
  await find(page, busiest.registrationCode);
  await rows(page).first().click();
  await page.getByRole('heading', { level: 2, name: busiest.printedName }).waitFor();
  expect(page.url()).toContain(`#/people/${busiest.id}`);
  await button(page, 'Edit').click();
  await page.getByRole('textbox', { name: 'E-mail' }).fill('new@example.org');
  await button(page, 'Save').click();
  const history = page.getByRole('region', { name: 'History' });
  await history.getByText('new@example.org').waitFor();
  await history.getByText(/Changed at the hub/).waitFor();
  await history.getByText((await hub.signedIn('organiser')).account.name).waitFor();
  expect((await hub.admin.delegate(busiest.id)).email).toBe('new@example.org');
  await button(page, 'Undo').click();
  await page.getByText('Undone.', { exact: true }).waitFor();
  expect((await hub.admin.delegate(busiest.id)).email).toBe(busiest.email);
  await button(page, 'Back to the list').click();
  // The search is as it was.
  await page.getByText('1 person', { exact: true }).waitFor();
  await rows(page).first().click();
  await button(page, 'Admissions, badges, ticket').click();
  await page.getByRole('heading', { level: 2, name: 'Admissions' }).waitFor();
  expect(complaints).toEqual([]);
  await context.close();
});

it('changes some people at once, shows it in the list at once, and undoes it', async () => {
  const { page, context } = await openPage(browser, hub, { role: 'organiser', place: 'people' });
  // Without the hub's hints only the page's own change renews the list.
  await page.route(`**${liveUrl}`, (route) => route.abort());
  await page.reload();
  const ticks = rows(page).locator('[data-tick]');
  await ticks.nth(0).click();
  await ticks.nth(1).click();
  await button(page, 'Cancel registrations').click();
  await button(page, 'Cancel 2 registrations').click();
  await page.getByText('2 people changed.').waitFor();
  const cancelled = async (): Promise<number> =>
    (await rows(page).allInnerTexts()).slice(0, 2).filter((text) => text.includes('Cancelled'))
      .length;
  await expect.poll(cancelled).toBe(2);
  await button(page, 'Undo').click();
  await page.getByText('Undone.', { exact: true }).waitFor();
  await expect.poll(cancelled).toBe(0);
  await button(page, 'Import…').click();
  await page.getByRole('heading', { level: 1, name: 'Import people' }).waitFor();
  await context.close();
});

it('exports the selected people as the list shows them', async () => {
  const { page, context } = await openPage(browser, hub, { role: 'protocol', place: 'people' });
  const ticks = rows(page).locator('[data-tick]');
  await ticks.nth(0).click();
  await ticks.nth(1).click();
  const first = await rows(page).first().textContent();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    button(page, 'Export…').click(),
  ]);
  await page.getByText('2 people exported.').waitFor();
  expect(file.suggestedFilename()).toBe('people.csv');
  const lines = readFileSync(await file.path(), 'utf8').split('\r\n');
  expect(lines[0]).toBe('\uFEFFName;Organisation;Category;State;Badge printed');
  expect(lines).toHaveLength(4);
  expect(first).toContain(lines[1]?.split(';')[0]);
  // Who may only export changes no one.
  expect(await page.getByRole('button', { name: /category$|registrations$/ }).count()).toBe(0);
  await context.close();
});

it('books a session for a person, asks about another at that time, and gives it up', async () => {
  const windows = [{ day: '2018-10-03', opens: '10:00', closes: '11:00' }];
  const sessions = [
    ['Forensics', 'workshop-1', 1],
    ['Profiling', 'workshop-2', 12],
  ] as const;
  const { file, version: base } = await hub.running.hub.eventVersions();
  const checkpoints = sessions.map(([en, id, capacity]) =>
    makeCheckpoint({
      ...{ id, name: { en, fr: en }, kind: 'session', windows, categories: null },
      ...{ passes: 'booked-only', capacity },
    }),
  );
  const changed = { ...file, checkpoints: [...file.checkpoints, ...checkpoints] };
  expect((await hub.running.hub.changeEvent({ base, file: changed }, 'test')).outcome).toBe(
    'saved',
  );
  const { page, context, complaints } = await openPage(browser, hub, {
    role: 'organiser',
    place: 'people',
  });
  await find(page, busiest.registrationCode);
  await rows(page).first().click();
  const bookings = page.getByRole('region', { name: 'Bookings' });
  const session = (name: string) => bookings.getByRole('listitem').filter({ hasText: name });
  const within = (name: string, label: string) =>
    session(name).getByRole('button', { name: label, exact: true });
  await session('Forensics').getByText('1 place left').waitFor();
  await within('Forensics', 'Book').click();
  await session('Forensics').getByText('Booked', { exact: true }).waitFor();
  await within('Profiling', 'Book').click();
  const asked = page.getByRole('dialog', { name: 'Two sessions at one time' });
  await asked.getByText(/meets Forensics/).waitFor();
  await page.keyboard.press('Escape');
  await within('Forensics', 'Give up').click();
  await session('Forensics').getByText('1 place left').waitFor();
  await button(page, 'Book again').click();
  await session('Forensics').getByText('Booked', { exact: true }).waitFor();
  expect((await hub.running.hub.organiser.person(busiest.id)).bookings).toMatchObject([
    { session: 'workshop-1', state: 'booked' },
    { session: 'workshop-2', state: 'released' },
  ]);
  const { entries } = await hub.running.accounts.audit.read({ limit: 50 });
  const audited = entries.filter(({ detail }) => /workshop/.test(detail ?? ''));
  expect(audited.map(({ action, detail }) => [action, detail]).reverse()).toEqual([
    ['people-changed', 'booked workshop-1'],
    ['people-changed', 'other-at-this-time workshop-2'],
    ['people-changed', 'released workshop-1'],
    ['people-changed', 'booked workshop-1'],
  ]);
  expect(complaints).toEqual([]);
  await context.close();
  // Who may not change people sees the places alone.
  const reader = await openPage(browser, hub, { role: 'security-officer', place: 'people' });
  await find(reader.page, busiest.registrationCode);
  await rows(reader.page).first().click();
  const seen = reader.page.getByRole('region', { name: 'Bookings' });
  await seen.getByText('Booked', { exact: true }).waitFor();
  expect(await seen.getByRole('button').count()).toBe(0);
  await reader.context.close();
});

it('who may not change people reads them', async () => {
  const { page, context } = await openPage(browser, hub, {
    role: 'security-officer',
    place: 'people',
  });
  await rows(page).first().getByRole('gridcell', { name: 'Netherlands' }).waitFor();
  expect(await page.locator('[data-tick], input[type="checkbox"]').count()).toBe(0);
  expect(await button(page, 'Import…').count()).toBe(0);
  await grid(page).focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Enter');
  await page.getByRole('region', { name: 'History' }).waitFor();
  await button(page, 'Back to the list').waitFor();
  expect(await page.getByRole('button', { name: /^Edit$|registration$/ }).count()).toBe(0);
  await context.close();
});

it('who sees no people has no list', async () => {
  const { page, context } = await openPage(browser, hub, { role: 'viewer', place: 'people' });
  await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
  expect(await page.getByRole('link', { name: 'People', exact: true }).count()).toBe(0);
  await context.close();
});

it('shows a person in two lines on a phone, with category and group beneath the name', async () => {
  const { page, context } = await openPage(browser, hub, { role: 'organiser', place: 'people' });
  await find(page, busiest.registrationCode);
  const row = rows(page).first();
  const beneath = row.locator('.person-beneath');
  await expect.poll(() => beneath.count()).toBe(1);
  expect(await beneath.isVisible()).toBe(false);
  await page.setViewportSize({ width: 390, height: 844 });
  await beneath.waitFor();
  const category = (await beneath.locator('bdi').first().textContent()) ?? '';
  expect(category).not.toBe('');
  await expect
    .poll(() => row.getByText(busiest.printedName, { exact: true }).isVisible())
    .toBe(true);
  // Both lines are inside of the row, beside the state; a name in other letters may be cut off.
  const boxOf = async (part: ReturnType<Page['locator']>) => {
    const box = await part.boundingBox();
    if (box === null) throw new Error('not shown');
    return { ...box, end: box.x + box.width, bottom: box.y + box.height };
  };
  const [whole, name, under] = [
    await boxOf(row),
    await boxOf(row.getByText(busiest.printedName, { exact: true })),
    await boxOf(beneath),
  ];
  expect(name.y).toBeGreaterThanOrEqual(whole.y);
  expect(under.y).toBeGreaterThanOrEqual(name.bottom - 1);
  expect(under.bottom).toBeLessThanOrEqual(whole.bottom);
  expect(name.end).toBeLessThanOrEqual((await boxOf(row.locator('.chip'))).x);
  await context.close();
});

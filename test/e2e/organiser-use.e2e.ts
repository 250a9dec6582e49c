import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openFaultProxy } from '../chaos/fault-proxy.ts';
import { goodPassword, readyAccount, TestTotp } from '../hub/http/organiser/browser.ts';
import { cleanUp } from '../hub/http/support.ts';
import { openBrowser } from '../renderer/harness/browser.ts';
import { type OrganiserHub, startOrganiserHub } from '../web/organiser/harness/hub.ts';
import { type Opening, type OpenPage, openPage, settle } from '../web/organiser/harness/pages.ts';
import { handshake } from '../web/organiser/harness/stations.ts';
import { failExports } from '../web/organiser/harness/steps.ts';
import { busiest } from '../web/organiser/harness/venue.ts';

let browser: Browser;
let hub: OrganiserHub;
beforeAll(async () => {
  [browser, hub] = await Promise.all([openBrowser(), startOrganiserHub('day')]);
});
afterAll(async () => {
  await browser?.close();
  await cleanUp();
});

/** Opens a place, by default as an organiser. */
const opened = (change: Partial<Opening>): Promise<OpenPage> =>
  openPage(browser, hub, { role: 'organiser', place: 'overview', ...change });

const present = (page: Page) => page.locator('.figure-value').first();
const hasTitle = (page: Page, title: string) =>
  page.waitForFunction((wanted) => document.title === wanted, title);
const isLive = (page: Page) => page.locator('.live-mark[data-phase="open"]').waitFor();

it('sets an account up by its link, with an authenticator, and signs in by keyboard alone', async () => {
  const { page, context, complaints } = await opened({ role: null, place: 'rooms' });
  const issued = await hub.admin.addAccount({ name: 'Vera', role: 'viewer' });
  await page.goto(`${hub.url}/organiser/#set-up=${issued.code}`);
  await page.locator('.entry-code').waitFor();
  await page.locator('button[type="submit"]').click();
  const secret = (await page.locator('.authenticator-secret').textContent()) ?? '';
  const totp = new TestTotp(hub, { secret: secret.replaceAll(' ', '') });
  await page.locator('[autocomplete="new-password"]').fill(goodPassword);
  await page.locator('[autocomplete="one-time-code"]').fill(totp.code());
  await page.locator('button[type="submit"]').click();
  await page.locator('.recovery-codes li').first().waitFor();
  await page.getByRole('button', { name: 'I have kept them' }).click();
  await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
  expect(page.url()).not.toContain('set-up');
  await page.locator('.side-self').getByRole('button', { name: 'Sign out' }).click();
  await page.locator('[autocomplete="username"]').waitFor();

  await page.goto(`${hub.url}/organiser/#/rooms`);
  await page.reload();
  await page.locator('[autocomplete="username"]:focus').waitFor();
  await page.keyboard.type('Vera');
  await page.keyboard.press('Tab');
  await page.keyboard.type(goodPassword);
  await page.keyboard.press('Enter');
  await page.locator('[autocomplete="one-time-code"]:focus').waitFor();
  await page.keyboard.type(totp.wrongCode());
  await page.keyboard.press('Enter');
  await page.getByRole('alert').waitFor();
  // The focus is in the field again.
  await page.locator('[autocomplete="one-time-code"]:focus').waitFor();
  await page.keyboard.type(totp.next());
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Rooms' }).waitFor();
  await hasTitle(page, 'Rooms – Lanyard');
  // A viewer is not offered what a viewer may not see.
  const ways = await page.locator('.side-nav a').allInnerTexts();
  expect(ways).toEqual(
    [
      'Overview',
      'Delegations',
      'Rooms',
      'Stations',
      'Calls for help',
      'Exports',
      'Days',
      'My account',
    ].map((name) => expect.stringContaining(name)),
  );
  expect(complaints).toEqual([]);
  await context.close();
});

it('goes to a page by its link: heading focused, title and place told', async () => {
  const { page, context } = await opened({});
  await page.locator('.side-nav a', { hasText: 'Delegations' }).click();
  await page.locator('h1:focus', { hasText: 'Delegations' }).waitFor();
  await hasTitle(page, 'Delegations – Lanyard');
  await expect
    .poll(() => page.locator('.side-nav [aria-current="page"]').textContent())
    .toBe('Delegations');
  await page.goBack();
  await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
  await context.close();
});

it('an organiser confirms an operator whom one person at a desk alone added', async () => {
  const { page, context } = await opened({ place: 'stations' });
  const desk = hub.station('Desk 1');
  const listed = async () => (await hub.running.hub.directory(await desk.caller())).operators;
  await handshake(hub, desk, { alone: ['Jo'] });
  await page.getByText('added at Desk 1').waitFor();
  await expect.poll(async () => (await listed()).map(({ name }) => name)).not.toContain('Jo');
  await page.getByRole('button', { name: 'Confirm Jo' }).click();
  const dialog = page.getByRole('dialog', { name: 'Confirm Jo?' });
  await dialog.getByRole('button', { name: 'Confirm', exact: true }).click();
  await page.getByText('Jo is confirmed').waitFor();
  await page.getByText('added at Desk 1').waitFor({ state: 'detached' });
  await expect.poll(async () => (await listed()).map(({ name }) => name)).toContain('Jo');
  await context.close();
});

it('every page of an organiser opens with what the hub answers, and breaks no policy', async () => {
  const { page, context, complaints } = await opened({});
  const links = page.locator('.side-nav a');
  const places = await links.evaluateAll((ways) => ways.map((way) => way.getAttribute('href')));
  expect(places.length).toBe(17);
  for (const place of places) {
    await page.goto(`${hub.url}/organiser/${place}`);
    await page.locator('h1').waitFor();
    await settle(page);
    await expect
      .poll(() => page.locator('[role="alert"]').count(), { message: place ?? '' })
      .toBe(0);
  }
  // Nothing inline, nothing evaluated, nothing from elsewhere.
  expect(complaints).toEqual([]);
  await context.close();
});

it('shows an admission at once, without being touched', async () => {
  const { page, context } = await opened({});
  await isLive(page);
  const before = Number(await present(page).textContent());
  await hub.admit();
  await page.locator('.figure-value', { hasText: String(before + 1) }).waitFor();
  await expect.poll(() => present(page).textContent()).toBe(String(before + 1));
  await context.close();
});

it('says how old the figures are while the hub is away, and catches up by itself', async () => {
  const network = await openFaultProxy(() => Number(new URL(hub.url).port));
  const { page, context } = await opened({ url: `https://127.0.0.1:${network.port}` });
  await isLive(page);
  const before = Number(await present(page).textContent());
  void network.cut();
  const banner = page.locator('.down-banner');
  await banner.getByText(/Last update 09:4\d/).waitFor();
  await expect.poll(() => present(page).textContent()).toBe(String(before));
  await hub.admit();
  network.heal();
  await banner.getByRole('button').click();
  await page.locator('.figure-value', { hasText: String(before + 1) }).waitFor();
  await banner.locator('.note').waitFor({ state: 'detached' });
  await context.close();
  await network.close();
});

it('a session that is over leads to the sign-in, and back to where one was', async () => {
  const account = { name: 'Petra', role: 'protocol' } as const;
  const { totp } = await readyAccount(hub, account);
  const { page, context } = await opened({ role: 'protocol', place: 'delegations' });
  await isLive(page);
  const { id } = (await hub.signedIn('protocol')).account;
  await hub.running.accounts.sessions.endAll(id);
  // The page notices with the hub's next hint.
  await hub.admit();
  await page.getByText('Your session has ended').waitFor();
  await page.locator('[autocomplete="username"]').fill(account.name);
  await page.locator('[type="password"]').fill(goodPassword);
  await page.keyboard.press('Enter');
  await page.locator('[autocomplete="one-time-code"]').fill(totp.next());
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Delegations' }).waitFor();
  await context.close();
});

it('keeps the delegations in the order of the list until a column is chosen', async () => {
  const { page, context } = await opened({ place: 'delegations' });
  const names = () => page.locator('.data-table tbody [data-title] bdi').allInnerTexts();
  const listed = await names();
  expect(listed.length).toBeGreaterThan(180);
  await page.getByRole('button', { name: 'Present', exact: true }).click();
  await expect.poll(() => page.locator('th[aria-sort="ascending"]').textContent()).toBe('Present');
  await expect.poll(() => names()).not.toEqual(listed);
  await page.getByRole('button', { name: 'Present', exact: true }).click();
  await page.getByRole('button', { name: 'Present', exact: true }).click();
  await expect.poll(() => names()).toEqual(listed);
  await page.getByRole('searchbox').fill('cote d');
  await expect.poll(() => names()).toEqual(['Côte d’Ivoire']);
  await context.close();
});

it('saves a report as a file, and says what went wrong with another', async () => {
  const { page, context } = await opened({ place: 'exports' });
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save List of participants as DOCX' }).click();
  expect((await download).suggestedFilename()).toMatch(/participants.*\.docx$/);
  await page.getByText('DOCX saved').waitFor();
  await failExports(page);
  await page
    .getByRole('button', { name: /as CSV/ })
    .last()
    .click();
  await page.getByRole('alert').getByText('The hub is busy').waitFor();
  await context.close();
});

it('finds a person and opens them', async () => {
  const { page, context } = await opened({ place: 'search' });
  await page.getByRole('searchbox').fill(busiest.registrationCode);
  await page.locator('.found-person').first().click();
  await page.locator('.person-facts').waitFor();
  await page.getByText(busiest.nativeName).first().waitFor();
  await context.close();
});

it('goes where help was called, the longest wait at the top', async () => {
  const { page, context } = await opened({ place: 'help' });
  const going = page.getByRole('button', { name: /^I am going to / });
  const labels = () => going.evaluateAll((all) => all.map((one) => one.ariaLabel));
  await expect.poll(labels).toEqual(['I am going to Porte A · STCE', 'I am going to Kiosk 1']);
  await going.first().click();
  await page
    .locator('.call:not([data-open])', { hasText: 'Porte A' })
    .getByText(/Marie DUPONT/)
    .waitFor();
  await expect.poll(labels).toEqual(['I am going to Kiosk 1']);
  await context.close();
});

it('revokes a station only when its name was typed', async () => {
  const { page, context } = await opened({ place: 'stations' });
  const stateOf = async (wanted: string) =>
    (await hub.admin.listStations()).find(({ name }) => name === wanted)?.state;
  await page.getByRole('button', { name: 'More for Desk 2' }).click();
  await page.getByRole('menuitem', { name: 'Revoke' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').fill('Desk 1');
  await page.keyboard.press('Enter');
  await dialog.getByText('This is not the station’s name.').waitFor();
  await expect.poll(() => stateOf('Desk 2')).toBe('enrolled');
  await dialog.getByRole('textbox').fill('Desk 2');
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await page.locator('.ended li', { hasText: 'Desk 2' }).waitFor();
  expect([await stateOf('Desk 1'), await stateOf('Desk 2')]).toEqual(['enrolled', 'revoked']);
  await context.close();
});

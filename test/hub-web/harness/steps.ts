import type { Page } from 'playwright-core';
import { liveUrl } from '../../../domain/wire/organiser.ts';
import { problemSchema, problemStatus } from '../../../domain/wire/problems.ts';
import {
  goodPassword,
  readyAccount,
  TestBrowser,
  TestTotp,
} from '../../hub/server/organiser/browser.ts';
import { careSteps } from './care-steps.ts';
import type { OrganiserHub } from './hub.ts';
import { settle, type View } from './pages.ts';
import { busiest } from './venue.ts';

const submit = (page: Page): Promise<void> => page.locator('button[type="submit"]').click();
const alert = (page: Page): Promise<void> => page.locator('[role="alert"]').waitFor();
const search = (page: Page, text: string): Promise<void> =>
  page.locator('input[type="search"]').fill(text);

async function signInWith(page: Page, name: string, password: string): Promise<void> {
  await page.locator('[autocomplete="username"]').fill(name);
  await page.locator('[type="password"]').fill(password);
  await submit(page);
}

/** A number for each new account of a hub: no two have one name. */
let accounts = 0;

/** Follows the link of a new account. */
async function openSetUp(page: Page, hub: OrganiserHub): Promise<void> {
  accounts += 1;
  const { code } = await hub.admin.addAccount({ name: `Ann LEE ${accounts}`, role: 'viewer' });
  await page.evaluate((hash) => {
    window.location.hash = hash;
  }, `#set-up=${code}`);
  await page.locator('.entry-code').waitFor();
  await submit(page);
  await page.locator('.authenticator').waitFor();
}

type Run = NonNullable<View['run']>;
const signIn = (name: string, run: Run): View => ({
  ...{ name, place: 'overview', role: null, scene: 'empty', run },
});
const step = (name: string, place: string, role: NonNullable<View['role']>, run: Run): View => ({
  ...{ name, place, role, scene: 'day', run },
});

/** Sign-in, dialogs, and pages with something found on them. */
export const steps: readonly View[] = [
  signIn('sign-in', async () => undefined),
  signIn('sign-in-wrong', async (page) => {
    await signInWith(page, 'organiser', 'wrong');
    await alert(page);
  }),
  signIn('sign-in-throttled', async (page, hub) => {
    for (let i = 0; i < 5; i += 1) await new TestBrowser(hub).begin('throttled', 'wrong');
    await signInWith(page, 'throttled', 'wrong');
    await alert(page);
  }),
  signIn('sign-in-code', async (page, hub) => {
    accounts += 1;
    const account = { name: `Lee ANN ${accounts}`, role: 'viewer' } as const;
    const { totp } = await readyAccount(hub, account);
    await signInWith(page, account.name, goodPassword);
    const wrong = String((Number(totp.code()) + 500_000) % 1_000_000).padStart(6, '0');
    await page.locator('[autocomplete="one-time-code"]').fill(wrong);
    await submit(page);
    await alert(page);
  }),
  signIn('set-up', async (page, hub) => {
    await openSetUp(page, hub);
    await submit(page);
  }),
  signIn('set-up-done', async (page, hub) => {
    await openSetUp(page, hub);
    const secret = (await page.locator('.authenticator-secret').textContent()) ?? '';
    await page.locator('[autocomplete="new-password"]').fill(goodPassword);
    const totp = new TestTotp(hub, { secret: secret.replaceAll(' ', '') });
    await page.locator('[autocomplete="one-time-code"]').fill(totp.code());
    await submit(page);
    await page.locator('.recovery-codes').waitFor();
  }),
  step('overview-table', 'overview', 'organiser', (page) =>
    page.locator('.chart-table summary').click(),
  ),
  step('delegations-filtered', 'delegations', 'viewer', (page) => search(page, 'ni')),
  step('delegations-none', 'delegations', 'viewer', (page) => search(page, 'zzyzx')),
  step('search-found', 'search', 'protocol', async (page) => {
    await search(page, 'ma');
    await page.locator('[data-answers="ma"]').waitFor();
  }),
  step('search-nobody', 'search', 'protocol', async (page) => {
    await search(page, 'zzyzx');
    await page.locator('.empty-state bdi').waitFor();
  }),
  step('delegate', 'search', 'protocol', async (page) => {
    await search(page, busiest.registrationCode);
    await page.locator('.found-person:has(.native-name)').first().click();
    await page.locator('.person-facts').waitFor();
  }),
  step('revoke', 'stations', 'organiser', async (page) => {
    await page.locator('.station-actions button').first().click();
    await page.locator('[role="dialog"] input').fill('Desk 2');
    await submit(page);
    await page.locator('.field-error').waitFor();
  }),
  step('invite', 'stations', 'organiser', async (page) => {
    await page.locator('.page-actions button').click();
    await page.locator('[role="dialog"] input').waitFor();
  }),
  step('invite-code', 'stations', 'organiser', async (page) => {
    await page.locator('.page-actions button').click();
    await submit(page);
    await page.locator('.qr-code').waitFor();
  }),
  step('export-states', 'exports', 'organiser', async (page) => {
    await page.locator('.export').first().locator('button').nth(1).click();
    await page.locator('.export-done').waitFor();
    await failExports(page);
    await page.locator('.export').last().locator('button').first().click();
    await alert(page);
  }),
  step('account-add', 'accounts', 'organiser', async (page) => {
    accounts += 1;
    await page.locator('.page-actions button').click();
    await page.locator('[role="dialog"] input').fill(`Jón ${accounts}`);
    await submit(page);
    await page.locator('.issued-code').waitFor();
  }),
  step('account-change', 'accounts', 'organiser', async (page) => {
    await page.locator('.data-table tbody button').first().click();
    await page.locator('.account-act').first().waitFor();
  }),
  step('password', 'account', 'viewer', async (page) => {
    await page.locator('.section button').first().click();
    await page.locator('[role="dialog"]').waitFor();
  }),
  ...careSteps,
  step('offline', 'overview', 'organiser', async (page) => {
    await page.route(`**${liveUrl}`, (route) => route.abort());
    await page.reload();
    await page.locator('.down-banner .note').waitFor();
    await settle(page);
  }),
];

/** From now on the hub is too busy for files: a real one is so only while it writes a large import. */
export async function failExports(page: Page): Promise<void> {
  const problem = { code: 'busy', detail: '', retryAfter: 3_000, head: null };
  await page.route('**/v1/organiser/exports/*', (route) =>
    route.fulfill({ status: problemStatus.busy, json: problemSchema.parse(problem) }),
  );
}

import type { Page } from 'playwright-core';
import { careSteps } from './care-steps.ts';
import { settle } from './pages.ts';
import type { Step } from './step.ts';

const submit = (page: Page): Promise<void> => page.locator('button[type="submit"]').click();

async function signInWith(page: Page, name: string, password: string): Promise<void> {
  await page.locator('[autocomplete="username"]').fill(name);
  await page.locator('[type="password"]').fill(password);
  await submit(page);
}

/** Sign-in, dialogs, and pages with something found on them. */
export const steps: readonly Step[] = [
  { name: 'sign-in', place: 'overview', role: null, run: async () => undefined },
  {
    name: 'sign-in-wrong',
    place: 'overview',
    role: null,
    run: async (page) => {
      await signInWith(page, 'organiser', 'wrong');
      await page.locator('[role="alert"]').waitFor();
    },
  },
  {
    name: 'sign-in-throttled',
    place: 'overview',
    role: null,
    run: async (page) => {
      await signInWith(page, 'throttled', 'wrong');
      await page.locator('[role="alert"]').waitFor();
    },
  },
  {
    name: 'sign-in-code',
    place: 'overview',
    role: null,
    run: async (page) => {
      await signInWith(page, 'organiser', 'right');
      await page.locator('[autocomplete="one-time-code"]').fill('999999');
      await submit(page);
      await page.locator('[role="alert"]').waitFor();
    },
  },
  {
    name: 'set-up',
    place: '',
    role: null,
    run: async (page) => {
      await page.evaluate(() => {
        window.location.hash = '#set-up=K7QM-2XRT-9BDF-4HJW';
      });
      await page.locator('.entry-code').waitFor();
      await submit(page);
      await page.locator('.authenticator').waitFor();
      await submit(page);
    },
  },
  {
    name: 'set-up-done',
    place: '',
    role: null,
    run: async (page) => {
      await page.evaluate(() => {
        window.location.hash = '#set-up=K7QM-2XRT-9BDF-4HJW';
      });
      await page.locator('.entry-code').waitFor();
      await submit(page);
      await page.locator('[autocomplete="new-password"]').fill('a long enough password');
      await page.locator('[autocomplete="one-time-code"]').fill('123456');
      await submit(page);
      await page.locator('.recovery-codes').waitFor();
    },
  },
  {
    name: 'overview-table',
    place: 'overview',
    role: 'organiser',
    run: (page) => page.locator('.chart-table summary').click(),
  },
  {
    name: 'delegations-filtered',
    place: 'delegations',
    role: 'viewer',
    run: (page) => page.locator('input[type="search"]').fill('ni'),
  },
  {
    name: 'delegations-none',
    place: 'delegations',
    role: 'viewer',
    run: (page) => page.locator('input[type="search"]').fill('zzyzx'),
  },
  {
    name: 'search-found',
    place: 'search',
    role: 'protocol',
    run: async (page) => {
      await page.locator('input[type="search"]').fill('ma');
      await page.locator('[data-answers="ma"]').waitFor();
    },
  },
  {
    name: 'search-nobody',
    place: 'search',
    role: 'protocol',
    run: async (page) => {
      await page.locator('input[type="search"]').fill('zzyzx');
      await page.locator('.empty-state bdi').waitFor();
    },
  },
  {
    name: 'delegate',
    place: 'search',
    role: 'protocol',
    run: async (page) => {
      await page.locator('input[type="search"]').fill('ma');
      await page.locator('.found-person:has(.native-name)').first().click();
      await page.locator('.person-facts').waitFor();
    },
  },
  {
    name: 'revoke',
    place: 'stations',
    role: 'organiser',
    run: async (page) => {
      await page.locator('.station-actions button').first().click();
      await page.locator('[role="dialog"] input').fill('Desk 2');
      await submit(page);
      await page.locator('.field-error').waitFor();
    },
  },
  {
    name: 'invite',
    place: 'stations',
    role: 'organiser',
    run: async (page) => {
      await page.locator('.page-actions button').click();
      await page.locator('[role="dialog"] input').waitFor();
    },
  },
  {
    name: 'invite-code',
    place: 'stations',
    role: 'organiser',
    run: async (page) => {
      await page.locator('.page-actions button').click();
      await submit(page);
      await page.locator('.qr-code').waitFor();
    },
  },
  {
    name: 'export-states',
    place: 'exports',
    role: 'organiser',
    run: async (page) => {
      await page.locator('.export').first().locator('button').nth(1).click();
      await page.locator('.export-done').waitFor();
      await page.locator('.export').last().locator('button').first().click();
      await page.locator('[role="alert"]').waitFor();
    },
  },
  {
    name: 'account-add',
    place: 'accounts',
    role: 'organiser',
    run: async (page) => {
      await page.locator('.page-actions button').click();
      await page.locator('[role="dialog"] input').fill('Jón');
      await submit(page);
      await page.locator('.issued-code').waitFor();
    },
  },
  {
    name: 'account-change',
    place: 'accounts',
    role: 'organiser',
    run: async (page) => {
      await page.locator('.data-table tbody button').first().click();
      await page.locator('.account-act').first().waitFor();
    },
  },
  {
    name: 'password',
    place: 'account',
    role: 'viewer',
    run: async (page) => {
      await page.locator('.section button').first().click();
      await page.locator('[role="dialog"]').waitFor();
    },
  },
  ...careSteps,
  {
    name: 'offline',
    place: 'overview',
    role: 'organiser',
    run: async (page, hub) => {
      hub.cut(true);
      await page.locator('.down-banner .note').waitFor();
      await settle(page);
      hub.cut(false);
    },
  },
];

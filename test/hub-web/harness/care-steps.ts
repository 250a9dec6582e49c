import type { Page } from 'playwright-core';
import { settle } from './pages.ts';
import type { Step } from './step.ts';

const submit = (page: Page): Promise<void> => page.locator('button[type="submit"]').click();

const submitDialog = (page: Page): Promise<void> =>
  page.locator('[role="dialog"] button[type="submit"]').click();

/** The world in which nothing has happened yet. */
async function beforeAnybody(page: Page): Promise<void> {
  await page
    .context()
    .addCookies([{ name: 'scene', value: 'empty', url: new URL(page.url()).origin }]);
  await page.reload();
  await settle(page);
}

/** Lost stations, the close of a day, approvals, purges and access requests. */
export const careSteps: readonly Step[] = [
  {
    name: 'lost',
    place: 'stations',
    role: 'security-officer',
    run: async (page) => {
      await page.getByRole('button', { name: /(lost|perdu)\W+Desk 2/ }).click();
      await page.locator('[role="dialog"] input').waitFor();
    },
  },
  {
    name: 'lost-report',
    place: 'stations',
    role: 'data-protection-officer',
    run: async (page) => {
      await page.getByRole('button', { name: /(held|détenait)\W+Desk 9/ }).click();
      await page.locator('[role="dialog"] input').fill('Desk 9');
      await submit(page);
      await page.locator('[role="dialog"] .data-table').waitFor();
    },
  },
  {
    name: 'day-close',
    place: 'days/2018-10-02',
    role: 'organiser',
    run: async (page) => {
      await page.locator('.day-closing .button').last().click();
      await page.locator('[role="dialog"] .note').waitFor();
    },
  },
  {
    name: 'day-closed',
    place: 'days/2018-10-01',
    role: 'organiser',
    run: (page) => page.locator('.verify').waitFor(),
  },
  {
    name: 'day-of-viewer',
    place: 'days/2018-10-04',
    role: 'viewer',
    run: (page) => page.locator('.day-figures').waitFor(),
  },
  {
    name: 'approve',
    place: 'approvals',
    role: 'organiser',
    run: async (page) => {
      await page.locator('.approval-acts button').last().click();
      await page.locator('[role="dialog"] input').fill('same hand');
      await submit(page);
      await page.locator('[role="alert"]').waitFor();
    },
  },
  {
    name: 'refuse',
    place: 'approvals',
    role: 'organiser',
    run: async (page) => {
      await page.locator('.approval-acts button').first().click();
      await submit(page);
      await page.locator('.field-error').waitFor();
    },
  },
  {
    name: 'approvals-own',
    place: 'approvals',
    role: 'data-protection-officer',
    run: (page) => page.locator('.approval').first().waitFor(),
  },
  {
    name: 'purge-ask',
    place: 'privacy',
    role: 'data-protection-officer',
    run: async (page) => {
      await beforeAnybody(page);
      await page.locator('.section .button[data-look="danger"]').click();
      await submitDialog(page);
      await page.locator('.field-error').waitFor();
    },
  },
  {
    name: 'purge-carry-out',
    place: 'privacy',
    role: 'organiser',
    run: async (page) => {
      await beforeAnybody(page);
      await page.locator('.section .button[data-look="danger"]').click();
      await page.locator('[role="dialog"] input').waitFor();
    },
  },
  {
    name: 'certificate',
    place: 'privacy',
    role: 'organiser',
    run: async (page) => {
      await page.locator('.purge button').last().click();
      await page.locator('.certificate').waitFor();
    },
  },
  {
    name: 'access-request',
    place: 'privacy',
    role: 'data-protection-officer',
    run: async (page) => {
      await page.locator('input[type="search"]').fill('ma');
      await page.keyboard.press('Enter');
      await page.locator('.found-request button').first().click();
      await page.locator('[role="dialog"] .bullets').waitFor();
    },
  },
];

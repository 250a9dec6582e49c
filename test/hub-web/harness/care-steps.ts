import type { Page } from 'playwright-core';
import { organiserOf } from '../../hub/server/organiser/support.ts';
import { askForPurge, type Scene } from './hub.ts';
import type { View } from './pages.ts';
import { today, yesterday } from './venue.ts';

const submitDialog = (page: Page): Promise<void> =>
  page.locator('[role="dialog"] button[type="submit"]').click();

const step = (
  name: string,
  place: string,
  role: NonNullable<View['role']>,
  scene: Scene,
  run: NonNullable<View['run']>,
): View => ({ name, place, role, scene, run });

/** A number for each new account. */
let accounts = 0;

/** Lost stations, the close of a day, approvals, purges and access requests. */
export const careSteps: readonly View[] = [
  step('lost', 'stations', 'security-officer', 'day', async (page) => {
    await page.getByRole('button', { name: /(lost|perdu)\W+Desk 2/ }).click();
    await page.locator('[role="dialog"] input').waitFor();
  }),
  step('lost-report', 'stations', 'data-protection-officer', 'day', async (page) => {
    await page.getByRole('button', { name: /(held|détenait)\W+Desk 9/ }).click();
    await page.locator('[role="dialog"] input').fill('Desk 9');
    await submitDialog(page);
    await page.locator('[role="dialog"] .data-table').waitFor();
  }),
  step('day-close', `days/${today}`, 'organiser', 'day', async (page) => {
    await page.locator('.day-closing .button').last().click();
    await page.locator('[role="dialog"] .note').waitFor();
  }),
  step('day-closed', `days/${yesterday}`, 'organiser', 'day', (page) =>
    page.locator('.verify').first().waitFor(),
  ),
  step('day-of-viewer', 'days/2018-10-04', 'viewer', 'day', (page) =>
    page.locator('.day-figures').waitFor(),
  ),
  step('approve', 'approvals', 'organiser', 'purged', async (page, hub) => {
    accounts += 1;
    const asker = await organiserOf(hub, 'organiser', `Olga ${accounts}`);
    const reason = `The event is over, says ${asker.account.name}.`;
    await askForPurge(asker, reason);
    await page.reload();
    const request = page.locator('.approval', { hasText: reason });
    await request.locator('.approval-acts button').last().click();
    // The hub refuses only what has become so since the list was read.
    const { id } = (await hub.signedIn('organiser')).account;
    await hub.running.accounts.list.reset(asker.account.id, { accountId: id, address: '' });
    await submitDialog(page);
    await page.locator('[role="alert"]').waitFor();
  }),
  step('refuse', 'approvals', 'organiser', 'purged', async (page) => {
    await page.locator('.approval-acts button').first().click();
    await submitDialog(page);
    await page.locator('.field-error').waitFor();
  }),
  step('approvals-own', 'approvals', 'data-protection-officer', 'purged', (page) =>
    page.locator('.approval').first().waitFor(),
  ),
  step('purge-ask', 'privacy', 'data-protection-officer', 'over', async (page) => {
    await page.locator('.section .button[data-look="danger"]').click();
    await submitDialog(page);
    await page.locator('.field-error').waitFor();
  }),
  step('purge-carry-out', 'privacy', 'organiser', 'approved', async (page) => {
    await page.locator('.section .button[data-look="danger"]').click();
    await page.locator('[role="dialog"] input').waitFor();
  }),
  step('certificate', 'privacy', 'organiser', 'purged', async (page) => {
    await page.locator('.purge button').last().click();
    await page.locator('.certificate').waitFor();
  }),
  step('access-request', 'privacy', 'data-protection-officer', 'day', async (page) => {
    await page.locator('input[type="search"]').fill('ma');
    await page.keyboard.press('Enter');
    await page.locator('.found-request button').first().click();
    await page.locator('[role="dialog"] .bullets').waitFor();
  }),
];

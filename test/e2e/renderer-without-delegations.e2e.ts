import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { everyDelegate } from '../../db/roster/roster.ts';
import { type HarnessPages, openHarness } from '../renderer/harness/pages.ts';
import { untilIdle } from '../renderer/harness/steps.ts';
import { press } from '../support/as-people-do.ts';

let harness: HarnessPages;
let page: Page;
beforeAll(async () => {
  harness = await openHarness(inject('runFolder'));
  page = await harness.newPage();
});
afterAll(() => harness?.close());

it('a desk of an event without delegations speaks of none, and registers a walk-in by name', async () => {
  const desk = await harness.open(page, 'company=1&id=0');
  await untilIdle(page);
  const rail = page.getByRole('navigation');
  await rail.getByText('Settings').waitFor();
  expect(await rail.getByText('Delegations').count()).toBe(0);
  await press(page, 'Control+n');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Given name').fill('Ana');
  await dialog.getByLabel('Family name').fill('María');
  expect(await dialog.getByLabel(/^(Delegation|Approved by|Identity document)/).count()).toBe(0);
  await dialog.getByRole('button', { name: 'Register', exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
  const { db, event } = desk.context;
  const names = [...everyDelegate(db, event.file.id)].map(({ printedName }) => printedName);
  expect(names).toContain('Ana María');
});

import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { everyDelegate } from '../../db/roster/roster.ts';
import { deskOf, type HarnessPages, openHarness } from '../renderer/harness/pages.ts';
import { people } from '../renderer/harness/people.ts';
import { goTo, paste } from '../renderer/harness/steps.ts';

let harness: HarnessPages;
let page: Page;
beforeAll(async () => {
  harness = await openHarness(inject('runFolder'));
  page = await harness.newPage();
});
afterAll(() => harness?.close());

const write = () => page.locator('.roster-foot .button').last();

/** Pastes two people of the roster and a new one without codes, and compares them. */
async function compareThree(): Promise<string> {
  const [first, second] = people();
  if (first === undefined || second === undefined) throw new Error('nobody is expected');
  await harness.open(page, { query: '' });
  await goTo('app.roster')(page);
  await page.getByRole('grid').waitFor();
  await paste(page, 'one cell');
  await paste(
    page,
    [
      'Name\tDelegation',
      `${first.printedName}\t${first.delegation}`,
      `${second.printedName}\t${second.delegation}`,
      `Somebody NEW\t${first.delegation}`,
    ].join('\n'),
  );
  await page.getByText('Pasted list').waitFor();
  await page.getByRole('button', { name: 'Compare with roster' }).click();
  await expect.poll(() => write().textContent()).toBe('Decide 2 rows first');
  return first.printedName;
}

it('a pasted list of names is compared, asks who may be somebody known, and is written', async () => {
  const name = await compareThree();
  await page.getByRole('button', { name: `Who is ${name}?` }).click();
  await page.getByRole('option', { name: 'Another person: add' }).click();
  await expect.poll(() => write().textContent()).toBe('Decide 1 row first');
  await page.getByRole('button', { name: 'All are the same people' }).click();
  await expect.poll(() => write().isEnabled()).toBe(true);
  await write().click();
  await page.getByText('1 delegate added').waitFor();
});

it('keeps the answers where writing fails, writes nobody, and writes all at the next attempt', async () => {
  await compareThree();
  const { db, event } = deskOf(page).context;
  const before = [...everyDelegate(db, event.file.id)];
  await page.getByRole('button', { name: 'All are the same people' }).click();
  db.exec(`CREATE TRIGGER refuse BEFORE INSERT ON delegate
    BEGIN SELECT RAISE(ABORT, 'planted'); END`);
  await write().click();
  await page.getByRole('alert').first().waitFor();
  await expect.poll(() => write().isEnabled()).toBe(true);
  expect([...everyDelegate(db, event.file.id)]).toEqual(before);
  db.exec('DROP TRIGGER refuse');
  await write().click();
  await page.getByText('1 delegate added', { exact: true }).waitFor();
  expect([...everyDelegate(db, event.file.id)]).toHaveLength(before.length + 1);
});

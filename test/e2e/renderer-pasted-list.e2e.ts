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
  await page.getByText('1 delegate added', { exact: true }).waitFor();
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

it('a pasted list with bad rows names each with its reason, and writes the others alone', async () => {
  const [one] = people();
  if (one === undefined) throw new Error('nobody is expected');
  const good = `Bea GOOD\t${one.delegation}\tbea@example.org\tDelegate`;
  const rows = [
    `\t${one.delegation}\tnobody@example.org\tDelegate`,
    `Anna LONG\t${one.delegation}\t${'a'.repeat(288)}@example.org\tDelegate`,
    `Cosmo NAUT\t${one.delegation}\tcosmo@example.org\tAstronaut`,
    ...Array.from({ length: 2_000 }, () => good),
  ];
  await harness.open(page, { query: '' });
  const { db, event } = deskOf(page).context;
  const before = [...everyDelegate(db, event.file.id)].length;
  await goTo('app.roster')(page);
  await page.getByRole('grid').waitFor();
  await paste(page, ['Name\tDelegation\tE-mail\tCategory', ...rows].join('\n'));
  await page.getByText('Pasted list').waitFor();
  await page.getByRole('button', { name: 'Compare with roster' }).click();
  await page.getByRole('tab', { name: /^Rejected/ }).click();
  const panel = page.getByRole('tabpanel');
  for (const [line, reason, value] of [
    ['2', 'No name', ''],
    ['3', 'Text too long', 'a'.repeat(80)],
    ['4', 'Category not in the event', 'Astronaut'],
    ['6', 'Same row twice in the file', 'same as line 5'],
  ] as const) {
    const row = panel.getByRole('row').filter({ hasText: new RegExp(`^${line}\\D`) });
    await row.filter({ hasText: reason }).filter({ hasText: value }).first().waitFor();
  }
  await expect.poll(() => write().textContent()).toBe('Write 1 change');
  await write().click();
  await page.getByText('1 delegate added', { exact: true }).waitFor();
  const names = [...everyDelegate(db, event.file.id)].map(({ printedName }) => printedName);
  expect(names).toHaveLength(before + 1);
  expect(names).toContain('Bea GOOD');
});

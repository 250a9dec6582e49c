import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { findingFacts } from '../../db/day-close.ts';
import { everyDelegate } from '../../db/roster/roster.ts';
import { registerWalkIn } from '../../main/check-in/roster-changes.ts';
import { deskOf, type HarnessPages, openHarness } from '../renderer/harness/pages.ts';
import { go } from '../support/navigate.ts';

let harness: HarnessPages;
beforeAll(async () => {
  harness = await openHarness(inject('runFolder'));
});
afterAll(() => harness?.close());

/** Registers one person twice at the page's desk, and opens the problems. */
async function withPair(page: Parameters<typeof deskOf>[0], familyName: string) {
  const { context } = deskOf(page);
  const { db, event } = context;
  const operator = { id: '01920000-0000-7000-8000-0000000000aa', name: 'Desk', role: 'operator' };
  const [like] = everyDelegate(db, event.file.id);
  if (like === undefined) throw new Error('nobody');
  const { title, nativeName, jobTitle, administration, delegation, category } = like;
  const others = { title, nativeName, jobTitle, administration, delegation, category };
  const printedName = `Zo ${familyName.toUpperCase()}`;
  for (let count = 0; count < 2; count += 1) {
    registerWalkIn(context, { operator } as Parameters<typeof registerWalkIn>[1], {
      person: { ...others, givenName: 'Zo', familyName, printedName },
      approver: 'J. Chief',
      reference: '',
      identity: 'passport',
    });
  }
  await go(page, /^Problems/);
  const part = page.getByRole('region', { name: 'Possible pairs' });
  await part.getByText(printedName).first().waitFor();
  return { db, event: event.file.id, part, printedName };
}

it('shows two registrations of one name among the problems, until somebody says they are two, and after undo', async () => {
  await harness.onPage({}, async (page) => {
    const { db, event, part, printedName } = await withPair(page, 'Quill');
    expect(await part.getByRole('button', { name: 'Cancel registration' }).count()).toBe(2);
    await part.getByRole('button', { name: 'Two people' }).click();
    await part.waitFor({ state: 'detached' });
    expect(findingFacts(db, event)).toHaveLength(1);
    await page.getByRole('button', { name: 'Undo' }).click();
    await part.getByText(printedName).first().waitFor();
    expect(findingFacts(db, event)).toHaveLength(2);
  });
});

it('cancels one of two, and says why that cannot be undone though its card is gone', async () => {
  await harness.onPage({}, async (page) => {
    const { db, part, printedName } = await withPair(page, 'Rook');
    await part.getByRole('button', { name: 'Cancel registration' }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Cancel registration' }).click();
    await part.waitFor({ state: 'detached' });
    db.prepare('UPDATE delegate SET deleted = 1 WHERE printed_name = ?').run(printedName);
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('That is no longer here').waitFor();
  });
});

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

it('shows two registrations of one name among the problems, until somebody says they are two', async () => {
  await harness.onPage({}, async (page) => {
    const { context } = deskOf(page);
    const { db, event } = context;
    const operator = { id: '01920000-0000-7000-8000-0000000000aa', name: 'Desk', role: 'operator' };
    const [like] = everyDelegate(db, event.file.id);
    if (like === undefined) throw new Error('nobody');
    const { title, nativeName, jobTitle, administration, delegation, category } = like;
    const others = { title, nativeName, jobTitle, administration, delegation, category };
    const names = { givenName: 'Zo', familyName: 'Quill', printedName: 'Zo QUILL' };
    for (let count = 0; count < 2; count += 1) {
      registerWalkIn(context, { operator } as Parameters<typeof registerWalkIn>[1], {
        person: { ...others, ...names },
        approver: 'J. Chief',
        reference: '',
        identity: 'passport',
      });
    }
    await go(page, /^Problems/);
    const part = page.getByRole('region', { name: 'Possible pairs' });
    await part.getByText('Zo QUILL').first().waitFor();
    expect(await part.getByRole('button', { name: 'Cancel registration' }).count()).toBe(2);
    await part.getByRole('button', { name: 'Two people' }).click();
    await part.waitFor({ state: 'detached' });
    expect(findingFacts(db, event.file.id)).toHaveLength(1);
  });
});

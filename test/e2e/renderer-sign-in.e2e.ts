import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { signIn } from '../../main/operators/operators.ts';
import { deskOf, type HarnessPages, openHarness } from '../renderer/harness/pages.ts';
import { uuid } from '../renderer/harness/people.ts';
import { openSettings } from '../renderer/harness/steps.ts';
import { operatorsFromHub } from '../renderer/harness/sync-world.ts';
import { asPeopleDo } from '../support/as-people-do.ts';

let harness: HarnessPages;
beforeAll(async () => {
  harness = await openHarness(inject('runFolder'));
});
afterAll(() => harness?.close());

const enter = async (page: Page, pin: string): Promise<void> => {
  await page.keyboard.type(pin, asPeopleDo);
  await page.keyboard.press('Enter');
};
const tile = (page: Page, name: string) =>
  page.getByRole('list', { name: 'Operators' }).getByRole('button', { name });

describe('an operator of another desk', () => {
  const others = { query: 'role=none', prepare: operatorsFromHub() };

  it('chooses a PIN by keyboard, which a supervisor of this station confirms', async () => {
    await harness.onPage(others, async (page) => {
      await tile(page, 'Desk 4').getByText('Marie Dupont').waitFor();
      await tile(page, 'Desk 2').getByText('Marie DUPONT').waitFor();
      await tile(page, 'Nora').getByText('First sign-in here').waitFor();
      await tile(page, 'Nora').press('Enter');
      await page.getByText('Choose 4 to 12 digits.').waitFor();
      await enter(page, '5061');
      await page.getByText('Repeat the PIN.').waitFor();
      await enter(page, '5051');
      await page.getByText('The two PINs differ.').waitFor();
      await enter(page, '5061');
      await page.getByText('A supervisor confirms').waitFor();
      // Neither her own PIN nor an operator's confirms anything.
      for (const pin of ['5061', '2020']) {
        await enter(page, pin);
        await page.getByText('Wrong PIN.').waitFor();
      }
      const attempt = { operatorId: uuid(3, 20), pin: '5061' };
      const { db } = deskOf(page).context;
      await expect(signIn(db, attempt)).rejects.toThrow('not-found');
      await enter(page, '2018');
      await page.locator('.hero').waitFor();
      expect(deskOf(page).desk.session.caller().operator?.id).toBe(uuid(3, 20));
      expect(await signIn(db, attempt)).toMatchObject({ result: 'signed-in' });
    });
  });

  it('who is a supervisor is confirmed by another one, and Escape leads back', async () => {
    await harness.onPage(others, async (page) => {
      await tile(page, 'Desk 4').press('Enter');
      await enter(page, '5061');
      await page.getByText('Repeat the PIN.').waitFor();
      await enter(page, '5061');
      await page.getByText('Another supervisor confirms').waitFor();
      await enter(page, '2018');
      await page.getByText('You cannot confirm yourself').waitFor();
      await page.keyboard.press('Escape');
      await page.getByText('Choose 4 to 12 digits.').waitFor();
      await page.keyboard.press('Escape');
      await tile(page, 'Nora').waitFor();
    });
  });

  it('is found by typing where there are many, and does not keep a lone operator from the PIN', async () => {
    const many = operatorsFromHub(20);
    await harness.onPage({ query: 'role=none&alone=1', prepare: many }, async (page) => {
      await page.getByRole('heading', { name: 'Marie DUPONT' }).waitFor();
      await page.keyboard.press('Escape');
      await page.getByLabel('Find your name').fill('steward 17');
      await tile(page, 'Steward 17').waitFor();
      await expect.poll(() => tile(page, '').count()).toBe(1);
    });
  });

  it('gets more rights here once a supervisor of this station confirms them', async () => {
    await harness.onPage({ query: '', prepare: operatorsFromHub() }, async (page) => {
      await openSettings(/^Operators$/)(page);
      const jo = page.locator('.operator-list li', { hasText: 'added at Desk 1' });
      await jo.getByRole('button', { name: 'Confirm role: Protocol' }).click();
      await jo.locator('.chip', { hasText: 'Protocol' }).waitFor();
    });
  });
});

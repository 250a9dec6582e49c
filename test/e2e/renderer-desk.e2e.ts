import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { admittedIn, unknownHere } from '../renderer/harness/deeds.ts';
import { oddRosterFile, rosterFile, slowComparison } from '../renderer/harness/files.ts';
import { deskOf, type HarnessPages, openHarness } from '../renderer/harness/pages.ts';
import { ticketOf } from '../renderer/harness/people.ts';
import { scan } from '../renderer/harness/steps.ts';
import type { World } from '../renderer/harness/world.ts';
import { asPeopleDo } from '../support/as-people-do.ts';
import { openImport, openSettings } from '../support/navigate.ts';

let harness: HarnessPages;
let page: Page;
beforeAll(async () => {
  harness = await openHarness(inject('runFolder'));
  page = await harness.newPage();
});
afterAll(() => harness?.close());

async function open(world: World | string = ''): Promise<void> {
  await harness.open(page, world);
}

const hero = (kind: string): Promise<void> => page.locator(`.hero[data-kind="${kind}"]`).waitFor();
const heroName = (): Promise<string | null> => page.locator('.hero h1').textContent();
const admissions = (): number => admittedIn(deskOf(page));
/** Longer than the time in which keys count as a scanner's. */
const afterBurst = (): Promise<void> => page.waitForTimeout(200);

describe('the identity check', () => {
  it('is never answered by the keys of a further scan', async () => {
    await open();
    await scan(page, ticketOf(0));
    await hero('identity');
    const before = admissions();
    // The codes contain the letters P, S, I and O; Enter ends every scan.
    for (const index of [1, 10, 11]) await scan(page, ticketOf(index));
    await scan(page, 'PISO-PISO-PISO');
    await page.getByText('4 scans waiting').waitFor();
    await afterBurst();
    expect(admissions()).toBe(before);
    await expect.poll(() => heroName()).toContain('LINDQVIST');
  });

  it.each([
    ['Enter', 'passport'],
    ['p', 'passport'],
    ['i', 'identity-card'],
    ['s', 'service-card'],
    ['o', 'other'],
  ])('takes %s as %s', async (key, document) => {
    await open();
    await page.evaluate(() => {
      const { checkIn } = window.lanyard;
      window.lanyard.checkIn = (input) => {
        window.document.body.dataset.identity = String(input.identity);
        return checkIn(input);
      };
    });
    await scan(page, ticketOf(0));
    await hero('identity');
    await afterBurst();
    await page.keyboard.press(key);
    await hero('answered');
    await expect
      .poll(() => page.evaluate(() => window.document.body.dataset.identity))
      .toBe(document);
  });

  it('is put aside by Escape, and the next scan comes', async () => {
    await open();
    await scan(page, ticketOf(0));
    await hero('identity');
    await scan(page, ticketOf(1));
    await page.getByText('1 scan waiting').waitFor();
    await afterBurst();
    const before = admissions();
    await page.keyboard.press('Escape');
    await page.getByText('Abdulrahman AL-KHATTANI').first().waitFor();
    expect(admissions()).toBe(before);
  });
});

describe('a scan', () => {
  it('leaves what is typed into the search intact', async () => {
    await open();
    await page.keyboard.press('/');
    await page.locator('#desk-search:focus').waitFor();
    await page.keyboard.type('pap', asPeopleDo);
    await scan(page, ticketOf(2));
    await hero('answered');
    await expect.poll(() => page.locator('#desk-search').inputValue()).toBe('pap');
  });

  it('works while a dialog is open, and closes it', async () => {
    await open();
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
    await scan(page, ticketOf(0));
    await hero('identity');
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
  });

  it('comes to the desk from another screen, which keeps what was typed', async () => {
    await open();
    await openSettings(page, 'Operators');
    // By its role: other screens are kept hidden, and one has a field to search by name.
    const name = page.getByRole('textbox', { name: 'Name', exact: true });
    await name.fill('Half a na');
    await name.blur();
    await scan(page, ticketOf(2));
    await hero('answered');
    await page.getByRole('button', { name: 'Back to Settings' }).click();
    await expect.poll(() => name.inputValue()).toBe('Half a na');
  });

  it('waits while the desk is locked, and is answered after sign-in', async () => {
    await open('role=none');
    await page.getByRole('button', { name: /Marie/ }).waitFor();
    await scan(page, ticketOf(0));
    await page.getByText('1 scan is answered after sign-in').waitFor();
    await page.getByRole('button', { name: /Marie/ }).click();
    await page.keyboard.type('2018', asPeopleDo);
    await page.keyboard.press('Enter');
    await hero('identity');
    await expect.poll(() => heroName()).toContain('LINDQVIST');
  });

  it('survives the lock in the middle of an identity check', async () => {
    await open();
    await scan(page, ticketOf(0));
    await hero('identity');
    await page.keyboard.press('Control+l');
    // The same person is expected back: the page asks for the PIN at once.
    await page.locator('.pin').getByText(/Marie/).waitFor();
    await page.keyboard.type('2018', asPeopleDo);
    await page.keyboard.press('Enter');
    await hero('identity');
    await expect.poll(() => heroName()).toContain('LINDQVIST');
  });

  it('that failed is kept and can be asked again', async () => {
    await open('fails=checkIn:disk-full');
    await scan(page, ticketOf(2));
    await hero('failed');
    await expect.poll(() => heroName()).toBe('The disk is full');
    deskOf(page).answers = {};
    await afterBurst();
    await page.keyboard.press('Enter');
    await hero('answered');
  });
});

describe('the search', () => {
  it('drops answers to older queries', async () => {
    await open();
    // The answer to the first letter comes when the test releases it, after the answer to all
    // three.
    await page.evaluate(() => {
      const { searchDelegates } = window.lanyard;
      const held = new Promise<void>((resolve) => {
        window.addEventListener('let-go', () => resolve(), { once: true });
      });
      window.lanyard.searchDelegates = async (input) => {
        const answer = await searchDelegates(input);
        if (input.query.length === 1) await held;
        return answer;
      };
    });
    await page.locator('#desk-search').focus();
    await page.keyboard.type('k', asPeopleDo);
    await page.keyboard.type('im', asPeopleDo);
    await page.getByRole('option', { name: /KIM/ }).waitFor();
    await page.evaluate(async () => {
      window.dispatchEvent(new Event('let-go'));
      // The page has received the late answer and painted the result.
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    });
    await expect.poll(() => page.getByRole('option').count()).toBe(1);
  });

  it('moves by arrows and checks in by Enter', async () => {
    await open();
    await page.keyboard.press('/');
    await page.locator('#desk-search:focus').waitFor();
    await page.keyboard.type('customs', asPeopleDo);
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    const chosen = await page
      .locator('[aria-selected="true"] .search-name bdi')
      .first()
      .textContent();
    await afterBurst();
    await page.keyboard.press('Enter');
    await hero('identity');
    await expect.poll(() => heroName()).toBe(chosen);
    await expect.poll(() => page.locator('#desk-search').inputValue()).toBe('');
  });
});

describe('the roster import', () => {
  it('is cancelled while it compares, and starts anew', async () => {
    await open({ prepare: slowComparison });
    await openImport(page);
    await page.getByRole('button', { name: 'Choose file…' }).click();
    await page
      .locator('.radio-card')
      .filter({ hasText: /1252.*ÞÓRÐARSON/ })
      .click();
    await page.getByRole('button', { name: /Delegation code/ }).click();
    await page.getByRole('option', { name: 'Pays' }).click();
    await page.getByRole('button', { name: 'Compare with roster' }).click();
    await page.getByRole('progressbar').waitFor();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByText('Import cancelled. The roster is unchanged.').waitFor();
    await expect.poll(() => page.getByRole('alert').filter({ hasText: /./ }).count()).toBe(0);
  });

  it('waits for the choice of a character set, by the lines that differ', async () => {
    await open({ prepare: rosterFile });
    await openImport(page);
    await page.getByRole('button', { name: 'Choose file…' }).click();
    await page.getByText('Choose a character set first.').waitFor();
    await expect
      .poll(() => page.getByRole('button', { name: 'Compare with roster' }).isDisabled())
      .toBe(true);
    await page
      .locator('.radio-card')
      .filter({ hasText: /1252.*ÞÓRÐARSON/ })
      .click();
    await page.getByRole('radio').first().waitFor({ state: 'detached' });
    await expect
      .poll(() => page.locator('option', { hasText: /^Catégorie$/ }).count())
      .toBeGreaterThan(0);
  });

  it('takes a list without printed names, names odd cells, and writes once they are accepted', async () => {
    await open({ prepare: oddRosterFile });
    await openImport(page);
    await page.getByRole('button', { name: 'Choose file…' }).click();
    await page.getByText('Composed from given and family name').waitFor();
    await page.getByRole('button', { name: 'Compare with roster' }).click();
    const odd = page.getByRole('tabpanel', { name: /Odd cells/ });
    await odd
      .getByRole('row', { name: /^2 Registration code Invisible.*invisible character/ })
      .waitFor();
    await odd.getByRole('row', { name: /Letters missing.*NGUYEN \u{1F389} NGUYEN$/u }).waitFor();
    const write = page.getByRole('button', { name: /Write 4 changes/ });
    await expect.poll(() => write.isDisabled()).toBe(true);
    await page.getByRole('button', { name: 'Accept 3 corrected values' }).click();
    await page.getByRole('tab', { name: /Rejected/ }).click();
    await page.getByText('same as line 2').waitFor();
    await write.click();
    await page.getByText('4 delegates added', { exact: true }).waitFor();
  });

  it('is undone at its end, after a question, and is written down', async () => {
    await open({ prepare: oddRosterFile });
    const { db } = deskOf(page).context;
    const people = (): unknown => db.prepare('SELECT count(*) AS n FROM delegate').get();
    const before = people();
    await openImport(page);
    await page.getByRole('button', { name: 'Choose file…' }).click();
    await page.getByRole('button', { name: 'Compare with roster' }).click();
    await page.getByRole('button', { name: 'Accept 3 corrected values' }).click();
    await page.getByRole('button', { name: /Write 4 changes/ }).click();
    await page.getByRole('button', { name: 'Undo this import…' }).click();
    const question = page.getByRole('dialog', { name: 'Undo this import' });
    await question.getByText('4 new delegates are removed.').waitFor();
    await question.getByRole('button', { name: 'Undo this import' }).click();
    await page.getByText('The import is undone.').waitFor();
    await page.getByRole('button', { name: 'Choose file…' }).waitFor();
    expect(people()).toEqual(before);
    await expect
      .poll(() => db.prepare(`SELECT detail FROM activity WHERE kind = 'settings'`).all())
      .toEqual([{ detail: 'import undone -4 ~0' }]);
  });
});

describe('somebody whose delegation and category this station does not know', () => {
  it('is told in words, with the ids in a line of detail', async () => {
    await open({ prepare: unknownHere });
    await scan(page, ticketOf(0));
    await hero('identity');
    const said = await page.locator('.hero').textContent();
    expect(said).toContain('Delegation not in the event file');
    expect(said).toContain('Category not in the event file');
    expect(said).toContain('In the list as ZZZ, guest-of-honour');
  });
});

describe('the hand-over', () => {
  it('is offered only once the badge is printed', async () => {
    await open('printer=slow');
    await scan(page, ticketOf(0));
    await hero('identity');
    await afterBurst();
    await page.keyboard.press('p');
    await hero('answered');
    const button = page.getByRole('button', { name: /^Hand over/ });
    await button.waitFor();
    await expect.poll(() => button.isDisabled()).toBe(true);
  });
});

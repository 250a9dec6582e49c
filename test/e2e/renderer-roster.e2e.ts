import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { everyDelegate } from '../../db/roster/roster.ts';
import { kioskLookUp } from '../../main/kiosk/kiosk-look-up.ts';
import { KioskGuesses, KioskVisits } from '../../main/kiosk/kiosk-visits.ts';
import { changeRoster } from '../renderer/harness/deeds.ts';
import type { HarnessDesk } from '../renderer/harness/desk.ts';
import { unknownDelegationsFile, vipFile } from '../renderer/harness/files.ts';
import { deskOf, type HarnessPages, openHarness } from '../renderer/harness/pages.ts';
import { ticketOf } from '../renderer/harness/people.ts';
import { untilIdle } from '../renderer/harness/steps.ts';
import { go, openImport, openPeople } from '../support/navigate.ts';

let harness: HarnessPages;
beforeAll(async () => {
  harness = await openHarness(inject('runFolder'));
});
afterAll(() => harness?.close());

describe('the check of all badges', () => {
  const section = (page: Page) => page.getByRole('region', { name: 'Check the badges' });
  const rows = (page: Page) => section(page).getByRole('listitem').allInnerTexts();
  const press = (page: Page, name: string | RegExp) =>
    section(page).getByRole('button', { name }).click();

  function prepare(desk: HarnessDesk): void {
    changeRoster(desk, (_person, index) => ({
      email: index === 0 ? '' : 'somebody@example.org',
      ...(index === 1 ? { printedName: 'Abdul ܡ AL-KHATTANI' } : {}),
    }));
  }

  it('lists what is wrong, to correct there, and checks again who changed', async () => {
    await harness.onPage({ prepare }, async (page) => {
      await openPeople(page, 'Check the badges');
      await press(page, 'Check the badges');
      await section(page)
        .getByText(/^Checked at 09:4\d: 14 people\./)
        .waitFor();
      await expect.poll(() => rows(page)).toHaveLength(2);
      await press(page, 'All findings (2)');
      await page.getByRole('option', { name: 'Letters missing in the fonts (1)' }).click();
      await expect
        .poll(() => rows(page))
        .toEqual([expect.stringMatching(/^(?![\s\S]*U\+)[\s\S]*Abdul ܡ AL-KHATTANI[\s\S]*ܡ/)]);

      await press(page, 'Save as CSV…');
      await page.getByText('Findings saved.').waitFor();
      const csv = readFileSync(join(deskOf(page).folder, 'saveBadgeFindings'), 'utf8');
      expect(csv.split('\r\n')).toEqual([
        '\uFEFFFinding;Printed name;Delegation;Registration code;Detail',
        'Letters missing in the fonts;Abdul ܡ AL-KHATTANI;SAU;GSC-1079;U+0721 ܡ',
        'No e-mail;Maria LINDQVIST;SWE;GSC-1042;',
        '',
      ]);

      await press(page, /^Correct name of Abdul/);
      const dialog = page.getByRole('dialog', { name: 'Correct spelling' });
      await dialog.getByLabel('Printed name').fill('Abdul AL-KHATTANI');
      await dialog.getByRole('button', { name: 'Correct', exact: true }).click();
      await section(page).getByText('One change since.').waitFor();
      await press(page, 'Check again');
      await expect
        .poll(() => rows(page))
        .toEqual([expect.stringMatching(/LINDQVIST[\s\S]*No e-mail/)]);
      await press(page, 'Open Maria LINDQVIST at the desk');
      await page
        .locator('.desk[data-chosen]')
        .getByRole('heading', { name: /LINDQVIST/ })
        .waitFor();
    });
  });

  it('goes on while another screen is open, and can be stopped', async () => {
    await harness.onPage({ prepare }, async (page) => {
      const desk = deskOf(page);
      let stopped = false;
      desk.answers.getBadgeCheck = () => ({
        failure: null,
        result: null,
        running: stopped ? null : { progress: { checked: 1, total: 16 } },
      });
      desk.answers.cancelBadgeCheck = () => {
        stopped = true;
        desk.notify('badgeCheckChanged', null);
      };
      await openPeople(page, 'Check the badges');
      await section(page).getByText('1 of 16').waitFor();
      desk.notify('badgeCheckProgress', { checked: 9, total: 16 });
      await section(page).getByText('9 of 16').waitFor();
      await press(page, 'Stop');
      await section(page).getByRole('button', { name: 'Check the badges' }).waitFor();
    });
  });

  it('is no operator’s', async () => {
    await harness.onPage({ query: 'role=operator' }, async (page) => {
      await go(page, 'People');
      const tabs = page.getByRole('tab');
      await tabs.first().waitFor();
      await expect.poll(() => tabs.allInnerTexts()).toEqual(['Changes', 'Duplicates']);
    });
  });
});

it('marks people as VIPs whom a word of the list names, where it is asked', async () => {
  await harness.onPage({ prepare: vipFile }, async (page) => {
    await openImport(page);
    await page.getByRole('button', { name: 'Choose file…' }).click();
    await page.getByRole('button', { name: 'Compare with roster' }).click();
    await page.getByText('Found: Minister and Head of delegation').waitFor();
    const mark = page.getByRole('checkbox', { name: 'Mark these 2 people as VIP' });
    await expect.poll(() => mark.isChecked()).toBe(false);
    await page.getByText('Mark these 2 people as VIP').click();
    await expect.poll(() => mark.isChecked()).toBe(true);
    await page.getByRole('button', { name: 'Write 3 changes' }).click();
    await page.getByText('Roster is up to date').waitFor();
    const { db, event } = deskOf(page).context;
    const vips = Array.from(everyDelegate(db, event.file.id)).filter(({ vip }) => vip);
    const names = vips.map(({ printedName }) => printedName).toSorted();
    // One was a VIP already.
    expect(names).toEqual(['Abdulrahman AL-KHATTANI', 'Ingrid SOLBERG', 'Paulo MENDES']);
  });
});

it('adds the delegations that rows name to the event, in one step', async () => {
  await harness.onPage({ prepare: unknownDelegationsFile }, async (page) => {
    await openImport(page);
    await page.getByRole('button', { name: 'Choose file…' }).click();
    await page.getByRole('button', { name: 'Compare with roster' }).click();
    await page.getByRole('region', { name: '2 delegations are not in the event' }).waitFor();
    // Another delegation's name is refused, and the typed text stays.
    const bank = page.getByRole('group', { name: 'World Bank Group' });
    await bank.getByLabel('Name in English').fill('Netherlands');
    const add = page.getByRole('button', { name: 'Add these 2 delegations to the event' });
    await add.click();
    await page.getByRole('alert').getByText('is the name of NLD', { exact: false }).waitFor();
    await expect.poll(() => bank.getByLabel('Name in English').inputValue()).toBe('Netherlands');
    await bank.getByLabel('Name in English').fill('World Bank');
    await add.click();
    await page.getByText('2 delegations added: event version 2').waitFor();
    await page.getByRole('button', { name: 'Write 3 changes' }).click();
    await page.getByText('Roster is up to date').waitFor();
    const { db, event } = deskOf(page).context;
    const codes = Array.from(everyDelegate(db, event.file.id))
      .filter(({ registrationCode }) => registrationCode.startsWith('GSC-30'))
      .map(({ delegation }) => delegation);
    expect(codes.toSorted()).toEqual(['NLD', 'UPU', 'WBG']);
  });
});

it('finds whoever quotes the code of a kiosk by the desk’s search', async () => {
  let code = '';
  const prepare = ({ context }: HarnessDesk): void => {
    const visits = new KioskVisits();
    const scan = { source: 'hid' as const, readings: [ticketOf(14)], seenAt: 0 };
    const parts = { context, visits, guesses: new KioskGuesses() };
    const answer = kioskLookUp(parts, { kind: 'scan', scan });
    if (answer.outcome !== 'see-desk') throw new Error(answer.outcome);
    code = answer.code;
  };
  await harness.onPage({ prepare }, async (page) => {
    await untilIdle(page);
    await page.getByRole('combobox').first().fill(code.toLowerCase());
    await expect
      .poll(() => page.getByRole('option').allInnerTexts())
      .toEqual([expect.stringContaining('NDOLO')]);
  });
});

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { cleanUp } from '../hub/http/support.ts';
import { openBrowser } from '../renderer/harness/browser.ts';
import { sampleLogo } from '../support/sample-logo.ts';
import { type OrganiserHub, startOrganiserHub } from '../web/organiser/harness/hub.ts';
import { type OpenPage, openPage } from '../web/organiser/harness/pages.ts';

let browser: Browser;
let hub: OrganiserHub;
beforeAll(async () => {
  browser = await openBrowser();
  hub = await startOrganiserHub('day');
});
afterAll(async () => {
  await browser?.close();
  await cleanUp();
});

const opened = (): Promise<OpenPage> =>
  openPage(browser, hub, { role: 'organiser', place: 'event' });
const state = () => hub.running.hub.eventVersions();
const dialogOf = (page: Page) => page.getByRole('dialog');
const save = (page: Page) => page.getByRole('button', { name: 'Save for every station' }).click();

async function rename(page: Page, from: string, to: string): Promise<void> {
  await page.getByRole('button', { name: `Change ${from}` }).click();
  await dialogOf(page).getByRole('textbox', { name: 'Name in English' }).fill(to);
  await dialogOf(page).getByRole('button', { name: 'Apply' }).click();
}

it('parts that do not fit together are named as the editor names them', async () => {
  const { page, context } = await opened();
  await page.getByRole('button', { name: 'Change Closing panels' }).click();
  await dialogOf(page).getByLabel('Closes').fill('09:00');
  await dialogOf(page).getByRole('button', { name: 'Apply' }).click();
  await save(page);
  const alert = page.getByRole('alert');
  await alert
    .getByText('Session or door “Closing panels” › Time 1 › Closes: It must close', {
      exact: false,
    })
    .waitFor();
  await expect.poll(() => alert.getByText(/windows/).count()).toBe(0);
  await context.close();
});

it('a session is moved and a category added: one version, with both changes in words', async () => {
  const { page, context } = await opened();
  await page.getByRole('button', { name: 'Change Closing panels' }).click();
  await dialogOf(page).getByLabel('Closes').fill('19:30');
  await dialogOf(page).getByRole('button', { name: 'Apply' }).click();
  await page.getByRole('button', { name: 'Add a category' }).click();
  await dialogOf(page).getByRole('button', { name: 'Apply' }).click();
  await dialogOf(page).getByText('Nothing is applied yet.', { exact: false }).waitFor();
  await dialogOf(page).getByRole('textbox', { name: 'Name in English' }).fill('Minister');
  await dialogOf(page).getByRole('button', { name: 'Apply' }).click();
  await page.getByText('2 changes not saved').waitFor();
  await save(page);
  await page.getByText('Version 2 saved').waitFor();
  const { version, file } = await state();
  expect(version).toBe(2);
  // In French it falls back to this name; nothing is copied.
  expect(file.categories.at(-1)).toMatchObject({ id: 'minister' });
  expect(file.categories.at(-1)?.name).toEqual({ en: 'Minister' });
  const versions = page.locator('section', { hasText: 'Versions' }).last();
  await versions.getByText('Category “Minister”: added').waitFor();
  await versions.getByText('13:30–19:30', { exact: false }).waitFor();
  await context.close();
});

it('two organisers change the event at once: the second sees the first’s change, and both hold', async () => {
  const [first, second] = [await opened(), await opened()];
  await rename(first.page, 'Main entrance', 'North entrance');
  await rename(second.page, 'Registration desk', 'Welcome desk');
  await second.page.getByText('1 change not saved').waitFor();
  await save(first.page);
  await second.page.getByText('has saved version', { exact: false }).waitFor();
  await second.page.getByRole('button', { name: 'Merge it, keeping my changes' }).click();
  await save(second.page);
  await expect
    .poll(async () => (await state()).file.checkpoints.map(({ name }) => name.en))
    .toEqual(expect.arrayContaining(['North entrance', 'Welcome desk']));
  for (const { context } of [first, second]) await context.close();
});

it('what is changed while a version is being saved stays a change of its own', async () => {
  const { page, context } = await opened();
  let leave: () => void = () => undefined;
  const mayLeave = new Promise<void>((resolve) => {
    leave = resolve;
  });
  const request = page.waitForRequest((one) => one.method() === 'POST');
  await page.route('**/event/versions', (route) => mayLeave.then(() => route.continue()));
  await rename(page, 'Closing panels', 'Last panels');
  await save(page);
  await request;
  await rename(page, 'Last panels', 'Final panels');
  leave();
  await page.getByText('1 change not saved').waitFor();
  await save(page);
  await expect
    .poll(async () => (await state()).file.checkpoints.map(({ name }) => name.en))
    .toContain('Final panels');
  await context.close();
});

it('an entry’s change holds though the hub answers again while its dialog is open', async () => {
  const { page, context } = await opened();
  await page.getByRole('button', { name: 'Change Secretariat' }).click();
  await dialogOf(page).getByRole('textbox', { name: 'Name in English' }).fill('Staff');
  const { version, file } = await state();
  const name = { en: 'Security Conference', fr: 'Conférence sur la sécurité' };
  await hub.running.hub.changeEvent({ base: version, file: { ...file, name } }, 'Somebody');
  await page
    .getByText(`Version ${version + 1}`, { exact: false })
    .first()
    .waitFor();
  await dialogOf(page).getByRole('button', { name: 'Apply' }).click();
  await page.getByText('1 change not saved').waitFor();
  await context.close();
});

it('what people were recorded by is fixed, and an entry is retired rather than removed', async () => {
  const { page, context } = await opened();
  await expect.poll(() => page.getByLabel('Time zone').isDisabled()).toBe(true);
  await page.getByRole('button', { name: 'Change Press' }).click();
  await dialogOf(page).getByText('Retired: no longer offered', { exact: false }).click();
  await dialogOf(page).getByRole('button', { name: 'Apply' }).click();
  await save(page);
  await expect
    .poll(async () => (await state()).file.categories.find(({ id }) => id === 'press')?.retired)
    .toBe(true);
  await page.getByText('Retired', { exact: true }).first().waitFor();
  await context.close();
});

it('a language is added, and the forms ask for it too; taking it away keeps its texts', async () => {
  const { page, context } = await opened();
  const spanish = page.getByRole('checkbox', { name: 'Español' });
  await spanish.press('Space');
  const note = page.locator('.note').filter({ hasText: 'texts lack a language of the event' });
  await note
    .getByRole('button', { name: /^Change / })
    .first()
    .click();
  await dialogOf(page).getByRole('textbox', { name: 'Name in Spanish' }).waitFor();
  await dialogOf(page).getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('textbox', { name: 'Place in Spanish' }).fill('Bruselas');
  await page.getByRole('button', { name: 'Add a category' }).click();
  await dialogOf(page).getByRole('textbox', { name: 'Name in Spanish' }).fill('Alumno');
  await dialogOf(page).getByRole('textbox', { name: 'Name for a woman in French' }).waitFor();
  expect(await dialogOf(page).getByLabel('Name for a woman in English').count()).toBe(0);
  await dialogOf(page).getByRole('textbox', { name: 'Name for a woman in Spanish' }).fill('Alumna');
  await dialogOf(page).getByRole('button', { name: 'Apply' }).click();
  await save(page);
  const file = async () => (await state()).file;
  await expect.poll(async () => (await file()).languages).toEqual(['en', 'fr', 'es']);
  expect((await file()).categories.at(-1)).toMatchObject({
    id: 'alumno',
    name: { es: 'Alumno' },
    feminine: { es: 'Alumna' },
  });
  await spanish.press('Space');
  await expect.poll(() => page.getByLabel('Place in Spanish').count()).toBe(0);
  await expect.poll(() => note.getByText('Spanish').count()).toBe(0);
  await save(page);
  await expect.poll(async () => (await file()).languages).toEqual(['en', 'fr']);
  expect((await file()).place).toMatchObject({ es: 'Bruselas' });
  await context.close();
});

it('an extra field is declared, renamed with its choices, and retired', async () => {
  const { page, context } = await opened();
  const fields = async () => (await state()).file.extraFields;
  await page.getByRole('button', { name: 'Add an extra field' }).click();
  const dialog = dialogOf(page);
  await dialog.getByRole('textbox', { name: 'Name in English' }).fill('Lunch menu');
  await dialog.getByRole('textbox', { name: 'Name in French' }).fill('Menu du midi');
  await dialog.getByRole('button', { name: /Type/ }).click();
  await page.getByRole('option', { name: 'Choice' }).click();
  // Without a choice nothing is taken over.
  await dialog.getByRole('button', { name: 'Apply' }).click();
  await dialog.getByText('Nothing is applied yet.', { exact: false }).waitFor();
  await dialog.getByRole('button', { name: 'Add a choice' }).click();
  await dialog.getByLabel('Choice 1 in English').fill('Fish');
  await dialog.getByLabel('Choice 1 in French').fill('Poisson');
  await dialog.getByText('Door', { exact: true }).click();
  await expect.poll(() => dialog.getByRole('checkbox', { name: 'Doors' }).isDisabled()).toBe(true);
  await dialog.getByRole('button', { name: 'Apply' }).click();
  await page.getByText('Extra field “Lunch menu”: added').first().waitFor();
  await save(page);
  await expect.poll(fields).toMatchObject([
    {
      id: 'lunch-menu',
      label: { en: 'Lunch menu', fr: 'Menu du midi' },
      type: 'choice',
      choices: [{ id: 'Fish', label: { en: 'Fish', fr: 'Poisson' } }],
      showsAt: ['desk', 'door'],
      receivedBy: ['door'],
    },
  ]);
  await rename(page, 'Lunch menu', 'Lunch');
  await page.getByRole('button', { name: 'Change Lunch', exact: true }).click();
  await dialog.getByLabel('Choice 1 in English').fill('Seafood');
  await dialog.getByText('Retired: no longer offered', { exact: false }).click();
  await dialog.getByRole('button', { name: 'Apply' }).click();
  await save(page);
  await expect.poll(fields).toMatchObject([
    {
      id: 'lunch-menu',
      label: { en: 'Lunch' },
      retired: true,
      choices: [{ id: 'Fish', label: { en: 'Seafood' } }],
    },
  ]);
  await context.close();
});

it('several delegations are pasted, and what the event has is refused by name', async () => {
  const { page, context } = await opened();
  const before = (await state()).file.delegations;
  const [known] = before;
  await page.getByRole('button', { name: 'Add several delegations' }).click();
  const dialog = dialogOf(page);
  const lines = dialog.getByLabel('Lines');
  await lines.fill('CPLP;Lusophone Community\nTOO-LONG-A-CODE-FOR-IT;Somewhere');
  await dialog.getByRole('button', { name: 'Check the list' }).click();
  await dialog.getByRole('row', { name: /2 Code too long/ }).waitFor();
  await lines.fill(
    [
      'CPLP\tLusophone Community\tCommunauté',
      `${known?.code}\tAnother name`,
      'OIF\tFrancophonie',
    ].join('\n'),
  );
  await dialog.getByRole('button', { name: 'Check the list' }).click();
  await dialog.getByText('1 line not added').waitFor();
  await dialog
    .getByText(`${known?.code} is “${known?.name.en}” in the event`, { exact: false })
    .waitFor();
  await dialog.getByText('Delegation “Lusophone Community”: added').waitFor();
  await dialog.getByRole('button', { name: 'Add 2 delegations' }).click();
  await page.getByText('2 changes not saved').waitFor();
  await save(page);
  await expect
    .poll(async () => (await state()).file.delegations.slice(before.length))
    .toMatchObject([
      { code: 'CPLP', name: { en: 'Lusophone Community', fr: 'Communauté' } },
      { code: 'OIF', name: { en: 'Francophonie' } },
    ]);
  await context.close();
});

it('delegations come from a file too, and what is no table is refused', async () => {
  const { page, context } = await opened();
  await page.getByRole('button', { name: 'Add several delegations' }).click();
  const dialog = dialogOf(page);
  const choose = async (name: string, content: string | Buffer): Promise<void> => {
    const chooser = page.waitForEvent('filechooser');
    await dialog.getByRole('button', { name: 'Choose a file…' }).click();
    const buffer = Buffer.from(content);
    await (await chooser).setFiles({ name, mimeType: 'text/csv', buffer });
  };
  await choose('broken.xlsx', Buffer.from('PK\x03\x04xl/workbook.xml'));
  await dialog.getByText('The file is not a table').waitFor();
  await choose('more.csv', 'Code;Name;Kind\nECOSOC;Economic and Social Council;observer\n');
  await dialog.getByRole('button', { name: 'Add 1 delegation' }).click();
  await page.getByText('Delegation “Economic and Social Council”: added').waitFor();
  await context.close();
});

it('the hosts of other systems’ tickets are listed, and a ticket can be tried', async () => {
  const { page, context } = await opened();
  const section = page.locator('section', { hasText: 'Tickets of other systems' }).last();
  const sample = section.getByLabel('Try a ticket');
  const ticket = '{"i":[2,"events.example.org","q83vEjRWeJCrze8SNFZ4kA=="]}';
  await sample.fill(ticket);
  await section.getByText('An Indico ticket of events.example.org. For this event.').waitFor();
  await section.getByText('abcdef1234567890abcdef1234567890').waitFor();
  await section.getByLabel('Host').fill('https://pretix.example.org/event/');
  await section.getByRole('button', { name: 'Add the host' }).click();
  await section.getByText('its host is not listed', { exact: false }).waitFor();
  await sample.fill('https://pretix.example.org/t/ABCDEFGH12');
  await section.getByText('An address at pretix.example.org. For this event.').waitFor();
  await section.getByText('ABCDEFGH12', { exact: true }).waitFor();
  await sample.fill('a text');
  await section.getByText('Text of an unknown system.').waitFor();
  await save(page);
  await expect.poll(async () => (await state()).file.ticketHosts).toEqual(['pretix.example.org']);
  await context.close();
});

it('the emblem of badges is chosen, shown and taken away again', async () => {
  const { page, context } = await opened();
  const group = page.getByRole('group', { name: 'Emblem' });
  const choose = async (button: string, name: string, buffer: Buffer): Promise<void> => {
    const chooser = page.waitForEvent('filechooser');
    await group.getByRole('button', { name: button }).click();
    await (await chooser).setFiles({ name, mimeType: 'image/png', buffer });
  };
  await choose('Choose an emblem…', 'broken.png', Buffer.from('no picture'));
  await group.getByText('broken.png cannot be read.', { exact: false }).waitFor();
  await choose('Choose an emblem…', 'emblem.png', sampleLogo());
  await group.getByRole('img', { name: 'Emblem' }).waitFor();
  await page.getByText(/Emblem.*a picture of \d+(\.\d)? kB/).waitFor();
  await save(page);
  await expect.poll(async () => (await state()).file.emblem).toMatch(/^iVBOR/);
  await group.getByRole('button', { name: 'Remove' }).click();
  await save(page);
  await expect.poll(async () => (await state()).file.emblem).toBeUndefined();
  await context.close();
});

it('another word for groups is one change, in words', async () => {
  const { page, context } = await opened();
  await page.getByRole('button', { name: /Word for groups/ }).click();
  await page.getByRole('option', { name: 'Companies' }).click();
  await page.getByText('1 change not saved').waitFor();
  await save(page);
  const versions = page.locator('section', { hasText: 'Versions' }).last();
  await versions
    .getByText('Word for groups: Delegations → Companies', { exact: false })
    .first()
    .waitFor();
  await context.close();
});

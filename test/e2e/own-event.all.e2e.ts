import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, inject, it, onTestFailed } from 'vitest';
import { csvFile } from '../../domain/base/csv.ts';
import { root } from '../../tools/runtime.mjs';
import { demoEvent } from '../../tools/sample/event.ts';
import { startMailServer } from '../support/mail-server.ts';
import { CountedPerson, tableOf } from '../support/own-event-steps.ts';

/** One of the list, with a word in the extra field. */
const guest = { name: 'DE LA PEÑA GÜELL', address: 'alvaro.de.la.pena.guell.2@example.org' };
const pin = '24681357';
const folder = mkdtempSync(join(tmpdir(), 'lanyard-own-event-'));
const organiser = new CountedPerson(inject('electron'));
let mails: Awaited<ReturnType<typeof startMailServer>>;

afterAll(async () => {
  console.log(tableOf(organiser.parts));
  await organiser.end();
  await mails?.close();
  rmSync(folder, { recursive: true, force: true });
});
async function shot(name: string) {
  await organiser.page.screenshot({ path: `/tmp/h/proof-${name}.png` }).catch(() => {});
}

/** The secretariat's spreadsheet: the where it is beside the clone, else two lines of its form. */
function peopleFile(): string {
  const shared = join(root, '../shared/data/people.csv');
  if (existsSync(shared)) return shared;
  const headings = [
    ...['Reference', 'First name', 'LAST NAME', 'Position', 'Country', 'Organisation', 'Type'],
    ...['E-mail address', 'Language', 'Dietary requirement'],
  ];
  const path = join(folder, 'people.csv');
  writeFileSync(
    path,
    csvFile(
      [
        headings,
        ['RW27-0001', 'Benoît', 'LEFRANÇOIS', '', 'FRA', '', 'Participant', 'b@example.org', 'fr', ''],
        ['RW27-0002', 'Álvaro', guest.name, '', 'ESP', '', 'Participant', guest.address, 'es', 'no nuts'],
      ],
      ',',
    ),
  );
  return path;
}

/** The secretariat's own table of delegations: the list names organisations that are no members. */
function delegationsFile(): string {
  const lines = demoEvent().delegations.map(({ code, name }) => [code, name.en, name.fr]);
  const path = join(folder, 'delegations.csv');
  writeFileSync(path, csvFile([['Code', 'Name in English', 'Name in French'], ...lines], ','));
  return path;
}

const day = (offset: number): string =>
  new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);

it('an event is created from nothing', async () => {
  onTestFailed(() => shot('a'));
  organiser.begins('Create the event');
  await organiser.start();
  const { page } = organiser;
  await organiser.shows('Welcome to Lanyard');
  await organiser.press('Enter');
  await organiser.shows('What is this station?');
  await organiser.press('Enter');
  await organiser.shows('Your event');
  await organiser.type(page.getByLabel('Name of the event'), 'Regional workshop');
  await organiser.type(page.getByLabel(/^Place(?! in)/), 'Rue du Marché 30, Brussels');
  await organiser.type(page.getByLabel(/^First day/), day(-1));
  await organiser.type(page.getByLabel(/^Last day/), day(1));
  await organiser.type(page.getByRole('combobox', { name: 'Time zone' }), 'Brussels');
  await page.getByRole('option', { name: 'Europe/Brussels' }).waitFor();
  await page.keyboard.press('ArrowDown');
  await organiser.press('Enter');
  await organiser.click(page.getByText('A table of your own'));
  const table = page.getByRole('region', { name: 'Table of delegations' });
  await organiser.chooseFile(table.getByRole('button', { name: 'Choose…' }), delegationsFile());
  await table.getByText(/^\d+ delegations$/).waitFor();
  await organiser.click(organiser.button('Add a field'));
  await organiser.type(page.getByLabel('Label', { exact: true }), 'Dietary requirement');
  await organiser.clickAndRestart(organiser.button('Create the event'));
});

it('the supervisor sets a PIN and imports the people', async () => {
  onTestFailed(() => shot('b'));
  organiser.begins('Supervisor');
  const { page } = organiser;
  await organiser.shows('Supervisor');
  await organiser.type(page.getByLabel('Your name'), 'Anna LINDQVIST');
  await organiser.type(page.getByLabel('PIN', { exact: true }), pin);
  await organiser.type(page.getByLabel('PIN once more'), pin);
  await organiser.press('Enter');
  organiser.begins('Import the people');
  await organiser.shows('Roster import');
  await organiser.chooseFile(organiser.button('Choose file…'), peopleFile());
  // Found by its heading, as the usual fields are.
  await page.getByRole('button', { name: /Dietary requirement Dietary requirement/ }).waitFor();
  await organiser.click(organiser.button('Compare with roster'));
  await page.locator('[data-tile=rejected]').getByText('0', { exact: true }).waitFor();
  await organiser.click(organiser.button(/^Write \d+ changes$/));
  await page.getByText('Roster is up to date').waitFor();
  await organiser.click(organiser.button('Continue'));
  organiser.begins('Checkpoint, no printer, camera, ready');
  await organiser.shows('Where does it stand?');
  await organiser.press('Enter');
  await organiser.shows('Printers');
  await organiser.click(organiser.button('Skip for now'));
  await organiser.shows('Camera and scanner');
  await organiser.click(organiser.button('Continue'));
  await organiser.shows('Ready');
  await organiser.click(organiser.button('Start the desk'));
  await page.locator('.hero').waitFor();
});

it('tickets are sent', async () => {
  onTestFailed(() => shot('c'));
  mails = await startMailServer(() => 'none');
  const { page } = organiser;
  organiser.begins('Mail server');
  await organiser.click(page.getByRole('navigation').getByRole('button', { name: 'Roster' }));
  await organiser.click(organiser.button('Send by e-mail…'));
  const dialog = page.getByRole('dialog');
  await organiser.type(dialog.getByLabel('Mail server'), '127.0.0.1');
  await organiser.select(dialog.getByRole('button', { name: /Encryption/ }), 'None');
  await organiser.type(dialog.getByLabel('Port', { exact: true }), String(mails.port));
  await organiser.type(dialog.getByLabel('E-mails per minute'), '600');
  await organiser.type(dialog.getByLabel('Sender’s name'), 'Secretariat');
  await organiser.type(dialog.getByLabel('Sender’s address'), 'events@example.org');
  await organiser.press('Enter');
  organiser.begins('Test to oneself');
  await organiser.type(dialog.getByLabel('Send a test to'), 'me@example.org');
  await organiser.click(organiser.button('Send a test'));
  await dialog.getByText('The mail server accepted the e-mail').waitFor();
  organiser.begins('Send the tickets');
  await organiser.click(organiser.button(/^Send \d+ tickets$/));
  await dialog.getByText(/\d+ tickets were sent/).waitFor();
  await shot('sent');
  expect(mails.taken.map(({ to }) => to)).toContain(guest.address);
});

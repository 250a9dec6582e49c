import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { listOfPeople, outsideLists } from '../support/list-of-people.ts';
import { CountedPerson, sumOf, tableOf } from '../support/own-event-steps.ts';

/**
 * The list of 300 people as eight systems export it, unedited, each into a new event without
 * delegations: through the screens of a first start, and once more a week later.
 */
const people = listOfPeople();
/** In a list without codes a person is known by an e-mail that nobody shares, or is asked about. */
const withoutCodes = new Set([
  ...['Google Forms', 'Sched', 'Excel, saved as CSV of Windows', 'a workbook with merged cells'],
]);
const withOwnMail = people.filter(
  ({ email }) => email !== '' && people.filter((other) => other.email === email).length === 1,
).length;
const folder = mkdtempSync(join(tmpdir(), 'lanyard-lists-'));
const sums: ReturnType<typeof sumOf>[] = [];
afterAll(() => {
  console.log(tableOf(sums));
  rmSync(folder, { recursive: true, force: true });
});

const dayOf = (wall: number): string => new Date(wall).toISOString().slice(0, 10);

async function makeEvent(organiser: CountedPerson): Promise<void> {
  await organiser.start();
  const { page } = organiser;
  await organiser.shows('Welcome to Lanyard');
  await organiser.press('Enter');
  await organiser.shows('What is this station?');
  await organiser.press('Enter');
  await organiser.shows('Your event');
  await organiser.type(page.getByLabel('Name of the event'), 'Congress');
  await organiser.type(page.getByLabel(/^Place(?! in)/), 'Liège');
  await organiser.type(page.getByLabel(/^First day/), dayOf(Date.now()));
  const zone = page.getByRole('combobox', { name: 'Time zone' });
  await organiser.find(zone, 'Brussels', 'Europe/Brussels');
  await page.getByText(/^No delegations/).click();
  await organiser.clickAndRestart(organiser.button('Create the event'));
  await organiser.becomesSupervisor('Anna LINDQVIST', '24681357');
  await organiser.shows('Import roster');
}

describe.each(outsideLists(people))('$name', ({ name, file, bytes }) => {
  it('comes in through the screens with everybody, and once more without a change', async () => {
    const organiser = new CountedPerson(inject('electron'));
    try {
      await organiser.does('event', () => makeEvent(organiser));
      const { page } = organiser;
      const path = join(folder, file);
      writeFileSync(path, bytes);
      const tile = (of: string, count: number) =>
        page.locator(`[data-tile=${of}]`).getByText(String(count), { exact: true });
      const compare = async (): Promise<void> => {
        await organiser.chooseFile(organiser.button('Choose file…'), path);
        // Western and Central European files differ in no byte that would tell them apart.
        if (file.includes('windows-1252')) {
          const readings = page.getByRole('radiogroup', { name: 'Which lines read correctly?' });
          await organiser.click(readings.getByText('Windows Western Europe (1252)'));
        }
        await organiser.click(organiser.button('Compare with roster'));
        await tile('rejected', 0).waitFor();
      };
      await organiser.does('list', async () => {
        await compare();
        await organiser.click(organiser.button(`Write ${people.length} changes`));
        await page.getByText('Roster is up to date').waitFor();
      });
      await organiser.does('again', async () => {
        await organiser.click(organiser.button('Import another file'));
        await compare();
        const asked = withoutCodes.has(name) ? people.length - withOwnMail : 0;
        await tile('unchanged', people.length - asked).waitFor();
        await tile('added', 0).waitFor();
        await tile('changed', 0).waitFor();
        await organiser
          .button(asked === 0 ? 'The roster is up to date already.' : `Decide ${asked} rows first`)
          .waitFor();
      });
      const [, list] = organiser.parts;
      if (list === undefined) throw new Error('no list was imported');
      sums.push(sumOf(name, [list]));
      expect(list.clicks).toBe(file.includes('windows-1252') ? 5 : 4);
    } finally {
      await organiser.end();
    }
  });
});

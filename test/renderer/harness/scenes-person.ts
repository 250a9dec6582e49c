import type { Page } from 'playwright-core';
import { stop } from './deeds.ts';
import { foreignBadge, foreignKiosk, uuid } from './people.ts';
import { heading, type Scene, scan, scanPerson } from './steps.ts';

async function openDelegate(page: Page, name: string): Promise<void> {
  await page.getByRole('combobox').fill(name);
  await page.getByRole('option').first().waitFor();
  await heading(page, /^Badges$/);
}

async function openWalkIn(page: Page): Promise<void> {
  await heading(page, /Ready to scan|Prêt à lire/);
  await page.keyboard.press('Control+n');
  await page.getByRole('dialog').waitFor();
}

async function openReplace(page: Page): Promise<void> {
  await openDelegate(page, 'heijden');
  await page.getByRole('button', { name: /Replace…|Remplacer…/ }).click();
  await heading(page, /withdraws|se retire/);
}

const submit = (page: Page): Promise<void> =>
  page.getByRole('dialog').locator('button[type="submit"]').click();

/** Verdicts with the age of the lists and the stop list; walk-in, correction, replacement. */
export const personScenes: readonly Scene[] = [
  {
    name: 'verdict-stopped-operator',
    query: 'role=operator&sync=linked',
    prepare: ({ context }) => stop(context.db, 'delegate', uuid(1, 0)),
    steps: (page) => scanPerson(page, 0),
  },
  {
    name: 'verdict-stopped-supervisor',
    query: 'sync=linked',
    prepare: ({ context }) => stop(context.db, 'delegate', uuid(1, 0)),
    steps: (page) => scanPerson(page, 0),
  },
  {
    name: 'verdict-stopped-badge',
    query: 'sync=linked',
    prepare: ({ context }) => stop(context.db, 'badge', `${foreignKiosk}-000007`),
    steps: async (page) => {
      await heading(page, /Ready to scan|Prêt à lire/);
      await scan(page, foreignBadge(7));
      await heading(page, /see the desk|adresser à/);
    },
  },
  {
    name: 'identity-lists',
    query: 'sync=linked&filled=0',
    steps: (page) => scanPerson(page, 0),
  },
  {
    name: 'identity-old-lists',
    query: 'sync=away',
    steps: (page) => scanPerson(page, 0),
  },
  {
    name: 'already-in-old-lists',
    query: 'sync=old-lists',
    steps: (page) => scanPerson(page, 2),
  },
  {
    name: 'delegate-actions',
    query: 'sync=linked',
    steps: (page) => openDelegate(page, 'nakamura'),
  },
  { name: 'walk-in', steps: openWalkIn },
  {
    name: 'walk-in-errors',
    steps: async (page) => {
      await openWalkIn(page);
      await submit(page);
    },
  },
  {
    name: 'walk-in-delegation',
    steps: async (page) => {
      await openWalkIn(page);
      await page.getByLabel(/^Given name|^Prénom/).fill('Ingrid');
      await page.getByLabel(/^Family name|^Nom de famille|^Nom$/).fill('SOLBERG');
      await page.getByRole('dialog').getByRole('combobox').fill('ne');
      await page.getByRole('option').first().waitFor();
    },
  },
  {
    name: 'walk-in-registered',
    steps: async (page) => {
      await openWalkIn(page);
      await page.getByLabel(/^Given name|^Prénom/).fill('Ingrid');
      await page.getByLabel(/^Family name|^Nom de famille|^Nom$/).fill('SOLBERG');
      await page.getByRole('dialog').getByRole('combobox').fill('swe');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await page.getByRole('dialog').locator('.radio-card').first().click();
      await page.getByLabel(/^Approved by|^Approuvé par/).fill('H. JANSSENS');
      await submit(page);
      await heading(page, /Ingrid SOLBERG/);
    },
  },
  {
    name: 'correct',
    steps: async (page) => {
      await openDelegate(page, 'khattani');
      await page.getByRole('button', { name: /Correct spelling|Corriger/ }).click();
      await page.getByRole('dialog').getByRole('textbox').first().waitFor();
    },
  },
  {
    name: 'correct-failed',
    query: 'fails=correctSpelling:disk-full',
    steps: async (page) => {
      await openDelegate(page, 'khattani');
      await page.getByRole('button', { name: /Correct spelling|Corriger/ }).click();
      await page
        .getByLabel(/^Printed name|^Nom imprimé/)
        .fill('Abdulrahman bin Abdullah AL-QAHTANI AL-HASHIMI AL-MUTAIRI');
      await submit(page);
      await page.getByRole('dialog').getByRole('alert').waitFor();
    },
  },
  { name: 'replace', steps: openReplace },
  {
    name: 'replace-errors',
    steps: async (page) => {
      await openReplace(page);
      await submit(page);
    },
  },
  {
    name: 'replace-failed',
    query: 'fails=replaceDelegate:disk-full',
    steps: async (page) => {
      await openReplace(page);
      await page.getByLabel(/^Given name|^Prénom/).fill('Maximiliana Theodora');
      await page
        .getByLabel(/^Family name|^Nom de famille|^Nom$/)
        .fill('VAN OLDENBARNEVELT TOT BERKENRODE EN VENHUIZEN');
      await page.getByLabel(/^PIN/).fill('4711');
      await page.getByLabel(/^Reference|^Référence/).fill('NV 2018/114');
      await submit(page);
      await page.getByRole('dialog').getByRole('alert').waitFor();
    },
  },
];

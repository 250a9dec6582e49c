import type { Page } from 'playwright-core';
import { SimulatedKeyboard } from '../../support/hid.ts';
import { ticketOf } from './people.ts';

/** One state of the page: the options it starts with and the steps that lead to it. */
export interface Scene {
  name: string;
  query?: string;
  steps?: (page: Page) => Promise<void>;
}

const keyboards = new WeakMap<Page, Promise<SimulatedKeyboard>>();

/** Types as a hand scanner does: far faster than a person, with Enter at the end. */
export async function scan(page: Page, text: string): Promise<void> {
  const keyboard = keyboards.get(page) ?? SimulatedKeyboard.at(page);
  keyboards.set(page, keyboard);
  await (await keyboard).scan(text);
}

const heading = (page: Page, text: string | RegExp): Promise<void> =>
  page.getByText(text).first().waitFor();

async function scanPerson(page: Page, index: number): Promise<void> {
  await heading(page, /Ready to scan|Prêt à lire/);
  await scan(page, ticketOf(index));
  await page.locator('.hero-verdict').waitFor();
}

async function confirmPassport(page: Page): Promise<void> {
  await page.getByRole('button', { name: /Passport|Passeport/ }).waitFor();
  await page.waitForTimeout(300);
  await page.keyboard.press('Enter');
}

async function admit(page: Page, index: number, until: RegExp): Promise<void> {
  await scanPerson(page, index);
  await confirmPassport(page);
  await heading(page, until);
}

async function go(page: Page, name: RegExp): Promise<void> {
  await page.getByRole('navigation').getByRole('button', { name }).click();
}

const verdicts = ['EXPIRED', 'FORGED', 'OTHER-EVENT', 'UNREADABLE', 'NOBODY-KNOWS'] as const;

/** Every screen in every state worth looking at. */
export const scenes: readonly Scene[] = [
  { name: 'first-start', query: 'first=1' },
  {
    name: 'first-start-errors',
    query: 'first=1',
    steps: async (page) => {
      await page.getByRole('button', { name: /Create|Créer/ }).click();
    },
  },
  { name: 'sign-in', query: 'role=none' },
  {
    name: 'sign-in-waiting',
    query: 'role=none',
    steps: async (page) => {
      await page.getByRole('button', { name: /Marie/ }).waitFor();
      await scan(page, ticketOf(0));
      await heading(page, /waiting|attend/);
    },
  },
  {
    name: 'sign-in-pin',
    query: 'role=none',
    steps: async (page) => {
      await page.getByRole('button', { name: /Marie/ }).click();
      await page.keyboard.type('20', { delay: 100 });
    },
  },
  {
    name: 'sign-in-throttled',
    query: 'role=none',
    steps: async (page) => {
      await page.getByRole('button', { name: /Marie/ }).click();
      for (let attempt = 0; attempt < 3; attempt += 1) {
        await page.keyboard.type('1111', { delay: 100 });
        await page.keyboard.press('Enter');
        await heading(page, /not right|Too many|n’est pas|Trop/);
        await page.waitForTimeout(150);
      }
      await heading(page, /Too many|Trop/);
    },
  },
  { name: 'desk-idle' },
  { name: 'desk-camera', query: 'camera=1', steps: (page) => page.waitForTimeout(1500) },
  { name: 'desk-nothing-yet', query: 'admitted=0' },
  { name: 'desk-empty-roster', query: 'roster=empty&admitted=0' },
  { name: 'desk-empty-roster-operator', query: 'roster=empty&admitted=0&role=operator' },
  { name: 'desk-no-printer', query: 'printer=none&warnings=0' },
  {
    name: 'identity',
    steps: async (page) => {
      await scanPerson(page, 0);
      await heading(page, /Passport|Passeport/);
    },
  },
  {
    name: 'identity-vip-arabic',
    steps: async (page) => {
      await scanPerson(page, 1);
      await heading(page, /Passport|Passeport/);
    },
  },
  {
    name: 'identity-long-waiting',
    query: 'admitted=0',
    steps: async (page) => {
      await scanPerson(page, 3);
      await heading(page, /Passport|Passeport/);
      await scan(page, ticketOf(4));
      await scan(page, ticketOf(5));
      await heading(page, /2 scans|2 codes/);
    },
  },
  { name: 'admitted-confirmed', steps: (page) => admit(page, 0, /confirmed by|confirmé par/) },
  {
    name: 'admitted-printing',
    query: 'printer=slow',
    steps: (page) => admit(page, 0, /Printing…|Impression…/),
  },
  {
    name: 'admitted-blind',
    query: 'printer=blind',
    steps: (page) => admit(page, 10, /not confirmed|non confirmé/),
  },
  {
    name: 'admitted-held',
    query: 'printer=paper-out',
    steps: (page) => admit(page, 1, /Load a new roll|nouveau rouleau/),
  },
  {
    name: 'admitted-asks',
    query: 'printer=unknown&admitted=0',
    steps: (page) => admit(page, 3, /Yes, it came|Oui, il est/),
  },
  {
    name: 'admitted-handed-over',
    steps: async (page) => {
      await admit(page, 0, /confirmed by|confirmé par/);
      await page.waitForTimeout(200);
      await page.keyboard.press('h');
      await page.locator('.hero .handed-over').waitFor();
    },
  },
  {
    name: 'already-in',
    steps: async (page) => {
      await scanPerson(page, 2);
      await heading(page, /Already checked|Déjà enregistré/);
    },
  },
  { name: 'pending', steps: (page) => scanPerson(page, 13) },
  { name: 'cancelled', steps: (page) => scanPerson(page, 14) },
  { name: 'revoked-operator', query: 'role=operator', steps: (page) => scanPerson(page, 15) },
  { name: 'wrong-day', query: 'admitted=0', steps: (page) => scanPerson(page, 9) },
  ...verdicts.map((text) => ({
    name: `verdict-${text.toLowerCase()}`,
    steps: async (page: Page) => {
      await heading(page, /Ready to scan|Prêt à lire/);
      await scan(page, text);
      await heading(page, /Code not|Code non/);
    },
  })),
  {
    name: 'check-in-failed',
    query: 'fails=checkIn:disk-full',
    steps: (page) => scanPerson(page, 0),
  },
  {
    name: 'search',
    steps: async (page) => {
      await heading(page, /Ready to scan|Prêt à lire/);
      await page.keyboard.press('/');
      await page.waitForTimeout(200);
      await page.keyboard.type('a', { delay: 90 });
      await page.getByRole('option').first().waitFor();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowDown');
    },
  },
  {
    name: 'search-none',
    steps: async (page) => {
      await page.getByRole('combobox').fill('zzyzx');
      await heading(page, /Nobody found|Personne pour/);
    },
  },
  {
    name: 'search-after-verdict',
    steps: async (page) => {
      await admit(page, 0, /confirmed by|confirmé par/);
      await page.getByRole('combobox').fill('ki');
      await page.getByRole('option').first().waitFor();
    },
  },
  {
    name: 'delegate',
    steps: async (page) => {
      await page.getByRole('button', { name: /\d NAKAMURA/ }).click();
      await heading(page, /^Badges$/);
    },
  },
  {
    name: 'undo',
    steps: async (page) => {
      await admit(page, 0, /confirmed by|confirmé par/);
      await page.keyboard.press('Control+z');
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'reprint',
    steps: async (page) => {
      await admit(page, 0, /confirmed by|confirmé par/);
      await page.keyboard.press('Control+r');
      await page.getByRole('dialog').waitFor();
      await page.getByRole('radio').nth(1).check({ force: true });
    },
  },
  {
    name: 'preview',
    steps: async (page) => {
      await admit(page, 1, /confirmed by|confirmé par/);
      await page
        .getByRole('button', { name: /Badge preview|Aperçu du badge/ })
        .first()
        .click();
      await page.getByRole('img', { name: /Badge/ }).waitFor();
    },
  },
  {
    name: 'keys',
    steps: async (page) => {
      await heading(page, /Ready to scan|Prêt à lire/);
      await page.keyboard.press('?');
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'jobs',
    query: 'printer=unknown',
    steps: async (page) => {
      await admit(page, 0, /Yes, it came|Oui, il est/);
      await page.evaluate(() => {
        window.harness.model.options.printer = 'paper-out';
      });
      await page.keyboard.press('Escape');
      await admit(page, 1, /Load a new roll|nouveau rouleau/);
      await go(page, /Prints|Badges/);
      await heading(page, /Every badge|Chaque badge/);
    },
  },
  {
    name: 'jobs-none',
    steps: async (page) => {
      await go(page, /Prints|Badges/);
      await heading(page, /No prints|Aucune impression/);
    },
  },
  { name: 'roster-choose', steps: (page) => go(page, /Roster|Liste/) },
  { name: 'roster-operator', query: 'role=operator', steps: (page) => go(page, /Roster|Liste/) },
  {
    name: 'roster-columns',
    steps: async (page) => {
      await go(page, /Roster|Liste/);
      await page.getByRole('button', { name: /Choose file|Choisir un/ }).click();
      await heading(page, /Which column|Quelle colonne/);
    },
  },
  {
    name: 'roster-comparing',
    query: 'tick=400',
    steps: async (page) => {
      await mapAll(page);
      await page.getByRole('progressbar').waitFor();
      await page.waitForTimeout(2200);
    },
  },
  {
    name: 'roster-changes',
    steps: async (page) => {
      await mapAll(page);
      await heading(page, /What would change|Ce qui changerait/);
    },
  },
  {
    name: 'roster-changes-changed',
    steps: async (page) => {
      await mapAll(page);
      await page.getByRole('tab', { name: /Changed|Modifiés/ }).click();
    },
  },
  {
    name: 'roster-done',
    steps: async (page) => {
      await mapAll(page);
      await page.getByRole('button', { name: /Write|Écrire/ }).click();
      await heading(page, /up to date|à jour/);
    },
  },
  {
    name: 'roster-error',
    query: 'fails=chooseRosterFile:import-file-is-not-a-table',
    steps: async (page) => {
      await go(page, /Roster|Liste/);
      await page.getByRole('button', { name: /Choose file|Choisir un/ }).click();
      await page.getByRole('alert').waitFor();
    },
  },
  { name: 'settings-printers', steps: (page) => go(page, /Settings|Réglages/) },
  {
    name: 'settings-printers-none',
    query: 'printer=none',
    steps: (page) => go(page, /Settings|Réglages/),
  },
  {
    name: 'settings-printer-form',
    steps: async (page) => {
      await go(page, /Settings|Réglages/);
      await page.getByRole('button', { name: /Add printer|Ajouter une/ }).click();
      await page.getByRole('button', { name: /Save|Enregistrer/ }).click();
    },
  },
  ...(['camera', 'scanner', 'desk', 'operators', 'about'] as const).map((tab, index) => ({
    name: `settings-${tab}`,
    steps: async (page: Page) => {
      await go(page, /Settings|Réglages/);
      await page
        .getByRole('tab')
        .nth(index + 1)
        .click();
    },
  })),
  {
    name: 'settings-scanner-read',
    steps: async (page) => {
      await go(page, /Settings|Réglages/);
      await page.getByRole('tab').nth(2).click();
      await page.getByRole('button', { name: /Start test|Commencer/ }).click();
      await scan(page, ticketOf(0));
      await heading(page, /What was read|Ce qui a été/);
    },
  },
  {
    name: 'warnings',
    steps: async (page) => {
      await page.getByRole('button', { name: /3 warnings|3 avertissements/ }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
];

async function mapAll(page: Page): Promise<void> {
  await go(page, /Roster|Liste/);
  await page.getByRole('button', { name: /Choose file|Choisir un/ }).click();
  await heading(page, /Which column|Quelle colonne/);
  await page.getByRole('button', { name: /Delegation code|Code de délégation/ }).click();
  await page.getByRole('option', { name: 'Pays' }).click();
  await page.getByRole('button', { name: /Compare|Comparer/ }).click();
}

import { asPeopleDo } from '../../support/as-people-do.ts';
import { deskOf } from './pages.ts';
import { admit, go, heading, type Scene } from './steps.ts';

/** Search, one delegate, dialogs and prints. */
export const searchScenes: readonly Scene[] = [
  {
    name: 'search',
    steps: async (page) => {
      await heading(page, /Ready to scan|Prêt à lire/);
      await page.keyboard.press('/');
      // The key waits to see whether a scanner's follows it: letters pressed before would be those.
      await page.locator('#desk-search:focus').waitFor();
      await page.keyboard.type('a', asPeopleDo);
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
    name: 'search-cut',
    steps: async (page) => {
      await heading(page, /Ready to scan|Prêt à lire/);
      await page.locator('#desk-search').focus();
      await page.evaluate(() => {
        const clipboardData = new DataTransfer();
        clipboardData.setData('text/plain', 'Customs '.repeat(1000));
        const paste = new ClipboardEvent('paste', {
          clipboardData,
          bubbles: true,
          cancelable: true,
        });
        document.querySelector('#desk-search')?.dispatchEvent(paste);
      });
      await heading(page, /first 200 characters|200 premiers caractères/);
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
      deskOf(page).printers.become('paper-out');
      await page.keyboard.press('Escape');
      await admit(page, 1, /Load a new roll|nouveau rouleau/);
      await go(page, /Prints|Impressions/);
      await heading(page, /Every badge|Chaque badge/);
    },
  },
  {
    name: 'jobs-moved',
    query: 'badge=moved&printer=slow&fleet=1',
    steps: async (page) => {
      await admit(page, 0, /cannot print|ne peut pas imprimer/);
      await go(page, /^(Prints|Impressions)/);
      await heading(page, /Every badge|Chaque badge/);
    },
  },
  {
    name: 'jobs-none',
    query: 'admitted=0',
    steps: async (page) => {
      await go(page, /Prints|Impressions/);
      await heading(page, /No prints|Aucune impression/);
    },
  },
];

import type { Page } from 'playwright-core';
import { go, heading, type Scene, scan, scanPerson } from './steps.ts';

/** A code that has the form of a badge's own. */
export const badgeCode = `LB${'A'.repeat(30)}`;

const badges = (page: Page): Promise<void> => go(page, /^Badges$/);

/** The states of the badges' screen. */
export const badgeScenes: Scene[] = [
  ...(['stale', 'lost', 'unheard'] as const).map((doubt) => ({
    name: `badge-${doubt}`,
    query: `doubt=${doubt}`,
    steps: (page: Page) => scanPerson(page, 2),
  })),
  {
    name: 'badges-open',
    steps: async (page) => {
      await badges(page);
      await heading(page, /6 badges/);
    },
  },
  {
    name: 'badges-balanced',
    query: 'badges=balanced&stock=balances',
    steps: async (page) => {
      await badges(page);
      await heading(page, /The badges balance|Le compte des badges/);
    },
  },
  {
    name: 'badges-none',
    query: 'badges=none&stock=none',
    steps: async (page) => {
      await badges(page);
      await heading(page, /No badge was|Aucun badge/);
    },
  },
  {
    name: 'badges-row',
    steps: async (page) => {
      await badges(page);
      await page.getByRole('button', { name: /Handed over 187|Remis 187/ }).click();
      await page.getByRole('table').waitFor();
    },
  },
  {
    name: 'badges-row-stale',
    steps: async (page) => {
      await badges(page);
      await page.getByRole('button', { name: /No longer valid|Plus valables/ }).click();
      await page.getByRole('table').waitFor();
    },
  },
  {
    name: 'badges-row-none-found',
    steps: async (page) => {
      await badges(page);
      await page.getByRole('button', { name: /In question|À vérifier/ }).click();
      await page.getByRole('textbox', { name: /Find|Chercher/ }).fill('nobody at all');
      await heading(page, /nobody at all/);
    },
  },
  {
    name: 'badges-recorded',
    steps: async (page) => {
      await badges(page);
      await heading(page, /Scan the badge|Lisez le code/);
      await scan(page, badgeCode);
      await heading(page, /Recorded just now|Notés à l’instant/);
    },
  },
  {
    name: 'badges-refused',
    query: 'fails=recordBadgeFate:badge-replaced',
    steps: async (page) => {
      await badges(page);
      await heading(page, /Scan the badge|Lisez le code/);
      await scan(page, badgeCode);
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'badges-lost-scanned',
    steps: async (page) => {
      await badges(page);
      await page
        .getByText(/^(Lost|Perdu)$/)
        .last()
        .click();
      await scan(page, badgeCode);
      await heading(page, /You hold it|Vous l’avez/);
    },
  },
  {
    name: 'badges-stock',
    steps: async (page) => {
      await badges(page);
      await page.getByRole('tab', { name: 'Stock' }).click();
      await heading(page, /not accounted for|manquent au compte/);
    },
  },
  {
    name: 'badges-stock-balances',
    query: 'stock=balances',
    steps: async (page) => {
      await badges(page);
      await page.getByRole('tab', { name: 'Stock' }).click();
      await heading(page, /What was counted is|Ce qui a été compté est/);
    },
  },
  {
    name: 'badges-stock-error',
    query: 'stock=none',
    steps: async (page) => {
      await badges(page);
      await page.getByRole('tab', { name: 'Stock' }).click();
      await page.getByRole('button', { name: /^(Enter|Noter)$/ }).click();
      await heading(page, /A whole number|Un nombre entier/);
    },
  },
  {
    name: 'badges-stock-no-printer',
    query: 'stock=none&printer=none',
    steps: async (page) => {
      await badges(page);
      await page.getByRole('tab', { name: 'Stock' }).click();
      await heading(page, /No printer is set up|Aucune imprimante/);
    },
  },
  {
    name: 'batches-none',
    steps: async (page) => {
      await badges(page);
      await page.getByRole('tab', { name: /Print ahead|à l’avance/ }).click();
      await heading(page, /Nothing was printed|Rien n’a encore/);
    },
  },
  {
    name: 'batches-problems',
    query: 'batch=problems',
    steps: async (page) => {
      await badges(page);
      await page.getByRole('tab', { name: /Print ahead|à l’avance/ }).click();
      await heading(page, /2 prints need|2 impressions à/);
    },
  },
  {
    name: 'batches-paused',
    query: 'batch=paused',
    steps: async (page) => {
      await badges(page);
      await page.getByRole('tab', { name: /Print ahead|à l’avance/ }).click();
      await heading(page, /Resume|Reprendre/);
    },
  },
  {
    name: 'batch-dialog',
    steps: async (page) => {
      await badges(page);
      await page.getByRole('tab', { name: /Print ahead|à l’avance/ }).click();
      await page.getByRole('button', { name: /Print badges ahead|Imprimer à/ }).click();
      await page
        .getByText(/The whole roster|Toute la liste/)
        .last()
        .click();
      await heading(page, /badges will print|badges s’imprimeront/);
    },
  },
  {
    name: 'batch-dialog-choose',
    steps: async (page) => {
      await badges(page);
      await page.getByRole('tab', { name: /Print ahead|à l’avance/ }).click();
      await page.getByRole('button', { name: /Print badges ahead|Imprimer à/ }).click();
      await page.getByRole('combobox').fill('ne');
      await page.getByRole('listbox').waitFor();
    },
  },
  {
    name: 'batch-cancel',
    query: 'batch=paused',
    steps: async (page) => {
      await badges(page);
      await page.getByRole('tab', { name: /Print ahead|à l’avance/ }).click();
      await page.getByRole('button', { name: /Cancel batch|Annuler le lot/ }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
];

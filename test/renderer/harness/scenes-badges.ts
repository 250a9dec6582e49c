import type { Page } from 'playwright-core';
import { reprintBadge } from '../../../main/use-cases/badges.ts';
import { countStock, fate, fillBadges, fillBatches } from './badge-world.ts';
import { badgesOf, codeOf, handedOver, marie } from './deeds.ts';
import { deskOf } from './pages.ts';
import { foreignBadge, uuid } from './people.ts';
import { go, heading, type Scene, scan } from './steps.ts';

const badges = (page: Page): Promise<void> => go(page, /^Badges$/);
const printAhead = /Print ahead|à l’avance/;

/** Badges that went every way there is; what waits does so because the paper is out. */
const manyBadges = { query: 'printer=paper-out', prepare: fillBadges } as const;

/** Shows the newest badge of a person, or the one before it. */
async function scanBadge(page: Page, place: 'newest' | 'oldest'): Promise<void> {
  const all = badgesOf(deskOf(page), 2);
  await heading(page, /Ready to scan|Prêt à lire/);
  await scan(page, all.at(place === 'newest' ? 0 : -1)?.code ?? '');
  await page.locator('.hero-verdict').waitFor();
}

/** The states of the badges' screen. */
export const badgeScenes: Scene[] = [
  {
    name: 'badge-stale',
    prepare: (desk) => {
      const again = { delegateId: uuid(1, 2), reason: 'damaged' } as const;
      handedOver(desk, reprintBadge(desk.context, marie(desk), again).serial);
    },
    steps: (page) => scanBadge(page, 'oldest'),
  },
  {
    name: 'badge-lost',
    prepare: (desk) => fate(desk, badgesOf(desk, 2)[0]?.serial ?? '', 'lost'),
    steps: (page) => scanBadge(page, 'newest'),
  },
  {
    name: 'badge-unheard',
    steps: async (page) => {
      await heading(page, /Ready to scan|Prêt à lire/);
      await scan(page, foreignBadge(7));
      await page.locator('.hero-verdict').waitFor();
    },
  },
  {
    name: 'badges-open',
    ...manyBadges,
    steps: async (page) => {
      await badges(page);
      await heading(page, /6 badges/);
    },
  },
  {
    name: 'badges-balanced',
    query: 'admitted=6',
    prepare: (desk) => countStock(desk, 100),
    steps: async (page) => {
      await badges(page);
      await heading(page, /The badges balance|Le compte des badges/);
    },
  },
  {
    name: 'badges-none',
    query: 'admitted=0',
    steps: async (page) => {
      await badges(page);
      await heading(page, /No badge was|Aucun badge/);
    },
  },
  {
    name: 'badges-row',
    ...manyBadges,
    steps: async (page) => {
      await badges(page);
      await page.getByRole('button', { name: /^Handed over \d|^Remis \d/ }).click();
      await page.getByRole('table').waitFor();
    },
  },
  {
    name: 'badges-row-stale',
    ...manyBadges,
    steps: async (page) => {
      await badges(page);
      await page.getByRole('button', { name: /No longer valid|Plus valables/ }).click();
      await page.getByRole('table').waitFor();
    },
  },
  {
    name: 'badges-row-none-found',
    ...manyBadges,
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
      await scan(page, codeOf(deskOf(page), 2));
      await heading(page, /Recorded just now|Notés à l’instant/);
    },
  },
  {
    name: 'badges-refused',
    query: 'fails=recordBadgeFate:badge-replaced',
    steps: async (page) => {
      await badges(page);
      await heading(page, /Scan the badge|Lisez le code/);
      await scan(page, codeOf(deskOf(page), 2));
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
      await scan(page, codeOf(deskOf(page), 2));
      await heading(page, /You hold it|Vous l’avez/);
    },
  },
  {
    name: 'badges-stock',
    prepare: (desk) => countStock(desk, 90),
    steps: async (page) => {
      await badges(page);
      await page.getByRole('tab', { name: 'Stock' }).click();
      await heading(page, /not accounted for|manquent au compte/);
    },
  },
  {
    name: 'badges-stock-balances',
    prepare: (desk) => countStock(desk, 100),
    steps: async (page) => {
      await badges(page);
      await page.getByRole('tab', { name: 'Stock' }).click();
      await heading(page, /What was counted is|Ce qui a été compté est/);
    },
  },
  {
    name: 'badges-stock-error',
    steps: async (page) => {
      await badges(page);
      await page.getByRole('tab', { name: 'Stock' }).click();
      await page.getByRole('button', { name: /^(Enter|Noter)$/ }).click();
      await heading(page, /A whole number|Un nombre entier/);
    },
  },
  {
    name: 'badges-stock-no-printer',
    query: 'printer=none',
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
      await page.getByRole('tab', { name: printAhead }).click();
      await heading(page, /Nothing was printed|Rien n’a encore/);
    },
  },
  {
    name: 'batches-problems',
    prepare: (desk) => fillBatches(desk, 'problems'),
    steps: async (page) => {
      await badges(page);
      await page.getByRole('tab', { name: printAhead }).click();
      await heading(page, /2 prints need|2 impressions à/);
    },
  },
  {
    name: 'batches-paused',
    prepare: (desk) => fillBatches(desk, 'paused'),
    steps: async (page) => {
      await badges(page);
      await page.getByRole('tab', { name: printAhead }).click();
      await heading(page, /Resume|Reprendre/);
    },
  },
  {
    name: 'batch-dialog',
    steps: async (page) => {
      await badges(page);
      await page.getByRole('tab', { name: printAhead }).click();
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
      await page.getByRole('tab', { name: printAhead }).click();
      await page.getByRole('button', { name: /Print badges ahead|Imprimer à/ }).click();
      await page.getByRole('combobox').fill('ne');
      await page.getByRole('listbox').waitFor();
    },
  },
  {
    name: 'batch-cancel',
    prepare: (desk) => fillBatches(desk, 'paused'),
    steps: async (page) => {
      await badges(page);
      await page.getByRole('tab', { name: printAhead }).click();
      await page.getByRole('button', { name: /Cancel batch|Annuler le lot/ }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
];

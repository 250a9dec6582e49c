import { inDialog, press, tab, toSync } from './scenes-sync.ts';
import type { Scene } from './steps.ts';

/** What people settle: duplicates, quarantine, changes, the stop list. */
export const syncListScenes: readonly Scene[] = [
  {
    name: 'sync-duplicates-settled',
    query: 'sync=linked',
    steps: async (page) => {
      await toSync(page);
      await press(page, /1 settled|1 réglé/);
    },
  },
  {
    name: 'sync-resolve',
    query: 'sync=linked',
    steps: async (page) => {
      await toSync(page);
      await press(page, /Settle the duplicate of Wil|Régler le doublon de Wil/);
      await page.getByRole('textbox').fill('Scanned twice at the entrance.');
    },
  },
  {
    name: 'sync-stations',
    query: 'sync=linked',
    steps: async (page) => {
      await toSync(page);
      await tab(page, /Stations|Postes/);
    },
  },
  {
    name: 'sync-quarantine',
    query: 'sync=linked',
    steps: async (page) => {
      await toSync(page);
      await tab(page, /Quarantine|Quarantaine/);
    },
  },
  {
    name: 'sync-changes',
    query: 'sync=linked',
    steps: async (page) => {
      await toSync(page);
      await tab(page, /Roster changes|Changements/);
    },
  },
  {
    name: 'sync-stops',
    query: 'sync=host',
    steps: async (page) => {
      await toSync(page);
      await tab(page, /Stop list|Liste d’arrêt/);
    },
  },
  {
    name: 'sync-stops-empty',
    query: 'sync=linked&filled=0',
    steps: async (page) => {
      await toSync(page);
      await tab(page, /Stop list|Liste d’arrêt/);
    },
  },
  {
    name: 'sync-remove-stop',
    query: 'sync=host',
    steps: async (page) => {
      await toSync(page);
      await tab(page, /Stop list|Liste d’arrêt/);
      await press(page, /Remove Bo|Retirer Bo/);
    },
  },
  {
    name: 'sync-stops-old',
    query: 'sync=away',
    steps: async (page) => {
      await toSync(page);
      await tab(page, /Stop list|Liste d’arrêt/);
    },
  },
  {
    name: 'sync-resolve-failed',
    query: 'sync=linked&fails=resolveDuplicate:disk-full',
    steps: async (page) => {
      await toSync(page);
      await press(page, /Settle the duplicate of Wil|Régler le doublon de Wil/);
      await page.getByRole('textbox').fill('Scanned twice at the entrance.');
      await inDialog(page, /^Settle$|^Régler$/);
      await page.getByRole('dialog').getByRole('alert').waitFor();
    },
  },
  {
    name: 'sync-add-stop',
    query: 'sync=host',
    steps: async (page) => {
      await toSync(page);
      await tab(page, /Stop list|Liste d’arrêt/);
      await press(page, /Add to the|Ajouter à la/);
      await page.getByRole('dialog').getByRole('textbox').first().fill('an');
      await page.getByRole('option').first().click();
    },
  },
];

import type { Page } from 'playwright-core';
import { photoFolder, rosterFile } from './files.ts';
import { ticketOf } from './people.ts';
import { go, heading, type Scene, scan } from './steps.ts';

/** Roster import and settings. */
export const screenScenes: readonly Scene[] = [
  { name: 'roster-choose', steps: (page) => go(page, /Roster|Liste/) },
  { name: 'roster-operator', query: 'role=operator', steps: (page) => go(page, /Roster|Liste/) },
  {
    name: 'photos-reading',
    prepare: (desk) => {
      photoFolder(desk);
      desk.answers.importPhotos = () => {
        desk.notify('photoImportProgress', { done: 96, total: 240 });
        return new Promise(() => {});
      };
    },
    steps: async (page) => {
      await choosePhotos(page);
      await page.getByRole('progressbar').waitFor();
    },
  },
  {
    name: 'photos-done',
    prepare: photoFolder,
    steps: async (page) => {
      await choosePhotos(page);
      await page.getByText(/GSC-1338/).waitFor();
      await page.getByText(/GSC-1338/).scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'photos-error',
    query: 'fails=importPhotos:photo-folder-unreadable',
    steps: async (page) => {
      await choosePhotos(page);
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'roster-columns',
    prepare: rosterFile,
    steps: async (page) => {
      await go(page, /Roster|Liste/);
      await page.getByRole('button', { name: /Choose file|Choisir un/ }).click();
      await heading(page, /Which column|Quelle colonne/);
    },
  },
  {
    name: 'roster-comparing',
    prepare: (desk) => {
      rosterFile(desk);
      desk.answers.compareRoster = ({ planId }) => {
        const progress = { planId, phase: 'comparing', fraction: 0.4, rows: 407 } as const;
        desk.notify('importProgress', progress);
        return new Promise(() => {});
      };
    },
    steps: async (page) => {
      await mapAll(page);
      await heading(page, /407/);
    },
  },
  {
    name: 'roster-changes',
    prepare: rosterFile,
    steps: async (page) => {
      await mapAll(page);
      await heading(page, /What would change|Ce qui changerait/);
    },
  },
  {
    name: 'roster-changes-changed',
    prepare: rosterFile,
    steps: async (page) => {
      await mapAll(page);
      await page.getByRole('tab', { name: /Changed|Modifiés/ }).click();
    },
  },
  {
    name: 'roster-done',
    prepare: rosterFile,
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
  ...(['camera', 'scanner', 'desk', 'operators', 'about'] as const).map((tab, index) => ({
    name: `settings-${tab}`,
    steps: async (page: Page) => {
      await go(page, /Settings|Réglages/);
      await page.getByRole('tab').nth(index).click();
    },
  })),
  {
    name: 'settings-scanner-read',
    steps: async (page) => {
      await go(page, /Settings|Réglages/);
      await page.getByRole('tab').nth(1).click();
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

async function choosePhotos(page: Page): Promise<void> {
  await go(page, /Roster|Liste/);
  await page.getByRole('button', { name: /Choose a folder|Choisir le dossier/ }).click();
}

import type { Page } from 'playwright-core';
import { packContent, packPrepared } from '../../../main/use-cases/emergency-pack.ts';
import { asPeopleDo } from '../../support/as-people-do.ts';
import { admitted, crowd, handedOver, marie } from './deeds.ts';
import type { HarnessDesk } from './desk.ts';
import { go, heading, type Scene } from './steps.ts';

const openTab = async (page: Page, name: RegExp): Promise<void> => {
  await go(page, /Emergency|Secours/);
  await page.getByRole('tab', { name }).click();
};

/** Picks the first person found, and fills in the line. */
async function typeLine(page: Page, name: string, time: string, number: string): Promise<void> {
  await page.getByRole('combobox', { name: /Delegate|Délégué/ }).fill(name);
  await page.getByRole('option').first().waitFor();
  await page.keyboard.press('Enter');
  await page.getByLabel(/Time of arrival|Heure d’arrivée/).fill(time);
  await page.keyboard.press('Enter');
  await page.keyboard.type(number, asPeopleDo);
  await page.keyboard.press('Enter');
}

/** Sixty people inside, with those who came before. */
function fill(desk: HarnessDesk): void {
  for (const id of crowd(desk, 54)) handedOver(desk, admitted(desk, id).serial);
}

/** Evacuation, emergency pack, entries from paper, training. */
export const emergencyScenes: readonly Scene[] = [
  {
    name: 'emergency-evacuation',
    query: 'sync=synced',
    prepare: fill,
    steps: async (page) => {
      await page.keyboard.press('F9');
      await heading(page, /60 people inside|60 personnes à l’intérieur/);
      const boxes = page.getByRole('checkbox');
      for (const index of [0, 2, 3]) await boxes.nth(index).check();
    },
  },
  {
    name: 'emergency-evacuation-found',
    prepare: fill,
    steps: async (page) => {
      await page.keyboard.press('F9');
      await page.getByLabel(/Find a name|Chercher un nom/).fill('somchai');
    },
  },
  {
    name: 'emergency-evacuation-nobody',
    query: 'admitted=0&paperPrinters=0',
    steps: async (page) => {
      await page.keyboard.press('F9');
      await heading(page, /Nobody is inside|Personne à l’intérieur/);
    },
  },
  { name: 'emergency-pack', steps: (page) => openTab(page, /Emergency pack|Dossier/) },
  {
    name: 'emergency-pack-prepared',
    query: 'sync=synced',
    prepare: (desk) => packPrepared(desk.context, marie(desk), packContent(desk.context, 48, 'en')),
    steps: (page) => openTab(page, /Emergency pack|Dossier/),
  },
  {
    name: 'emergency-paper',
    query: 'admitted=0',
    steps: async (page) => {
      await openTab(page, /From paper|Depuis le papier/);
      await typeLine(page, 'somchai', '09:05', '17');
      await heading(page, /A7F30C12-1002-017/);
      await typeLine(page, 'lindqvist', '912', '18');
      await heading(page, /A7F30C12-1002-018/);
      await page.getByRole('combobox', { name: /Delegate|Délégué/ }).fill('al');
      await page.getByRole('option').first().waitFor();
    },
  },
  {
    name: 'emergency-paper-refused',
    steps: async (page) => {
      await openTab(page, /From paper|Depuis le papier/);
      await typeLine(page, 'ndolo', '09:05', '17');
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'emergency-training',
    query: 'training=1',
    steps: async (page) => {
      await go(page, /Settings|Réglages/);
      await page.getByRole('tab', { name: /Training|Exercice/ }).click();
    },
  },
  {
    name: 'emergency-training-switch',
    steps: async (page) => {
      await go(page, /Settings|Réglages/);
      await page.getByRole('tab', { name: /Training|Exercice/ }).click();
      await page.getByRole('button', { name: /Start training|Commencer un exercice/ }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  { name: 'emergency-training-desk', query: 'training=1' },
  { name: 'emergency-training-lock', query: 'training=1&role=none' },
  { name: 'emergency-training-door', query: 'training=1&mode=door' },
  { name: 'emergency-training-kiosk', query: 'training=1&mode=kiosk' },
  {
    name: 'emergency-door-evacuation',
    query: 'mode=door&inside=54',
    steps: async (page) => {
      await page.locator('main').first().waitFor();
      await page.keyboard.press('F9');
      await heading(page, /60 people inside|60 personnes à l’intérieur/);
    },
  },
];

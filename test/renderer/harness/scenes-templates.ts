import type { Page } from 'playwright-core';
import { wrongTemplate } from './files.ts';
import { go, heading, type Scene } from './steps.ts';

/** Goes to the list of badge templates. */
export async function toTemplates(page: Page): Promise<void> {
  await go(page, /Templates|Modèles/);
  await heading(page, /Badge templates|Modèles de badge/);
  await page.locator('.template-card').first().waitFor();
}

/** Opens the editor of the 80 mm roll and waits for its picture. */
export async function openEditor(page: Page): Promise<void> {
  await toTemplates(page);
  await page
    .getByRole('button', { name: /^(Edit|Modifier) 80 mm/ })
    .first()
    .click();
  await page.locator('.canvas-picture img').waitFor();
}

/** Chooses a field in the list by its name. */
export function chooseField(page: Page, name: RegExp): Promise<void> {
  return page.locator('.field-list').getByRole('button', { name }).click();
}

/** Makes a number of the chosen field what it should be. */
export async function setNumber(page: Page, label: RegExp, value: string): Promise<void> {
  await page.locator('.editor-side').getByLabel(label).fill(value);
}

/** The badge templates and their editor. */
export const templateScenes: readonly Scene[] = [
  {
    name: 'templates',
    query: 'templates=1',
    steps: async (page) => {
      await toTemplates(page);
      await page.locator('.template-open img').nth(1).waitFor();
    },
  },
  {
    name: 'templates-new',
    steps: async (page) => {
      await toTemplates(page);
      await page.getByRole('button', { name: /New template|Nouveau modèle/ }).click();
      await page.getByRole('button', { name: /^(Create|Créer)$/ }).click();
    },
  },
  {
    name: 'templates-menu',
    query: 'templates=1',
    steps: async (page) => {
      await toTemplates(page);
      await page
        .getByRole('button', { name: /More for|Autres actions/ })
        .first()
        .click();
      await page.getByRole('menu').waitFor();
    },
  },
  {
    name: 'templates-refused',
    prepare: wrongTemplate,
    steps: async (page) => {
      await toTemplates(page);
      await page.getByRole('button', { name: /^Import/ }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  { name: 'editor', steps: openEditor },
  {
    name: 'editor-field',
    steps: async (page) => {
      await openEditor(page);
      await chooseField(page, /Name block|Bloc du nom/);
    },
  },
  {
    name: 'editor-text',
    steps: async (page) => {
      await openEditor(page);
      await page.getByRole('button', { name: /^(Add|Ajouter)$/ }).click();
      await page.getByRole('menuitem', { name: /^(Text|Texte)$/ }).click();
      await page.locator('.editor-side').getByRole('textbox').nth(4).fill('Welcome');
    },
  },
  {
    name: 'editor-errors',
    steps: async (page) => {
      await openEditor(page);
      await chooseField(page, /QR/);
      await setNumber(page, /^(Width|Largeur)/, '12');
      await heading(page, /too small to be read|ne suffisent pas pour la lecture/);
    },
  },
  {
    name: 'editor-leave',
    steps: async (page) => {
      await openEditor(page);
      await chooseField(page, /QR/);
      await setNumber(page, /^(From the left|Depuis la gauche)/, '30');
      await page.getByRole('button', { name: /Back to|Retour aux/ }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'editor-save-failed',
    query: 'fails=saveBadgeTemplate:disk-full',
    steps: async (page) => {
      await openEditor(page);
      await chooseField(page, /QR/);
      await setNumber(page, /^(From the left|Depuis la gauche)/, '30');
      await page.getByRole('button', { name: /^(Save|Enregistrer)$/ }).click();
      await page.getByRole('alert').waitFor();
    },
  },
];

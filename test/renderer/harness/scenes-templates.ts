import type { Page } from 'playwright-core';
import { wrongTemplate } from './files.ts';
import {
  go,
  heading,
  press,
  type Scene,
  type Step,
  scene,
  sceneAt,
  untilDialog,
  untilText,
} from './steps.ts';

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

const moveCode: Step = async (page) => {
  await openEditor(page);
  await chooseField(page, /QR/);
  await setNumber(page, /^(From the left|Depuis la gauche)/, '30');
};

/** The badge templates and their editor. */
export const templateScenes: readonly Scene[] = [
  sceneAt('templates', 'templates=1', toTemplates, (page) =>
    page.locator('.template-open img').nth(1).waitFor(),
  ),
  scene(
    'templates-new',
    toTemplates,
    press(/New template|Nouveau modèle/),
    press(/^(Create|Créer)$/),
  ),
  sceneAt('templates-menu', 'templates=1', toTemplates, press(/More for|Autres actions/), (page) =>
    page.getByRole('menu').waitFor(),
  ),
  sceneAt(
    'templates-refused',
    { prepare: wrongTemplate },
    toTemplates,
    press(/^Import/),
    untilDialog,
  ),
  scene('editor', openEditor),
  scene('editor-field', openEditor, (page) => chooseField(page, /Name block|Bloc du nom/)),
  scene(
    'editor-text',
    openEditor,
    press(/^(Add|Ajouter)$/),
    (page) => page.getByRole('menuitem', { name: /^(Text|Texte)$/ }).click(),
    (page) => page.locator('.editor-side').getByRole('textbox').nth(4).fill('Welcome'),
  ),
  scene(
    'editor-errors',
    openEditor,
    (page) => chooseField(page, /QR/),
    (page) => setNumber(page, /^(Width|Largeur)/, '12'),
    untilText(/too small to be read|ne suffisent pas pour la lecture/),
  ),
  scene('editor-leave', moveCode, press(/Back to|Retour aux/), untilDialog),
];

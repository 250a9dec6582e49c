import type { Page } from 'playwright-core';
import { go, type Scene } from './steps.ts';

async function securityTab(page: Page): Promise<void> {
  await go(page, /Settings|Réglages/);
  await page.getByRole('tab', { name: /Security|Sécurité/ }).click();
  await page.getByRole('heading', { name: /Give a pass phrase|Donner une phrase/ }).waitFor();
}

/** How the station opens, in the settings. */
export const securityScenes: readonly Scene[] = [
  { name: 'security-file', steps: securityTab },
  { name: 'security-keychain', query: 'key=keychain', steps: securityTab },
  {
    name: 'security-easy',
    query: 'key=sign-in',
    steps: async (page) => {
      await securityTab(page);
      await page.getByLabel(/^(Pass phrase|Phrase de passe)$/).fill('123456');
      await page.getByRole('button', { name: /^(Give a pass phrase|Donner une phrase)/ }).click();
    },
  },
  {
    name: 'security-take',
    query: 'key=sign-in',
    steps: async (page) => {
      await securityTab(page);
      await page
        .getByRole('button', { name: /Take away…|Retirer…/ })
        .first()
        .click();
    },
  },
];

import type { Page } from 'playwright-core';
import { go, type Scene } from './steps.ts';

async function privacyTab(page: Page): Promise<void> {
  await go(page, /Settings|Réglages/);
  await page.getByRole('tab', { name: /Privacy|Données personnelles/ }).click();
}

/** Retention, purge and access requests in the settings. */
export const privacyScenes: readonly Scene[] = [
  { name: 'privacy-alone', steps: privacyTab },
  { name: 'privacy-hub', query: 'privacy=hub', steps: privacyTab },
  { name: 'privacy-purged', query: 'privacy=purged', steps: privacyTab },
  { name: 'privacy-running', query: 'privacy=running', steps: privacyTab },
  {
    name: 'privacy-rules',
    query: 'privacy=warning',
    steps: async (page) => {
      await privacyTab(page);
      await page.getByRole('button', { name: /Change…|Modifier…/ }).click();
      await page.getByText(/The organisation’s own rules|Les règles propres/).click();
      await page.getByRole('button', { name: /Use these rules|Appliquer ces règles/ }).click();
    },
  },
  {
    name: 'privacy-purge',
    query: 'privacy=warning',
    steps: async (page) => {
      await privacyTab(page);
      await page
        .getByRole('button', { name: /Delete personal data…|Supprimer les données personnelles…/ })
        .click();
    },
  },
];

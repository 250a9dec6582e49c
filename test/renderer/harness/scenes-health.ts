import type { Page } from 'playwright-core';
import { go, type Scene } from './steps.ts';

async function healthTab(page: Page): Promise<void> {
  await go(page, /Settings|Réglages/);
  await page.getByRole('tab', { name: /Station check|Contrôle du poste/ }).click();
  await page.getByRole('heading', { name: /Check of this station|Contrôle de ce poste/ }).waitFor();
  await page.locator('.health-list > li').first().waitFor();
}

/** How the station is, in the settings, and the notice after a start that restored the store. */
export const healthScenes: readonly Scene[] = [
  { name: 'health-well', steps: healthTab },
  { name: 'health-ill', query: 'health=ill&recovery=read', steps: healthTab },
  {
    name: 'health-support',
    steps: async (page) => {
      await healthTab(page);
      await page.getByRole('button', { name: /Show what is in it|Voir ce qu’il contient/ }).click();
    },
  },
  {
    name: 'recovery-whole',
    query: 'recovery=whole',
    steps: async (page) => {
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'recovery-missing',
    query: 'recovery=missing',
    steps: async (page) => {
      await page.getByRole('dialog').waitFor();
    },
  },
];

import { go, heading, type Scene } from './steps.ts';

/** Alerts and calls for help, by role. */
export const alertScenes: readonly Scene[] = [
  {
    name: 'alerts-cards-supervisor',
    query: 'alerts=1',
    steps: (page) => heading(page, /Head of delegation arrived|Arrivée d’un chef/),
  },
  {
    name: 'alerts-cards-protocol',
    query: 'alerts=1&role=protocol',
    steps: (page) => heading(page, /Head of delegation arrived|Arrivée d’un chef/),
  },
  {
    name: 'alerts-cards-operator',
    query: 'alerts=1&role=operator',
    steps: (page) => heading(page, /Help needed|Aide demandée/),
  },
  {
    name: 'alerts-list',
    query: 'alerts=1',
    steps: async (page) => {
      await heading(page, /Head of delegation arrived|Arrivée d’un chef/);
      await page.keyboard.press('Control+b');
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'alerts-list-empty',
    query: 'alerts=0&role=operator',
    steps: async (page) => {
      await heading(page, /Ready to scan|Prêt à lire/);
      await page.keyboard.press('Control+b');
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'alerts-activity',
    steps: async (page) => {
      await go(page, /Settings|Réglages|Paramètres/);
      await page.getByRole('tab', { name: /Activity|Activité/ }).click();
      await heading(page, /lindqvist/);
    },
  },
  {
    name: 'alerts-operators',
    steps: async (page) => {
      await go(page, /Settings|Réglages|Paramètres/);
      await page.getByRole('tab', { name: /Operators|Opérateurs/ }).click();
      await page.getByRole('tabpanel').waitFor();
    },
  },
  {
    name: 'alerts-remove-stop',
    query: 'sync=host',
    steps: async (page) => {
      await go(page, /Sync/);
      await page.getByRole('tab', { name: /Stop list|Liste d’arrêt/ }).click();
      await page
        .getByRole('button', { name: /Remove .* from|Retirer .* de/ })
        .first()
        .click();
      await page.getByRole('dialog').waitFor();
      await page.getByRole('dialog').getByRole('textbox').fill('2018');
      await page.getByRole('dialog').getByRole('button').last().click();
      await page.getByRole('dialog').locator('.field-error').waitFor();
    },
  },
];

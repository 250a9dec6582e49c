import { heading, type Scene } from './steps.ts';

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
];

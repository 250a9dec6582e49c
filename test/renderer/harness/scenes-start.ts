import { recordPinFailures } from '../../../db/operators.ts';
import { asPeopleDo } from '../../support/as-people-do.ts';
import { ticketOf, uuid } from './people.ts';
import { heading, type Scene, scan } from './steps.ts';

/** First start and sign-in. */
export const startScenes: readonly Scene[] = [
  { name: 'first-start', query: 'first=1' },
  {
    name: 'first-start-errors',
    query: 'first=1',
    steps: async (page) => {
      await page.getByRole('button', { name: /Continue|Continuer/ }).click();
    },
  },
  { name: 'sign-in', query: 'role=none' },
  {
    name: 'sign-in-waiting',
    query: 'role=none',
    steps: async (page) => {
      await page.getByRole('button', { name: /Marie/ }).waitFor();
      await scan(page, ticketOf(0));
      await heading(page, /waiting|attend/);
    },
  },
  {
    name: 'sign-in-pin',
    query: 'role=none',
    steps: async (page) => {
      await page.getByRole('button', { name: /Marie/ }).click();
      await page.keyboard.type('20', asPeopleDo);
    },
  },
  {
    name: 'sign-in-throttled',
    query: 'role=none',
    prepare: ({ context }) => recordPinFailures(context.db, uuid(3, 0), 9, Date.now() + 60_000),
    steps: async (page) => {
      await page.getByRole('button', { name: /Marie/ }).click();
      await page.keyboard.type('1111', asPeopleDo);
      await page.keyboard.press('Enter');
      await heading(page, /Too many|Trop/);
    },
  },
];

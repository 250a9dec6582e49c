import type { Page } from 'playwright-core';
import { writeSetting } from '../../../db/settings.ts';
import { asPeopleDo } from '../../support/as-people-do.ts';
import { ticketOf } from './people.ts';
import { go, heading, type Scene, scan, scanPerson } from './steps.ts';

const pending = 13;
const otherDays = 9;

async function openDelegations(page: Page): Promise<void> {
  await heading(page, /Ready to scan|Prêt à lire/);
  await page.keyboard.press('Control+g');
  await page.locator('.delegations').waitFor();
}

async function openThailand(page: Page): Promise<void> {
  await openDelegations(page);
  await page.keyboard.type('thai', asPeopleDo);
  await page.keyboard.press('Enter');
  await page.locator('.member-row').first().waitFor();
}

async function tickMissing(page: Page): Promise<void> {
  await openThailand(page);
  await page.getByRole('button', { name: /Tick all missing|Cocher les manquants/ }).click();
}

async function documents(page: Page): Promise<void> {
  await tickMissing(page);
  await page.locator('.ticked-bar [data-look="primary"]').click();
  await page.locator('.group-ways').waitFor();
}

async function seenForAll(page: Page): Promise<void> {
  await documents(page);
  await page.locator('.group-way .radio-card').first().click();
  await page.locator('.group-way').last().getByRole('button').click();
  await page.locator('.group-results').waitFor();
}

async function openOverride(page: Page, index: number): Promise<void> {
  await scanPerson(page, index);
  await page.keyboard.press('Control+o');
  await page.getByRole('dialog').waitFor();
}

async function fillOverride(page: Page, pin: string): Promise<void> {
  const dialog = page.getByRole('dialog');
  await dialog.locator('.radio-cards').first().locator('.radio-card').first().click();
  await dialog.locator('.radio-cards').last().locator('.radio-card').first().click();
  await dialog.locator('input[type="password"]').fill(pin);
  await dialog.locator('button[type="submit"]').click();
}

const operators = async (page: Page): Promise<void> => {
  await go(page, /^Settings|^Réglages/);
  await page.getByRole('tab', { name: /Operators|Opérateurs/ }).click();
  await page.locator('.operator-list li').first().waitFor();
};

/** Delegations, overrides, notes, operators: what a desk does beside the scan. */
export const deskWorkScenes: readonly Scene[] = [
  { name: 'delegations-choose', query: 'delegation=1', steps: openDelegations },
  {
    name: 'delegations-typed',
    query: 'delegation=1',
    steps: async (page) => {
      await openDelegations(page);
      await page.keyboard.type('rep', asPeopleDo);
    },
  },
  {
    name: 'delegations-none',
    steps: async (page) => {
      await openDelegations(page);
      await page.keyboard.type('xyz', asPeopleDo);
    },
  },
  { name: 'delegations-roster', query: 'delegation=1', steps: openThailand },
  { name: 'delegations-ticked', query: 'delegation=1', steps: tickMissing },
  {
    name: 'delegations-missing',
    query: 'delegation=1',
    steps: async (page) => {
      await openThailand(page);
      await page.getByRole('radio', { name: /Missing|Manquants/ }).click();
    },
  },
  { name: 'delegations-documents', query: 'delegation=1', steps: documents },
  {
    name: 'delegations-one-by-one',
    query: 'delegation=1',
    steps: async (page) => {
      await documents(page);
      await page.locator('.group-way').first().getByRole('button').click();
      await page.locator('.group-turn').waitFor();
    },
  },
  {
    name: 'delegations-results',
    query: 'delegation=1',
    steps: async (page) => {
      await openThailand(page);
      await page.keyboard.press('Control+a');
      await page.locator('.ticked-bar [data-look="primary"]').click();
      await page.locator('.group-way .radio-card').first().click();
      await page.locator('.group-way').last().getByRole('button').click();
      await page.locator('.group-results').waitFor();
    },
  },
  {
    name: 'delegations-undone',
    query: 'delegation=1',
    steps: async (page) => {
      await seenForAll(page);
      await page.locator('.group-foot button').first().click();
      await page
        .locator('.group-results')
        .getByText(/^Undone$|^Annulé$/)
        .first()
        .waitFor();
    },
  },
  {
    name: 'override',
    query: 'role=operator',
    steps: (page) => openOverride(page, pending),
  },
  {
    name: 'override-wrong-pin',
    query: 'role=operator',
    steps: async (page) => {
      await openOverride(page, pending);
      await fillOverride(page, '0000');
      await heading(page, /That PIN is not right|Ce PIN n’est pas/);
    },
  },
  {
    name: 'override-wait',
    query: 'role=operator',
    prepare: ({ context }) => {
      const blockedUntil = Date.now() + 60_000;
      writeSetting(context.db, 'approval-failures', { failures: 9, blockedUntil });
    },
    steps: async (page) => {
      await openOverride(page, pending);
      await fillOverride(page, '0000');
      await heading(page, /Too many attempts|Trop d’essais/);
    },
  },
  {
    name: 'override-granted',
    query: 'role=operator',
    steps: async (page) => {
      await openOverride(page, otherDays);
      await fillOverride(page, '4711');
      await page.locator('.hero[data-tone="go"]').waitFor();
      await page.locator('.recent-row').first().waitFor();
    },
  },
  {
    name: 'override-history',
    query: 'role=operator',
    steps: async (page) => {
      await openOverride(page, otherDays);
      await fillOverride(page, '4711');
      await page.locator('.hero[data-tone="go"]').waitFor();
      await page.locator('.recent-open').first().click();
      await page.locator('.delegate-panel').waitFor();
      await page.locator('.delegate-access').scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'verdict-no-right',
    query: 'noRight=1&admitted=0',
    steps: (page) => scanPerson(page, 10),
  },
  {
    name: 'delegate-notes',
    steps: async (page) => {
      await page.getByRole('combobox').fill('nakamura');
      await page.locator('.delegate-new-note').waitFor();
      for (const text of ['Arrives with the 14:10 train.', 'Not at 14:10: at 16:10.']) {
        await page.locator('.delegate-new-note input').fill(text);
        await page.keyboard.press('Enter');
        await page.locator('.delegate-notes').getByText(text).waitFor();
      }
      await page.locator('.delegate-notes').scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'operators-change-pin',
    steps: async (page) => {
      await operators(page);
      await page.getByRole('button', { name: /Change my PIN|Changer mon PIN/ }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'operators-deactivate',
    steps: async (page) => {
      await operators(page);
      await page
        .getByRole('button', { name: /Deactivate…|Désactiver…/ })
        .first()
        .click();
      await page.getByRole('dialog').waitFor();
    },
  },
  { name: 'footer-fleet', query: 'fleet=1&sync=away' },
  {
    name: 'footer-fleet-open',
    query: 'fleet=1&sync=linked',
    steps: async (page) => {
      await page
        .locator('.status-bar .status-press')
        .filter({ hasText: /of 4|sur 4/ })
        .click();
      await page.locator('.status-popover').waitFor();
    },
  },
  {
    name: 'scan-interrupts-delegations',
    query: 'delegation=1',
    steps: async (page) => {
      await openThailand(page);
      await scan(page, ticketOf(0));
      await page.locator('.hero-verdict').waitFor();
    },
  },
];

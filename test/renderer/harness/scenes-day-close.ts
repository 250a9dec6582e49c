import type { Page } from 'playwright-core';
import { go, heading, type Scene } from './steps.ts';

const dayClose = /Day close|Clôture/;

async function step(page: Page, number: number): Promise<void> {
  await go(page, dayClose);
  await page
    .locator('.day-step')
    .nth(number - 1)
    .click();
}

const at = (number: number) => (page: Page) => step(page, number);

/** The end of the day, and the way over a stick. */
export const dayCloseScenes: readonly Scene[] = [
  { name: 'day-close-send', query: 'sync=linked', steps: at(1) },
  { name: 'day-close-send-away', query: 'sync=away&close=away', steps: at(1) },
  { name: 'day-close-send-alone', query: 'close=alone', steps: at(1) },
  { name: 'day-close-look', query: 'sync=linked', steps: at(2) },
  { name: 'day-close-look-long', query: 'sync=linked&close=long', steps: at(2) },
  { name: 'day-close-look-settled', query: 'sync=linked&close=settled', steps: at(2) },
  { name: 'day-close-look-operator', query: 'sync=linked&role=operator', steps: at(2) },
  {
    name: 'day-close-note',
    query: 'sync=linked',
    steps: async (page) => {
      await step(page, 2);
      await page
        .getByRole('button', { name: /note : |note: / })
        .first()
        .click();
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'day-close-noted',
    query: 'sync=linked&close=broken',
    steps: async (page) => {
      await step(page, 3);
      await page.getByRole('button', { name: /Desk 4/ }).click();
      await page.getByRole('textbox').fill('The disk is with the technicians.');
      await page.keyboard.press('Tab');
      await page.getByRole('button', { name: /Save the note|Enregistrer la note/ }).click();
      await heading(page, 'The disk is with the technicians.');
    },
  },
  { name: 'day-close-kiosks', query: 'sync=linked&close=broken', steps: at(3) },
  { name: 'day-close-kiosks-long', query: 'sync=linked&close=long', steps: at(3) },
  { name: 'day-close-kiosks-alone', query: 'close=alone', steps: at(3) },
  {
    name: 'day-close-stick',
    query: 'sync=linked',
    steps: async (page) => {
      await step(page, 3);
      await page.getByRole('button', { name: /Import a stick|Importer une clé/ }).click();
      await heading(page, /18 new records|18 nouveaux faits/);
    },
  },
  {
    name: 'day-close-stick-refused',
    query: 'sync=linked&stick=truncated',
    steps: async (page) => {
      await step(page, 3);
      await page.getByRole('button', { name: /Import a stick|Importer une clé/ }).click();
      await heading(page, /was refused|a été refusé/);
    },
  },
  { name: 'day-close-close', query: 'sync=linked&close=broken', steps: at(4) },
  { name: 'day-close-close-settled', query: 'sync=linked&close=settled', steps: at(4) },
  { name: 'day-close-close-away', query: 'sync=away&close=away', steps: at(4) },
  {
    name: 'day-close-ask',
    query: 'sync=linked&close=broken',
    steps: async (page) => {
      await step(page, 4);
      await page.getByRole('button', { name: /^(Close the day|Clore le jour)$/ }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'day-close-failed',
    query: 'sync=linked&fails=closeDay:hub-unreachable',
    steps: async (page) => {
      await step(page, 4);
      const close = page.getByRole('button', { name: /^(Close the day|Clore le jour)$/ });
      await close.click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('button', { name: /^(Close the day|Clore le jour)$/ }).click();
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'day-close-closed',
    query: 'sync=linked&close=closed',
    steps: async (page) => {
      await go(page, dayClose);
      await heading(page, /5 of 6 stations proven|5 postes prouvés sur 6/);
    },
  },
  {
    name: 'day-close-copy-differs',
    query: 'sync=linked&close=closed&copy=differs',
    steps: async (page) => {
      await go(page, dayClose);
      await page.getByText(/are not those of the report|ne sont pas ceux du rapport/).waitFor();
    },
  },
  {
    name: 'day-close-copy-behind',
    query: 'sync=linked&close=closed&copy=behind',
    steps: async (page) => {
      await go(page, dayClose);
      await page.getByText(/does not hold everything|pas encore tout reçu/).waitFor();
    },
  },
  {
    name: 'day-close-closed-alone',
    query: 'close=closed-alone',
    steps: (page) => go(page, dayClose),
  },
  {
    name: 'day-close-reopened',
    query: 'sync=linked&close=reopened',
    steps: (page) => go(page, dayClose),
  },
  { name: 'day-close-empty', query: 'close=empty&roster=empty', steps: at(2) },
  {
    name: 'day-close-unavailable',
    query: 'fails=getDayStatus:store-unavailable',
    steps: (page) => go(page, dayClose),
  },
  {
    name: 'sync-stick-written',
    query: 'sync=linked',
    steps: async (page) => {
      await go(page, /Sync/);
      await page.getByRole('button', { name: /Write to a stick|Écrire sur une clé/ }).click();
      await heading(page, /1,204 records written|1[\s\u202f]?204 faits écrits/);
    },
  },
];

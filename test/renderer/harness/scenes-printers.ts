import type { Page } from 'playwright-core';
import { go, type Scene } from './steps.ts';

const button = (page: Page, name: RegExp) => page.getByRole('button', { name });

async function open(page: Page): Promise<void> {
  await go(page, /^(Printers|Imprimantes)/);
  await page.getByRole('heading', { level: 1 }).waitFor();
}

/** Opens the dialog of a new printer. */
export async function openAdd(page: Page): Promise<void> {
  await open(page);
  await button(page, /^(Add printer|Ajouter une imprimante)$/).click();
  await page.getByRole('dialog').waitFor();
}

async function look(page: Page): Promise<void> {
  await button(page, /^(Look|Chercher)$/).click();
  await button(page, /^(Look|Chercher)$/).waitFor();
}

/** Types an address and goes to the model. */
export async function typeAddress(page: Page): Promise<void> {
  await openAdd(page);
  await page.getByRole('textbox', { name: /^(Address|Adresse)$/ }).fill('192.168.10.99');
  await button(page, /^(Next|Suivant)$/).click();
}

async function chooseByHand(page: Page): Promise<void> {
  await typeAddress(page);
  await button(page, /Show all|Montrer tous/).click();
  await page.getByRole('option').last().click();
}

async function toTest(page: Page): Promise<void> {
  await openAdd(page);
  await look(page);
  await button(page, /ZD421/).click();
  await button(page, /^(Next|Suivant)$/).click();
  await button(page, /^(Save and go|Enregistrer et)/).click();
  await button(page, /^(Print the test|Imprimer la page)/).click();
}

/** Printers: the screen, setting one up, and what it did. */
export const printerScenes: readonly Scene[] = [
  { name: 'printers', steps: open },
  { name: 'printers-none', query: 'printer=none', steps: open },
  { name: 'printers-none-operator', query: 'printer=none&role=operator', steps: open },
  { name: 'printers-fleet', query: 'fleet=1', steps: open },
  { name: 'printers-fleet-operator', query: 'fleet=1&role=operator', steps: open },
  { name: 'printers-models-problem', query: 'search=failed', steps: open },
  { name: 'printer-add', steps: openAdd },
  {
    name: 'printer-add-found',
    query: 'tick=5',
    steps: async (page) => {
      await openAdd(page);
      await look(page);
    },
  },
  {
    name: 'printer-add-nothing',
    query: 'tick=5&search=nothing',
    steps: async (page) => {
      await openAdd(page);
      await look(page);
    },
  },
  {
    name: 'printer-add-search-failed',
    query: 'tick=5&search=failed',
    steps: async (page) => {
      await openAdd(page);
      await look(page);
    },
  },
  {
    name: 'printer-add-probing',
    query: 'tick=60000',
    steps: async (page) => {
      await openAdd(page);
      await page.getByRole('textbox', { name: /range|Plage/ }).fill('192.168.10.0/24');
      await button(page, /^(Try each|Essayer)/).click();
      await button(page, /^(Stop looking|Arrêter)$/).waitFor();
    },
  },
  {
    name: 'printer-add-subnet-refused',
    steps: async (page) => {
      await openAdd(page);
      await page.getByRole('textbox', { name: /range|Plage/ }).fill('the office');
      await button(page, /^(Try each|Essayer)/).click();
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'printer-add-address-errors',
    steps: async (page) => {
      await openAdd(page);
      await page.getByRole('textbox', { name: /^(Address|Adresse)$/ }).fill('fe80::12345');
      await page.getByRole('textbox', { name: /^Port$/ }).fill('0');
      await button(page, /^(Next|Suivant)$/).click();
    },
  },
  {
    name: 'printer-add-model',
    query: 'tick=5',
    steps: async (page) => {
      await openAdd(page);
      await look(page);
      await button(page, /ZD421/).click();
      await page.getByRole('combobox').waitFor();
    },
  },
  {
    name: 'printer-add-model-list',
    steps: async (page) => {
      await typeAddress(page);
      await page.getByRole('combobox').fill('t88');
      await page.getByRole('option').first().waitFor();
    },
  },
  {
    name: 'printer-add-hand-errors',
    steps: async (page) => {
      await chooseByHand(page);
      await page.getByRole('radio', { name: /^Star/ }).click({ force: true });
      await page.getByRole('textbox').nth(0).fill('99');
      await button(page, /^(Next|Suivant)$/).click();
    },
  },
  {
    name: 'printer-add-badges-errors',
    steps: async (page) => {
      await typeAddress(page);
      await button(page, /Show all|Montrer tous/).click();
      await page.getByRole('option').first().click();
      await button(page, /^(Next|Suivant)$/).click();
      await page.getByRole('radio', { name: /^(Only these|Seulement)/ }).click({ force: true });
      for (const box of await page.getByRole('checkbox').all()) await box.click({ force: true });
      await button(page, /^(Save and go|Enregistrer et)/).click();
    },
  },
  { name: 'printer-test', query: 'tick=5', steps: toTest },
  {
    name: 'printer-test-held',
    query: 'tick=5&printer=paper-out',
    steps: async (page) => {
      await toTest(page);
      await page
        .getByText(/Paper is out|Plus de papier/)
        .first()
        .waitFor();
    },
  },
  {
    name: 'printer-test-remedy',
    query: 'tick=5&printer=unknown',
    steps: async (page) => {
      await toTest(page);
      await page
        .getByRole('radio', { name: /does not know|ne le sait pas/ })
        .click({ force: true });
      await button(page, /^(Ask for its status|Demander seulement)/).waitFor();
    },
  },
  {
    name: 'printer-edit',
    query: 'fleet=1',
    steps: async (page) => {
      await open(page);
      await button(page, /^(Edit|Modifier) Right/).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'printer-load',
    query: 'fleet=1',
    steps: async (page) => {
      await open(page);
      await button(page, /(into|dans) Right/).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'printer-remove',
    query: 'fleet=1',
    steps: async (page) => {
      await open(page);
      await button(page, /^(Remove|Retirer) Right/).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'printer-history',
    query: 'fleet=1&history=1',
    steps: async (page) => {
      await open(page);
      await button(page, /^(History|Historique) .*USB/).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'printer-history-none',
    query: 'fleet=1',
    steps: async (page) => {
      await open(page);
      await button(page, /^(History|Historique) .*USB/).click();
      await page.getByRole('dialog').waitFor();
    },
  },
];

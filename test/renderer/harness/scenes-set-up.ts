import type { Page } from 'playwright-core';
import { asPeopleDo } from '../../support/as-people-do.ts';
import { eventFiles, settingsFile } from './files.ts';
import { deskOf } from './pages.ts';
import { go, heading, type Scene } from './steps.ts';

const press = (page: Page, name: RegExp): Promise<void> =>
  page.getByRole('button', { name }).first().click();

async function settingsTab(page: Page): Promise<void> {
  await go(page, /Settings|Réglages/);
  await page.getByRole('tab', { name: /^(Station|Poste)$/ }).click();
}

async function chooseBoth(page: Page): Promise<void> {
  await page
    .getByRole('button', { name: /^(Choose|Choisir)…/ })
    .first()
    .click();
  await page
    .getByRole('button', { name: /^(Choose|Choisir)…/ })
    .last()
    .click();
}

async function leaving(page: Page, digits: string): Promise<void> {
  deskOf(page).notify('leaveAsked', null);
  await page.getByRole('dialog').waitFor();
  await page.keyboard.type(digits, asPeopleDo);
  await page.keyboard.press('Enter');
}

/** The first start, Settings → Station and the way out of a kiosk. */
export const setUpScenes: readonly Scene[] = [
  { name: 'set-up-begin', query: 'first=1&setUp=begin' },
  {
    name: 'set-up-settings-file',
    prepare: settingsFile(false),
    query: 'first=1&setUp=begin',
    steps: async (page) => {
      await press(page, /settings file|fichier de réglages/);
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'set-up-settings-refused',
    query: 'first=1&setUp=begin',
    prepare: settingsFile(true),
    steps: async (page) => {
      await press(page, /settings file|fichier de réglages/);
      await page.getByRole('dialog').waitFor();
    },
  },
  { name: 'set-up-station', query: 'first=1&setUp=station' },
  { name: 'set-up-event', query: 'first=1&setUp=event' },
  {
    name: 'set-up-event-chosen',
    query: 'first=1&setUp=event',
    prepare: eventFiles(false),
    steps: chooseBoth,
  },
  {
    name: 'set-up-event-wrong',
    query: 'first=1&setUp=event',
    prepare: eventFiles(true),
    steps: chooseBoth,
  },
  { name: 'set-up-hub', query: 'first=1&setUp=event&source=hub' },
  {
    name: 'set-up-restarting',
    prepare: eventFiles(false),
    query: 'first=1&setUp=event',
    steps: async (page) => {
      await chooseBoth(page);
      await press(page, /Use this event|Utiliser cet événement/);
      await heading(page, /Starting anew|Redémarrage/);
    },
  },
  { name: 'set-up-list', query: 'setUp=list&roster=empty' },
  { name: 'set-up-place', query: 'setUp=place&as=door' },
  { name: 'set-up-printer', query: 'setUp=printer&printer=none' },
  { name: 'set-up-devices', query: 'setUp=devices' },
  { name: 'set-up-ready', query: 'setUp=ready' },
  { name: 'set-up-ready-kiosk', query: 'setUp=ready&as=kiosk' },
  { name: 'set-up-locked', query: 'setUp=printer&role=none&operators=1' },
  { name: 'settings-station', steps: settingsTab },
  { name: 'settings-station-kiosk', query: 'as=kiosk', steps: settingsTab },
  {
    name: 'station-exit',
    query: 'mode=kiosk',
    steps: async (page) => {
      deskOf(page).notify('leaveAsked', null);
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'station-exit-wrong',
    query: 'mode=kiosk',
    steps: async (page) => {
      await leaving(page, '1111');
      await heading(page, /not right|n’est pas/);
    },
  },
  {
    name: 'station-exit-choose',
    query: 'mode=kiosk',
    steps: async (page) => {
      await leaving(page, '2018');
      await heading(page, /What now|Et maintenant/);
    },
  },
];

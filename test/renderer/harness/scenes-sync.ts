import type { Page } from 'playwright-core';
import { go, heading, type Scene, scan } from './steps.ts';

/** What the QR of the scenes' hub says. */
export const inviteText = `LH:${btoa(
  JSON.stringify({ url: 'https://192.0.2.7:7443', code: 'K7WQ3XMA', pin: '3f9a' }),
).replaceAll('=', '')}`;

/** Goes to the sync screen. */
export const toSync = (page: Page): Promise<void> => go(page, /Sync/);
/** Presses a button of the screen. */
export const press = (page: Page, name: RegExp): Promise<void> =>
  page.getByRole('main').getByRole('button', { name }).first().click();
/** Presses a button of the open dialog. */
export const inDialog = (page: Page, name: RegExp): Promise<void> =>
  page.getByRole('dialog').getByRole('button', { name }).last().click();
/** Opens a list of the sync screen. */
export const tab = (page: Page, name: RegExp): Promise<void> =>
  page.getByRole('tab', { name }).click();

async function openJoin(page: Page): Promise<void> {
  await toSync(page);
  await press(page, /^Join a hub|^Rejoindre un hub/);
  await page.getByRole('dialog').waitFor();
}

async function typeInvite(page: Page, code: string): Promise<void> {
  await openJoin(page);
  await page.getByLabel(/^Address|^Adresse/).fill('192.0.2.7:7443');
  await page.getByLabel(/^Code/).fill(code);
  await inDialog(page, /Find the hub|Chercher le hub/);
  await heading(page, /Compare this|Comparez cette/);
}

async function openTakeOver(page: Page): Promise<void> {
  await toSync(page);
  await press(page, /Take over as hub|Prendre la relève/);
  await page.getByRole('checkbox').check({ force: true });
}

async function openInvite(page: Page): Promise<void> {
  await toSync(page);
  await press(page, /Invite a station|Inviter un poste/);
  await page.getByRole('dialog').waitFor();
}

async function openPageAccount(page: Page, name: string): Promise<void> {
  await toSync(page);
  await press(page, /^Organiser page|^Page de l’organisateur/);
  await page.getByRole('dialog').getByRole('textbox').fill(name);
}

/** The hub: alone, joining, linked, hosting, taking over. */
export const syncScenes: readonly Scene[] = [
  { name: 'sync-alone', steps: toSync },
  { name: 'sync-alone-operator', query: 'role=operator', steps: toSync },
  { name: 'sync-join', steps: openJoin },
  { name: 'sync-join-camera', query: 'camera=1', steps: openJoin },
  {
    name: 'sync-join-scanned',
    steps: async (page) => {
      await openJoin(page);
      await scan(page, inviteText);
      await heading(page, /that made the code|a émis le code/);
    },
  },
  { name: 'sync-join-compare', steps: (page) => typeInvite(page, 'k7wq 3xma') },
  {
    name: 'sync-join-expired',
    steps: async (page) => {
      await typeInvite(page, 'EXPIRED2');
      await page.getByRole('checkbox').check({ force: true });
      await inDialog(page, /^Join$|^Rejoindre$/);
      await heading(page, /has expired|a expiré/);
    },
  },
  {
    name: 'sync-join-unreadable',
    steps: async (page) => {
      await openJoin(page);
      await scan(page, 'LH:nonsense');
      await heading(page, /no hub’s code|pas le code/);
    },
  },
  {
    name: 'sync-restarting',
    query: 'restarts=1',
    steps: async (page) => {
      await openJoin(page);
      await scan(page, inviteText);
      await heading(page, /that made the code|a émis le code/);
      await inDialog(page, /^Join$|^Rejoindre$/);
      await heading(page, /Starting anew|Redémarrage/);
    },
  },
  {
    name: 'sync-host-form',
    steps: async (page) => {
      await toSync(page);
      await press(page, /^Host the hub|^Héberger le hub/);
      await inDialog(page, /Start the hub|Démarrer/);
    },
  },
  ...(
    [
      'linked',
      'waiting',
      'first-pull',
      'offline',
      'away',
      'revoked',
      'wrong-certificate',
      'update',
      'clock-off',
      'old-lists',
      'host-starting',
      'host-failed',
    ] as const
  ).map((name) => ({ name: `sync-${name}`, query: `sync=${name}`, steps: toSync })),
  { name: 'sync-away-operator', query: 'sync=away&role=operator', steps: toSync },
  { name: 'sync-linked-empty', query: 'sync=linked&filled=0', steps: toSync },
  {
    name: 'sync-leave-waiting',
    query: 'sync=waiting',
    steps: async (page) => {
      await toSync(page);
      await press(page, /Leave the hub|Quitter le hub/);
      await inDialog(page, /^Leave$|^Quitter$/);
      await heading(page, /still wait|attendent encore/);
    },
  },
  {
    name: 'sync-host',
    query: 'sync=host',
    steps: async (page) => {
      await toSync(page);
      await tab(page, /Stations|Postes/);
    },
  },
  {
    name: 'sync-host-long',
    query: 'sync=host&long=1',
    steps: async (page) => {
      await toSync(page);
      await tab(page, /Stations|Postes/);
    },
  },
  { name: 'sync-host-empty', query: 'sync=host&filled=0', steps: toSync },
  { name: 'sync-invite', query: 'sync=host', steps: openInvite },
  {
    name: 'sync-invite-code',
    query: 'sync=host',
    steps: async (page) => {
      await openInvite(page);
      await inDialog(page, /Show code|Afficher le code/);
      await page.getByRole('img').waitFor();
    },
  },
  {
    name: 'sync-invite-over',
    query: 'sync=host&inviteLasts=300',
    steps: async (page) => {
      await openInvite(page);
      await inDialog(page, /Show code|Afficher le code/);
      await heading(page, /no longer good|plus valable/);
    },
  },
  {
    name: 'sync-revoke',
    query: 'sync=host',
    steps: async (page) => {
      await toSync(page);
      await tab(page, /Stations|Postes/);
      await press(page, /Shut out Desk 1|Exclure Desk 1/);
    },
  },
  { name: 'sync-page-account', query: 'sync=host', steps: (page) => openPageAccount(page, 'Anna') },
  {
    name: 'sync-page-account-taken',
    query: 'sync=host',
    steps: async (page) => {
      await openPageAccount(page, 'Taken');
      await inDialog(page, /Show link|Afficher le lien/);
      await page.getByRole('button', { name: /Give a new link|Donner un nouveau lien/ }).waitFor();
    },
  },
  {
    name: 'sync-page-account-link',
    query: 'sync=host',
    steps: async (page) => {
      await openPageAccount(page, 'Anna');
      await inDialog(page, /Show link|Afficher le lien/);
      await page.getByRole('dialog').getByRole('img').waitFor();
    },
  },
  {
    name: 'sync-stop-hosting',
    query: 'sync=host',
    steps: async (page) => {
      await toSync(page);
      await press(page, /Stop hosting|Cesser/);
    },
  },
  {
    name: 'sync-linked-long',
    query: 'sync=linked&long=1',
    steps: async (page) => {
      await toSync(page);
      await tab(page, /Stations|Postes/);
    },
  },
  {
    name: 'sync-take-over-failed',
    query: 'sync=away&fails=takeOverHub:hub-will-not-start',
    steps: async (page) => {
      await openTakeOver(page);
      await inDialog(page, /Take over now|Prendre la relève/);
      await page.getByRole('dialog').getByRole('alert').waitFor();
    },
  },
  { name: 'sync-take-over', query: 'sync=away', steps: openTakeOver },
  {
    name: 'sync-take-over-running',
    query: 'sync=away&tick=400',
    steps: async (page) => {
      await openTakeOver(page);
      await inDialog(page, /Take over now|Prendre la relève/);
      await page
        .locator('[aria-current="step"]')
        .filter({ hasText: /roster|liste/ })
        .waitFor();
    },
  },
  {
    name: 'sync-take-over-ready',
    query: 'sync=away&tick=5',
    steps: async (page) => {
      await openTakeOver(page);
      await inDialog(page, /Take over now|Prendre la relève/);
      await page.getByRole('img').waitFor();
    },
  },
];

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { csvFile } from '../../domain/base/csv.ts';
import { noonOf } from '../../domain/base/date-form.ts';
import { formatDays } from '../../domain/event/event-dates.ts';
import { localDayOf } from '../../domain/event/local-day.ts';
import { notFrenchAmong } from '../support/french-on-screen.ts';
import { entersMailServer, isFrench as isFrenchOn } from '../support/french-steps.ts';
import { startMailServer } from '../support/mail-server.ts';
import { go, openSettings } from '../support/navigate.ts';
import { CountedPerson } from '../support/own-event-steps.ts';

/**
 * A two-day congress of an association, set up and held by a person who reads only French, at a
 * French computer: from an empty disk through the screens to the close of the first day. The list
 * differs from the demo's: registration codes, and one group for everyone.
 */
const zone = 'Europe/Paris';
const folder = mkdtempSync(join(tmpdir(), 'lanyard-congres-'));
const organiser = new CountedPerson(inject('electron'), { language: 'fr', timeZone: zone });
const title = 'Congrès des archivistes francophones';
const group = 'Association des archivistes';

/**
 * Not in the order of their names; "É" belongs beside "E", and given names would sort otherwise.
 */
const people = [
  { code: 'CA-001', given: 'Chloé', family: 'MARCHAND', mail: 'chloe@example.org' },
  { code: 'CA-002', given: 'Claire', family: 'BESSON', mail: 'claire@example.org' },
  { code: 'CA-003', given: 'Cécile', family: 'ZELLER', mail: 'cecile@example.org' },
  { code: 'CA-004', given: 'Zoé', family: 'ÉTIENNE', mail: 'zoe@example.org' },
  { code: 'CA-005', given: 'Émile', family: 'DURAND', mail: 'emile@example.org' },
  { code: 'CA-006', given: 'Anne', family: 'FABRE', mail: 'anne@example.org' },
  { code: 'CA-007', given: 'Yves', family: 'ARNAUD', mail: '' },
] as const;
const inOrder = ['ARNAUD', 'BESSON', 'DURAND', 'ÉTIENNE', 'FABRE', 'MARCHAND', 'ZELLER'];
const withMail = people.filter(({ mail }) => mail !== '');
const arriving = ['BESSON', 'ÉTIENNE', 'ARNAUD'];

/** Today in Paris as the event counts it: its day ends at four in the morning. */
const today = localDayOf(Date.now(), { timeZone: zone, dayBoundary: '04:00' });
const days = [today, new Date(noonOf(today).getTime() + 86_400_000).toISOString().slice(0, 10)];

let mailServer: Awaited<ReturnType<typeof startMailServer>>;
beforeAll(async () => {
  mailServer = await startMailServer(() => 'none');
});
afterAll(async () => {
  await organiser.end();
  await mailServer?.close();
  rmSync(folder, { recursive: true, force: true });
});

function listFile(): string {
  const path = join(folder, 'participants.csv');
  const head = ['Code d’inscription', 'Prénom', 'Nom', 'Délégation', 'Courriel'];
  const rows = people.map(({ code, given, family, mail }) => [code, given, family, group, mail]);
  writeFileSync(path, csvFile([head, ...rows], ';'));
  return path;
}

const button = (name: string | RegExp) => organiser.button(name);
const heading = (name: string) => organiser.page.getByRole('heading', { name, exact: true });
/** Finds a text anywhere on the screen. */
const shown = (text: string | RegExp) =>
  organiser.page.getByText(text).filter({ visible: true }).first().waitFor();

const isFrench = (screen: string): Promise<void> => isFrenchOn(organiser.page, screen);

describe('a two-day congress in French', () => {
  it('greets in the computer’s language and offers a French name', () =>
    organiser.does('Début', async () => {
      await organiser.start();
      await organiser.shows('Bienvenue dans Lanyard');
      await isFrench('begin');
      await organiser.press('Enter');
      await organiser.shows('Qu’est-ce que ce poste\u202f?');
      expect(await organiser.page.getByLabel('Nom du poste').inputValue()).toBe('Accueil 1');
      await isFrench('station');
      await organiser.press('Enter');
      await organiser.shows('Votre événement');
    }));

  it('leads to what is missing where the event is created too early', () =>
    organiser.does('Trop tôt', async () => {
      const { page } = organiser;
      await organiser.click(button('Créer l’événement'));
      const name = page.getByLabel(/^Nom de l’événement/);
      await expect.poll(() => name.evaluate((one) => one === document.activeElement)).toBe(true);
      const message = page.getByText('Indiquez un nom.', { exact: true });
      const box = await message.boundingBox();
      const height = await page.evaluate(() => window.innerHeight);
      expect(box?.y).toBeGreaterThanOrEqual(0);
      expect((box?.y ?? height) + (box?.height ?? 0)).toBeLessThanOrEqual(height);
      await isFrench('create, with errors');
    }));

  it('is created, in the computer’s time zone', () =>
    organiser.does('Événement', async () => {
      const { page } = organiser;
      await organiser.type(page.getByLabel(/^Nom de l’événement/), title);
      await organiser.type(page.getByLabel(/^Lieu/), 'Palais des congrès, Lyon');
      await organiser.type(page.getByLabel(/^Premier jour/), days[0] ?? '');
      await organiser.type(page.getByLabel(/^Dernier jour/), days[1] ?? '');
      const field = page.getByRole('combobox', { name: /^Fuseau horaire/ });
      expect(await field.inputValue()).toBe(zone);
      await page.getByText(/^Aucune délégation/).click();
      await isFrench('create');
      await organiser.clickAndRestart(button('Créer l’événement'));
    }));

  it('takes no PIN like 1234 for its supervisor', () =>
    organiser.does('Superviseur', async () => {
      await organiser.becomesSupervisor('Hélène ROY', '1234');
      await shown(/^Trop facile à deviner/);
      await isFrench('supervisor');
      await organiser.becomesSupervisor('Hélène ROY', '24681357');
      await organiser.shows('Importer la liste');
    }));

  it('takes the list, with its codes and its one group', () =>
    organiser.does('Liste', async () => {
      const { page } = organiser;
      await organiser.chooseFile(button('Choisir un fichier…'), listFile());
      await button('Comparer avec la liste').waitFor();
      await isFrench('columns');
      await organiser.click(button('Comparer avec la liste'));
      await organiser.click(button('Ajouter cette délégation à l’événement'));
      await page.locator('[data-tile=rejected]').getByText('0', { exact: true }).waitFor();
      await isFrench('changes');
      await organiser.click(button(`Écrire ${people.length} changements`));
      await shown('La liste est à jour');
      await isFrench('imported');
      await organiser.click(button('Continuer'));
    }));

  it('comes to a ready desk', () =>
    organiser.does('Accueil', async () => {
      await organiser.shows('Où se trouve-t-il\u202f?');
      await isFrench('place');
      await organiser.press('Enter');
      await organiser.shows('Imprimantes');
      await isFrench('printers');
      await organiser.click(button('Plus tard'));
      await organiser.shows('Caméra et lecteur');
      await isFrench('devices');
      await organiser.click(button('Continuer'));
      await organiser.shows('Prêt');
      await isFrench('ready');
      await organiser.press('Enter');
      await organiser.page.locator('.hero').waitFor();
      await isFrench('desk');
    }));

  it('knows before opening whom it expects, by one number', () =>
    organiser.does('Prêt à ouvrir', async () => {
      const { page } = organiser;
      await shown(`sur ${people.length} attendus`);
      await openSettings(page, /^Prêt\s\?$/);
      await heading('Prêt à ouvrir\u202f?').waitFor();
      const expected = page.getByLabel(/^Personnes attendues/);
      await expect.poll(() => expected.inputValue()).toBe(String(people.length));
      await isFrench('ready to open');
    }));

  it('sends the tickets in French', () =>
    organiser.does('Billets', async () => {
      const { page } = organiser;
      await go(page, 'Personnes');
      await isFrench('people');
      await entersMailServer(organiser, mailServer.port);
      const dialog = page.getByRole('dialog');
      const send = button(`Envoyer ${withMail.length} billets`);
      await send.waitFor();
      await isFrench('mail');
      await organiser.click(send);
      await dialog
        .getByText(`Le serveur de messagerie a accepté ${withMail.length} billets.`)
        .waitFor();
      await isFrench('mails sent');
      await organiser.press('Escape');
    }));

  it('was heard in French by the mail server', async () => {
    const addresses = mailServer.taken.map(({ to }) => to).sort();
    expect(addresses).toEqual(withMail.map(({ mail }) => mail).sort());
    for (const { to, text } of mailServer.taken) {
      const mail = await PostalMime.parse(text);
      const person = people.find(({ mail: address }) => address === to);
      expect(mail.subject).toBe(`Votre billet\u202f: ${title}`);
      expect(mail.text).toContain(`Bonjour ${person?.given}`);
      expect(mail.text).toContain(person?.family);
      expect(mail.text).toMatch(/^Code du billet\u202f: \S/m);
      const written = mail.text?.replaceAll(/\s?[–-]\s?/g, '–');
      expect(written).toContain(formatDays(days, 'fr').replaceAll(/\s?[–-]\s?/g, '–'));
      expect(mail.html).toContain('lang="fr"');
      expect(notFrenchAmong((mail.text ?? '').split('\n'))).toEqual([]);
    }
  });

  it.each(arriving)('checks %s in', (family) =>
    organiser.does(`Arrivée ${family}`, async () => {
      const { page } = organiser;
      await go(page, 'Arrivées');
      await page.locator('#desk-search').fill(family.toLowerCase());
      await organiser.click(button(/Passeport/).first());
      await shown(/^Arrivée validée à/);
      await isFrench(`admitted ${family}`);
      await page.keyboard.press('Escape');
    }),
  );

  it('shows its people by family name, É beside E, and counts them right', () =>
    organiser.does('Délégations', async () => {
      const { page } = organiser;
      await go(page, 'Délégations');
      await organiser.click(
        page
          .getByRole('option', { name: new RegExp(group) })
          .or(button(new RegExp(group)))
          .first(),
      );
      await shown(`Présents\u202f: ${arriving.length} sur ${people.length}`);
      await isFrench('delegations');
      const names = await page.locator('.member-name').allTextContents();
      const families = names.map((name) => inOrder.find((one) => name.includes(one)));
      expect(families).toEqual(inOrder);
    }));

  it('closes its day, with as many people as came', () =>
    organiser.does('Clôture', async () => {
      const { page } = organiser;
      await go(page, 'Clôture');
      const steps = page.getByRole('navigation', { name: 'Étapes de la clôture' });
      await steps.getByRole('button', { name: /Clôturer la journée/ }).click();
      await isFrench('day close');
      await organiser.click(button('Clôturer la journée').last());
      const dialog = page.getByRole('dialog');
      await isFrench('day close, asked');
      await organiser.click(dialog.getByRole('button', { name: 'Clôturer la journée' }));
      await shown(/^Complet à /);
      await isFrench('day closed');
      const status = await page.evaluate(
        (day) => window.lanyard.getDayStatus({ day }),
        days[0] ?? '',
      );
      expect(JSON.stringify(status)).toContain(`"persons":${arriving.length}`);
    }));

  it('has French on its other screens too', () =>
    organiser.does('Autres écrans', async () => {
      const { page } = organiser;
      for (const screen of ['Problèmes', 'Badges', 'Rapports', 'Synchronisation', 'Imprimantes']) {
        // A count may follow the name.
        await go(page, new RegExp(`^${screen}`));
        await page.getByRole('heading', { level: 1 }).first().waitFor();
        await isFrench(screen);
      }
    }));
});

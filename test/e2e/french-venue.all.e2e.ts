import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Secret, TOTP } from 'otpauth';
import type { Browser } from 'playwright-core';
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { csvFile } from '../../domain/base/csv.ts';
import { noonOf } from '../../domain/base/date-form.ts';
import { localDayOf } from '../../domain/event/local-day.ts';
import { buildOrganiserPageIfChanged } from '../../tools/organiser-page.mjs';
import { hubBench } from '../hub/cli/support.ts';
import { openBrowser } from '../renderer/harness/browser.ts';
import { freePort } from '../support/free-port.ts';
import { notFrenchAmong } from '../support/french-on-screen.ts';
import { entersMailServer, isFrench } from '../support/french-steps.ts';
import { SimulatedKeyboard } from '../support/hid.ts';
import { startMailServer } from '../support/mail-server.ts';
import { CountedPerson, CountedReader, sumOf, tableOf } from '../support/own-event-steps.ts';
import { readWithZbar } from '../support/read-with-zbar.ts';
import { serveOverTcp } from '../support/virtual-printer/tcp-server.ts';
import { VirtualPrinter } from '../support/virtual-printer/virtual-printer.ts';

/**
 * A congress of 180 people in French alone, from an empty hub to tickets sent and two desks, a
 * kiosk and a door at work. Everything goes through the screens: the organiser's page in a browser,
 * and stations in real Electron. Simulated are printers, hand scanners and the mail server.
 */
const zone = 'Europe/Paris';
const folder = mkdtempSync(join(tmpdir(), 'lanyard-congres-'));
const title = 'Congrès des archivistes francophones';
const bench = hubBench();

const given = ['Chloé', 'Émile', 'Zoé', 'Yves', 'Anaïs', 'Loïc', 'Françoise', 'Jérôme', 'Noëlle'];
const family = [
  ['MARCHAND', 'BESSON', 'ZELLER', 'ÉTIENNE', 'DURAND', 'FABRE', 'ARNAUD', 'GAGNÉ', 'LŒUILLET'],
  ['D’HAUTEVILLE', 'LE GOFF', 'MÜHLBACH', 'TREMBLAY', 'BOUCHARD', 'DIALLO', 'NGUYÊN', 'ROY'],
  ['VAN DEN BROECK', 'CÔTÉ', 'OUÉDRAOGO'],
].flat();
const houses = ['Archives de Lyon', 'Université de Genève', 'Bibliothèque de Québec', ''];

/** 20 family names with 9 given names each; every 22nd person has no e-mail. */
const people = family.flatMap((name, f) =>
  given.map((first, g) => {
    const number = f * given.length + g;
    return {
      given: first,
      family: name,
      house: houses[number % houses.length] ?? '',
      category: number % 18 === 0 ? 'Intervenant' : 'Délégué',
      mail: number % 22 === 21 ? '' : `personne.${number}@example.org`,
    };
  }),
);
const withMail = people.filter(({ mail }) => mail !== '');

/** Today in Paris as the event counts it: its day ends at four in the morning. */
const today = localDayOf(Date.now(), { timeZone: zone, dayBoundary: '04:00' });
const tomorrow = new Date(noonOf(today).getTime() + 86_400_000).toISOString().slice(0, 10);

const computer = { language: 'fr', timeZone: zone } as const;
const first = new CountedPerson(inject('electron'), computer);
const second = new CountedPerson(inject('electron'), computer);
const kiosk = new CountedPerson(inject('electron'), computer);
const door = new CountedPerson(inject('electron'), computer);
const stations = [first, second, kiosk, door];
const printer = new VirtualPrinter({ rowsPerMs: 20 });
const kioskPrinter = new VirtualPrinter({ rowsPerMs: 20 });

let browser: Browser;
let organiser: CountedReader;
let mailServer: Awaited<ReturnType<typeof startMailServer>>;
let printerPort: number;
let kioskPrinterPort: number;
const servers: { close(): Promise<unknown> }[] = [];

beforeAll(async () => {
  await buildOrganiserPageIfChanged();
  mailServer = await startMailServer(() => 'none');
  const [deskServer, kioskServer] = [await serveOverTcp(printer), await serveOverTcp(kioskPrinter)];
  [printerPort, kioskPrinterPort] = [deskServer.port, kioskServer.port];
  servers.push(mailServer, deskServer, kioskServer);
  browser = await openBrowser();
  const page = await browser.newPage({ locale: 'fr-FR', timezoneId: zone });
  page.setDefaultTimeout(60_000);
  organiser = new CountedReader(page);
});
afterAll(async () => {
  for (const station of stations) await station.end();
  await browser?.close();
  await bench.cleanUp();
  for (const server of servers) await server.close();
  rmSync(folder, { recursive: true, force: true });
});

function listFile(): string {
  const path = join(folder, 'participants.csv');
  const head = ['Prénom', 'Nom', 'Organisation', 'Catégorie', 'Courriel'];
  const rows = people.map((one) => [one.given, one.family, one.house, one.category, one.mail]);
  writeFileSync(path, csvFile([head, ...rows], ';'));
  return path;
}

/** What an independent reader reads from a picture of a code. */
function codeIn(png: Uint8Array): string {
  const path = join(folder, 'code.png');
  writeFileSync(path, png);
  return execFileSync('zbarimg', ['--quiet', '--raw', path], { encoding: 'utf8' }).trim();
}

/** Reads a code with the station's hand scanner. */
async function scanAt(station: CountedPerson, text: string): Promise<void> {
  const keyboard = await SimulatedKeyboard.at(station.page);
  await keyboard.pause(300);
  await keyboard.scan(text, {});
}

describe('the organiser’s page', () => {
  it('creates the event on a fresh hub', async () => {
    const port = String(await freePort());
    const words = ['--new-event', '--host', '127.0.0.1', '--port', port];
    const hub = bench.start([...words, '--data-dir', bench.dataDir]);
    const line = await hub.line((text) => text.includes('#set-up='));
    await organiser.does('Événement', async () => {
      const { page } = organiser;
      await page.goto(/https:\S+/.exec(line)?.[0] ?? '');
      await organiser.shows('Créer l’événement');
      await isFrench(page, 'begin');
      await organiser.type(page.getByLabel(/^Votre nom/), 'Hélène ROY');
      await organiser.type(page.getByLabel(/^Nom de l’événement/), title);
      await organiser.type(page.getByLabel(/^Lieu/), 'Palais des congrès, Lyon');
      await organiser.type(page.getByLabel(/^Premier jour/), today);
      await organiser.type(page.getByLabel(/^Dernier jour/), tomorrow);
      const field = page.getByRole('combobox', { name: /^Fuseau horaire/ });
      expect(await field.inputValue()).toBe(zone);
      await organiser.click(page.getByText(/^Aucune délégation/));
      await isFrench(page, 'begin, filled in');
      await organiser.click(organiser.button('Créer l’événement'));
      await page.locator('.entry-code').waitFor();
    });
    await hub.line('Running');
  });

  it('sets up the organiser’s account', () =>
    organiser.does('Compte', async () => {
      const { page } = organiser;
      const submit = page.locator('button[type="submit"]');
      await isFrench(page, 'account, code');
      await organiser.click(submit);
      const secret = (await page.locator('.authenticator-secret').textContent()) ?? '';
      await isFrench(page, 'account');
      const authenticator = new TOTP({ secret: Secret.fromBase32(secret.replaceAll(' ', '')) });
      const password = page.locator('[autocomplete="new-password"]');
      await organiser.type(password, 'une longue promenade au bord du canal');
      await organiser.type(
        page.locator('[autocomplete="one-time-code"]'),
        authenticator.generate(),
      );
      await organiser.click(submit);
      const kept = organiser.button('Je les ai conservés');
      await kept.waitFor();
      await isFrench(page, 'recovery codes');
      await organiser.click(kept);
      await organiser.shows('Vue d’ensemble');
      await isFrench(page, 'overview');
    }));

  it('takes the list of 180 people', () =>
    organiser.does('Liste', async () => {
      const { page } = organiser;
      const link = page.locator('.side-nav a', { hasText: 'Importer des personnes' });
      await organiser.click(link);
      await isFrench(page, 'import');
      await organiser.chooseFile(organiser.button('Choisir un fichier…'), listFile());
      const compare = organiser.button('Comparer avec la liste');
      await compare.waitFor();
      await isFrench(page, 'columns');
      await organiser.click(compare);
      await page.locator('[data-tile=rejected]').getByText('0', { exact: true }).waitFor();
      await isFrench(page, 'changes');
      await organiser.click(organiser.button(`Écrire ${people.length} changements`));
      await page.getByText('La liste est à jour').waitFor();
      await isFrench(page, 'imported');
    }));
});

/** Shows the code of an invitation on the organiser's page, and returns what its picture says. */
async function invite(mode: 'Accueil' | 'Libre-service' | 'Porte'): Promise<string> {
  const { page } = organiser;
  await organiser.click(page.locator('.side-nav a', { hasText: 'Postes' }));
  await organiser.click(organiser.button('Inviter un poste'));
  const dialog = page.getByRole('dialog');
  await organiser.click(dialog.getByText(new RegExp(`^${mode}`)).first());
  await isFrench(page, 'invitation');
  await organiser.click(organiser.button('Afficher le code'));
  await dialog.locator('.invite-qr').first().waitFor();
  await isFrench(page, 'code of an invitation');
  const text = codeIn(await dialog.locator('.invite-qr').first().screenshot({ scale: 'device' }));
  await organiser.press('Escape');
  return text;
}

/** Sets up a station with the code of an invitation, up to its supervisor. */
async function joins(
  station: CountedPerson,
  mode: RegExp | null,
  code: string,
  name: string | null = null,
): Promise<void> {
  await station.start();
  const { page } = station;
  await station.shows('Bienvenue dans Lanyard');
  await page.keyboard.press('ArrowDown');
  await page.getByRole('radio', { name: /Rejoindre un hub/, checked: true }).waitFor();
  await station.press('Enter');
  await station.shows('Qu’est-ce que ce poste\u202f?');
  if (mode !== null) await station.click(page.getByText(mode));
  if (name !== null) await station.type(page.getByLabel('Nom du poste'), name);
  await isFrench(page, 'station');
  await station.press('Enter');
  await page.getByText('Lisez maintenant le code du hub').waitFor();
  await isFrench(page, 'hub');
  await scanAt(station, code);
  await page.getByText('Ce hub a émis le code').waitFor();
  await isFrench(page, 'hub found');
  await station.clickAndRestart(station.button('Rejoindre'));
}

/** Adds a network printer on 127.0.0.1 at the step of the set-up. */
async function addsPrinter(station: CountedPerson, port: number, name: string): Promise<void> {
  const { page } = station;
  await station.shows('Imprimantes');
  await isFrench(page, 'printers');
  await station.click(station.button('Ajouter une imprimante'));
  await station.type(page.getByRole('textbox', { name: 'Adresse', exact: true }), '127.0.0.1');
  await station.type(page.getByRole('textbox', { name: 'Port' }), String(port));
  await isFrench(page, 'printer, address');
  await station.click(station.button('Suivant'));
  await station.find(page.getByRole('combobox'), 'TM-T20III', 'Epson TM-T20III');
  await isFrench(page, 'printer, model');
  await station.click(station.button('Suivant'));
  await station.type(page.getByRole('textbox', { name: 'Nom' }), name);
  await isFrench(page, 'printer, badges');
  await station.click(station.button('Enregistrer et passer à l’essai'));
  await station.button('Terminer').waitFor();
  await isFrench(page, 'printer, test');
  await station.click(station.button('Terminer'));
  await station.click(station.button('Continuer'));
}

/**
 * The last steps of the set-up: camera, then the summary, which has all 180 people.
 *
 * @param button of a kiosk and a door, which start again in their mode
 */
async function opens(station: CountedPerson, button: string | null = null): Promise<void> {
  const { page } = station;
  await station.shows('Caméra et lecteur');
  await isFrench(page, 'devices');
  await station.click(station.button('Continuer'));
  await station.shows('Prêt');
  const here = page.locator('dl > div').filter({ hasText: 'Délégués ici' });
  await here.getByText(String(people.length), { exact: true }).waitFor();
  await isFrench(page, 'ready');
  if (button === null) await station.press('Enter');
  else await station.clickAndRestart(station.button(button));
}

describe('the first desk', () => {
  it('joins by the code on the organiser’s page', async () => {
    let code = '';
    await organiser.does('Invitation, accueil 1', async () => {
      code = await invite('Accueil');
    });
    await first.does('Accueil 1, rattachement', () => joins(first, null, code));
  });

  it('comes to a ready desk with a printer', () =>
    first.does('Accueil 1, mise en place', async () => {
      await first.becomesSupervisor('Hélène ROY', '24681357');
      await addsPrinter(first, printerPort, 'À gauche');
      await opens(first);
      await first.page.locator('.hero').waitFor();
      await isFrench(first.page, 'desk');
    }));

  it('sends the tickets to everybody with an e-mail', () =>
    first.does('Billets', async () => {
      const { page } = first;
      await first.opens(/^Personnes/);
      await isFrench(page, 'people');
      await entersMailServer(first, mailServer.port);
      const send = first.button(`Envoyer ${withMail.length} billets`);
      await send.waitFor();
      await isFrench(page, 'mail');
      await first.click(send);
      const dialog = page.getByRole('dialog');
      await dialog
        .getByText(`Le serveur de messagerie a accepté ${withMail.length} billets.`)
        .waitFor();
      await isFrench(page, 'mails sent');
      await first.press('Escape');
    }));

  it('wrote to each of them once, in French', async () => {
    expect(mailServer.taken.map(({ to }) => to).sort()).toEqual(
      withMail.map(({ mail }) => mail).sort(),
    );
    const said = new Set<string>();
    for (const { to, text } of mailServer.taken) {
      const mail = await PostalMime.parse(text);
      const person = people.find(({ mail: address }) => address === to);
      expect(mail.subject).toBe(`Votre billet\u202f: ${title}`);
      expect(mail.text).toContain(person?.family);
      expect(mail.html).toContain('lang="fr"');
      for (const line of (mail.text ?? '').split('\n')) said.add(line);
      for (const { filename } of mail.attachments) said.add(filename ?? '');
    }
    expect(notFrenchAmong([...said])).toEqual([]);
  });
});

/** The code on the ticket that this person got by e-mail. */
function ticketOf({ mail }: (typeof people)[number]): Promise<string> {
  const taken = mailServer.taken.find(({ to }) => to === mail);
  return PostalMime.parse(taken?.text ?? '').then(
    ({ text }) => /^Code du billet\u202f: (\S+)$/m.exec(text ?? '')?.[1] ?? '',
  );
}

const [byCode, byName, byNameToo, atKiosk, absent] = [3, 40, 75, 110, 150].map((number) => {
  const person = withMail[number];
  if (person === undefined) throw new Error('the list is too short');
  return person;
}) as [Person, Person, Person, Person, Person];
type Person = (typeof people)[number];
const arrived = [byCode, byName, byNameToo, atKiosk];

describe('the other stations', () => {
  it('a second desk joins', async () => {
    let code = '';
    await organiser.does('Invitation, accueil 2', async () => {
      code = await invite('Accueil');
    });
    await second.does('Accueil 2', async () => {
      await joins(second, null, code, 'Accueil 2');
      await second.becomesSupervisor('Luc TREMBLAY', '86427531');
      await second.shows('Imprimantes');
      await second.click(second.button('Plus tard'));
      await opens(second);
      await second.page.locator('.hero').waitFor();
    });
  });

  it('a kiosk joins, with a printer of its own', async () => {
    let code = '';
    await organiser.does('Invitation, borne', async () => {
      code = await invite('Libre-service');
    });
    await kiosk.does('Borne', async () => {
      await joins(kiosk, /^Une borne/, code);
      await kiosk.becomesSupervisor('Hélène ROY', '24681357');
      await kiosk.shows('Où se trouve-t-il\u202f?');
      await isFrench(kiosk.page, 'place of the kiosk');
      await kiosk.click(kiosk.button('Continuer'));
      await addsPrinter(kiosk, kioskPrinterPort, 'Sous l’écran');
      await opens(kiosk, 'Ouvrir la borne');
      await kiosk.page.locator('.kiosk[data-screen="attract"]').waitFor();
    });
  });

  it('a door joins, and is the entrance', async () => {
    let code = '';
    await organiser.does('Invitation, porte', async () => {
      code = await invite('Porte');
    });
    await door.does('Porte', async () => {
      await joins(door, /^Une porte/, code);
      await door.becomesSupervisor('Hélène ROY', '24681357');
      await door.shows('Où se trouve-t-il\u202f?');
      await door.click(door.page.getByText(/^Entrée/).first());
      await isFrench(door.page, 'place');
      await door.click(door.button('Continuer'));
      await opens(door, 'Ouvrir la porte');
      await door.page.locator('.door').waitFor();
      await isFrench(door.page, 'door');
    });
  });
});

describe('the first morning', () => {
  it('desk 1 checks three people in, by ticket and by name', () =>
    first.does('Trois arrivées', async () => {
      const { page } = first;
      await first.opens(/^Arrivées/);
      for (const person of [byCode, byName, byNameToo]) {
        if (person === byCode) await scanAt(first, await ticketOf(person));
        else await page.locator('#desk-search').fill(`${person.given} ${person.family}`);
        if (person !== byCode) await first.press('Enter');
        const passport = first.button(/Passeport/).first();
        await passport.waitFor();
        await isFrench(page, `identity of ${person.mail}`);
        await first.click(passport);
        await page
          .getByText(/^Arrivée validée à/)
          .first()
          .waitFor();
        await isFrench(page, `admitted ${person.mail}`);
        await page.keyboard.press('Escape');
      }
      await expect.poll(() => printer.jobs.filter(({ cut }) => cut).length).toBe(3);
    }));

  it('the kiosk hands a fourth one the badge', () =>
    kiosk.does('Une arrivée à la borne', async () => {
      const { page } = kiosk;
      const shows = (screen: string): Promise<void> =>
        page.locator(`.kiosk[data-screen="${screen}"]`).waitFor();
      const goOn = (): Promise<void> =>
        kiosk.click(page.locator('.kiosk-main .kiosk-button[data-variant="primary"]'));
      await isFrench(page, 'kiosk, attract');
      await scanAt(kiosk, await ticketOf(atKiosk));
      await shows('confirm');
      await page.locator('.kiosk-badge img').waitFor();
      await isFrench(page, 'kiosk, confirm');
      await goOn();
      await shows('take');
      await isFrench(page, 'kiosk, take');
      await goOn();
      await shows('attract');
      expect(kioskPrinter.jobs).toHaveLength(1);
    }));

  it('the door admits by the badge, and refuses the ticket of somebody who is not there', () =>
    door.does('À la porte', async () => {
      const { page } = door;
      const badge = readWithZbar(kioskPrinter.jobs[0]?.bytes ?? new Uint8Array());
      await scanAt(door, badge);
      // The check-in counted this person as in the building already.
      await page.locator('.door-verdict h1', { hasText: 'Admis de nouveau' }).waitFor();
      await isFrench(page, 'door, admitted');
      await scanAt(door, await ticketOf(absent));
      const refused = page.locator('.door-verdict h1', { hasText: /Veuillez/ });
      await refused.waitFor();
      await isFrench(page, 'door, refused');
    }));

  it('desk 2 knows all of them', () =>
    second.does('Vus à l’accueil 2', async () => {
      const { page } = second;
      await page
        .locator('.counts-main')
        .getByText(String(arrived.length), { exact: true })
        .waitFor();
      await isFrench(page, 'desk 2');
      for (const person of arrived) {
        await scanAt(second, await ticketOf(person));
        const seen = page.locator('.hero[data-kind="answered"][data-tone="look"]');
        await seen.getByText(person.family).first().waitFor();
        await isFrench(page, `known at desk 2: ${person.mail}`);
        await page.keyboard.press('Escape');
      }
    }));

  it('the organiser sees the stations and the people', () =>
    organiser.does('Vue d’ensemble', async () => {
      const { page } = organiser;
      for (const name of ['Postes', 'Vue d’ensemble', 'Personnes']) {
        await organiser.click(page.locator('.side-nav').getByRole('link', { name, exact: true }));
        await organiser.shows(name);
        await isFrench(page, `organiser, ${name}`);
      }
    }));
});

describe('the clicks', () => {
  it('are printed', () => {
    const all = [organiser, ...stations].flatMap(({ parts }) => parts);
    console.log(tableOf([...all, sumOf('Ensemble', all)]));
  });
});

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Secret, TOTP } from 'otpauth';
import type { Browser, Page } from 'playwright-core';
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openBrowser } from '../renderer/harness/browser.ts';
import { freePort } from '../support/free-port.ts';
import { startMailServer } from '../support/mail-server.ts';
import {
  CountedPerson,
  filmOf,
  guest,
  peopleFile,
  sumOf,
  tableOf,
} from '../support/own-event-steps.ts';
import { readWithZbar } from '../support/read-with-zbar.ts';
import { panelShows } from '../support/running-desk.ts';
import { serveOverTcp } from '../support/virtual-printer/tcp-server.ts';
import { VirtualPrinter } from '../support/virtual-printer/virtual-printer.ts';

const maxClicksToTickets = 60;
/** Includes the printer, and the code that the hub's desk makes. */
const maxClicksOfStation = 15;

const folder = mkdtempSync(join(tmpdir(), 'lanyard-own-event-'));
const film = join(folder, 'camera.mjpeg');
const dayLong = 24 * 60 * 60_000;
const [yesterday, tomorrow] = [-dayLong, dayLong].map((offset) =>
  new Date(Date.now() + offset).toISOString().slice(0, 10),
);

const organiser = new CountedPerson(inject('electron'));
const colleague = new CountedPerson(inject('electron'), { webcam: film });
const printer = new VirtualPrinter({ rowsPerMs: 20 });
let printerServer: Awaited<ReturnType<typeof serveOverTcp>>;
let mailServer: Awaited<ReturnType<typeof startMailServer>>;
/** Number of people on the list. */
let people = 0;

beforeAll(async () => {
  printerServer = await serveOverTcp(printer);
  mailServer = await startMailServer(() => 'none');
});
afterAll(async () => {
  await colleague.end();
  await organiser.end();
  await mailServer?.close();
  await printerServer?.close();
  rmSync(folder, { recursive: true, force: true });
});

const numberIn = (label: string | null): number => Number(label?.match(/\d+/)?.[0]);

/** The picture of the code in the guest's e-mail. */
async function ticketPicture(): Promise<Buffer> {
  const taken = mailServer.taken.filter(({ to }) => to === guest.email);
  expect(taken).toHaveLength(1);
  const mail = await PostalMime.parse(taken[0]?.text ?? '');
  // Its name is in the guest's language.
  const picture = mail.attachments.find(({ mimeType }) => mimeType === 'image/png');
  const png = Buffer.from(picture?.content as ArrayBuffer);
  const path = join(folder, 'ticket.png');
  writeFileSync(path, png);
  const read = execFileSync('zbarimg', ['--quiet', '--raw', path], { encoding: 'utf8' }).trim();
  expect(read).toMatch(/^LT/);
  expect(mail.text).toContain(read);
  return png;
}

describe('an event of one’s own, from an empty disk', () => {
  it('is created on the first screens', () =>
    organiser.does('Create the event', async () => {
      await organiser.start();
      const { page } = organiser;
      await organiser.shows('Welcome to Lanyard');
      await page.getByRole('radio', { name: /Create an event/, checked: true }).waitFor();
      await organiser.press('Enter');
      await organiser.shows('What is this station?');
      await organiser.press('Enter');
      await organiser.shows('Your event');
      await organiser.type(page.getByLabel('Name of the event'), 'Regional workshop');
      await organiser.type(page.getByLabel(/^Place(?! in)/), 'Rue du Marché 30, Brussels');
      await organiser.type(page.getByLabel(/^First day/), yesterday ?? '');
      await organiser.type(page.getByLabel(/^Last day/), tomorrow ?? '');
      const zone = page.getByRole('combobox', { name: 'Time zone' });
      await organiser.find(zone, 'Brussels', 'Europe/Brussels');
      await organiser.click(organiser.button('Add a field'));
      await organiser.type(page.getByLabel('Label', { exact: true }), 'Dietary requirement');
      await organiser.clickAndRestart(organiser.button('Create the event'));
    }));

  it('gets a supervisor', () =>
    organiser.does('Supervisor', () => organiser.becomesSupervisor('Anna LINDQVIST', '24681357')));

  it('takes the list of people with the extra field, every line of it', () =>
    organiser.does('Import the people', async () => {
      const { page } = organiser;
      await organiser.shows('Import roster');
      await organiser.chooseFile(organiser.button('Choose file…'), peopleFile(folder));
      // Mapped by its heading, as the standard fields are.
      await page.getByRole('button', { name: /Dietary requirement Dietary requirement/ }).waitFor();
      await organiser.click(organiser.button('Compare with roster'));
      // People of organisations that are not members of the WCO.
      await organiser.click(organiser.button(/^Add (this|these \d+) delegations? to the event$/));
      await page.locator('[data-tile=rejected]').getByText('0', { exact: true }).waitFor();
      const write = organiser.button(/^Write \d+ changes$/);
      people = numberIn(await write.textContent());
      await organiser.click(write);
      await page.getByText('Roster is up to date').waitFor();
      await organiser.click(organiser.button('Continue'));
    }));

  it('comes to a ready desk', () =>
    organiser.does('Checkpoint, camera, ready', async () => {
      await organiser.shows('Where is it?');
      await organiser.press('Enter');
      await organiser.shows('Printers');
      await organiser.click(organiser.button('Skip for now'));
      await organiser.shows('Camera and scanner');
      await organiser.click(organiser.button('Continue'));
      await organiser.shows('Ready');
      await organiser.press('Enter');
      await organiser.page.locator('.hero').waitFor();
    }));
});

describe('tickets by e-mail', () => {
  it('go through the organisation’s server', () =>
    organiser.does('Mail server', async () => {
      const { page } = organiser;
      await organiser.opens(/^People/);
      await organiser.click(page.getByRole('tab', { name: 'Tickets', exact: true }));
      await organiser.click(organiser.button('Send by e-mail…'));
      const dialog = page.getByRole('dialog');
      await organiser.type(dialog.getByLabel('Mail server'), '127.0.0.1');
      await organiser.click(dialog.getByRole('button', { name: /Encryption/ }));
      await organiser.click(page.getByRole('option', { name: 'Not encrypted' }));
      await organiser.type(dialog.getByLabel('Port', { exact: true }), String(mailServer.port));
      await organiser.type(dialog.getByLabel('E-mails per minute'), '600');
      await organiser.type(dialog.getByLabel('Sender’s name'), 'Secretariat');
      await organiser.type(dialog.getByLabel('Sender’s address'), 'events@example.org');
      await organiser.press('Enter');
    }));

  it('are tried on oneself', () =>
    organiser.does('Test to oneself', async () => {
      const dialog = organiser.page.getByRole('dialog');
      await organiser.type(dialog.getByLabel('Send a test to'), 'me@example.org');
      await organiser.click(organiser.button('Send a test'));
      await dialog.getByText('The mail server accepted the e-mail').waitFor();
    }));

  it('are sent, one to each person with an address', () =>
    organiser.does('Send the tickets', async () => {
      const send = organiser.button(/^Send \d+ tickets$/);
      const count = numberIn(await send.textContent());
      await organiser.click(send);
      await organiser.page
        .getByRole('dialog')
        .getByText(`The mail server accepted ${count} tickets.`)
        .waitFor();
      const sent = mailServer.taken.filter(({ to }) => to !== 'me@example.org');
      expect(sent).toHaveLength(count);
      expect(new Set(sent.map(({ to }) => to)).size).toBe(count);
      await organiser.press('Escape');
    }));
});

describe('a further station', () => {
  it('needs a hub, hosted by the first desk', () =>
    organiser.does('Host the hub (once)', async () => {
      const { page } = organiser;
      await organiser.opens(/^Sync/);
      await organiser.click(organiser.button('Host the hub…'));
      await organiser.type(page.getByLabel('Name of the hub'), 'Registration hall');
      await organiser.type(page.getByLabel('Port', { exact: true }), String(await freePort()));
      await organiser.press('Enter');
      await page.getByRole('heading', { name: 'This desk hosts the hub' }).waitFor();
    }));

  it('is given a code', () =>
    organiser.does('Code for a station, at the hub', async () => {
      const { page } = organiser;
      await organiser.click(organiser.button('Invite a station…').first());
      await organiser.click(organiser.button('Show code'));
      await page.locator('.invite-code').waitFor();
      await filmOf(film, await page.locator('.invite-qr').screenshot());
    }));

  it('joins by holding the first desk’s screen before its camera', () =>
    colleague.does('Join the hub', async () => {
      await colleague.start();
      const { page } = colleague;
      await colleague.shows('Welcome to Lanyard');
      await page.getByRole('radio', { name: /Create an event/, checked: true }).waitFor();
      await page.keyboard.press('ArrowDown');
      await page.getByRole('radio', { name: /Join a hub/, checked: true }).waitFor();
      await colleague.press('Enter');
      await colleague.shows('What is this station?');
      await colleague.type(page.getByLabel('Name of the station'), 'Desk 2');
      await colleague.press('Enter');
      await page.getByText('This hub made the code').waitFor();
      // From the next start on, a person holds the ticket before the camera.
      await filmOf(film, await ticketPicture());
      await colleague.clickAndRestart(colleague.button('Join'));
    }));

  it('gets a supervisor', () =>
    colleague.does('Supervisor', () => colleague.becomesSupervisor('Bruno SILVA', '13572468')));

  it('gets its printer', () =>
    colleague.does('Printer', async () => {
      const { page } = colleague;
      // The event has only one checkpoint for registration: nothing asks where a joined desk is.
      await colleague.shows('Printers');
      await colleague.click(colleague.button('Add printer'));
      await colleague.type(
        page.getByRole('textbox', { name: 'Address', exact: true }),
        '127.0.0.1',
      );
      await colleague.type(page.getByRole('textbox', { name: 'Port' }), String(printerServer.port));
      await colleague.click(colleague.button('Next'));
      await colleague.find(page.getByRole('combobox'), 'TM-T20III', 'Epson TM-T20III');
      await colleague.click(colleague.button('Next'));
      await colleague.type(page.getByRole('textbox', { name: 'Name' }), 'Left of desk 2');
      await colleague.click(colleague.button('Save and go to the test'));
      await colleague.click(colleague.button('Done'));
      await colleague.click(colleague.button('Continue'));
    }));

  it('is ready, with everybody on its roster', () =>
    colleague.does('Camera, ready', async () => {
      await colleague.shows('Camera and scanner');
      await colleague.click(colleague.button('Continue'));
      await colleague.shows('Ready');
      const here = colleague.page.locator('dl > div').filter({ hasText: 'Delegates here' });
      await here.getByText(String(people), { exact: true }).waitFor();
      await colleague.press('Enter');
    }));
});

describe('the guest', () => {
  it('is admitted by the code from the e-mail, and gets the badge', () =>
    colleague.does('Admit a guest', async () => {
      const { page } = colleague;
      await page.locator('.hero[data-kind="identity"]').waitFor();
      await panelShows(colleague, guest.name);
      await colleague.press('p');
      await panelShows(colleague, 'Confirmed by the printer');
      // The page hears of the job and of the badge in turn.
      const handOver = page.getByRole('button', { name: 'Hand over' });
      await expect.poll(() => handOver.isEnabled(), { timeout: 30_000 }).toBe(true);
      await colleague.press('h');
      expect(printer.jobs).toHaveLength(1);
      expect(readWithZbar(printer.jobs[0]?.bytes ?? new Uint8Array())).toMatch(/^LB/);
    }));

  it('has the dietary requirement of the list, at the other desk too', () =>
    colleague.does('Look the guest up', async () => {
      const { page } = colleague;
      await colleague.press('/');
      await colleague.type(page.getByRole('combobox'), guest.name);
      await page.getByText('no nuts').waitFor();
    }));
});

describe('the organiser’s page', () => {
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    browser = await openBrowser();
    page = await browser.newPage({ locale: 'en-GB' });
    page.setDefaultTimeout(60_000);
  });
  afterAll(() => browser?.close());

  it('is opened by the link that the desk shows', () =>
    organiser.does('Account of the organiser’s page', async () => {
      await organiser.press('Escape');
      await organiser.click(organiser.button('Organiser page…'));
      const dialog = organiser.page.getByRole('dialog');
      await organiser.type(dialog.getByLabel('Name', { exact: true }), 'Anna LINDQVIST');
      await organiser.press('Enter');
      const [address, code] = [
        dialog.locator('bdi.code').first(),
        dialog.locator('bdi.code').last(),
      ];
      await page.goto(`${await address.textContent()}#set-up=${await code.textContent()}`);
      await page.locator('.entry-code').waitFor();
      await page.locator('button[type="submit"]').click();
      const secret = (await page.locator('.authenticator-secret').textContent()) ?? '';
      const authenticator = new TOTP({ secret: Secret.fromBase32(secret.replaceAll(' ', '')) });
      await page.locator('[autocomplete="new-password"]').fill('a long walk by the canal');
      await page.locator('[autocomplete="one-time-code"]').fill(authenticator.generate());
      await page.locator('button[type="submit"]').click();
      await page.getByRole('button', { name: 'I have kept them' }).click();
      await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
      await organiser.press('Escape');
    }));

  it('shows the guest, and changes the event at the desks', async () => {
    await page.locator('.side-nav a', { hasText: 'Search' }).click();
    await page.getByRole('searchbox').fill(guest.name);
    await page.locator('.found-person').first().click();
    await page
      .getByText(/Desk 2/)
      .first()
      .waitFor();
    await page.locator('.side-nav a', { hasText: 'Event' }).click();
    await page.getByRole('button', { name: 'Add a category' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill('Minister');
    await dialog.getByRole('button', { name: 'Apply' }).click();
    await page.getByRole('button', { name: 'Save for every station' }).click();
    // The second one added the delegations of the list, before there was a hub.
    await page.getByText('Version 3 saved').waitFor();
    await colleague.does('See the version at desk 2', async () => {
      await colleague.press('Escape');
      const line = colleague.page.locator('dl > div').filter({ hasText: 'Event version' });
      // The film repeats: a ticket that is read leads back to the desk.
      const look = async (): Promise<boolean> => {
        await colleague.opens(/^Settings/);
        const about = colleague.page.getByRole('button', { name: 'About' });
        await about.click({ timeout: 2_000 }).catch(() => undefined);
        return line.getByText('3', { exact: true }).isVisible();
      };
      await expect.poll(look, { timeout: 60_000 }).toBe(true);
    });
  });
});

describe('the clicks', () => {
  it('are no more than an organiser has patience for', () => {
    const toTickets = sumOf('From nothing to sent tickets', organiser.parts.slice(0, 7));
    const station = sumOf('A further station with its code', [
      ...organiser.parts.slice(8, 9),
      ...colleague.parts.slice(0, 4),
    ]);
    console.log(tableOf([...organiser.parts, ...colleague.parts, toTickets, station]));
    expect(toTickets.clicks).toBeLessThanOrEqual(maxClicksToTickets);
    expect(station.clicks).toBeLessThanOrEqual(maxClicksOfStation);
  });
});

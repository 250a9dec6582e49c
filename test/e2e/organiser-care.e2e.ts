import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { verifyReport } from '../../domain/day-close/verify-report.ts';
import {
  isAuthenticCertificate,
  signedCertificateSchema,
} from '../../domain/privacy/certificate.ts';
import { nodeCrypto } from '../../platform/crypto/node-crypto.ts';
import { organiserOf } from '../hub/http/organiser/support.ts';
import { cleanUp } from '../hub/http/support.ts';
import { openBrowser } from '../renderer/harness/browser.ts';
import { storedPhoto } from '../support/photos.ts';
import { askForPurge, type OrganiserHub, startOrganiserHub } from '../web/organiser/harness/hub.ts';
import { type Opening, type OpenPage, openPage } from '../web/organiser/harness/pages.ts';
import { handshake } from '../web/organiser/harness/stations.ts';
import { busiest, people, today } from '../web/organiser/harness/venue.ts';

let browser: Browser;
/** A hub on the second day of the event, and one weeks after an event to which nobody came. */
let hub: OrganiserHub;
let after: OrganiserHub;
beforeAll(async () => {
  browser = await openBrowser();
  hub = await startOrganiserHub('day');
  after = await startOrganiserHub('over');
});
afterAll(async () => {
  await browser?.close();
  await cleanUp();
});

/** Opens a place, by default as an organiser. */
const opened = (change: Partial<Opening>, at = hub): Promise<OpenPage> =>
  openPage(browser, at, { role: 'organiser', place: 'overview', ...change });

const links = (page: Page): Promise<string[]> => page.locator('.side-nav a').allInnerTexts();

async function save(page: Page, name: string): Promise<{ name: string; text: string }> {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name }).click();
  const saved = await download;
  const parts: Buffer[] = [];
  for await (const part of await saved.createReadStream()) parts.push(part as Buffer);
  return { name: saved.suggestedFilename(), text: Buffer.concat(parts).toString('utf8') };
}

it('only those who may have a part in it see Privacy, Tickets and Approvals', async () => {
  for (const role of ['protocol', 'security-officer', 'viewer'] as const) {
    const { page, context } = await opened({ role, place: 'privacy' });
    const hidden = role === 'security-officer' ? /Privacy/ : /Approvals|Privacy|Tickets/;
    const shown = (await links(page)).join(' ');
    expect(shown).not.toMatch(hidden);
    // A security officer gives orders about records.
    expect(shown.includes('Approvals')).toBe(role === 'security-officer');
    // Not by its address either: an account without the page gets to its own first page.
    await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
    await context.close();
  }
});

it('reports a station lost by its name, shows whom it held, and saves them all', async () => {
  const { page, context } = await opened({ role: 'security-officer', place: 'stations' });
  const stateOf = async (wanted: string) =>
    (await hub.admin.listStations()).find(({ name }) => name === wanted)?.state;
  await page.getByRole('button', { name: 'More for Desk 3' }).click();
  await page.getByRole('menuitem', { name: 'Report lost' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').fill('Desk 2');
  await page.keyboard.press('Enter');
  await dialog.getByText('This is not the station’s name.').waitFor();
  await expect.poll(() => stateOf('Desk 3')).toBe('enrolled');
  await dialog.getByRole('textbox').fill('Desk 3');
  await page.keyboard.press('Enter');
  // Includes the walk-in, who came after the desk had read the roster.
  await dialog.getByText('1,001 people').waitFor();
  await dialog
    .getByText(/Registration code, Other registration code, Hash of the ticket code/)
    .waitFor();
  const { name, text } = await save(page, 'Save as CSV');
  expect(name).toBe('lost-Desk 3.csv');
  expect(text.trim().split('\r\n')).toHaveLength(1_002);
  for (const { registrationCode } of people) expect(text).toContain(registrationCode);
  await dialog.getByRole('button', { name: 'Done' }).click();
  await page.locator('.ended-name', { hasText: 'Desk 3' }).waitFor();
  expect([await stateOf('Desk 2'), await stateOf('Desk 3')]).toEqual(['enrolled', 'revoked']);
  await context.close();
});

it('two accounts disregard a station’s records: requested, approved, carried out', async () => {
  const { page, context } = await opened({ role: 'security-officer', place: 'stations' });
  await page.getByRole('button', { name: 'Request an order' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'From record' }).fill('0');
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('Taken from the lobby');
  await page.keyboard.press('Enter');
  await dialog.getByText(/Enter whole numbers/).waitFor();
  await dialog.getByRole('textbox', { name: 'From record' }).fill('1');
  await dialog.getByRole('button', { name: 'Request an order' }).click();
  await dialog.waitFor({ state: 'hidden' });
  const other = await opened({ place: 'approvals' });
  await other.page.getByText(/Disregard records · .* · all records/).waitFor();
  await other.page.getByRole('button', { name: 'Approve' }).click();
  await other.page.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();
  await other.page.getByRole('dialog').waitFor({ state: 'hidden' });
  await other.context.close();
  await page.reload();
  await page.getByRole('button', { name: 'Carry out' }).click();
  await page.getByText(/records? disregarded/).waitFor();
  expect((await hub.admin.judging.overview()).orders).toMatchObject([{ verdict: 'disregard' }]);
  const { range } = (await hub.admin.judging.overview()).orders[0] ?? {};
  if (range === undefined) throw new Error('no order');
  expect(range).toMatchObject({ incarnation: null, from: 1, to: null });
  const by = (name: string) => ({ kind: 'administrator', id: name, name }) as const;
  const { id } = await hub.admin.judging.request({ verdict: 'as-before', range }, by('Anna'));
  await hub.admin.judging.approve(id, by('Bob'));
  await context.close();
});

it('closes a day: what stays open is said before, the report is genuine, and a second one is told', async () => {
  const { page, context } = await opened({ place: 'days' });
  await page.getByRole('link', { name: 'Details and close: Wednesday 3 October' }).click();
  await page.getByRole('heading', { level: 1, name: 'Wednesday 3 October' }).waitFor();
  await page.getByRole('button', { name: 'Ask the stations to close' }).click();
  await page.getByText('Asked at 09:41.').waitFor();
  await page.getByText('Ask again').waitFor();
  const second = await opened({ place: `days/${today}` });
  for (const one of [page, second.page]) {
    await one.getByRole('button', { name: 'Close the day' }).click();
    const stays = one.getByRole('dialog').locator('.bullets');
    for (const name of ['Desk 2', 'Kiosk 1', 'Kiosk 2', 'Door B']) {
      await stays.getByText(name).waitFor();
    }
    await stays.getByText('1 explained by a note: Kiosk 9').waitFor();
  }
  await page.getByRole('dialog').getByRole('button', { name: 'Close the day' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  const report = await save(page, 'Save report, revision 1');
  expect(report.name).toBe(`report-${today}-r1.json`);
  const verify = page.getByText(`npm run verify -- report-${today}-r1.json --key`);
  const publicKey = /--key (\S+)/.exec((await verify.textContent()) ?? '')?.[1] ?? '';
  expect(verifyReport(Buffer.from(report.text), { publicKey }, nodeCrypto)).toMatchObject({
    genuine: true,
    report: { revision: 1, closedBy: null },
  });
  await second.page.getByRole('dialog').getByRole('button', { name: 'Close the day' }).click();
  await second.page.getByText('Another account just closed this day').waitFor();
  await second.context.close();
  await context.close();
});

it('a viewer sees how a day stands, and is offered no close', async () => {
  const { page, context } = await opened({ role: 'viewer', place: `days/${today}` });
  await page.getByText('Only an organiser closes days.').waitFor();
  await expect.poll(() => page.getByRole('button', { name: /lose/ }).count()).toBe(0);
  // An invalid day leads to the list of days.
  await page.goto(`${hub.url}/organiser/#/days/2018-13-77`);
  await page.getByRole('heading', { level: 1, name: 'Days' }).waitFor();
  await context.close();
});

it('calls for help name the desks that see them; a viewer is offered no answer', async () => {
  const { page, context } = await opened({ role: 'viewer', place: 'help' });
  await page.getByText(/Online now: Desk 1/).waitFor();
  await page.getByText('shows at the kiosk.', { exact: false }).waitFor();
  await page.locator('.call[data-open]').first().waitFor();
  expect(await page.getByRole('button', { name: /^I am going to / }).count()).toBe(0);
  await context.close();
});

it('an access request finds one person by a press of Enter and saves its files, by keyboard', async () => {
  const { sha256, picture } = storedPhoto(1);
  const desk = hub.station('Desk 1');
  await hub.running.hub.sendPhotos(await desk.caller(), {
    epoch: hub.running.hub.identity().epoch,
    photos: [
      {
        delegateId: busiest.id,
        sha256,
        taken: hub.clock.now,
        picture: Buffer.from(picture).toString('base64'),
      },
    ],
  });
  const { page, context } = await opened({ role: 'data-protection-officer', place: 'privacy' });
  await page.getByRole('searchbox').focus();
  await page.keyboard.type(busiest.registrationCode);
  await page.keyboard.press('Enter');
  const take = page.getByRole('button', { name: /^Export everything about/ }).first();
  await take.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.locator('.bullets').waitFor();
  const saved: { name: string; bytes: Buffer }[] = [];
  for (const name of ['Save the photo', 'Save as data (JSON)', 'Save for reading (text)']) {
    const download = page.waitForEvent('download');
    await dialog.getByRole('button', { name }).focus();
    await page.keyboard.press('Enter');
    const file = await download;
    const parts: Buffer[] = [];
    for await (const part of await file.createReadStream()) parts.push(part as Buffer);
    saved.push({ name: file.suggestedFilename(), bytes: Buffer.concat(parts) });
  }
  expect(saved.map(({ name }) => name.split('.').at(-1))).toEqual(['jpg', 'json', 'txt']);
  const [photo, data, words] = saved;
  expect(photo?.bytes.equals(picture)).toBe(true);
  // Both name the file beside them.
  expect(JSON.parse(data?.bytes.toString() ?? '')).toMatchObject({ photo: photo?.name });
  expect(words?.bytes.toString()).toContain(photo?.name);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  // The focus returns with the frame after the dialog.
  await take.and(page.locator(':focus')).waitFor();
  await context.close();
});

it('during the event no purge can be asked for', async () => {
  const { page, context } = await opened({ role: 'data-protection-officer', place: 'privacy' });
  await page.locator('.note').first().waitFor();
  await expect.poll(() => page.getByRole('button', { name: 'Request a purge' }).count()).toBe(0);
  await context.close();
});

it('nobody decides their own request; another one refuses with a reason, which the asker reads', async () => {
  const officer = 'data-protection-officer';
  await askForPurge(await after.signedIn(officer), 'The event is over.');
  const asker = await opened({ role: officer, place: 'approvals' }, after);
  await asker.page.getByText('Your request: another account decides.').waitFor();
  await expect.poll(() => asker.page.getByRole('button', { name: 'Approve' }).count()).toBe(0);
  await expect.poll(() => asker.page.getByRole('button', { name: 'Withdraw' }).count()).toBe(1);

  const other = await opened({ place: 'approvals' }, after);
  await expect.poll(async () => (await links(other.page)).join(' ')).toMatch(/Approvals\s*1/);
  await other.page.getByRole('button', { name: 'Refuse' }).click();
  const dialog = other.page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Refuse' }).click();
  await dialog.getByText('Enter a reason.').waitFor();
  await dialog.getByRole('textbox').fill('The list is not final.');
  await other.page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await other.page.getByText('Nothing needs your decision').waitFor();
  await other.context.close();

  await asker.open(after, { role: officer, place: 'privacy' });
  await asker.page.getByText('Last request refused').waitFor();
  await asker.page.getByText('The list is not final.').waitFor();
  await asker.context.close();
});

it('the hub’s refusal of the wrong second person is shown where it is read', async () => {
  const asker = await organiserOf(after, 'organiser', 'Olga');
  await askForPurge(asker, 'Asked for by Olga.');
  const { page, context } = await opened({ place: 'approvals' }, after);
  await page.getByRole('button', { name: 'Approve' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').fill('The lists are kept.');
  // In another window the same organiser gives the requester a new code: from then on both accounts
  // are in one hand.
  const { id } = (await after.signedIn('organiser')).account;
  await after.running.accounts.list.reset(asker.account.id, { accountId: id, address: '' });
  await page.keyboard.press('Enter');
  const refusal = dialog.getByRole('alert');
  await refusal.getByText('One person created both accounts, or one the other').waitFor();
  // Scrolled into view, above the field that was filled in.
  await page.waitForFunction(
    () => (document.querySelector('[role=alert]')?.getBoundingClientRect().top ?? -1) > 0,
  );
  // After a reload the page does not offer what the hub would refuse.
  await page.reload();
  await page.getByText('Asked for by Olga.').waitFor();
  await expect.poll(() => page.getByRole('button', { name: 'Approve' }).count()).toBe(0);
  await context.close();
});

it('two accounts purge the event: asked for, approved, carried out, certified', async () => {
  const purged = await startOrganiserHub('day');
  purged.clock.now = after.clock.now;
  await handshake(purged, purged.station('Desk 1'));
  const officer = 'data-protection-officer';
  const asker = await opened({ role: officer, place: 'privacy' }, purged);
  const other = await opened({ place: 'approvals' }, purged);
  await asker.page.getByRole('button', { name: 'Request a purge' }).click();
  await asker.page.getByRole('dialog').getByText('Records without names').waitFor();
  await asker.page.getByRole('textbox', { name: 'Reason' }).fill('The event is over.');
  await asker.page.keyboard.press('Enter');
  await asker.page.getByText('Waiting for approval').waitFor();
  await asker.page.getByRole('button', { name: 'Withdraw' }).click();
  await asker.page.getByRole('button', { name: 'Request a purge' }).click();
  await asker.page.getByRole('textbox', { name: 'Reason' }).fill('The event is over indeed.');
  await asker.page.keyboard.press('Enter');
  await asker.page.getByText('Waiting for approval').waitFor();

  await other.page.reload();
  await other.page.getByText('The event is over indeed.').waitFor();
  // By keyboard alone.
  await other.page.getByRole('button', { name: 'Approve' }).focus();
  await other.page.keyboard.press('Enter');
  await other.page.getByRole('dialog').getByRole('textbox').waitFor();
  await other.page.keyboard.press('Enter');
  await other.page.getByRole('dialog').waitFor({ state: 'detached' });
  await other.page.getByText('Nothing needs your decision').waitFor();

  await asker.page.reload();
  await asker.page.getByRole('button', { name: 'Carry out' }).click();
  const confirm = asker.page.getByRole('dialog');
  await confirm.getByRole('textbox').fill(purged.running.hub.organiser.event().name.en);
  await asker.page.keyboard.press('Enter');
  await confirm.waitFor({ state: 'detached' });
  await asker.page.getByText('Requested by Zoë LINDQVIST, approved by Marie DUPONT').waitFor();
  const line = (station: string) => asker.page.locator('.purge-stations li', { hasText: station });
  await expect.poll(() => line('Desk 1').textContent()).toContain('Waiting');
  await expect.poll(() => line('Kiosk 9').textContent()).toContain('Unreachable');
  expect((await purged.admin.overview()).delegates.confirmed).toBe(0);

  await asker.page.getByRole('button', { name: 'Certificate' }).click();
  await asker.page.locator('.certificate').waitFor();
  const { text } = await save(asker.page, 'Save the signed file');
  const signed = signedCertificateSchema.parse(JSON.parse(text));
  const { publicKey } = signed.certificate.issuer;
  expect(isAuthenticCertificate(signed, publicKey, nodeCrypto)).toBe(true);
  expect(signed.certificate).toMatchObject({
    complete: false,
    order: { requestedBy: { name: 'Zoë LINDQVIST' }, approvedBy: { name: 'Marie DUPONT' } },
  });
  expect([...asker.complaints, ...other.complaints]).toEqual([]);
  await asker.context.close();
  await other.context.close();
});

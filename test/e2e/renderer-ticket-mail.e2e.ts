import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import type { Page } from 'playwright-core';
import PostalMime from 'postal-mime';
import { afterAll, afterEach, beforeAll, expect, inject, it } from 'vitest';
import { loadReader, readColour } from '../../renderer/scanning/camera/qr-reader.ts';
import { deskOf, type HarnessPages, openHarness } from '../renderer/harness/pages.ts';
import { startMailServer } from '../support/mail-server.ts';
import { go, openPeople } from '../support/navigate.ts';

let harness: HarnessPages;
beforeAll(async () => {
  harness = await openHarness(inject('runFolder'));
});
afterAll(() => harness?.close());
const ending: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ending.splice(0).toReversed()) await end();
});

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const dialog = (page: Page) => page.getByRole('dialog');

async function startServer(refused: string) {
  const server = await startMailServer((to) => (to === refused ? 'refused-550' : 'none'));
  ending.push(() => server.close());
  return server;
}

/** Types the mail server's settings, as a supervisor does. */
async function setUp(page: Page, port: number): Promise<void> {
  await openPeople(page, 'Tickets');
  await button(page, 'Send by e-mail…').click();
  await dialog(page).getByLabel('Mail server').fill('127.0.0.1');
  await dialog(page)
    .getByRole('button', { name: /Encryption/ })
    .click();
  await page.getByRole('option', { name: 'Not encrypted' }).click();
  await dialog(page).getByText('Unencrypted, others').waitFor();
  await dialog(page).getByLabel('Port', { exact: true }).fill(String(port));
  await dialog(page).getByLabel('E-mails per minute').fill('600');
  await dialog(page).getByLabel('Sender’s name').fill('Secretariat');
  await dialog(page).getByLabel('Sender’s address').fill('events@example.org');
  await button(page, 'Save').click();
}

it('sends, shows who was refused, and sends to the corrected address', async () => {
  const refused = 'delegate.2@customs.example.org';
  const { port, taken } = await startServer(refused);
  await harness.onPage({ query: '' }, async (page) => {
    await setUp(page, port);
    await button(page, 'Send 13 tickets').click();
    await dialog(page).getByText('The mail server accepted 12 tickets.').waitFor();
    // The pressed button is gone; keys still go to the dialog.
    await expect.poll(() => page.locator('[role=dialog] :focus').count()).toBe(1);
    await dialog(page).getByText('550 no such mailbox here').waitFor();
    await dialog(page).getByLabel('E-mail address').fill('corrected@example.org');
    await button(page, 'Send again').click();
    await dialog(page).getByText('The mail server accepted 13 tickets.').waitFor();
    expect(taken.map(({ to }) => to)).toContain('corrected@example.org');
    expect(new Set(taken.map(({ to }) => to)).size).toBe(13);
    expect(taken).toHaveLength(13);
    await page.keyboard.press('Escape');
    await dialog(page).waitFor({ state: 'detached' });
  });
});

it('sends one person’s ticket from the delegate’s panel, for who may', async () => {
  const { port, taken } = await startServer('');
  await harness.onPage({ query: '' }, async (page) => {
    await setUp(page, port);
    await button(page, 'Send 13 tickets').waitFor();
    await page.keyboard.press('Escape');
    await go(page, 'Check in');
    await page.getByRole('combobox').fill('lindqvist');
    await button(page, 'Send ticket…').click();
    await dialog(page).getByText('No ticket sent to this person.').waitFor();
    await dialog(page).getByLabel('E-mail address').fill('maria@corrected.example.org');
    await button(page, 'Send ticket').last().click();
    await page.getByText('The ticket waits to be sent.').waitFor();
    await expect.poll(() => taken.map(({ to }) => to)).toEqual(['maria@corrected.example.org']);
    const { db } = deskOf(page).context;
    const noted = () => db.prepare("SELECT kind, detail FROM activity WHERE kind = 'export'").all();
    await expect.poll(noted).toEqual([{ kind: 'export', detail: 'ticket by e-mail' }]);
  });
  await harness.onPage({ query: 'role=operator' }, async (page) => {
    await page.getByRole('combobox').fill('lindqvist');
    await button(page, 'Correct spelling').waitFor();
    await expect.poll(() => button(page, 'Send ticket…').count()).toBe(0);
  });
});

it('sends tickets to the people selected in the list, and says who gets none', async () => {
  const { port, taken } = await startServer('');
  await harness.onPage({ query: '' }, async (page) => {
    await openPeople(page, 'Everyone');
    const list = page.getByRole('grid', { name: 'People' });
    await list.locator('[data-index]').first().waitFor();
    await page.getByLabel('Search by name').fill('lindqvist');
    await page.getByText('1 person', { exact: true }).waitFor();
    await list.locator('[data-tick]').first().click();
    await button(page, 'Send tickets…').click();
    const one = page.getByRole('dialog', { name: 'Send ticket to 1 person' });
    await one.getByText('Set up the mail server first').waitFor();
    expect(await one.getByRole('button', { name: 'Send tickets', exact: true }).isDisabled()).toBe(
      true,
    );
    await page.keyboard.press('Escape');
    await setUp(page, port);
    await button(page, 'Send 13 tickets').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('tab', { name: 'Everyone', exact: true }).click();
    await button(page, 'Send tickets…').click();
    await one.getByRole('button', { name: 'Send 1 ticket' }).click();
    await one.waitFor({ state: 'detached' });
    await expect.poll(() => taken.length).toBe(1);
    await page.getByLabel('Search by name').fill('');
    await list.locator('[data-index]').nth(1).waitFor();
    await list.focus();
    await page.keyboard.press('Control+a');
    await page.getByText(/^(\d+) of \1 selected$/).waitFor();
    await button(page, 'Send tickets…').click();
    const all = page.getByRole('dialog', { name: /^Send tickets to \d+ people$/ });
    await all.getByText('1 has the ticket already').waitFor();
    await all.getByText(/who (is|are) cancelled or revoked$/).waitFor();
    await all.getByRole('button', { name: 'Send 12 tickets' }).click();
    await all.waitFor({ state: 'detached' });
    await expect.poll(() => taken.length, { timeout: 20_000 }).toBe(13);
    expect(new Set(taken.map(({ to }) => to)).size).toBe(13);
  });
});

it('carries a code that zbar and the app read from the e-mail as it is shown', async () => {
  const { port, taken } = await startServer('');
  await harness.onPage({ query: '' }, async (page) => {
    await setUp(page, port);
    await dialog(page).getByLabel('Send a test to').fill('me@example.org');
    await button(page, 'Send a test').click();
    await dialog(page).getByText('The mail server accepted the e-mail').waitFor();
  });
  const mail = await PostalMime.parse(taken[0]?.text ?? '');
  const [code] = mail.text?.match(/LT[A-Z0-9]{26}/) ?? [];
  const picture = mail.attachments.find(({ filename }) => filename === 'ticket.png');
  const shown = Buffer.from(picture?.content as ArrayBuffer).toString('base64');
  const page = await harness.newPage();
  ending.push(() => page.close());
  await page.setViewportSize({ width: 390, height: 844 });
  await page.setContent((mail.html ?? '').replace(/cid:[^"]+/, `data:image/png;base64,${shown}`));
  const screen = await page.screenshot();
  const path = join(inject('runFolder'), 'e-mail.png');
  writeFileSync(path, screen);
  expect(execFileSync('zbarimg', ['--quiet', '--raw', path], { encoding: 'utf8' }).trim()).toBe(
    code,
  );
  const image = await loadImage(screen);
  const context = createCanvas(image.width, image.height).getContext('2d');
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, image.width, image.height);
  const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
  await loadReader(Uint8Array.from(readFileSync(wasm)).buffer);
  const size = { width: image.width, height: image.height, colorSpace: 'srgb' as const };
  expect(await readColour({ data: new Uint8ClampedArray(data), ...size } as ImageData)).toEqual([
    code,
  ]);
  // Without pictures the code is still there, once.
  await page.setContent(mail.html ?? '');
  await expect.poll(() => page.getByText(code ?? '', { exact: true }).count()).toBe(1);
});

import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { nodeCrypto } from '../../crypto/node-crypto.ts';
import { verifyReport } from '../../domain/day-close/verify-report.ts';
import { isAuthenticCertificate, signedCertificateSchema } from '../../domain/purge/certificate.ts';
import type { OrganiserRole } from '../../domain/wire/organiser-access.ts';
import { buildOrganiserPageIfChanged } from '../../tools/organiser-page.mjs';
import { root } from '../../tools/runtime.mjs';
import { organiserOf } from '../hub/server/organiser/support.ts';
import { entry } from '../hub/server/people.ts';
import {
  addFacts,
  cleanUp,
  enrolKiosk,
  handshakeOf,
  pushOf,
  startTestHub,
  type TestHub,
  type TestKiosk,
} from '../hub/server/support.ts';
import { axeFindings, loadAxe, tooWide } from '../hub-web/harness/axe.ts';
import { laptop, phone } from '../hub-web/harness/pages.ts';
import { openBrowser } from '../renderer/harness/browser.ts';

const people = Array.from({ length: 5 }, (_, at) => entry(at + 1, {}));
let hub: TestHub;
let desk: TestKiosk;
let browser: Browser;
const complaints: string[] = [];

beforeAll(async () => {
  await buildOrganiserPageIfChanged();
  hub = await startTestHub({}, undefined, join(root, 'out/organiser'));
  await hub.admin.importRoster(people, 'test');
  desk = await enrolKiosk(hub, 'desk');
  await desk.http.handshake({ ...handshakeOf(desk), name: 'Desk 1' });
  addFacts(desk, [people[0]?.id ?? '', people[1]?.id ?? '']);
  await desk.http.push(pushOf(desk, 1));
  const kiosk = await enrolKiosk(hub, 'kiosk');
  await kiosk.http.handshake({ ...handshakeOf(kiosk), name: 'Kiosk 7' });
  await kiosk.http.pullRoster({ epoch: kiosk.enrolment.epoch, after: 0, limit: 10 });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await cleanUp();
});

/** Somebody of a role in a browser of their own, at a place of the page. */
async function signedIn(
  role: OrganiserRole,
  name: string,
  place: string,
): Promise<{ page: Page; context: BrowserContext }> {
  const { cookie } = await organiserOf(hub, role, name);
  const [cookieName = '', value = ''] = cookie.split(/=(.*)/s);
  const context = await browser.newContext({
    ...{ ignoreHTTPSErrors: true, locale: 'en-GB', viewport: laptop, reducedMotion: 'reduce' },
  });
  const { hostname } = new URL(hub.url);
  await context.addCookies([
    { name: cookieName, value, domain: hostname, path: '/', secure: true, httpOnly: true },
  ]);
  const page = await context.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.goto(`${hub.url}/organiser/#/${place}`);
  await page.locator('h1').waitFor();
  await page.waitForFunction(() => document.querySelector('[aria-busy="true"]') === null);
  return { page, context };
}

async function expectAccessible(page: Page): Promise<void> {
  await loadAxe(page);
  for (const viewport of [laptop, phone]) {
    await page.setViewportSize(viewport);
    expect(await axeFindings(page)).toEqual([]);
    expect(await tooWide(page)).toEqual([]);
  }
  await page.setViewportSize(laptop);
}

async function savedText(page: Page, button: string): Promise<string> {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: button }).click();
  const stream = await (await download).createReadStream();
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

it('the data protection officer reports a kiosk lost and sees whom it held', async () => {
  const { page, context } = await signedIn('data-protection-officer', 'Dana', 'stations');
  await page.getByRole('button', { name: 'Report lost: Kiosk 7' }).click();
  await page.getByRole('dialog').getByRole('textbox').fill('Kiosk 7');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByText('5 persons').waitFor();
  await expectAccessible(page);
  const csv = await savedText(page, 'Save as CSV');
  for (const { registrationCode } of people) expect(csv).toContain(registrationCode);
  await dialog.getByRole('button', { name: 'Done' }).click();
  await page.locator('.ended li', { hasText: 'Kiosk 7' }).waitFor();
  const states = new Map((await hub.admin.listKiosks()).map(({ name, state }) => [name, state]));
  expect([states.get('Kiosk 7'), states.get('Desk 1')]).toEqual(['revoked', 'enrolled']);
  await context.close();
});

it('an organiser closes the day, and the saved report is genuine', async () => {
  const { page, context } = await signedIn('organiser', 'Oscar', 'days');
  await page.locator('.day-way').first().click();
  await page.getByRole('button', { name: 'Ask the stations to close' }).click();
  await page.getByText('Ask again').waitFor();
  await page.getByRole('button', { name: 'Close the day' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText(/Desk 1/).waitFor();
  await dialog.getByRole('button', { name: 'Close the day' }).click();
  await dialog.waitFor({ state: 'detached' });
  const file = await savedText(page, 'Save the report, revision 1');
  const command = (await page.locator('.verify .code').first().textContent()) ?? '';
  const publicKey = /--key (\S+)/.exec(command)?.[1] ?? '';
  expect(verifyReport(Buffer.from(file, 'utf8'), { publicKey }, nodeCrypto)).toMatchObject({
    genuine: true,
    report: { revision: 1, closedBy: null },
  });
  await context.close();
});

it('two accounts purge the event: asked for, approved, carried out, certified', async () => {
  hub.clock.now += 10 * 86_400_000;
  await desk.http.handshake({ ...handshakeOf(desk), name: 'Desk 1' });
  const asker = await signedIn('data-protection-officer', 'Daphne', 'privacy');
  const other = await signedIn('organiser', 'Olga', 'approvals');
  await asker.page.getByRole('button', { name: 'Ask for a purge' }).click();
  await asker.page.getByRole('textbox', { name: 'Reason' }).fill('The event is over.');
  await asker.page.keyboard.press('Enter');
  await asker.page.getByText('Waits for approval').waitFor();

  await other.page.reload();
  await other.page.getByText('The event is over.').waitFor();
  // By the keyboard alone.
  await other.page.getByRole('button', { name: 'Approve' }).focus();
  await other.page.keyboard.press('Enter');
  await other.page.getByRole('dialog').getByRole('textbox').waitFor();
  await other.page.keyboard.press('Enter');
  await other.page.getByRole('dialog').waitFor({ state: 'detached' });
  await other.page.getByText('Nothing waits for you').waitFor();

  await asker.page.reload();
  await asker.page.getByRole('button', { name: 'Carry out' }).click();
  const confirm = asker.page.getByRole('dialog');
  const { name } = hub.running.hub.organiser.event();
  await confirm.getByRole('textbox').fill(name.en);
  await asker.page.keyboard.press('Enter');
  await confirm.waitFor({ state: 'detached' });
  await asker.page.getByText('Asked for by Daphne, approved by Olga').waitFor();
  const line = (station: string) => asker.page.locator('.purge-stations li', { hasText: station });
  expect(await line('Desk 1').textContent()).toContain('Waiting');
  expect(await line('Kiosk 7').textContent()).toContain('Unreachable');
  await expectAccessible(asker.page);
  expect((await hub.admin.overview()).delegates.confirmed).toBe(0);

  await asker.page.getByRole('button', { name: 'Certificate' }).click();
  await asker.page.locator('.certificate').waitFor();
  const saved = await savedText(asker.page, 'Save the signed file');
  const signed = signedCertificateSchema.parse(JSON.parse(saved));
  const { publicKey } = signed.certificate.issuer;
  expect(isAuthenticCertificate(signed, publicKey, nodeCrypto)).toBe(true);
  expect(signed.certificate).toMatchObject({
    complete: false,
    order: { requestedBy: { name: 'Daphne' }, approvedBy: { name: 'Olga' } },
  });
  await asker.context.close();
  await other.context.close();
  expect(complaints).toEqual([]);
});

import { parse } from 'csv-parse/sync';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { proofLifetime } from '../../domain/organiser/access.ts';
import { goodPassword } from '../hub/http/organiser/browser.ts';
import { cleanUp } from '../hub/http/support.ts';
import { openBrowser } from '../renderer/harness/browser.ts';
import { type OrganiserHub, startOrganiserHub } from '../web/organiser/harness/hub.ts';
import { type Opening, type OpenPage, openPage } from '../web/organiser/harness/pages.ts';
import { busiest, people } from '../web/organiser/harness/venue.ts';

let browser: Browser;
let hub: OrganiserHub;
beforeAll(async () => {
  browser = await openBrowser();
  hub = await startOrganiserHub('day');
});
afterAll(async () => {
  await browser?.close();
  await cleanUp();
});

const opened = (change: Partial<Opening>): Promise<OpenPage> =>
  openPage(browser, hub, { role: 'organiser', place: 'tickets', ...change });

/** Saves a file of ticket codes by a button and returns its codes. */
async function codesOf(page: Page, name: string): Promise<Map<string, string>> {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name }).click();
  const parts: Buffer[] = [];
  for await (const part of await (await download).createReadStream()) parts.push(part as Buffer);
  const text = Buffer.concat(parts).toString('utf8');
  const rows: Record<string, string>[] = parse(text, { bom: true, columns: true });
  return new Map(rows.map((row) => [row['Registration code'] ?? '', row['Ticket code'] ?? '']));
}

const codeNow = async (): Promise<string | undefined> => {
  const tickets = await hub.admin.tickets(null, 1_000);
  return tickets.find(({ delegate }) => delegate.id === busiest.id)?.code;
};

it('one person’s ticket is renewed on their page, and its code saved', async () => {
  const before = await codeNow();
  const { page, context } = await opened({ role: 'protocol', place: `delegate/${busiest.id}` });
  await page.getByRole('button', { name: 'Renew ticket' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('The ticket sent or printed before is refused.').waitFor();
  await dialog.getByRole('button', { name: 'Renew ticket' }).click();
  await dialog.getByText('Admits this person.', { exact: false }).waitFor();
  const code = await codeNow();
  expect(code).not.toBe(before);
  await expect.poll(() => dialog.locator('.code').textContent()).toBe(code);
  const saved = await codesOf(page, 'Save as a file');
  expect([...saved]).toEqual([[busiest.registrationCode, code]]);
  await context.close();
});

it('two accounts renew everybody’s tickets, and the organiser saves the new codes after the pass phrase', async () => {
  const before = await codeNow();
  const asker = await opened({ role: 'security-officer' });
  await expect
    .poll(() => asker.page.getByRole('button', { name: 'Download the ticket codes' }).count())
    .toBe(0);
  await asker.page.getByRole('button', { name: 'Renew all tickets' }).click();
  const asking = asker.page.getByRole('dialog');
  await asking.getByText('Send all people their new ones.', { exact: false }).waitFor();
  await asking.getByRole('textbox', { name: 'Reason' }).fill('Desk 3 was stolen.');
  await asker.page.keyboard.press('Enter');
  await asker.page.getByText('Waiting for approval').waitFor();

  const other = await opened({ place: 'approvals' });
  await other.page.getByText('Renew all tickets').waitFor();
  await other.page.getByRole('button', { name: 'Approve' }).click();
  const deciding = other.page.getByRole('dialog');
  await deciding.getByText('Send all people their new ones.', { exact: false }).waitFor();
  // Only a purge deletes something.
  await expect.poll(() => deciding.getByText('What is deleted').count()).toBe(0);
  await deciding.getByRole('button', { name: 'Approve' }).click();
  await other.page.getByText('Nothing needs your decision').waitFor();

  await asker.page.reload();
  await asker.page.getByRole('button', { name: 'Renew' }).click();
  const confirm = asker.page.getByRole('dialog');
  await confirm.getByRole('textbox').fill(hub.running.hub.organiser.event().name.en);
  await expect.poll(() => codeNow()).toBe(before);
  await asker.page.keyboard.press('Enter');
  await confirm.waitFor({ state: 'detached' });
  await asker.page.getByText('have new ticket codes', { exact: false }).waitFor();
  const code = await codeNow();
  expect(code).not.toBe(before);

  hub.clock.now += proofLifetime;
  await other.open(hub, { role: 'organiser', place: 'tickets' });
  const download = codesOf(other.page, 'Download the ticket codes');
  const prove = other.page.getByRole('dialog');
  await prove.locator('[type="password"]').fill(goodPassword);
  await other.page.keyboard.press('Enter');
  const codes = await download;
  expect(codes.get(busiest.registrationCode)).toBe(code);
  expect(codes.size).toBeGreaterThan(people.length / 2);
  expect(new Set(codes.values()).size).toBe(codes.size);
  expect(asker.complaints).toEqual([]);
  await asker.context.close();
  await other.context.close();
});

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { cleanUp } from '../hub/http/support.ts';
import { openBrowser } from '../renderer/harness/browser.ts';
import { type OrganiserHub, startOrganiserHub } from '../web/organiser/harness/hub.ts';
import { openPage } from '../web/organiser/harness/pages.ts';
import { busiest } from '../web/organiser/harness/venue.ts';

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

const heads = 'Registration code;Given name;Family name;Delegation';

async function choose(page: Page, name: string, buffer: Buffer): Promise<void> {
  const file = { name, mimeType: 'application/octet-stream', buffer };
  await page.locator('input[type="file"]').setInputFiles(file);
}
const csv = (...lines: string[]): Buffer => Buffer.from([heads, ...lines].join('\r\n'));
const button = (page: Page, name: string) => page.getByRole('button', { name });

it('people of a file come into the roster, after their differences were looked at', async () => {
  const { page, context } = await openPage(browser, hub, { role: 'organiser', place: 'import' });
  const { registrationCode, delegation, givenName } = busiest;
  const row = `${registrationCode};${givenName};RENAMED;${delegation}`;
  await choose(page, 'people.csv', csv(row, 'GSC18-90001;José;GARCÍA;XXX'));
  await page.getByText('people.csv').waitFor();
  await button(page, 'Compare with roster').click();
  // Rejected rows come first, by line, and are saved with all their cells.
  await page.getByRole('cell', { name: 'Delegation not in the event' }).waitFor();
  const download = page.waitForEvent('download');
  await button(page, 'Save rejected rows').click();
  const parts: Buffer[] = [];
  for await (const part of await (await download).createReadStream()) parts.push(part as Buffer);
  expect(Buffer.concat(parts).toString('utf8')).toContain('GSC18-90001;José;GARCÍA;XXX');
  expect((await hub.admin.delegate(busiest.id)).familyName).not.toBe('RENAMED');
  await button(page, 'Write 1 change').click();
  await page.getByText('1 delegate changed', { exact: true }).waitFor();
  expect((await hub.admin.delegate(busiest.id)).familyName).toBe('RENAMED');
  // The same file again: nothing is left to write.
  await button(page, 'Import another file').click();
  await choose(page, 'people.csv', csv(row));
  await button(page, 'Compare with roster').click();
  await button(page, 'The roster is up to date already.').waitFor();
  await context.close();
});

it('delegations that rows name are added to the event there, with their names', async () => {
  const { page, context } = await openPage(browser, hub, { role: 'organiser', place: 'import' });
  const before = (await hub.running.hub.eventVersions()).version;
  await choose(page, 'people.csv', csv('GSC18-90002;Ana;SILVA;CPLP', 'GSC18-90003;Li;WEI;QQQ'));
  await button(page, 'Compare with roster').click();
  await page.getByRole('region', { name: '2 delegations are not in the event' }).waitFor();
  await button(page, 'Every row is rejected.').waitFor();
  const line = page.getByRole('group', { name: 'CPLP' });
  await line.getByLabel('Name in English').fill('Lusophone Community');
  await page.getByRole('group', { name: 'QQQ' }).getByText('QQQ').click();
  await button(page, 'Add this delegation to the event').click();
  await page.getByText(`1 delegation added: event version ${before + 1}`).waitFor();
  await page.getByRole('region', { name: '1 delegation is not in the event' }).waitFor();
  await button(page, 'Write 1 change').click();
  await page.getByText('1 delegate added', { exact: true }).waitFor();
  const { file } = await hub.running.hub.eventVersions();
  expect(file.delegations.at(-1)).toMatchObject({
    code: 'CPLP',
    name: { en: 'Lusophone Community', fr: 'CPLP' },
  });
  await context.close();
});

it('what is no list is refused with its remedy, and what is too large is not even sent', async () => {
  const { page, context } = await openPage(browser, hub, { role: 'organiser', place: 'import' });
  const alert = page.getByRole('alert');
  await choose(page, 'cut.xlsx', Buffer.from('PK\x03\x04xl/workbook.xml'));
  await alert.getByText('The file is not a table').waitFor();
  await alert.getByText('ZIP (damaged)').waitFor();
  const sent: string[] = [];
  page.on('request', (request) => sent.push(request.url()));
  await choose(page, 'large.csv', Buffer.alloc(40 * 2 ** 20, 0x41));
  await alert.getByText('The file is too large').waitFor();
  expect(sent.filter((url) => url.includes('/imports'))).toEqual([]);
  await choose(page, 'open.csv', csv('A-1;"Anna;MÜLLER;BEL', 'x'.repeat(300_000)));
  await alert.getByText('line 2').waitFor();
  await context.close();
});

it('only who may import sees the page', async () => {
  const { page, context } = await openPage(browser, hub, { role: 'protocol', place: 'import' });
  await expect.poll(() => page.getByRole('link', { name: 'Import people' }).count()).toBe(0);
  await context.close();
});

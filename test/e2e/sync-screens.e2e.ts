import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { demoDelegates } from '../../tools/sample/delegates.ts';
import { freePort } from '../support/free-port.ts';
import { go } from '../support/navigate.ts';
import { type RunningDesk, scan, startDesk } from '../support/running-desk.ts';
import { admit, synced } from '../support/synced-desks.ts';

const electron = inject('electron');
const hub = 'Registration hall';

let host: RunningDesk;
let typing: RunningDesk;
let scanning: RunningDesk;
let port: number;

beforeAll(async () => {
  port = await freePort();
  host = await startDesk(electron, { config: { stationName: 'Main desk' } });
});
afterAll(async () => {
  await scanning?.end();
  await typing?.end();
  await host?.end();
});

async function openSync(desk: RunningDesk): Promise<void> {
  await go(desk.page, 'Sync');
  await desk.page.getByRole('heading', { name: 'Sync', level: 1 }).waitFor();
}

async function newCode(name: string): Promise<void> {
  const { page } = host;
  await page.getByRole('button', { name: 'Invite a station…' }).first().click();
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByRole('button', { name: 'Show code' }).click();
  await page.locator('.invite-code').waitFor();
}

/** Waits until the station's footer says this of the hub. */
async function footerSays(desk: RunningDesk, text: RegExp): Promise<void> {
  await desk.page.locator('footer').getByText(text).first().waitFor({ timeout: 60_000 });
}

describe('a hub by the screens alone', () => {
  it('a supervisor makes the desk the hub', async () => {
    const { page } = host;
    await openSync(host);
    await page.getByRole('button', { name: 'Host the hub…' }).click();
    await page.getByLabel('Name of the hub').fill(hub);
    await page.getByLabel('Port', { exact: true }).fill(String(port));
    await page.getByRole('button', { name: 'Start the hub' }).click();
    await page
      .getByRole('heading', { name: 'This desk hosts the hub' })
      .waitFor({ timeout: 60_000 });
    await footerSays(host, /Hub on this desk/);
  });

  it('a second desk joins by address and code, after both fingerprints were compared', async () => {
    await newCode('Side desk');
    const code = await host.page.locator('.invite-code').textContent();
    typing = await startDesk(electron, { config: { stationName: 'Side desk' } });
    const { page } = typing;
    await openSync(typing);
    await page.getByRole('button', { name: 'Join a hub…' }).click();
    await page.getByLabel('Address', { exact: true }).fill(`127.0.0.1:${port}`);
    await page.getByLabel('Code', { exact: true }).fill(code ?? '');
    await page.getByRole('button', { name: 'Find the hub' }).click();
    await page.getByText('Both are the same').waitFor({ timeout: 60_000 });
    const shown = await page.getByRole('dialog').locator('.fingerprint-groups').textContent();
    const expected = await host.page
      .getByRole('dialog')
      .locator('.fingerprint-groups')
      .textContent();
    expect(digits(shown)).toHaveLength(64);
    expect(digits(shown)).toBe(digits(expected));
    const join = page.getByRole('button', { name: 'Join', exact: true });
    await expect.poll(() => join.isDisabled()).toBe(true);
    await page.getByText('Both are the same').click();
    await join.click();
    await footerSays(typing, /Synced/);
    await synced(typing);
    await host.page.keyboard.press('Escape');
    await host.page.getByRole('row', { name: /Side desk/ }).waitFor();
  });

  it('a third desk scans the code from the screen', async () => {
    await newCode('Third desk');
    const picture = join(host.dataDir, 'code.png');
    writeFileSync(picture, await host.page.locator('.invite-qr').screenshot({ scale: 'device' }));
    const text = execFileSync('zbarimg', ['--quiet', '--raw', picture], {
      encoding: 'utf8',
    }).trim();
    scanning = await startDesk(electron, { config: { stationName: 'Third desk' } });
    const { page } = scanning;
    await openSync(scanning);
    await page.getByRole('button', { name: 'Join a hub…' }).click();
    await page.getByText('Scan the hub’s code now').waitFor();
    await scan(scanning, text);
    await page.getByText('This hub made the code').waitFor({ timeout: 60_000 });
    await page.getByRole('button', { name: 'Join', exact: true }).click();
    await synced(scanning);
    const stations = await page.evaluate(() => window.lanyard.listStations());
    expect(stations.ok && stations.value.map(({ name }) => name).sort()).toEqual([
      'Main desk',
      'Side desk',
      'Third desk',
    ]);
  });

  it('a code that was used is refused, with what to do', async () => {
    const code = await host.page.locator('.invite-code').textContent();
    const { page } = typing;
    const answer = await page.evaluate(
      async ([url, typed]) => window.lanyard.findHub({ kind: 'typed', url, code: typed }),
      [`127.0.0.1:${port}`, (code ?? '').replace(/\s/g, '')] as const,
    );
    if (!answer.ok) throw new Error(answer.error.code);
    const { url, fingerprint } = answer.value;
    const joined = await page.evaluate((input) => window.lanyard.joinHub(input), {
      url,
      fingerprint,
      code: answer.value.code,
    });
    expect(joined).toMatchObject({ ok: false, error: { code: 'invite-used' } });
    // The desk still belongs to its earlier hub.
    await synced(typing);
  });

  it('what one desk admits, the others count', async () => {
    await host.page.keyboard.press('Escape');
    const [delegate] = demoDelegates().filter(
      ({ status, days }) => status === 'confirmed' && days === null,
    );
    if (delegate === undefined) throw new Error('nobody is confirmed');
    expect(await admit(scanning, delegate.id)).toBe('admitted');
    for (const desk of [host, typing]) {
      await go(desk.page, 'Check in');
      await desk.page.locator('.counts-main').getByText('1', { exact: true }).waitFor();
    }
  });
});

/** The hexadecimal digits of a fingerprint without the gaps. */
function digits(text: string | null): string {
  return (text?.match(/\b[0-9a-f]{4}\b/g) ?? []).join('');
}

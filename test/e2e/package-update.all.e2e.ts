import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openInstallation } from '../../main/station/update/installation.ts';
import { waitFor } from '../../tools/demo/wait-for.ts';
import {
  installByFolders,
  makePublisherKey,
  makeUpdate,
  signUpdate,
} from '../../tools/package/make-update.mjs';
import { packForTests } from '../../tools/package/pack.mjs';
import { signIn } from '../support/sign-in.ts';

const folder = mkdtempSync(join(tmpdir(), 'lanyard-updating-'));
const installed = join(folder, 'installed');
const offers = join(folder, 'offers');
const config = join(folder, 'config.json');
const keyFiles = ['first.pem', 'second.pem'].map((name) => join(folder, name));
let station: ChildProcess;
let addresses: string[] = [];
let stationEnded: Promise<number | null>;
let browser: Browser | null = null;
let app: string;
/** The page of the running version, signed in. */
let page: Page;

/**
 * Path of the packed app as another version: its package.json says so, in the same number of bytes.
 */
function asVersion(version: string): string {
  const target = join(folder, `app-${version}`);
  execFileSync('cp', ['-al', app, target]);
  const archive = join(target, 'resources/app.asar');
  const bytes = readFileSync(archive);
  replaceInPackage(bytes, '"version": "0.1.0"', `"version": "${version}"`);
  // A copy instead of a link to the packed app's file.
  rmSync(archive);
  writeFileSync(archive, bytes);
  return target;
}

function replaceInPackage(bytes: Buffer, from: string, to: string): void {
  const begin = bytes.lastIndexOf('"name": "lanyard"');
  const at = bytes.indexOf(from, begin);
  if (begin === -1 || at === -1 || from.length !== to.length) throw new Error(`not there: ${from}`);
  bytes.write(to, at);
}

async function offer(version: string, source: string): Promise<void> {
  const from = { app: source, folder: offers, version, platform: 'linux-x64' };
  const [key = '', second = ''] = keyFiles;
  const file = await makeUpdate({ ...from, key, minimum: null, forTests: true });
  await signUpdate({ file, key: second });
}

beforeAll(async () => {
  app = (await packForTests()).folder;
  const publisherKeys = keyFiles.map(makePublisherKey);
  await installByFolders({ app, folder: installed, version: '0.1.0', forTests: true });
  await offer('0.1.1', asVersion('0.1.1'));
  const settings = {
    language: 'en',
    cameraEnabled: false,
    lockAfterMinutes: 0,
    // Not a day of the event: a supervisor may install.
    clock: { start: '2018-09-25T20:00:00+02:00' },
    updates: { folder: offers, publisherKeys },
  };
  writeFileSync(config, JSON.stringify(settings));
  start();
}, 400_000);
afterAll(async () => {
  await browser?.close().catch(() => undefined);
  station?.kill('SIGTERM');
  await stationEnded;
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

function start(): void {
  const runtime = inject('electron');
  station = spawn(
    join(installed, 'lanyard-start'),
    [
      ...runtime.args,
      '--remote-debugging-port=0',
      `--data-dir=${join(folder, 'data')}`,
      `--config=${config}`,
    ],
    {
      env: { ...process.env, DISPLAY: runtime.env.DISPLAY, LANYARD_TRIAL_SECONDS: '20' },
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  stationEnded = new Promise((resolve) => station.once('exit', resolve));
  addresses = [];
  station.stderr?.on('data', (data: Buffer) => {
    const found = /DevTools listening on (ws:\S+)/.exec(data.toString())?.[1];
    if (found !== undefined) addresses.push(found);
  });
}

/** The signed-in page of a start after the first `count`; a failed start has no page. */
async function pageAfter(count: number): Promise<Page> {
  const page = await waitFor('the page of a new start', 120, async () => {
    const address = addresses.slice(count).at(-1);
    if (address === undefined) return null;
    await browser?.close().catch(() => undefined);
    browser = await chromium.connectOverCDP(address, { timeout: 10_000 }).catch(() => null);
    const pages = browser?.contexts()[0]?.pages() ?? [];
    return pages.find((each) => each.url().startsWith('app://'));
  });
  page.setDefaultTimeout(60_000);
  await signIn({ page });
  return page;
}

async function versionOf(page: Page): Promise<string | null> {
  const answer = await page.evaluate(() => window.lanyard.getStation());
  return answer.ok ? answer.value.version : null;
}

async function waitingIn(page: Page, version: string): Promise<void> {
  await waitFor(`${version} ready`, 120, async () => {
    const answer = await page.evaluate(() => window.lanyard.lookForUpdate());
    return answer.ok && answer.value.waiting === version ? true : null;
  });
}

describe('an installation by folders', () => {
  it('goes to a signed version at a supervisor’s word, and keeps its data', async () => {
    page = await pageAfter(0);
    expect(await versionOf(page)).toBe('0.1.0');
    await waitingIn(page, '0.1.1');
    const before = await page.evaluate(() => window.lanyard.getStation());
    // The page may be gone before the answer arrives.
    void page.evaluate(() => window.lanyard.installUpdate()).catch(() => undefined);
    page = await pageAfter(1);
    expect(await versionOf(page)).toBe('0.1.1');
    const after = await page.evaluate(() => window.lanyard.getStation());
    if (!before.ok || !after.ok) throw new Error('no station');
    expect(after.value.stationName).toBe(before.value.stationName);
    expect(after.value.rosterSize).toBe(before.value.rosterSize);
    await waitFor('the end of the trial', 30, () =>
      openInstallation(installed).pointer().trial === '' ? true : null,
    );
    expect(existsSync(join(folder, 'data/lanyard.db.before-update'))).toBe(false);
  }, 300_000);

  it('comes back by itself from one that does not come up, and says so', async () => {
    const broken = asVersion('0.1.2');
    rmSync(join(broken, 'lanyard'));
    writeFileSync(join(broken, 'lanyard'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
    await offer('0.1.2', broken);
    await waitingIn(page, '0.1.2');
    void page.evaluate(() => window.lanyard.installUpdate()).catch(() => undefined);
    await waitFor('the way back', 120, () =>
      openInstallation(installed).hasFailed('0.1.2') ? true : null,
    );
    const back = await pageAfter(2);
    expect(await versionOf(back)).toBe('0.1.1');
    const updates = await back.evaluate(() => window.lanyard.lookForUpdate());
    expect(updates).toMatchObject({
      ok: true,
      value: { waiting: null, last: { version: '0.1.2', result: 'rolled-back' } },
    });
  }, 300_000);
});

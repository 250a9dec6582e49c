import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, expect, inject, it } from 'vitest';
import { demoPin } from '../../main/app/start/seed.ts';
import { projectNode, root } from '../../tools/runtime.mjs';
import { type LaunchedApp, launchApp } from '../support/launch-app.ts';
import { openSettings } from '../support/navigate.ts';
import { startDesk } from '../support/running-desk.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'lanyard-unlock-'));
const phrase = 'seven green bicycles';
const keyFile = join(dataDir, 'store-key.json');
let open: LaunchedApp | null = null;
afterAll(async () => {
  await open?.close().catch(() => undefined);
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
});

async function securityTab(page: Page): Promise<void> {
  await openSettings(page, 'Security');
}

it('a supervisor gives a pass phrase, after the own PIN', async () => {
  const desk = await startDesk(inject('electron'), { dataDir });
  open = desk;
  const { page } = desk;
  await securityTab(page);
  await page.getByText('Key in a readable file', { exact: true }).waitFor();
  await page.getByLabel('Passphrase', { exact: true }).fill(phrase);
  await page.getByLabel('Repeat the passphrase').fill(phrase);
  await page.getByLabel('Your PIN').fill('9999');
  const give = page.getByRole('button', { name: 'Give a passphrase' });
  await give.click();
  await page.getByText('Wrong PIN.').waitFor();
  await page.getByLabel('Your PIN').fill(demoPin);
  await give.click();
  await page.getByText('Opens with a passphrase only').waitFor();
  expect(JSON.parse(readFileSync(keyFile, 'utf8'))).toMatchObject({ formatVersion: 2 });
  await desk.end();
  open = null;
});

it('the next start shows nothing but the start screen until a pass phrase opens the store', async () => {
  const app = await launchApp(inject('electron'), {
    dataDir,
    config: { cameraEnabled: false, sounds: false, lockAfterMinutes: 0 },
  });
  open = app;
  const { page } = app;
  page.setDefaultTimeout(30_000);
  await page.getByRole('heading', { name: 'This station is closed' }).waitFor();
  if (process.env.LANYARD_SHOTS)
    await page.screenshot({ path: `${process.env.LANYARD_SHOTS}/unlock.png` });
  // No other call of the contract is answered, and the store is not open.
  const refused = await page.evaluate(async () => {
    const attempts = [window.lanyard.getStation(), window.lanyard.listOperators()];
    return (await Promise.allSettled(attempts)).map(({ status }) => status);
  });
  expect(refused).toEqual(['rejected', 'rejected']);
  expect(existsSync(join(dataDir, 'lanyard.db-wal'))).toBe(false);
  await page.getByLabel('Passphrase').fill('three blind mice');
  await page.keyboard.press('Enter');
  await page.getByText('Wrong passphrase.').waitFor();
  await page.getByLabel('Passphrase').fill(`  ${phrase} `);
  const station = app.app.waitForEvent('window');
  await page.keyboard.press('Enter');
  const desk = await station;
  const answer = await desk.evaluate(() => window.lanyard.getStation());
  expect(answer).toMatchObject({ ok: true, value: { mode: 'desk', rosterSize: 1000 } });
  const codes = answer.ok ? answer.value.warnings.map(({ code }) => code) : [];
  expect(codes).not.toContain('key-not-in-keychain');
  expect(codes).not.toContain('database-was-unreadable');
  // The start screen's call has no effect any more.
  const late = await desk.evaluate(() => window.lanyard.unlockStore({ phrase: 'x' }));
  expect(late).toMatchObject({ ok: false, error: { code: 'already-done' } });
  for (const secret of [phrase, 'three blind mice']) {
    expect(JSON.stringify(app.log())).not.toContain(secret);
  }
  await app.close();
  open = null;
});

it('an import by command is refused with what to do, and waits for nobody', () => {
  const file = join(dataDir, 'list.csv');
  writeFileSync(file, 'Code;Nom\r\nIMPORT-1;Roe\r\n');
  const words = [join(root, 'tools/import/run.ts'), file, `--data-dir=${dataDir}`];
  const done = spawnSync(projectNode, words, { cwd: root, encoding: 'utf8', timeout: 90_000 });
  expect(done.status).toBe(1);
  expect(done.stdout + done.stderr).toContain('opens with a passphrase only');
});

it('closing the start screen ends the app, and nothing was opened', async () => {
  const app = await launchApp(inject('electron'), { dataDir, config: { language: 'fr' } });
  const ended = new Promise((resolve) => app.app.process().once('exit', resolve));
  await app.page.getByLabel('Passphrase').waitFor();
  await app.page.close();
  expect(await ended).toBe(0);
  expect(existsSync(join(dataDir, 'lanyard.db-wal'))).toBe(false);
});

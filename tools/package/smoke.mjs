// Whether a packed app starts: its window paints, its store opens, and it ends in order.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { electronRuntime, withDisplay } from '../runtime.mjs';
import { SetupError } from '../setup/report.mjs';

/** Milliseconds for each step; only an app that hangs takes so long. */
const patience = 90_000;

/**
 * Starts the packed app on the demo event, waits for its first page, and ends it.
 * @param {string} program
 * @throws {SetupError} when it does not come up, or does not end with 0
 */
export async function smokeTest(program) {
  await withDisplay(async (display) => {
    const dataDir = mkdtempSync(join(tmpdir(), 'lanyard-smoke-'));
    const args = [...electronRuntime().args, '--remote-debugging-port=0', '--demo'];
    const child = spawn(program, [...args, `--data-dir=${dataDir}`], {
      env: {
        PATH: process.env.PATH ?? '',
        HOME: dataDir,
        ...(display ? { DISPLAY: display } : {}),
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const ended = new Promise((resolve) => child.once('close', resolve));
    try {
      await firstPage(child);
      child.kill('SIGTERM');
      const code = await within(ended, 'its end');
      if (code !== 0) throw new Error(`it ended with ${code}`);
    } catch (error) {
      throw new SetupError(
        `The packed app does not work: ${error instanceof Error ? error.message : error}`,
        `Start it by hand: ${program} --demo`,
      );
    } finally {
      child.kill('SIGKILL');
      await ended;
      rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
    }
  });
}

/** @param {import('node:child_process').ChildProcess} child */
async function firstPage(child) {
  const address = await within(debuggerAddress(child), 'its first line');
  const { chromium } = await import('playwright-core');
  const browser = await chromium.connectOverCDP(address, { timeout: patience });
  const [context] = browser.contexts();
  if (!context) throw new Error('it has no pages');
  const page = context.pages()[0] ?? (await context.waitForEvent('page', { timeout: patience }));
  await page.locator('.status-bar').waitFor({ timeout: patience });
  await browser.close();
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<string>}
 */
function debuggerAddress(child) {
  return new Promise((resolve, reject) => {
    let text = '';
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`it ended (${code}): ${text.slice(-1500)}`)));
    child.stderr?.on('data', (data) => {
      text += data;
      const address = /DevTools listening on (ws:\S+)/.exec(text)?.[1];
      if (address !== undefined) resolve(address);
    });
  });
}

/**
 * @template T
 * @param {Promise<T>} promise
 * @param {string} what
 * @returns {Promise<T>}
 */
function within(promise, what) {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`no sign of ${what}`)), patience);
    promise.then(resolve, reject).finally(() => clearTimeout(late));
  });
}

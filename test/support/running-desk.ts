import { cpSync, existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject } from 'vitest';
import { openStore } from '../../db/station/open.ts';
import { dataPlaces } from '../../main/base/config/command-line.ts';
import { readExisting } from '../../main/base/store-key.ts';
import { atMost, waitFor } from '../../tools/demo/wait-for.ts';
import type { ElectronRuntime } from '../../tools/runtime.mjs';
import { stateOf } from './app-state.ts';
import { type HidOptions, SimulatedKeyboard } from './hid.ts';
import { type LaunchedApp, type LaunchOptions, launchApp } from './launch-app.ts';
import { signInByCall } from './sign-in.ts';
import { serveOverTcp } from './virtual-printer/tcp-server.ts';
import { VirtualPrinter } from './virtual-printer/virtual-printer.ts';

export type RunningDesk = Awaited<ReturnType<typeof startDesk>>;

type DeskConfig = Exclude<LaunchOptions['config'], string>;

interface DeskOptions extends Omit<LaunchOptions, 'config' | 'words'> {
  config?: DeskConfig;
  signedIn?: boolean;
}

/**
 * Starts a signed-in desk on the demo event with its roster; `config` changes its configuration.
 * Without `dataDir` it gets a copy of a prepared one, unless it has another event or roster.
 *
 * @throws if the app starts but cannot be used, with what is known of its state
 */
export async function startDesk(runtime: ElectronRuntime, options: DeskOptions = {}) {
  const printer = new VirtualPrinter({ rowsPerMs: 20 });
  const server = await serveOverTcp(printer);
  const launched = await launchApp(runtime, await launchOf(runtime, options, server.port));
  /** Closes the app, deletes its data and switches the printer off. */
  const end = async (): Promise<void> => {
    await launched.close().catch(() => undefined);
    if (options.dataDir === undefined) launched.forget();
    await server.close();
  };
  try {
    const keyboard = await madeReady(launched, options.signedIn !== false);
    return { ...launched, printer, server, keyboard, end };
  } catch (error) {
    const state = await stateOf(launched, runtime.executable);
    await launched.kill();
    await end();
    throw new Error(`the desk did not come up: ${String(error)}\n${state}`, { cause: error });
  }
}

async function launchOf(
  runtime: ElectronRuntime,
  options: DeskOptions,
  printerPort: number,
): Promise<LaunchOptions> {
  const config: DeskConfig = {
    language: 'en',
    cameraEnabled: options.webcam !== undefined,
    lockAfterMinutes: 0,
    sounds: false,
    printers: [
      {
        id: 'virtual',
        name: 'Virtual printer',
        language: 'escpos',
        connection: { kind: 'tcp', host: '127.0.0.1', port: printerPort },
        ability: 'confirm',
      },
    ],
    ...options.config,
  };
  const dataDir = options.dataDir ?? (await preparedFor(runtime, config));
  return { ...options, config, dataDir };
}

/** A station with its own event, people or hub starts on an empty directory. */
async function preparedFor(
  runtime: ElectronRuntime,
  config: DeskConfig,
): Promise<string | undefined> {
  // A bench runs outside of vitest, which keeps the prepared data of a run.
  if (process.env.VITEST === undefined) return undefined;
  const own = [config.event, config.roster, config.operators, config.training, config.setUp];
  const joins = config.hub?.join !== undefined;
  if (joins || own.some((value) => value !== undefined)) return undefined;
  return copyOfPreparedData(runtime);
}

async function rosterIsThere({ page }: LaunchedApp): Promise<void> {
  await waitFor('the roster', 60, async () => {
    const station = await page.evaluate(() => window.lanyard.getStation());
    return station.ok && station.value.rosterSize >= 1000 ? true : null;
  });
}

async function madeReady(launched: LaunchedApp, signsIn: boolean): Promise<SimulatedKeyboard> {
  const { page } = launched;
  page.setDefaultTimeout(20_000);
  await rosterIsThere(launched);
  const keyboard = await atMost('the keyboard', 30, SimulatedKeyboard.at(page));
  // Playwright waits for ever for a page that does not answer.
  if (signsIn) await atMost('the desk after the PIN', 100, signInByCall(launched));
  return keyboard;
}

/** Scans the next person's ticket, long enough after the last key that was pressed. */
export async function scan(
  desk: RunningDesk,
  text: string,
  options: HidOptions = {},
): Promise<void> {
  await desk.keyboard.pause(300);
  await desk.keyboard.scan(text, options);
}

export async function panelShows(
  desk: Pick<RunningDesk, 'page'>,
  text: string | RegExp,
): Promise<void> {
  await desk.page.locator('.hero').getByText(text).first().waitFor({ timeout: 60_000 });
}

export async function badgesConfirmed(desk: RunningDesk, count: number): Promise<void> {
  const confirmed = await waitFor(`${count} confirmed badges`, 60, async () => {
    const jobs = await desk.page.evaluate(() => window.lanyard.getPrintJobs());
    const done = jobs.ok ? jobs.value.filter(({ state }) => state === 'confirmed').length : 0;
    return done >= count ? done : null;
  });
  expect(confirmed).toBe(count);
}

/**
 * A data directory as the app leaves it after its first start on the demo event: with the roster,
 * the operator and the page's compiled code. Its station has no identity yet, so each copy is
 * another station. The app makes it once per run.
 *
 * @returns the path of a new copy; undefined if the system has a keychain
 */
async function copyOfPreparedData(runtime: ElectronRuntime): Promise<string | undefined> {
  const prepared = join(inject('runFolder'), 'desk');
  if (!existsSync(prepared) && !(await prepare(runtime, prepared))) return undefined;
  const copy = mkdtempSync(join(tmpdir(), 'lanyard-app-'));
  cpSync(prepared, copy, { recursive: true });
  return copy;
}

/** @returns whether the folder is there now */
async function prepare(runtime: ElectronRuntime, folder: string): Promise<boolean> {
  // It gets its name only when it is complete: a failed start must not be taken for a prepared one.
  const unfinished = mkdtempSync(`${folder}-`);
  const app = await launchApp(runtime, {
    dataDir: unfinished,
    config: { cameraEnabled: false, sounds: false },
  });
  await rosterIsThere(app);
  await app.close();
  const places = dataPlaces(unfinished);
  const key = readExisting(places.key);
  // Only the app can open a keychain's key: there each desk starts on an empty directory.
  if (key?.formatVersion !== 1 || key.protection !== 'plain') return false;
  const db = openStore({
    path: places.database,
    key: Buffer.from(key.key, 'base64'),
    nativeBinding: undefined,
  });
  db.prepare('DELETE FROM station').run();
  db.close();
  // Files that the prepared station wrote beside its store: journal, marks, log and window.
  for (const name of ['journal', 'ledger-head', 'ledger-reserve', 'logs', 'start-hint.json']) {
    rmSync(join(unfinished, name), { recursive: true, force: true });
  }
  renameSync(unfinished, folder);
  return true;
}

import { errors } from 'playwright-core';
import { expect } from 'vitest';
import { atMost, TooLateError, waitFor } from '../../tools/demo/wait-for.ts';
import type { ElectronRuntime } from '../../tools/runtime.mjs';
import { stateOf } from './app-state.ts';
import { type HidOptions, SimulatedKeyboard } from './hid.ts';
import { type LaunchedApp, type LaunchOptions, launchApp } from './launch-app.ts';
import { noteRepeatedStart } from './repeated-starts.ts';
import { signIn } from './sign-in.ts';
import { type PrinterServer, serveOverTcp } from './virtual-printer/tcp-server.ts';
import { VirtualPrinter } from './virtual-printer/virtual-printer.ts';

/** The real app on the demo event, signed in, with a virtual printer. */
export interface RunningDesk extends LaunchedApp {
  printer: VirtualPrinter;
  server: PrinterServer;
  keyboard: SimulatedKeyboard;
  /** Closes the app, takes its data away and switches the printer off. */
  end(): Promise<void>;
}

type DeskConfig = Exclude<LaunchOptions['config'], string>;

interface DeskOptions {
  /** A function is asked at each start: an invite serves only once. */
  config?: DeskConfig | (() => Promise<DeskConfig>);
  webcam?: string;
  dataDir?: string;
  signedIn?: boolean;
  environment?: LaunchOptions['environment'];
}

/**
 * Starts a desk; `config` changes what is said below. A start that hangs is told and tried once more, see
 * repeated-starts.ts; on the same data where they are given, as somebody at a desk would do.
 */
export async function startDesk(
  runtime: ElectronRuntime,
  options: DeskOptions = {},
): Promise<RunningDesk> {
  try {
    return await startOnce(runtime, options);
  } catch (error) {
    if (!(error instanceof DeskHungError)) throw error;
    noteRepeatedStart(error.message);
    return startOnce(runtime, options);
  }
}

/** What is said where the app gave up its own page as silent, and loads it anew. */
const pageIsGone = /crashed|context was destroyed/;

/** A desk whose window came, but which could then not be worked with. */
class DeskHungError extends Error {}

async function startOnce(runtime: ElectronRuntime, options: DeskOptions): Promise<RunningDesk> {
  const changes = typeof options.config === 'function' ? await options.config() : options.config;
  const printer = new VirtualPrinter({ rowsPerMs: 20 });
  const server = await serveOverTcp(printer);
  const launched = await launchApp(runtime, launchOf(options, changes, server.port));
  let keyboard: SimulatedKeyboard;
  try {
    keyboard = await madeReady(launched, options.signedIn !== false);
  } catch (error) {
    const state = await stateOf(launched, runtime.executable);
    await launched.kill();
    if (options.dataDir === undefined) launched.forget();
    await server.close();
    const message = `the desk did not come up: ${String(error)}\n${state}`;
    // What failed otherwise would fail again, or must not be passed over.
    const hung =
      error instanceof TooLateError ||
      error instanceof errors.TimeoutError ||
      (error instanceof Error && pageIsGone.test(error.message));
    throw hung
      ? new DeskHungError(message, { cause: error })
      : new Error(message, { cause: error });
  }
  return {
    ...launched,
    printer,
    server,
    keyboard,
    end: async () => {
      await launched.close().catch(() => undefined);
      if (options.dataDir === undefined) launched.forget();
      await server.close();
    },
  };
}

function launchOf(
  options: DeskOptions,
  changes: DeskConfig | undefined,
  printerPort: number,
): LaunchOptions {
  const config: DeskConfig = {
    language: 'en',
    camera: { enabled: options.webcam !== undefined },
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
    ...changes,
  };
  const launch: LaunchOptions = { config };
  if (options.webcam !== undefined) launch.webcam = options.webcam;
  if (options.dataDir !== undefined) launch.dataDir = options.dataDir;
  if (options.environment !== undefined) launch.environment = options.environment;
  return launch;
}

/** Waits for the roster, takes the keyboard and signs in. */
async function madeReady(launched: LaunchedApp, signsIn: boolean): Promise<SimulatedKeyboard> {
  const { page } = launched;
  page.setDefaultTimeout(20_000);
  await waitFor('the roster', 60, async () => {
    const station = await page.evaluate(() => window.lanyard.getStation());
    return station.ok && station.value.rosterSize >= 1000 ? true : null;
  });
  const keyboard = await atMost('the keyboard', 30, SimulatedKeyboard.at(page));
  // Playwright waits for ever for a page that does not take a key.
  if (signsIn) await atMost('the desk after the PIN', 100, signIn(launched));
  return keyboard;
}

/** Scans as the next person's ticket would be: some time after the last key that anybody pressed. */
export async function scan(
  desk: RunningDesk,
  text: string,
  options: HidOptions = {},
): Promise<void> {
  await desk.keyboard.pause(300);
  await desk.keyboard.scan(text, options);
}

/** Waits until the large panel shows this text. */
export async function panelShows(
  desk: Pick<RunningDesk, 'page'>,
  text: string | RegExp,
): Promise<void> {
  await desk.page.locator('.hero').getByText(text).first().waitFor({ timeout: 60_000 });
}

/** Waits until the app says that so many badges are confirmed. */
export async function badgesConfirmed(desk: RunningDesk, count: number): Promise<void> {
  const confirmed = await waitFor(`${count} confirmed badges`, 60, async () => {
    const jobs = await desk.page.evaluate(() => window.lanyard.getPrintJobs());
    const done = jobs.ok ? jobs.value.filter(({ state }) => state === 'confirmed').length : 0;
    return done >= count ? done : null;
  });
  expect(confirmed).toBe(count);
}

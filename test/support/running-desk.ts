import { expect } from 'vitest';
import { waitFor } from '../../tools/demo/wait-for.ts';
import type { ElectronRuntime } from '../../tools/runtime.mjs';
import { type HidOptions, SimulatedKeyboard } from './hid.ts';
import { type LaunchedApp, type LaunchOptions, launchApp } from './launch-app.ts';
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

/** Starts a desk; `config` changes what is said below. */
export async function startDesk(
  runtime: ElectronRuntime,
  options: {
    config?: DeskConfig;
    webcam?: string;
    dataDir?: string;
    signedIn?: boolean;
    environment?: LaunchOptions['environment'];
  } = {},
): Promise<RunningDesk> {
  const printer = new VirtualPrinter({ rowsPerMs: 20 });
  const server = await serveOverTcp(printer);
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
        connection: { kind: 'tcp', host: '127.0.0.1', port: server.port },
        ability: 'confirm',
      },
    ],
    ...options.config,
  };
  const launch: LaunchOptions = { config };
  if (options.webcam !== undefined) launch.webcam = options.webcam;
  if (options.dataDir !== undefined) launch.dataDir = options.dataDir;
  if (options.environment !== undefined) launch.environment = options.environment;
  const launched = await launchApp(runtime, launch);
  const { page } = launched;
  page.setDefaultTimeout(20_000);
  await waitFor('the roster', 60, async () => {
    const station = await page.evaluate(() => window.lanyard.getStation());
    return station.ok && station.value.rosterSize >= 1000 ? true : null;
  });
  const keyboard = await SimulatedKeyboard.at(page);
  if (options.signedIn !== false) await signIn(launched);
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

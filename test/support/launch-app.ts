import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElectronApplication } from 'playwright-core';
import type { z } from 'zod';
import type { configSchema } from '../../main/base/config/config.ts';
import { type ElectronRuntime, isHarmlessLine, root } from '../../tools/runtime.mjs';
import { ending, killed, startAttached } from './attached-electron.ts';
import { fakeWebcamArguments } from './fake-webcam.ts';

export interface LaunchOptions {
  /** Content of the configuration file, which is written for this app. */
  config: z.input<typeof configSchema> | string;
  /** A data directory to keep; by default one is made and removed with the app. */
  dataDir?: string | undefined;
  /** A picture for Chromium's fake webcam (`.mjpeg`, `.y4m`). */
  webcam?: string;
  /** Further arguments of the command line, after the app's folder. */
  words?: readonly string[];
  /** Added to the environment. */
  environment?: Readonly<Record<string, string>>;
}

export interface LogLine {
  msg: string;
  [field: string]: unknown;
}

export type LaunchedApp = Awaited<ReturnType<typeof launchApp>>;

/** Starts the built app in real Electron and waits for its first window. */
export async function launchApp(runtime: ElectronRuntime, options: LaunchOptions) {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'lanyard-app-'));
  const configFile = join(mkdtempSync(join(tmpdir(), 'lanyard-config-')), 'config.json');
  writeFileSync(
    configFile,
    typeof options.config === 'string' ? options.config : JSON.stringify(options.config),
  );
  const { webcam } = options;
  const camera =
    webcam === undefined ? ['--use-fake-ui-for-media-stream'] : fakeWebcamArguments(webcam);
  const { app, page } = await startAttached(runtime, {
    switches: camera,
    app: [root, `--data-dir=${dataDir}`, `--config=${configFile}`, ...(options.words ?? [])],
    environment: options.environment ?? {},
  });
  app.process().stderr?.on('data', (data: Buffer) => {
    for (const line of data.toString().split('\n')) {
      if (line.trim() !== '' && !isHarmlessLine(line)) process.stderr.write(`[electron] ${line}\n`);
    }
  });
  return {
    app,
    page,
    dataDir,
    log: () => readLog(dataDir),
    close: () => closed(app),
    kill: () => killed(app),
    forget: () => rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 }),
  };
}

/** The log of a data directory, oldest line first. */
export function readLog(dataDir: string): LogLine[] {
  const path = join(dataDir, 'logs', 'lanyard.log');
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((line) => {
      if (line === '') return [];
      try {
        return [JSON.parse(line) as LogLine];
      } catch {
        // The last line of a killed process may be cut off.
        return [];
      }
    });
}

/**
 * Closes a desk by its window. A kiosk and a door cannot be closed by people: they end upon
 * SIGTERM, in order, as the system ends them.
 */
async function closed(app: ElectronApplication): Promise<void> {
  const isLocked = await app
    .evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().some((one) => one.isKiosk()))
    .catch(() => false);
  if (!isLocked) return app.close();
  const ended = ending(app);
  app.process().kill('SIGTERM');
  await ended;
}

import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright-core';
import type { ElectronRuntime } from '../../../../tools/runtime.mjs';
import { startAttached } from '../../../support/attached-electron.ts';
import { buildPage } from '../../../support/build-page.ts';
import { fakeWebcamArguments } from '../../../support/fake-webcam.ts';
import type { PageLog } from './page.tsx';

/** The product's content security policy. */
const policy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data: blob:",
  "style-src 'self'",
  "font-src 'self'",
  "media-src 'self' blob: mediastream:",
].join('; ');

const require = createRequire(import.meta.url);
const shellFolder = dirname(require.resolve('./shell/main.js'));

interface LaunchPageOptions {
  /** Film for the fake webcam, or null for a computer without a camera. */
  film?: string | null;
  /** For instance `?camera=on&prefix=F13`. */
  query?: string;
}

export type LaunchedPage = Awaited<ReturnType<typeof launchPage>>;

export async function launchPage(runtime: ElectronRuntime, options: LaunchPageOptions = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'lanyard-scan-page-'));
  // React's development build, whose StrictMode mounts everything twice.
  const development = { 'process.env.NODE_ENV': JSON.stringify('development') };
  await buildPage(import.meta.dirname, folder, development);
  const profile = await mkdtemp(join(tmpdir(), 'lanyard-scan-profile-'));
  const { app, page } = await startAttached(runtime, {
    switches: [...cameraArguments(options.film ?? null), `--user-data-dir=${profile}`],
    app: [shellFolder],
    environment: {
      SCAN_PAGE_FOLDER: folder,
      SCAN_PAGE_POLICY: policy,
      SCAN_PAGE_QUERY: options.query ?? '',
    },
  });
  await pageIsReady(page);
  return {
    app,
    page,
    /** What the page has recorded so far, without its functions. */
    log: async (): Promise<Omit<PageLog, 'resume' | 'setOptions'>> =>
      JSON.parse(await page.evaluate(() => JSON.stringify(window.pageLog))),
    close: async () => {
      await app.close();
      await rm(folder, { recursive: true, force: true });
      await rm(profile, { recursive: true, force: true });
    },
  };
}

/**
 * Resolves when the page's effects have run, so that everything that listens or starts with the
 * page does so.
 */
export async function pageIsReady(page: Page): Promise<void> {
  await page.waitForFunction(() => 'pageLog' in window && window.pageLog.states.length > 0);
}

function cameraArguments(film: string | null): string[] {
  if (film !== null)
    return fakeWebcamArguments(film).filter((argument) => !argument.includes('fake-ui'));
  return ['--use-fake-device-for-media-stream=device-count=0'];
}

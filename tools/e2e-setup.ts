import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { buildIfChanged } from './build.mjs';
import { type ElectronRuntime, electronRuntime, ensureDisplay } from './runtime.mjs';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The Electron to test with: `inject('electron')`. */
    electron: ElectronRuntime;
    /**
     * Shared by the files of one run: prepared data (test/support/running-desk.ts) and the page of
     * the harness.
     */
    runFolder: string;
  }
}

/**
 * Runs before the end-to-end tests: starts a display and builds the app from the present sources,
 * even if vitest was started directly. Throws a SetupError naming what is missing.
 */
export async function setup(project: TestProject): Promise<() => void> {
  await ensureDisplay();
  await buildIfChanged();
  project.provide('electron', electronRuntime());
  const runFolder = mkdtempSync(join(tmpdir(), 'lanyard-run-'));
  project.provide('runFolder', runFolder);
  return () => rmSync(runFolder, { recursive: true, force: true });
}

import { join } from 'node:path';
import { _electron, type ElectronApplication, errors, type Page } from 'playwright-core';
import { isRunning, treeOf } from '../../tools/bench/machine/process-tree.ts';
import { waitFor } from '../../tools/demo/wait-for.ts';
import { type ElectronRuntime, root } from '../../tools/runtime.mjs';
import { stateOfProcesses } from './app-state.ts';

export interface AttachedOptions {
  switches: readonly string[];
  /** Folder of the app, and the arguments after it. */
  app: readonly string[];
  environment: Readonly<Record<string, string>>;
}

/** On a busy machine a start takes ten seconds. */
const startTimeoutMs = 100_000;

/**
 * Starts Electron, attaches to it before the app is ready (see hold-until-attached.cjs for the
 * reason) and waits for its first window.
 *
 * @throws what Playwright throws; if the start hangs, with what its processes waited for
 */
export async function startAttached(
  runtime: ElectronRuntime,
  options: AttachedOptions,
): Promise<{ app: ElectronApplication; page: Page }> {
  let state = '';
  const hung = setTimeout(() => {
    state = stateOfProcesses(runtime.executable);
  }, startTimeoutMs - 5_000);
  try {
    const app = await _electron.launch({
      executablePath: runtime.executable,
      args: [
        ...runtime.args,
        ...options.switches,
        '-r',
        join(root, 'test/support/hold-until-attached.cjs'),
        ...options.app,
      ],
      env: {
        ...inherited(),
        ...runtime.env,
        HOLD_UNTIL_ATTACHED: '1',
        ...options.environment,
      },
      timeout: startTimeoutMs,
    });
    return { app, page: await firstWindow(app) };
  } catch (error) {
    if (error instanceof errors.TimeoutError) error.message += `\n${state}`;
    throw error;
  } finally {
    clearTimeout(hung);
  }
}

async function firstWindow(app: ElectronApplication): Promise<Page> {
  try {
    return await app.firstWindow({ timeout: startTimeoutMs });
  } catch (error) {
    // It must be gone before the next start: the app allows one instance per data directory.
    await killed(app);
    throw error;
  }
}

/**
 * Kills the app with SIGKILL. Resolves once the process and all that it started are gone, as after
 * a crash. A hub in it ends in order, and keeps its store locked meanwhile.
 */
export async function killed(app: ElectronApplication): Promise<void> {
  const ended = ending(app);
  const { pid } = app.process();
  const started = process.platform === 'linux' && pid !== undefined ? treeOf(pid) : [];
  app.process().kill('SIGKILL');
  await ended;
  await waitFor('the end of all that the app started', 60, () => !started.some(isRunning) || null);
}

export function ending(app: ElectronApplication): Promise<number | null> {
  const process = app.process();
  return new Promise((resolve) => {
    if (process.exitCode !== null || process.signalCode !== null) return resolve(process.exitCode);
    process.once('exit', (code) => resolve(code));
  });
}

function inherited(): Record<string, string> {
  const result: Record<string, string> = {};
  for (const [name, value] of Object.entries(process.env)) {
    // Editors' terminals set it; it would turn Electron into plain Node.
    if (value !== undefined && name !== 'ELECTRON_RUN_AS_NODE') result[name] = value;
  }
  return result;
}

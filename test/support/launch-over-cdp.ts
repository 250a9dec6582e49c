import { type ChildProcess, spawn } from 'node:child_process';
import { type Browser, chromium } from 'playwright-core';
import { type ElectronRuntime, root } from '../../tools/runtime.mjs';

export type OutsideApp = Awaited<ReturnType<typeof launchOverCdp>>;

/**
 * Starts the built app through `command` (for example `setpriv …`) for another user or session, and
 * connects to it by the DevTools protocol. The app's own command line is appended to `command`.
 */
export async function launchOverCdp(
  runtime: ElectronRuntime,
  options: {
    command: readonly string[];
    words: readonly string[];
    /** The app's folder; by default ours. */
    appFolder?: string;
    /** Chromium's arguments; by default the runtime's own. */
    chromiumArguments?: readonly string[];
    env?: Record<string, string>;
    /** Milliseconds before it connects: a debugger slows a start down. */
    leftAlone?: number;
  },
) {
  const [program = '', ...args] = [
    ...options.command,
    runtime.executable,
    ...(options.chromiumArguments ?? runtime.args),
    '--remote-debugging-port=0',
    options.appFolder ?? root,
    ...options.words,
  ];
  const child = spawn(program, args, {
    env: { PATH: process.env.PATH ?? '', ...runtime.env, ...options.env },
    stdio: ['ignore', 'inherit', 'pipe'],
    detached: true,
  });
  try {
    const address = await debuggerAddress(child);
    await new Promise((resolve) => setTimeout(resolve, options.leftAlone ?? 0));
    const browser = await connected(address);
    const context = browser.contexts()[0];
    if (context === undefined) throw new Error('the app has no browser context');
    const page = context.pages()[0] ?? (await context.waitForEvent('page'));
    return {
      page,
      process: child,
      end: async (): Promise<void> => {
        await browser.close();
        await ended(child);
      },
    };
  } catch (error) {
    // An app that keeps running would keep the whole test run from ending.
    await ended(child);
    throw error;
  }
}

const attempts = 3;
/**
 * Milliseconds; the connection is made at once or never (seen once, as pages came up meanwhile).
 */
const attemptTimeout = 30_000;

async function connected(address: string): Promise<Browser> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await chromium.connectOverCDP(address, { timeout: attemptTimeout });
    } catch (error) {
      if (attempt === attempts) throw error;
    }
  }
}

function debuggerAddress(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.once('error', reject);
    child.once('exit', (code) =>
      reject(new Error(`the app ended (${code}): ${text.slice(-1500)}`)),
    );
    child.stderr?.on('data', (data: Buffer) => {
      text += data.toString();
      const address = /DevTools listening on (ws:\S+)/.exec(text)?.[1];
      if (address !== undefined) resolve(address);
    });
  });
}

/** Ends the whole process group: the command may be a session around the app. */
function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once('exit', () => resolve());
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
  });
}

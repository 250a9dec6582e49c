import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { app } from 'electron';

/** The word that makes this program a hub; everything after it is the hub's own command line. */
const hubWord = '--hub';

/**
 * The hub's words where this start is a hub's (`lanyard --hub …`), else null.
 *
 * @param words The arguments after the app's own path.
 */
export function hubWordsIn(words: readonly string[]): string[] | null {
  const at = words.indexOf(hubWord);
  return at === -1 ? null : words.slice(at + 1);
}

/**
 * Runs the hub, or one command about it, in this process and without a window, then ends with its exit code. The
 * packed app cannot be told to be plain Node (the fuse is off), so the hub's commands come with the app itself.
 * Call before the app is ready.
 *
 * @param built folder of the built main process
 */
export async function runAsHub(words: readonly string[], built: string): Promise<void> {
  // Chromium writes some files whatever happens; not among a station's, which may run on this computer as well.
  const browserFiles = mkdtempSync(join(tmpdir(), 'lanyard-hub-'));
  app.setPath('userData', browserFiles);
  app.disableHardwareAcceleration();
  // Electron would show a box that nobody on a server can close.
  process.on('uncaughtException', (error) => {
    process.stderr.write(`${error.stack ?? error.message}\n`);
    app.exit(1);
  });
  const stop = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => stop.abort());
  }
  // Whoever read our lines (`… | head`) may go before we do; a hub goes on without.
  process.stdout.on('error', () => {});
  const code = await hubCommand(words, built, stop.signal);
  rmSync(browserFiles, { recursive: true, force: true, maxRetries: 3 });
  await written();
  app.exit(code);
}

async function hubCommand(
  words: readonly string[],
  built: string,
  signal: AbortSignal,
): Promise<number> {
  const { runHubCommand } = await import('../../hub/main.ts');
  const demo = join(built, '../demo');
  return await runHubCommand({
    words,
    environment: process.env,
    cwd: process.cwd(),
    demo: () => ({ event: join(demo, 'event.json'), secret: join(demo, 'event-secret.txt') }),
    organiserPage: join(built, '../organiser'),
    // Its own lines name the command of the repository.
    print: (line) =>
      process.stdout.write(`${line.replaceAll('npm run hub --', 'lanyard --hub')}\n`),
    signal,
  });
}

/** Until standard output took everything: a pipe is written in the background. */
function written(): Promise<void> {
  return new Promise((resolve) => process.stdout.write('', () => resolve()));
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { app } from 'electron';

/** The option that makes this program a hub; the hub's own command line follows it. */
const hubWord = '--hub';

/**
 * The hub's arguments where this start is a hub's (`lanyard --hub …`), else null.
 *
 * @param words The arguments after the app's own path.
 */
export function hubWordsIn(words: readonly string[]): string[] | null {
  const at = words.indexOf(hubWord);
  return at === -1 ? null : words.slice(at + 1);
}

/**
 * Runs the hub, or one command about it, in this process and without a window, then ends with its
 * exit code. The packed app cannot run as plain Node (the fuse is off), so the app itself has the
 * hub's commands. Call it before the app is ready.
 *
 * @param built folder of the built main process
 */
export async function runAsHub(words: readonly string[], built: string): Promise<void> {
  // Chromium always writes some files. Keep them apart from a station's, which may run on this
  // computer.
  const browserFiles = mkdtempSync(join(tmpdir(), 'lanyard-hub-'));
  app.setPath('userData', browserFiles);
  app.disableHardwareAcceleration();
  // Electron would show a box that no user of a server can close.
  process.on('uncaughtException', (error) => {
    process.stderr.write(`${error.stack ?? error.message}\n`);
    app.exit(1);
  });
  const stop = new AbortController();
  // SIGBREAK: how Windows' service wrappers end a program (Ctrl+Break); other systems have none.
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGBREAK'] as const) {
    process.on(name, () => stop.abort());
  }
  // The reader of the output (`… | head`) may end before the hub does; the hub continues without
  // it.
  process.stdout.on('error', () => {});
  const code = await hubCommand(words, built, stop.signal);
  removeBrowserFiles(browserFiles);
  await written();
  app.exit(code);
}

/** Windows deletes no file that Chromium still has open: the system's clean-up removes it later. */
function removeBrowserFiles(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  } catch {
    // Empty profiles without data are no reason to fail a command that was carried out.
  }
}

async function hubCommand(
  words: readonly string[],
  built: string,
  signal: AbortSignal,
): Promise<number> {
  const { runHubCommand } = await import('../../../hub/main.ts');
  const demo = join(built, '../demo');
  // A package may have a separate command for the hub (tools/package/debian/lanyard-hub).
  const command = process.env.LANYARD_HUB_COMMAND ?? `lanyard ${hubWord}`;
  return await runHubCommand({
    args: words,
    environment: process.env,
    cwd: process.cwd(),
    demo: () => ({ event: join(demo, 'event.json'), secret: join(demo, 'event-secret.txt') }),
    organiserPage: join(built, '../organiser'),
    // The hub's own lines name the command of the repository.
    print: (line) => process.stdout.write(`${line.replaceAll('npm run hub --', command)}\n`),
    signal,
  });
}

/** Resolves once standard output has written everything: a pipe is written in the background. */
function written(): Promise<void> {
  return new Promise((resolve) => process.stdout.write('', () => resolve()));
}

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, it } from 'vitest';
import { waitFor } from '../../tools/demo/wait-for.ts';
import { ensureDebianPackages } from '../../tools/runtime.mjs';
import { launchOverCdp, type OutsideApp } from '../support/launch-over-cdp.ts';

/**
 * A session with a keychain: its own D-Bus and gnome-keyring, unlocked by a password that is not
 * empty (with an empty one the keyring would ask on screen).
 */
const session = [
  'dbus-run-session',
  '--',
  'sh',
  '-c',
  'printf word | gnome-keyring-daemon --unlock --components=secrets >/dev/null; exec "$0" "$@"',
];

it('keeps the store’s key in the system’s keychain, and opens the store again with it', async () => {
  await ensureDebianPackages(['keyring']);
  const home = mkdtempSync(join(tmpdir(), 'lanyard-keychain-'));
  const dataDir = join(home, 'data');
  const config = join(home, 'config.json');
  writeFileSync(config, '{"security": {"requireKeychain": true}}');
  const start = async (): Promise<OutsideApp> =>
    launchOverCdp(inject('electron'), {
      command: session,
      words: [`--data-dir=${dataDir}`, `--config=${config}`, '--password-store=gnome-libsecret'],
      env: { HOME: home, XDG_RUNTIME_DIR: home, XDG_CURRENT_DESKTOP: 'GNOME' },
    });
  try {
    for (const _life of ['first', 'second']) {
      const app = await start();
      try {
        const station = await waitFor('the roster', 60, async () => {
          const answer = await app.page.evaluate(() => window.lanyard.getStation());
          return answer.ok && answer.value.rosterSize === 1000 ? answer.value : null;
        });
        const codes = station.warnings.map(({ code }) => code);
        expect(codes).not.toContain('key-not-in-keychain');
        expect(codes).not.toContain('database-was-unreadable');
      } finally {
        await app.end();
      }
    }
    const file = JSON.parse(readFileSync(join(dataDir, 'store-key.json'), 'utf8'));
    expect(file.protection).toBe('safe-storage');
  } finally {
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  }
});

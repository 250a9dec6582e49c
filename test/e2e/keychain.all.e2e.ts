import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { waitFor } from '../../tools/demo/wait-for.ts';
import { ensureDebianPackages, root } from '../../tools/runtime.mjs';
import { readLog } from '../support/launch-app.ts';
import { launchOverCdp, type OutsideApp } from '../support/launch-over-cdp.ts';

/**
 * A session with a keychain: its own D-Bus and gnome-keyring, unlocked by a non-empty password
 * (with an empty one the keyring would ask on screen).
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

describe('without a keychain (--password-store=basic)', () => {
  const home = mkdtempSync(join(tmpdir(), 'lanyard-basic-'));
  afterAll(() => rmSync(home, { recursive: true, force: true, maxRetries: 5 }));
  const runtime = inject('electron');
  const started = (requireKeychain: boolean): ChildProcess => {
    const config = join(home, 'config.json');
    writeFileSync(config, JSON.stringify({ security: { requireKeychain } }));
    const words = ['--password-store=basic', root, `--data-dir=${join(home, 'data')}`];
    return spawn(runtime.executable, [...runtime.args, ...words, `--config=${config}`], {
      env: { PATH: process.env.PATH ?? '', ...runtime.env, HOME: home },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
  };

  it('the policy refuses to start, says why in both languages, and makes no store', async () => {
    const app = started(true);
    try {
      let said = '';
      app.stderr?.on('data', (data: Buffer) => {
        said += data.toString();
      });
      await waitFor('the refusal', 60, async () => (/trousseau/.test(said) ? true : null));
      expect(said).toContain("This station must keep its key in the system's keychain");
      expect(existsSync(join(home, 'data/lanyard.db'))).toBe(false);
      expect(existsSync(join(home, 'data/store-key.json'))).toBe(false);
    } finally {
      // It shows a dialog that nobody here closes.
      app.kill('SIGKILL');
    }
  });

  it('else it starts, keeps the key for its owner only, and warns', async () => {
    const app = started(false);
    try {
      const line = await waitFor('the start', 60, async () =>
        readLog(join(home, 'data')).find(({ msg }) => msg === 'started'),
      );
      expect(line.warnings).toContain('key-not-in-keychain');
      const file = join(home, 'data/store-key.json');
      expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ protection: 'plain' });
      expect(statSync(file).mode & 0o777).toBe(0o600);
    } finally {
      app.kill('SIGTERM');
      await new Promise((resolve) => app.once('exit', resolve));
    }
  });
});

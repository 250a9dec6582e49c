import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { debianVersion, makeDeb } from '../../tools/package/deb.mjs';
import { root } from '../../tools/runtime.mjs';
import { commandExists } from '../../tools/setup/process.mjs';

const parts = join(root, 'tools/package/debian');
const date = 1_790_000_000;
const canPack = commandExists('dpkg-deb');

describe.runIf(canPack)('the Debian package of a small app', () => {
  const work = mkdtempSync(join(tmpdir(), 'lanyard-deb-'));
  const app = join(work, 'app');
  let file = '';
  beforeAll(async () => {
    mkdirSync(join(app, 'resources'), { recursive: true });
    for (const name of ['lanyard', 'libffmpeg.so', 'chrome-sandbox']) {
      writeFileSync(join(app, name), '#!/bin/sh\n', { mode: 0o755 });
    }
    // As a umask of 007 leaves it.
    writeFileSync(join(app, 'resources/app.asar'), Buffer.alloc(1024 ** 2), { mode: 0o660 });
    chmodSync(join(app, 'resources'), 0o770);
    file = await makeDeb({ app, version: '1.2.0-beta.1', folder: work, date });
  });
  afterAll(() => rmSync(work, { recursive: true, force: true }));

  const read = (...words: string[]): string =>
    execFileSync('dpkg-deb', words, { encoding: 'utf8' });

  it('has the fields that apt needs', () => {
    expect(file).toMatch(/\/lanyard_1\.2\.0~beta\.1_(amd64|arm64)\.deb$/);
    const fields = Object.fromEntries(
      read('--field', file)
        .split('\n')
        .map((line) => line.split(/: (.*)/s)),
    );
    expect(fields).toMatchObject({ Package: 'lanyard', Version: '1.2.0~beta.1' });
    // In kibibytes: the archive above, and some small files.
    expect(Number(fields['Installed-Size'])).toBeGreaterThan(1024);
    expect(Number(fields['Installed-Size'])).toBeLessThan(1200);
    expect(read('--field', file)).not.toContain('${');
  });

  it('belongs to root, with the modes of a Debian system whatever they were', () => {
    const lines = read('--contents', file).trimEnd().split('\n');
    for (const line of lines) expect(line).toMatch(/^\S+ root\/root /);
    const modeOf = (path: string): string | undefined =>
      lines.find((line) => line.endsWith(` ./${path}`))?.slice(0, 10);
    expect(modeOf('usr/lib/lanyard/chrome-sandbox')).toBe('-rwsr-xr-x');
    expect(modeOf('usr/lib/lanyard/lanyard')).toBe('-rwxr-xr-x');
    expect(modeOf('usr/lib/lanyard/libffmpeg.so')).toBe('-rw-r--r--');
    expect(modeOf('usr/lib/lanyard/resources/app.asar')).toBe('-rw-r--r--');
    expect(modeOf('usr/lib/lanyard/resources/')).toBe('drwxr-xr-x');
    expect(modeOf('usr/bin/lanyard-hub')).toBe('-rwxr-xr-x');
  });

  it('names each file below /etc as one of the administrator’s, and the sum of every other', () => {
    const folder = join(work, 'unpacked');
    read('--raw-extract', file, folder);
    const conffiles = readFileSync(join(folder, 'DEBIAN/conffiles'), 'utf8').trim().split('\n');
    expect(conffiles).toEqual(['/etc/default/lanyard-hub', '/etc/pam.d/lanyard-kiosk']);
    const sums = spawnSync('md5sum', ['--check', '--quiet', 'DEBIAN/md5sums'], { cwd: folder });
    expect(sums.status).toBe(0);
    const listed = readFileSync(join(folder, 'DEBIAN/md5sums'), 'utf8').trim().split('\n').length;
    const there = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(
      (entry) => entry.isFile() && !/DEBIAN$|\/etc\//.test(entry.parentPath),
    );
    expect(listed).toBe(there.length);
    expect(existsSync(join(folder, 'usr/share/man/man1/lanyard-hub.1.gz'))).toBe(true);
  });

  it('has the same bytes when it is made again', async () => {
    const folder = join(work, 'again');
    const again = await makeDeb({ app, version: '1.2.0-beta.1', folder, date });
    expect(readFileSync(again).equals(readFileSync(file))).toBe(true);
  });
});

it('writes a pre-release so that its release is newer', () => {
  expect(debianVersion('1.0.0')).toBe('1.0.0');
  expect(debianVersion('1.0.0-rc.1')).toBe('1.0.0~rc.1');
});

describe('the files of the package', () => {
  const text = (name: string): string => readFileSync(join(parts, name), 'utf8');

  it('have lines that their readers can read', () => {
    for (const name of readdirSync(parts).filter((one) => /\.(service|desktop)$/.test(one))) {
      for (const line of text(name).split('\n'))
        expect(line, name).toMatch(/^(#.*|\[[\w -]+\]|[\w-]+(\[\w+\])?=.*|)$/);
    }
    for (const name of readdirSync(parts).filter((one) => one.endsWith('.rules'))) {
      for (const line of text(name).split('\n'))
        expect(line, name).toMatch(/^(#.*|(([A-Z]+(\{\w+\})?(==|!=|=|\+=)"[^"]+")(, )?)+|)$/);
    }
  });

  it('give the menu the same entry as the AppImage', () => {
    const builder = readFileSync(join(root, 'electron-builder.yml'), 'utf8');
    const own = /^(Type|Version|Exec|Icon|Categories|Terminal)=/;
    const shared = text('lanyard.desktop')
      .split('\n')
      .filter((line) => /^\w/.test(line) && !own.test(line));
    expect(shared.length).toBeGreaterThan(5);
    for (const line of shared) expect(builder).toContain(`      ${line.replace('=', ': ')}\n`);
  });

  it('remove no home directory', () => {
    for (const name of ['postinst', 'prerm', 'postrm']) {
      expect(text(name)).not.toMatch(/\/home|~\/|\$HOME|--remove-home/);
      expect(spawnSync('sh', ['-n', join(parts, name)]).status).toBe(0);
    }
    // All that is removed: only what the hub wrote, and only by a purge.
    expect(text('postrm').match(/\brm .*/g)).toEqual(['rm -rf /var/lib/lanyard']);
    expect(text('postinst') + text('prerm')).not.toMatch(/\brm /);
  });
});

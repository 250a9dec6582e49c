import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createPackageWithOptions } from '@electron/asar';
import { describe, expect, it } from 'vitest';
import { contentFaults, sizeTable } from '../../tools/package/check-packed.mjs';
import { root } from '../../tools/runtime.mjs';

const target = { platform: 'linux', arch: 'x64' };
const natives = [
  'node_modules/better-sqlite3/prebuilds/linux-x64.node',
  'node_modules/@napi-rs/canvas-linux-x64-gnu/skia.linux-x64-gnu.node',
];
const needed = ['out/main/index.js', 'out/organiser/index.html', 'package.json', ...natives];

/** A packed app with these files, as electron-builder makes it. */
async function packed(files: Readonly<Record<string, string>> = {}, without: string[] = []) {
  const folder = mkdtempSync(join(tmpdir(), 'lanyard-contents-'));
  const app = join(folder, 'app');
  const resources = join(folder, 'resources');
  mkdirSync(resources);
  const all = { ...Object.fromEntries(needed.map((path) => [path, ''])), ...files };
  for (const [path, text] of Object.entries(all)) {
    if (without.includes(path)) continue;
    mkdirSync(dirname(join(app, path)), { recursive: true });
    writeFileSync(join(app, path), text);
  }
  await createPackageWithOptions(app, join(resources, 'app.asar'), { unpack: '**/*.node' });
  return { folder, resources };
}

describe('the check of what was packed', () => {
  it('is content with what runs', async () => {
    const app = await packed();
    expect(contentFaults(app.resources, target)).toEqual([]);
    expect(sizeTable(app)[0]).toMatch(/^the whole folder/);
  });

  it('finds sources, maps, tests and stores', async () => {
    const files = [
      'main/app/index.ts',
      'out/main/index.js.map',
      'node_modules/a/test/a.js',
      'hub.db',
    ];
    const { resources } = await packed(Object.fromEntries(files.map((path) => [path, ''])));
    expect(contentFaults(resources, target).sort()).toEqual(
      files.map((path) => `not needed: ${path}`).sort(),
    );
  });

  it('finds native modules of other systems, and missing ones', async () => {
    const other = 'node_modules/better-sqlite3/prebuilds/win32-x64.node';
    const { resources } = await packed({ [other]: '' });
    expect(contentFaults(resources, target)).toContain(`of another system: ${other}`);
    const lacking = await packed({}, [natives[0] ?? '']);
    expect(contentFaults(lacking.resources, target)).toEqual(['native modules: 1 instead of 2']);
  });

  it('finds a file that was left out although another refers to it', async () => {
    // True of this package: its index imports everything from src.
    const index = 'node_modules/restructure/index.js';
    const { resources } = await packed({ [index]: readFileSync(join(root, index), 'utf8') });
    const faults = contentFaults(resources, target);
    expect(faults).toContain(
      `left out, but used by ${index}: node_modules/restructure/src/EncodeStream.js`,
    );
  });
});

describe('the icons', () => {
  const icon = (name: string) => readFileSync(join(root, 'tools/package/icons', name));

  it('are a picture of 512 pixels for Linux', () => {
    const png = icon('icon.png');
    expect(png.subarray(1, 4).toString('latin1')).toBe('PNG');
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([512, 512]);
  });

  it('and seven sizes in one file for Windows, each a picture of its own', () => {
    const ico = icon('icon.ico');
    expect(ico.readUInt16LE(2)).toBe(1);
    const sizes = Array.from({ length: ico.readUInt16LE(4) }, (_, index) => {
      const entry = 6 + 16 * index;
      const offset = ico.readUInt32LE(entry + 12);
      expect(ico.subarray(offset + 1, offset + 4).toString('latin1')).toBe('PNG');
      expect(offset + ico.readUInt32LE(entry + 8)).toBeLessThanOrEqual(ico.length);
      return ico.readUInt8(entry) || 256;
    });
    expect(sizes).toEqual([256, 128, 64, 48, 32, 24, 16]);
  });
});

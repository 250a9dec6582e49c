import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { entries } from '../http/people.ts';
import { type HubBench, hubBench } from './support.ts';

let bench: HubBench;
beforeEach(() => {
  bench = hubBench();
});
afterEach(() => bench.cleanUp());

async function stopped(): Promise<void> {
  const hub = await bench.serveHere();
  hub.kill('SIGTERM');
  expect(await hub.ended).toMatchObject({ code: 0 });
}

const inFolder = (name: string): string => join(bench.dataDir, name);

describe('a hub that was told nothing of a key', () => {
  it('encrypts its store with a key that its owner alone may read', async () => {
    const hub = await bench.serveHere();
    await bench.admin().importRoster(entries(1), 'file');
    hub.kill('SIGTERM');
    await hub.ended;
    const bytes = readdirSync(bench.dataDir)
      .filter((name) => name.startsWith('hub.db'))
      .map((name) => readFileSync(inFolder(name)).toString('latin1'))
      .join('');
    const readable = ['SQLite format 3', 'T18-00001'].filter((text) => bytes.includes(text));
    expect(readable).toEqual([]);
    if (process.platform !== 'win32') {
      expect(statSync(inFolder('hub.key')).mode & 0o777).toBe(0o600);
    }
    expect((await hub.ended).output).toContain(inFolder('hub.key'));
  });

  it('opens it again with that key, and makes no other where the key is missing', async () => {
    await stopped();
    await stopped();
    rmSync(inFolder('hub.key'));
    const refused = await bench.runHere(...bench.serving);
    expect(refused).toMatchObject({ code: 2, output: expect.stringContaining('hub.key') });
    expect(existsSync(inFolder('hub.key'))).toBe(false);
  });

  it('takes a key that the system’s vault gives, read only, and writes nothing beside it', async () => {
    const vault = join(bench.folder, 'credentials');
    mkdirSync(vault);
    writeFileSync(join(vault, 'hub.key'), 'a7'.repeat(32), { mode: 0o400 });
    chmodSync(vault, 0o500);
    const hub = await bench.serveHere(['--key-file', join(vault, 'hub.key')]);
    hub.kill('SIGTERM');
    expect(await hub.ended).toMatchObject({ code: 0 });
    expect(readdirSync(vault)).toEqual(['hub.key']);
    expect(existsSync(inFolder('hub.key'))).toBe(false);
    const written = readdirSync(bench.dataDir, { recursive: true, withFileTypes: true });
    const files = written
      .filter((one) => one.isFile())
      .map((one) => join(one.parentPath, one.name));
    const holding = files.filter((path) => readFileSync(path, 'latin1').includes('a7a7a7a7'));
    expect(holding).toEqual([]);
  });

  it('is not restored without it', async () => {
    const hub = await bench.serveHere();
    await bench.runHere('backup', 'copy.db');
    hub.kill('SIGTERM');
    await hub.ended;
    rmSync(bench.dataDir, { recursive: true });
    const refused = await bench.runHere('restore', 'copy.db');
    expect(refused).toMatchObject({ code: 2, output: expect.stringContaining('hub.key') });
  });
});

it('the start of a hub prints no live code', async () => {
  const hub = await bench.serveHere();
  expect(hub.lines.join('\n')).not.toMatch(/code {5}|https:\S+#|lanyard:\/\//);
  expect(hub.lines.join('\n')).toContain('invite --mode');
  // The command prints one.
  expect((await bench.runHere('invite', '--mode', 'desk')).output).toMatch(/code {5}/);
});

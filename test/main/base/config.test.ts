import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readLaunch } from '../../../main/base/config/command-line.ts';
import { loadConfig } from '../../../main/base/config/config.ts';
import { isOwnAddress } from '../../../main/base/own-pages.ts';

function configFile(text: string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'lanyard-config-')), 'config.json');
  writeFileSync(path, text);
  return path;
}

describe('the configuration file', () => {
  it('is optional', () => {
    expect(loadConfig(null)).toEqual({ config: {}, problem: null });
  });

  it('names the file and the field of a typo, and leaves the app usable', () => {
    const path = configFile('{"langage": "fr"}');
    const { config, problem } = loadConfig(path);
    expect(config).toEqual({});
    expect(problem).toContain(path);
    expect(problem).toContain('langage');
  });

  it('names the field of a wrong value', () => {
    const printer = { id: 'p', name: 'P', language: 'escpos', ability: 'confirm' };
    const path = configFile(
      JSON.stringify({
        printers: [{ ...printer, connection: { kind: 'tcp', host: 'h', port: 70000 } }],
      }),
    );
    expect(loadConfig(path).problem).toContain('printers.0.connection.port');
  });

  it('names a file that is no JSON or is not there', () => {
    const path = configFile('{"language": ');
    expect(loadConfig(path).problem).toContain(path);
    expect(loadConfig('/nowhere/config.json').problem).toContain('/nowhere/config.json');
  });

  it('resolves its paths from its own folder', () => {
    const path = configFile('{"roster": "people.csv"}');
    expect(loadConfig(path).config.roster).toBe(join(path, '..', 'people.csv'));
  });
});

describe('the launch words', () => {
  it('win over the environment and pass Chromium’s switches over', () => {
    const launch = readLaunch(
      ['/app', '--no-sandbox', '--data-dir=d', '--mode', 'door', '--remote-debugging-port=0'],
      { LANYARD_DATA_DIR: '/elsewhere', LANYARD_CONFIG: '/c.json' },
      '/home',
    );
    expect(launch).toMatchObject({
      dataDir: resolve('/home', 'd'),
      configFile: '/c.json',
      mode: 'door',
    });
  });
});

describe('an address of our own', () => {
  it.each([
    ['app://lanyard/', true],
    ['app://lanyard/index.html?x#y', true],
    ['app://lanyard.evil.example/', false],
    ['app://lanyard@evil.example/', false],
    ['app://evil@lanyard/', false],
    ['https://lanyard/', false],
    ['file:///app/lanyard', false],
    ['', false],
  ])('%s → %s', (address, own) => {
    expect(isOwnAddress(address)).toBe(own);
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { switches as ourSwitches } from '../../main/app/start/switches.ts';
import { root } from '../../tools/runtime.mjs';

/** The sources of everything that runs in Electron, by path. */
const sources = new Map(
  ['main', 'preload', 'renderer', 'ui'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(tsx?|html)$/.test(name))
      .map(
        (name) => [`${folder}/${name}`, readFileSync(join(root, folder, name), 'utf8')] as const,
      ),
  ),
);

/** Files whose code, without comments, matches. */
function having(pattern: RegExp): string[] {
  const comments = /\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm;
  return [...sources]
    .filter(([, text]) => pattern.test(text.replaceAll(comments, '')))
    .map(([path]) => path)
    .sort();
}

describe('the sources that run in Electron', () => {
  it('load pages from app:// and, for printing and resting, from data: alone', () => {
    expect(having(/\.loadFile\(/)).toEqual([]);
    const loads = [...sources].flatMap(([path, text]) =>
      [...text.matchAll(/\.loadURL\(([^\n]*)/g)].map(([, address = '']) => `${path}: ${address}`),
    );
    expect(
      loads.filter((one) => !/: (`\$\{appOrigin\}|address\)|`data:text\/html)/.test(one)),
    ).toEqual([]);
    expect(having(/(src|href)="http:/)).toEqual([]);
  });

  it('switch on nothing that is off: experimental and Blink features, mixed content, webview, Node in pages', () => {
    const switches =
      /experimentalFeatures|enableBlinkFeatures|allowRunningInsecureContent|webviewTag|nodeIntegrationIn|nodeIntegration: true|contextIsolation: false|sandbox: false|webSecurity: false/;
    expect(having(switches)).toEqual([]);
  });

  it('ask Chromium for nothing by its command line but threads, heap, language and where the network service runs', () => {
    expect(having(/appendSwitch\(|appendArgument\(/)).toEqual(['main/app/start/switches.ts']);
    expect(ourSwitches.map(({ name }) => name)).toEqual(['js-flags', 'enable-features']);
    expect(ourSwitches[0].value).toMatch(
      /^(--(no-script-streaming|no-concurrent-cache-deserialization|concurrent-\w+-max-threads=1|min-semi-space-size=16) ?)+$/,
    );
    expect(ourSwitches[1].value).toBe('NetworkServiceInProcess2');
  });

  it('open every window sandboxed', () => {
    const opening = having(/new BrowserWindow\(/);
    expect(opening.length).toBeGreaterThan(0);
    const safe = having(/sandbox: true|safePreferences\(/);
    expect(opening.filter((path) => !safe.includes(path))).toEqual([]);
    expect(having(/new (WebContentsView|BrowserView)\(/)).toEqual([]);
  });

  it('open no DevTools in a packed app', () => {
    expect(having(/devTools: (?!false)/)).toEqual(['main/app/window/window.ts']);
    expect(sources.get('main/app/window/window.ts')).toContain(
      'devTools: !isLocked && !app.isPackaged,',
    );
    const shut = having(/devTools: false|safePreferences\(/);
    expect(having(/new BrowserWindow\(/).filter((path) => !shut.includes(path))).toEqual([]);
    expect(having(/openDevTools|toggleDevTools/)).toEqual(['main/app/security/desk-menu.ts']);
    expect(sources.get('main/app/index.ts')).toContain(
      'deskMenu(process.platform, !app.isPackaged)',
    );
  });

  it('hand nothing to the system to open', () => {
    expect(having(/\bopenExternal|\bopenPath\(|\bshell\b[^-]*from 'electron'/)).toEqual([]);
  });

  it('hear pages at two places, which both look at the sender first', () => {
    expect(having(/ipcMain\.(on|once|handleOnce)\(/)).toEqual([]);
    const hearing = having(/ipcMain\.handle\(/);
    expect(hearing).toEqual(['main/app/gateway/gateway.ts', 'main/app/window/unlock-window.ts']);
    expect(having(/ipcMain\.handle\([^\n]*\n\s*try \{\n\s*checkSender\(event\);/)).toEqual(hearing);
  });

  it('give pages one object of verbs, and nothing of Electron itself', () => {
    expect(having(/exposeInMainWorld|exposeInIsolatedWorld/)).toEqual(['preload/index.ts']);
    const preload = sources.get('preload/index.ts') ?? '';
    expect(preload.match(/exposeInMainWorld\(.*/g)).toEqual(["exposeInMainWorld('lanyard', api);"]);
    expect(having(/from 'electron'/).filter((path) => path.startsWith('renderer/'))).toEqual([]);
  });

  it('write no crash dumps', () => expect(having(/crashReporter/)).toEqual([]));
});

it('the app is made for a current Electron: the major version of package.json and of the lock file', () => {
  const read = (file: string) => JSON.parse(readFileSync(join(root, file), 'utf8'));
  const wanted = read('package.json').devDependencies.electron;
  const locked = read('package-lock.json').packages['node_modules/electron'].version;
  // Electron supports its newest three majors; 45 was the newest when this was last checked.
  expect(Number(/\d+/.exec(wanted)?.[0])).toBeGreaterThanOrEqual(45);
  expect(locked.split('.')[0]).toBe(/\d+/.exec(wanted)?.[0]);
});

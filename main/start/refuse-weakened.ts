import { app, dialog } from 'electron';

/**
 * True only in a build made to be driven by tests (tools/package/pack.mjs). The updater and `npm run package` refuse to
 * release one: electron.vite.config.ts puts a mark beside it.
 */
declare const isTestBuild: boolean;

/** Switches by which somebody outside drives or watches the app. A test build allows them. */
const drivingSwitches = [
  'remote-debugging-port',
  'remote-debugging-pipe',
  'remote-debugging-address',
  'remote-allow-origins',
  'inspect',
  'inspect-brk',
  'inspect-brk-node',
  'inspect-port',
  'inspect-publish-uid',
  'inspect-wait',
];

/** Switches that start another program in place of Chromium's own, or take protection away from pages. */
const weakeningSwitches = [
  'browser-subprocess-path',
  'disable-web-security',
  'gpu-launcher',
  'js-flags',
  'load-extension',
  'renderer-cmd-prefix',
  'utility-cmd-prefix',
];

/** Chromium's sandbox off: a test as root has no other choice. A hub has no page. */
const sandboxSwitches = [
  'disable-seccomp-filter-sandbox',
  'no-sandbox',
  'no-zygote',
  'single-process',
];

/** Variables that load code of somebody else's, open an inspector, or switch off checks of TLS. */
const weakeningVariables = [
  'ELECTRON_RUN_AS_NODE',
  'LANYARD_SQLITE_BINDING',
  'NAPI_RS_FORCE_WASI',
  'NAPI_RS_NATIVE_LIBRARY_PATH',
  'NODE_OPTIONS',
  'NODE_PATH',
  'NODE_TLS_REJECT_UNAUTHORIZED',
];

/** How this start came about. */
export interface Beginning {
  hasSwitch: (name: string) => boolean;
  environment: NodeJS.ProcessEnv;
  /** A hub opens no page. */
  isHub: boolean;
  isTestBuild: boolean;
}

/** What weakens this start: switches as typed, and names of variables. None where all is well. */
export function weakenings(beginning: Beginning): string[] {
  const switches = [
    ...(beginning.isTestBuild ? [] : drivingSwitches),
    ...weakeningSwitches,
    ...(beginning.isTestBuild || beginning.isHub ? [] : sandboxSwitches),
  ];
  return [
    ...switches.filter(beginning.hasSwitch).map((name) => `--${name}`),
    ...weakeningVariables.filter((name) => (beginning.environment[name] ?? '') !== ''),
  ];
}

/** Why a packed app does not start, in both languages of the secretariat. */
export function refusalText(found: readonly string[]): string {
  const list = found.join(', ');
  return `Lanyard does not start with ${list}: it would open the app to others. Nothing was changed. Take it out of the command line or the environment, then start again.\n\nLanyard ne démarre pas avec ${list} : l'application serait ouverte à des tiers. Rien n'a été modifié. Retirez cet élément de la ligne de commande ou de l'environnement, puis redémarrez.\n`;
}

/**
 * Ends a packed app at once, with code 1, where environment or command line weakens it. In development all is allowed.
 * Call before anything else: Chromium opens its debugging port only after the app's first script.
 *
 * @param built folder of the built main process; a packed one lies in the archive, whatever the program is called
 */
export function refuseWeakened(built: string, isHub: boolean): void {
  if (!app.isPackaged && !built.includes('app.asar')) return;
  const found = weakenings({
    hasSwitch: (name) => app.commandLine.hasSwitch(name),
    environment: process.env,
    isHub,
    isTestBuild,
  });
  if (found.length === 0) return;
  const text = refusalText(found);
  process.stderr.write(text);
  // On Linux a box cannot be shown this early: Electron would write the text a second time.
  if (process.platform !== 'linux') dialog.showErrorBox('Lanyard', text);
  app.exit(1);
}

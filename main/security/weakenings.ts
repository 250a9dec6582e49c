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
interface Beginning {
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

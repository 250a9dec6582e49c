/** Switches by which others can control or watch the app. Only a test build allows them. */
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

/** Switches that start another program than Chromium's own, or remove protection from pages. */
const weakeningSwitches = [
  'browser-subprocess-path',
  'disable-web-security',
  'gpu-launcher',
  'js-flags',
  'load-extension',
  'renderer-cmd-prefix',
  'utility-cmd-prefix',
];

/**
 * Switches that turn Chromium's sandbox off. Tests that run as root need them; a hub has no page.
 */
const sandboxSwitches = [
  'disable-seccomp-filter-sandbox',
  'no-sandbox',
  'no-zygote',
  'single-process',
];

/** Variables that load foreign code, open an inspector, or switch off checks of TLS. */
const weakeningVariables = [
  'ELECTRON_RUN_AS_NODE',
  'LANYARD_SQLITE_BINDING',
  'NAPI_RS_FORCE_WASI',
  'NAPI_RS_NATIVE_LIBRARY_PATH',
  'NODE_OPTIONS',
  'NODE_PATH',
  'NODE_TLS_REJECT_UNAUTHORIZED',
];

interface Beginning {
  hasSwitch: (name: string) => boolean;
  environment: NodeJS.ProcessEnv;
  /** A hub opens no page. */
  isHub: boolean;
  isTestBuild: boolean;
}

/** What weakens this start: switches as typed, and names of variables. Empty if nothing does. */
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

import { isAbsolute, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { StationMode } from '../../../domain/base/protocol.ts';

export interface Launch {
  /** Absolute folder for everything that the app writes; null: the system's default. */
  dataDir: string | null;
  /** Absolute path of the configuration file, or null. */
  configFile: string | null;
  mode: StationMode | null;
  /** Absolute path of a roster to import without a window, or null. */
  importFile: string | null;
  /** What a station without an event opens; null leaves it to the configuration. */
  begin: 'demo' | 'set-up' | null;
  importOptions: {
    yes: boolean;
    acceptMended: boolean;
    others: string | null;
    encoding: string | null;
  };
  /** Checks the station without a window; `json`: for programs. Null: an ordinary start. */
  doctor: { json: boolean } | null;
}

const modes: readonly StationMode[] = ['desk', 'kiosk', 'door'];

/** Null for another name. Works without zod: this runs before anything else is loaded. */
export function modeNamed(name: unknown): StationMode | null {
  return modes.find((mode) => mode === name) ?? null;
}

/**
 * Reads the launch options: `--data-dir`, `--config`, `--mode`, `--import`, `--yes`,
 * `--accept-mended`, `--encoding`, `--doctor`, `--json`, `--demo`, `--set-up`. The environment's
 * LANYARD_DATA_DIR and LANYARD_CONFIG are the defaults of the first two. Chromium's own switches
 * are skipped.
 *
 * @param words The arguments after the app's own path.
 */
export function readLaunch(
  words: readonly string[],
  environment: NodeJS.ProcessEnv,
  cwd: string,
): Launch {
  const { values } = parseArgs({
    args: [...words],
    strict: false,
    allowPositionals: true,
    options: {
      'data-dir': { type: 'string' },
      config: { type: 'string' },
      mode: { type: 'string' },
      import: { type: 'string' },
      yes: { type: 'boolean' },
      'accept-mended': { type: 'boolean' },
      others: { type: 'string' },
      encoding: { type: 'string' },
      demo: { type: 'boolean' },
      'set-up': { type: 'boolean' },
      doctor: { type: 'boolean' },
      json: { type: 'boolean' },
    },
  });
  const path = (value: unknown, fallback: string | undefined): string | null => {
    const chosen = typeof value === 'string' && value !== '' ? value : fallback;
    if (chosen === undefined || chosen === '') return null;
    return isAbsolute(chosen) ? chosen : resolve(cwd, chosen);
  };
  return {
    dataDir: path(values['data-dir'], environment.LANYARD_DATA_DIR),
    configFile: path(values.config, environment.LANYARD_CONFIG),
    mode: modeNamed(values.mode),
    importFile: path(values.import, undefined),
    begin: values['set-up'] === true ? 'set-up' : values.demo === true ? 'demo' : null,
    importOptions: {
      yes: values.yes === true,
      acceptMended: values['accept-mended'] === true,
      others: typeof values.others === 'string' ? values.others : null,
      encoding: typeof values.encoding === 'string' ? values.encoding : null,
    },
    doctor: values.doctor === true ? { json: values.json === true } : null,
  };
}

export function dataPlaces(dataDir: string) {
  return {
    database: join(dataDir, 'lanyard.db'),
    key: join(dataDir, 'store-key.json'),
    logs: join(dataDir, 'logs'),
    /** Times of the main process's last crashes. */
    crashes: join(dataDir, 'crashes.json'),
    browser: join(dataDir, 'browser'),
    startHint: join(dataDir, 'start-hint.json'),
    /** Of the hub that this desk may host. */
    hub: join(dataDir, 'hub'),
  };
}

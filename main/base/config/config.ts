import { dirname, isAbsolute, resolve } from 'node:path';
import { z } from 'zod';
import { settingNames, settingShape } from '../../../domain/base/station-settings.ts';
import { isEasyPin } from '../../../domain/operators/pins.ts';
import { operatorRoleSchema, pinSchema } from '../../../domain/operators/rights.ts';
import { printerSettingsSchema } from '../../../domain/printing/print-job.ts';
import { retentionRuleSchema } from '../../../domain/privacy/retention.ts';
import { publisherKeysSchema } from '../../../domain/sync/update.ts';
import { readJsonFile } from './read-json.ts';

/** The configuration file: presets that override stored settings. Its paths are relative to it. */
export const configSchema = z.strictObject({
  ...z.strictObject(settingShape(settingNames)).partial().shape,
  /** True: a station without an event opens the guided set-up, as without a file; else the demo. */
  setUp: z.boolean().optional(),
  /** Another station's settings file, applied once to a new store; `number` completes its name. */
  settings: z
    .strictObject({ file: z.string(), number: z.int().min(1).max(9999).optional() })
    .optional(),
  /** The secretariat's event file and the text file with the event secret (64 hex digits). */
  event: z.strictObject({ file: z.string(), secretFile: z.string().optional() }).optional(),
  /** A roster (CSV or XLSX) that is read at start while the local roster is empty. */
  roster: z.string().optional(),
  printers: z.array(printerSettingsSchema).optional(),
  /** A JSON file with further printer models: `{"models": […]}`; a known id is replaced. */
  printerModels: z.string().optional(),
  policies: z.strictObject({ idCheck: z.boolean().optional() }).optional(),
  /** Operators made at start unless the name exists: for demo, tests and provisioning. */
  operators: z
    .array(
      z.strictObject({
        name: z.string().min(1).max(80),
        pin: pinSchema.refine((pin) => !isEasyPin(pin), 'too easy to guess'),
        role: operatorRoleSchema,
      }),
    )
    .optional(),
  /** Sets a running clock, so that the demo has its own day: ISO 8601 with offset. */
  clock: z.strictObject({ start: z.iso.datetime({ offset: true }) }).optional(),
  training: z.boolean().optional(),
  /**
   * The hub of this station. `join` enrols at start while the station has no hub (address, one-time
   * code and certificate fingerprint, all from the hub's invite); `host` runs it inside this app.
   */
  hub: z
    .strictObject({
      join: z
        .strictObject({
          url: z.url({ protocol: /^https$/ }),
          code: z.string(),
          fingerprint: z.string().length(64),
        })
        .optional(),
      host: z
        .strictObject({
          name: z.string().min(1).max(60),
          port: z.int().min(1024).max(65535),
        })
        .optional(),
    })
    .optional(),
  /** How long personal data is kept without a hub; a hub sets it for all its stations. */
  retention: retentionRuleSchema.optional(),
  /** Copies of the store: how often while something changes, and a folder on another disk. */
  backup: z
    .strictObject({
      everyMinutes: z.int().min(1).max(1440).optional(),
      folder: z.string().optional(),
    })
    .optional(),
  /**
   * Updates of the app in an installation by folders (docs/packaging.md): a source folder instead
   * of the hub, the publisher's two raw Ed25519 keys (base64) instead of the build's, and whether
   * they are installed automatically at night.
   */
  updates: z
    .strictObject({
      folder: z.string().optional(),
      publisherKeys: publisherKeysSchema.optional(),
      tonight: z.boolean().optional(),
    })
    .optional(),
  security: z.strictObject({ requireKeychain: z.boolean().optional() }).optional(),
});
export type Config = z.infer<typeof configSchema>;

/** A problem names file and field; stored settings then apply. */
export interface LoadedConfig {
  config: Config;
  problem: string | null;
}

/**
 * Reads the configuration. Never throws: anything wrong with the file comes back as `problem`,
 * because a typo must not leave a desk without its app.
 *
 * @param path Absolute path, or null when none was given.
 */
export function loadConfig(path: string | null): LoadedConfig {
  if (path === null) return { config: {}, problem: null };
  const read = readJsonFile(path, configSchema);
  if (!read.ok) return { config: {}, problem: read.problem };
  return { config: withAbsolutePaths(read.value, dirname(path)), problem: null };
}

function withAbsolutePaths(config: Config, folder: string): Config {
  const absolute = (path: string): string => (isAbsolute(path) ? path : resolve(folder, path));
  const result = { ...config };
  if (config.event !== undefined) {
    result.event = {
      file: absolute(config.event.file),
      secretFile: config.event.secretFile && absolute(config.event.secretFile),
    };
  }
  if (config.settings !== undefined) {
    result.settings = { ...config.settings, file: absolute(config.settings.file) };
  }
  if (config.backup?.folder !== undefined) {
    result.backup = { ...config.backup, folder: absolute(config.backup.folder) };
  }
  if (config.updates?.folder !== undefined) {
    result.updates = { ...config.updates, folder: absolute(config.updates.folder) };
  }
  if (config.roster !== undefined) result.roster = absolute(config.roster);
  if (config.printerModels !== undefined) result.printerModels = absolute(config.printerModels);
  return result;
}

/**
 * The settings that the configuration or the command line presets. Changing them would have no
 * effect, so the screens show them as fixed.
 */
export function presetFields(config: Config, launchMode: string | null): string[] {
  const fields = [...settingNames, 'printers', 'event', 'retention'] as const;
  return fields.filter(
    (field) => config[field] !== undefined || (field === 'mode' && launchMode !== null),
  );
}

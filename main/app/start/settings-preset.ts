import type { WritableDatabase } from '../../../db/base/types.ts';
import { settingsFileSchema } from '../../../domain/station/settings-file.ts';
import type { Config } from '../../base/config/config.ts';
import { readJsonFile } from '../../base/config/read-json.ts';
import { applySettingsFile } from '../../station/settings-file.ts';

/**
 * Applies the settings file that the configuration names, once: to a store that has no event yet. A
 * second provisioning must not undo an operator's changes at the station.
 *
 * @returns what is wrong with the file, or null
 */
export function applyPresetSettings(
  db: WritableDatabase,
  config: Config,
  isNew: boolean,
): string | null {
  if (config.settings === undefined || !isNew) return null;
  const read = readJsonFile(config.settings.file, settingsFileSchema);
  if (!read.ok) return read.problem;
  applySettingsFile(db, read.value, config.settings.number ?? 1, null);
  return null;
}

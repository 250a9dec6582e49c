// clock: stamps who set a rule and when.

import type { WritableDatabase } from '../../../db/base/types.ts';
import { findHubLink } from '../../../db/ledger/hub-link.ts';
import { readRetention, writeRetention } from '../../../db/privacy/retention.ts';
import { settingsFileSchema } from '../../../domain/station/settings-file.ts';
import type { Config } from '../../base/config/config.ts';
import { readJsonFile } from '../../base/config/read-json.ts';
import type { Context } from '../../base/context.ts';
import { errorFields, type Log } from '../../base/log.ts';
import type { HostService } from '../../hub-hosting/host-service.ts';
import { applySettingsFile } from '../../station/settings-file.ts';
import type { LinkService } from '../../sync/link/link-service.ts';

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

/**
 * Applies the configuration's hub preset while the station has no hub: hosts a hub, or joins one
 * and restarts where that hub has another event. A failure is logged and shown on the sync page;
 * the desk works without a hub.
 */
export async function joinPreset(
  sync: { link: LinkService; host: HostService },
  context: Context,
  config: Config,
  log: Log,
  restart: () => void,
): Promise<void> {
  if (config.hub === undefined || sync.link.state() !== null) return;
  // No operator is signed in yet: the station itself follows its configuration.
  const station = context.self.station;
  try {
    if (config.hub.host !== undefined) await sync.host.host(config.hub.host, station);
    else if (config.hub.join !== undefined) {
      const { restarts } = await sync.link.join(config.hub.join, station);
      if (restarts) restart();
    }
  } catch (error) {
    log.warn(errorFields(error), 'the preset hub was not joined');
  }
}

/** Applies the configured rule at a start without a hub; a warning for the same day stays. */
export function presetRetention(db: WritableDatabase, { retention: rule }: Config): void {
  if (rule === undefined || findHubLink(db) !== null) return;
  const known = readRetention(db);
  const isSame = known.rule.set === rule.set && known.rule.days === rule.days;
  if (isSame && known.rule.name === rule.name && known.setBy === presetName) return;
  writeRetention(db, rule, { hub: false, setBy: presetName, setAt: Date.now() });
}

const presetName = 'config';

import { findHubLink } from '../../db/ledger/hub-link.ts';
import { CallFailure } from '../base/call-failure.ts';
import type { Config } from '../base/config/config.ts';
import {
  changeStationSettings,
  readStationSettings,
  type StationSettingsChange,
} from '../base/config/station-settings.ts';
import type { Context } from '../base/context.ts';

/**
 * Changes the station's settings. A new mode applies from the next start on.
 *
 * @throws CallFailure `not-found` for a checkpoint that the event does not have; `leave-hub-first`
 *   where the mode changes while the station belongs to a hub: the hub gives each mode only the
 *   data that it needs
 */
export function changeStation(
  context: Context,
  config: Config,
  change: StationSettingsChange,
): void {
  const { db, event } = context;
  if (
    change.checkpoint != null &&
    !event.file.checkpoints.some(({ id }) => id === change.checkpoint)
  )
    throw new CallFailure('not-found', change.checkpoint);
  const { mode } = readStationSettings(db, config);
  if (change.mode !== undefined && change.mode !== mode && findHubLink(db) !== null)
    throw new CallFailure('leave-hub-first');
  changeStationSettings(db, change);
}

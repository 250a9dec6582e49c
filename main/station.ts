import { hasSupervisor } from '../db/operators.ts';
import { countDelegates } from '../db/roster.ts';
import type { Station, StationWarning } from '../preload/contract/station.ts';
import type { Config } from './config/config.ts';
import { readStationSettings } from './config/station-settings.ts';
import { demoPin } from './start/seed.ts';
import { type Caller, type Context, today } from './use-cases/context.ts';

/** What the station's state is made of. */
export interface StationParts {
  context: Context;
  config: Config;
  mode: Station['mode'];
  version: string;
  demo: boolean;
  warnings: readonly StationWarning[];
}

/** The station as pages see it. The event goes without its keys. */
export function stationView(parts: StationParts, caller: Caller): Station {
  const { context, config } = parts;
  const settings = readStationSettings(context.db, config);
  const { file } = context.event;
  return {
    mode: parts.mode,
    language: settings.language,
    kioskName: context.kioskName,
    version: parts.version,
    event: {
      formatVersion: file.formatVersion,
      id: file.id,
      name: file.name,
      place: file.place,
      timeZone: file.timeZone,
      dayBoundary: file.dayBoundary,
      days: file.days,
      checkpoints: file.checkpoints,
      categories: file.categories,
      delegations: file.delegations,
      policies: file.policies,
      registrationCodePattern: file.registrationCodePattern,
    },
    checkpoint: context.checkpoint().id,
    day: today(context),
    now: context.clock(),
    idCheck: context.idCheck(),
    training: context.training,
    operator: caller.operator,
    needsFirstSupervisor: !hasSupervisor(context.db),
    demoPin: parts.demo && config.operators === undefined ? demoPin : null,
    rosterSize: countDelegates(context.db, file.id).registered,
    warnings: [...parts.warnings],
    camera: { enabled: settings.cameraEnabled, deviceId: settings.cameraDeviceId },
    scanner: { functionKeyPrefix: settings.functionKeyPrefix },
    sounds: settings.sounds,
    lockAfterMinutes: settings.lockAfterMinutes,
  };
}

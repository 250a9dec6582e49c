import { hasSupervisor } from '../../db/operators.ts';
import { countDelegates } from '../../db/roster/roster.ts';
import type { Station, StationWarning } from '../../preload/contract/station/station.ts';
import { wrongClock } from '../base/clock.ts';
import { type Config, presetFields } from '../base/config/config.ts';
import { readStationSettings } from '../base/config/station-settings.ts';
import { type Caller, type Context, today } from '../base/context.ts';
import { purgeWarnings } from '../privacy/privacy-view.ts';
import { setUpView } from '../station/set-up.ts';
import { hubWarnings } from '../sync/hub-warnings.ts';
import { demoPin } from './start/seed.ts';

export interface StationParts {
  context: Context;
  config: Config;
  mode: Station['mode'];
  launchMode: Station['mode'] | null;
  version: string;
  demo: boolean;
  warnings: readonly StationWarning[];
  clockWarnings?: () => readonly StationWarning[];
}

/** The station as pages see it, with the event but without its keys. */
export function stationView(parts: StationParts, caller: Caller): Station {
  const { context, config } = parts;
  const { eventId: _, ...settings } = readStationSettings(context.db, config);
  const { file } = context.event;
  return {
    ...settings,
    mode: parts.mode,
    startsAs: parts.launchMode ?? settings.mode,
    preset: presetFields(config, parts.launchMode),
    setUp: setUpView(context.db, config),
    stationName: context.stationName,
    version: parts.version,
    event: {
      formatVersion: file.formatVersion,
      id: file.id,
      languages: file.languages,
      name: file.name,
      place: file.place,
      timeZone: file.timeZone,
      dayBoundary: file.dayBoundary,
      days: file.days,
      checkpoints: file.checkpoints,
      categories: file.categories,
      groupWord: file.groupWord,
      delegations: file.delegations,
      policies: file.policies,
      consents: file.consents,
      extraFields: file.extraFields,
      registrationCodePattern: file.registrationCodePattern,
      ...(file.emblem === undefined ? {} : { emblem: file.emblem }),
    },
    eventVersion: context.event.version ?? 1,
    checkpoint: context.checkpoint().id,
    day: today(context),
    now: context.clock(),
    correction: wrongClock(context) ?? 0,
    idCheck: context.idCheck(),
    training: context.training,
    operator: caller.operator,
    needsFirstSupervisor: !hasSupervisor(context.db),
    demoPin: parts.demo && config.operators === undefined ? demoPin : null,
    rosterSize: countDelegates(context.db, file.id).registered,
    warnings: [
      ...parts.warnings,
      ...(parts.clockWarnings?.() ?? []),
      ...hubWarnings(context),
      ...purgeWarnings(context),
    ],
  };
}

// clock: makes the clock of the station from that of the machine.

import { join } from 'node:path';
import { safeStorage } from 'electron';
import type { StoredEvent } from '../../../db/event/events.ts';
import type { StoreLocation } from '../../../db/station/open.ts';
import { documentLanguage, type ScreenLanguage } from '../../../domain/base/language.ts';
import type { Stops } from '../../../domain/base/stops.ts';
import { roomSession } from '../../../domain/doors/door.ts';
import { minuteOfDay } from '../../../domain/event/local-day.ts';
import { makeOwnFolder } from '../../../hub/own-folder.ts';
import { createBadgeTokens } from '../../../platform/crypto/badge-tokens.ts';
import { nodeCrypto } from '../../../platform/crypto/node-crypto.ts';
import type { Station } from '../../../preload/contract/station/station.ts';
import { continueClock, createClock, rightNow } from '../../base/clock.ts';
import { dataPlaces, type Launch } from '../../base/config/command-line.ts';
import { type Config, loadConfig } from '../../base/config/config.ts';
import { beginInLanguage, readStationSettings } from '../../base/config/station-settings.ts';
import { type Context, today } from '../../base/context.ts';
import type { Log } from '../../base/log.ts';
import { takeStartAsDesk } from '../../base/next-start.ts';
import { logRecovery } from '../../station/backup/recovery-record.ts';
import { endDemo } from '../../station/end-demo.ts';
import { createKeyHolders, type KeyHolders } from '../../station/key-holders.ts';
import { beginSetUp, setUpView } from '../../station/set-up.ts';
import {
  createTrainingSwitch,
  isTraining,
  type TrainingSwitch,
  takeOverSettings,
  trainingClockStart,
  trainingConfig,
  trainingDir,
  trainingEvent,
} from '../../station/training.ts';
import { openStationKey, type Unlocking } from '../../station/unlock.ts';
import type { StationParts } from '../station.ts';
import { loadEvent } from './load-event.ts';
import { ensureStation, openStationStore } from './open-station-store.ts';
import { applyPresetSettings, presetRetention } from './presets.ts';
import { demoClockStart, seedOperators } from './seed.ts';
import { startWarnings } from './warnings.ts';

/** Tokens of badges made ahead: a whole delegation can be checked in without waiting for one. */
const readyBadgeTokens = 32;

/** A station whose store is open and whose event is known. */
export interface StartedStation {
  parts: StationParts;
  location: StoreLocation;
  /** Roster to read while the local one is empty, or null. */
  rosterToRead: string | null;
  /**
   * The event with the secret that reading the roster needs. A kiosk or a door does not keep it.
   */
  rosterEvent: StoredEvent;
  /** The store held the secret until now: copies of it still hold it. */
  forgotSecret: boolean;
  training: TrainingSwitch;
  keyHolders: KeyHolders;
}

/** Opens store, event and operators. Throws StoreError, StoreKeyError, HubFileError: failToStart. */
export async function startStation(options: {
  launch: Launch;
  dataDir: string;
  demoFolder: string;
  version: string;
  /** The computer's language, for a station that has none yet. */
  language: ScreenLanguage;
  /** Shows the start screen where the key needs a passphrase. */
  askToUnlock: (unlocking: Unlocking) => Promise<void>;
  opened: (location: StoreLocation) => void;
  stops: Stops;
  log: Log;
}): Promise<StartedStation> {
  const { launch, log } = options;
  const { config: given, problem } = loadConfig(launch.configFile);
  // A roster from the command line is meant for the real work.
  const configured = launch.importFile === null ? given.training : (given.training ?? false);
  const training = isTraining(options.dataDir, configured);
  const dataDir = training ? trainingDir(options.dataDir) : options.dataDir;
  const config = training ? trainingConfig(given) : given;
  const places = dataPlaces(dataDir);
  for (const folder of [options.dataDir, dataDir]) makeOwnFolder(folder);
  if (problem !== null) log.warn({ problem }, 'configuration not used');
  const key = await openStationKey({
    path: places.key,
    safeStorage,
    requireKeychain: config.security?.requireKeychain === true,
    ask: options.askToUnlock,
  });
  const location = { path: places.database, key: key.key, nativeBinding: nativeBinding() };
  const { db, putAside, recovery } = openStationStore(
    location,
    new Date(),
    config.backup?.folder ?? null,
  );
  options.stops.defer('store', () => db.close());
  options.opened(location);
  if (recovery !== null) logRecovery(log, recovery);
  const row = ensureStation(db);
  const { eventId } = readStationSettings(db, config);
  const isNew = eventId === null;
  const guided = isNew && !training && beginsGuided(launch, config);
  const settingsProblem = applyPresetSettings(db, config, isNew);
  if (guided) beginInLanguage(db, options.language);
  if (training) takeOverSettings(db, options.dataDir);
  const stored = readStationSettings(db, config);
  const wall = Date.now();
  // A kiosk or a door must not keep it, except during set-up, when it may have to read its list.
  const isSetUp = !guided && setUpView(db, config) === null;
  const keepsSecret = !isSetUp || (launch.mode ?? stored.mode) === 'desk';
  const { demoFolder } = options;
  const loaded = loadEvent(db, {
    config,
    lastEventId: stored.eventId,
    demoFolder,
    keepsSecret,
    wall,
  });
  const begun = training
    ? trainingEvent(db, loaded.event, nodeCrypto, { wall, keepsSecret })
    : loaded.event;
  const event = keepsSecret ? begun : { ...begun, secret: null };
  const demoOrTraining = loaded.demo || training;
  const clockStart =
    config.clock?.start ??
    (loaded.demo
      ? demoClockStart
      : training
        ? trainingClockStart(event.file, Date.now())
        : undefined);
  const configuredStart = config.clock?.start;
  const clock =
    configuredStart === undefined ? createClock(clockStart) : continueClock(db, configuredStart);
  // Until an operator chooses the demo, its event is only a placeholder for the real one.
  await seedOperators(db, config, demoOrTraining && !guided && setUpView(db, config) === null);
  if (!demoOrTraining) endDemo(db);
  beginSetUp(db, guided);
  presetRetention(db, config);
  const context: Context = {
    db,
    self: { station: row.station, stationNumber: row.stationNumber, incarnation: row.incarnation },
    get stationName() {
      return readStationSettings(db, config).stationName;
    },
    get language() {
      return documentLanguage(readStationSettings(db, config).language);
    },
    event,
    badgeTokens: createBadgeTokens(readyBadgeTokens),
    clock,
    clockIsSet: clockStart !== undefined,
    checkpoint: () => {
      const wanted = readStationSettings(db, config).checkpoint;
      const { checkpoints } = event.file;
      const found = checkpoints.find(({ id }) => id === wanted) ?? checkpoints[0];
      if (found === undefined) throw new Error('the event has no checkpoint');
      const isDoor = (launch.mode ?? readStationSettings(db, config).mode) === 'door';
      if (!isDoor || config.checkpoint !== undefined) return found;
      const { timeZone } = event.file;
      const minutes = minuteOfDay(rightNow(context), timeZone);
      return roomSession(event.file, found, { day: today(context), minuteOfDay: minutes });
    },
    idCheck: () => config.policies?.idCheck ?? event.file.policies.idCheck,
    training,
  };
  const warnings = startWarnings({
    protection: key.protection,
    keyPath: places.key,
    // A restored store has a separate notice.
    putAside: recovery === null ? putAside : null,
    configProblem: problem,
    eventProblem: loaded.problem,
    settingsProblem,
    demo: loaded.demo,
    clockStart,
  });
  const setUp = setUpView(db, config);
  // A station is set up as a desk, and a kiosk runs as a desk while its settings are changed.
  const staysDesk = takeStartAsDesk(db) || setUp !== null;
  const mode: Station['mode'] = staysDesk ? 'desk' : (launch.mode ?? stored.mode);
  log.info(
    {
      mode,
      training,
      event: event.file.id,
      station: row.station,
      warnings: warnings.map(({ code }) => code),
    },
    'started',
  );
  return {
    parts: {
      context,
      config,
      mode,
      launchMode: launch.mode,
      version: options.version,
      demo: demoOrTraining,
      warnings,
    },
    location,
    training: createTrainingSwitch(options.dataDir, configured, { db, config, mode }),
    keyHolders: createKeyHolders({ db, path: places.key, key: key.key, safeStorage }),
    rosterEvent: withSecret(event, begun.secret),
    forgotSecret: loaded.forgotSecret,
    rosterToRead:
      config.roster ??
      (loaded.demo && setUp === null ? join(options.demoFolder, 'roster.csv') : null),
  };
}

/**
 * The only rule for SQLite's native binding, packaged or not. The environment's (set by tools for a
 * runtime that cannot load the package's own), else the package's own.
 */
function nativeBinding(): string | undefined {
  const path = process.env.LANYARD_SQLITE_BINDING;
  return path === undefined || path === '' ? undefined : path;
}

/** True where nothing presets how a station without an event begins. */
function beginsGuided(launch: Launch, config: Config): boolean {
  if (config.event !== undefined || launch.importFile !== null) return false;
  if (launch.begin !== null) return launch.begin === 'set-up';
  return launch.configFile === null || config.setUp === true;
}

/** The event, whatever its present version, with a secret that the station does not keep. */
function withSecret(event: StoredEvent, secret: StoredEvent['secret']): StoredEvent {
  return {
    get file() {
      return event.file;
    },
    set file(file) {
      Object.assign(event, { file });
    },
    get version() {
      return event.version ?? 1;
    },
    set version(version) {
      Object.assign(event, { version });
    },
    secret,
  };
}

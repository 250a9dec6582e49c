import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { safeStorage } from 'electron';
import type { StoreLocation } from '../../db/open.ts';
import type { Station } from '../../preload/contract/station.ts';
import { createClock } from '../clock.ts';
import { dataPlaces, type Launch } from '../config/command-line.ts';
import { loadConfig } from '../config/config.ts';
import { readStationSettings } from '../config/station-settings.ts';
import type { Log } from '../log.ts';
import type { StationParts } from '../station.ts';
import { loadStoreKey } from '../store-key.ts';
import type { Context } from '../use-cases/context.ts';
import { loadEvent } from './load-event.ts';
import { ensureStation, openStationStore } from './open-station-store.ts';
import { demoClockStart, seedOperators } from './seed.ts';
import { startWarnings } from './warnings.ts';

/** A station whose store is open and whose event is known. */
export interface StartedStation {
  parts: StationParts;
  location: StoreLocation;
  /** Roster to read while the local one is empty, or null. */
  rosterToRead: string | null;
}

/** Opens store, event and operators. Throws StoreError and StoreKeyError; see failToStart. */
export async function startStation(options: {
  launch: Launch;
  dataDir: string;
  demoFolder: string;
  version: string;
  log: Log;
}): Promise<StartedStation> {
  const { launch, log } = options;
  const places = dataPlaces(options.dataDir);
  mkdirSync(options.dataDir, { recursive: true, mode: 0o700 });
  const { config, problem } = loadConfig(launch.configFile);
  if (problem !== null) log.warn({ problem }, 'configuration not used');
  const key = loadStoreKey({
    path: places.key,
    safeStorage,
    requireKeychain: config.security?.requireKeychain === true,
  });
  const location = { path: places.database, key: key.key, nativeBinding: nativeBinding() };
  const { db, putAside } = openStationStore(location, new Date());
  const row = ensureStation(db);
  const stored = readStationSettings(db, config);
  const loaded = loadEvent(db, config, stored.eventId, options.demoFolder, Date.now());
  const clockStart = config.clock?.start ?? (loaded.demo ? demoClockStart : undefined);
  const clock = createClock(clockStart);
  await seedOperators(db, config, loaded.demo);
  const { file } = loaded.event;
  const context: Context = {
    db,
    kiosk: { kiosk: row.kiosk, kioskNumber: row.kioskNumber, incarnation: row.incarnation },
    kioskName: stored.kioskName,
    event: loaded.event,
    clock,
    checkpoint: () => {
      const wanted = readStationSettings(db, config).checkpoint;
      const found = file.checkpoints.find(({ id }) => id === wanted) ?? file.checkpoints[0];
      if (found === undefined) throw new Error('the event has no checkpoint');
      return found;
    },
    idCheck: () => config.policies?.idCheck ?? file.policies.idCheck,
    training: config.training === true,
  };
  const warnings = startWarnings({
    protection: key.protection,
    keyPath: places.key,
    putAside,
    configProblem: problem,
    eventProblem: loaded.problem,
    demo: loaded.demo,
    clockStart,
  });
  const mode: Station['mode'] = launch.mode ?? config.mode ?? 'desk';
  log.info(
    { mode, event: file.id, kiosk: row.kiosk, warnings: warnings.map(({ code }) => code) },
    'started',
  );
  return {
    parts: { context, config, mode, version: options.version, demo: loaded.demo, warnings },
    location,
    rosterToRead: config.roster ?? (loaded.demo ? join(options.demoFolder, 'roster.csv') : null),
  };
}

/**
 * The one rule for SQLite's native binding, packaged or not: the environment's (set by tools for a
 * runtime that cannot load the package's own), else the package's own.
 */
function nativeBinding(): string | undefined {
  const path = process.env.LANYARD_SQLITE_BINDING;
  return path === undefined || path === '' ? undefined : path;
}

import { join } from 'node:path';
import { app, BrowserWindow } from 'electron';
import { findHubLink } from '../../db/ledger/hub-link.ts';
import type { StoreLocation } from '../../db/station/open.ts';
import type { StationMode } from '../../domain/base/protocol.ts';
import { createStops } from '../../domain/base/stops.ts';
import { dataPlaces } from '../base/config/command-line.ts';
import { errorFields, type Log, openLog } from '../base/log.ts';
import { findDelegates } from '../roster/views.ts';
import type { Unlocking } from '../station/unlock.ts';
import { notify } from './gateway/notify.ts';
import { openStation } from './open-station.ts';
import {
  createNotices,
  createServices,
  type Making,
  type Services,
} from './services/create-services.ts';
import { reportUnlockScreen } from './services/create-updates.ts';
import { watchCrashes } from './start/after-crash.ts';
import { endOrderly, inTurn } from './start/ending.ts';
import { joinPreset } from './start/presets.ts';
import { readRosterIfEmpty } from './start/seed.ts';
import type { Start } from './start/start.ts';
import { startStation } from './start/start-station.ts';
import { notingDamage } from './start/store-damage.ts';
import { systemLanguage } from './system-language.ts';

/** Runs the station, or a command about it, to its end. Rejects with errors for `failToStart`. */
export function runStation(start: Start): Promise<void> {
  return notingDamage((opened) => run(start, opened));
}

async function run(start: Start, opened: (location: StoreLocation) => void): Promise<void> {
  const making = await openStore(start, opened);
  const services = createServices(making);
  const exitCode = await runCommand(making, services);
  if (exitCode !== null) {
    app.exit(exitCode);
    return;
  }
  const station = openStation(making, services);
  startPrinting(services);
  app.on('second-instance', () => BrowserWindow.getAllWindows()[0]?.focus());
  app.on('window-all-closed', () => {
    if (making.started.parts.mode === 'desk' || start.ending.mayClose()) app.quit();
  });
  const isOver = endOrderly(start.ending.code, making.stops.stop);
  await inTurn(isOver, stepsAfterStart(making, services, station));
}

/** Opens log, store and event. What is made here stops last. */
async function openStore(start: Start, opened: (location: StoreLocation) => void): Promise<Making> {
  const { launch, dataDir, built, ending } = start;
  const places = dataPlaces(dataDir);
  const log = openLog(places.logs);
  const stops = createStops((error, name) =>
    log.error({ ...errorFields(error), service: name }, 'not stopped in order'),
  );
  stops.defer('log', () => {
    log.info({}, 'ended');
    log.close();
  });
  const notices = createNotices();
  stops.defer('what waits for the store to close', notices.storeClosed.notify);
  let mode: StationMode = 'desk';
  watchCrashes({
    log,
    file: places.crashes,
    isLocked: () => mode !== 'desk',
    letClose: ending.allow,
  });
  const started = await startStation({
    launch,
    dataDir,
    demoFolder: join(built, '../demo'),
    version: app.getVersion(),
    language: systemLanguage(),
    askToUnlock: (unlocking) => askAtStart(start, unlocking, log),
    opened,
    stops,
    log,
  });
  mode = started.parts.mode;
  return { start, started, notices, stops, log };
}

/** Runs the command about the station that this start is. Null: it is no command. */
async function runCommand(
  { start: { launch }, started }: Awaited<ReturnType<typeof openStore>>,
  { imports, care }: Pick<Services, 'imports' | 'care'>,
): Promise<number | null> {
  if (launch.importFile !== null) {
    const { runImportCommand } = await import('../roster/import/command.ts');
    const { groupWord } = started.parts.context.event.file;
    const { importFile: file, importOptions } = launch;
    return runImportCommand({ imports, groupWord, file, ...importOptions });
  }
  return launch.doctor === null ? null : care.doctorCommand(launch.doctor.json);
}

function startPrinting({ queue, batches, mailing }: Services): void {
  queue.start();
  batches.nudge();
  mailing.outbox.nudge();
}

/** What no operator waits for, after the page can read its first ticket. */
function stepsAfterStart(
  { start, started, log }: Making,
  { imports, purge, link, host, operations, health }: Services,
  { page, calls, updates }: ReturnType<typeof openStation>,
): (() => unknown)[] {
  const { context, config, mode } = started.parts;
  return [
    // A station that belongs to a hub gets its roster from the hub.
    () =>
      findHubLink(context.db) === null &&
      readRosterIfEmpty(context, imports, started.rosterToRead, log),
    () => notify('stationChanged', null),
    () => notify('countsChanged', null),
    () => page.reached,
    () => calls.loadAll(),
    () => imports.finishEnds(),
    // Opens the search's statements and index pages before an operator types the first letter.
    () => mode === 'desk' && findDelegates(context, { query: 'aaaa', limit: 1 }),
    () => purge.tend(),
    () => host.start(),
    () => link.start(),
    () => started.forgotSecret && operations.copies.deleteCopies(),
    () => [health.start(), updates.start(), operations.start()],
    () => joinPreset({ link, host }, context, config, log, start.ending.restart),
  ];
}

/**
 * A command has no window for the question: `openStationKey` then reports the missing passphrase.
 */
async function askAtStart(
  { launch, built, ahead }: Start,
  unlocking: Unlocking,
  log: Log,
): Promise<void> {
  if (launch.importFile !== null || launch.doctor !== null) return;
  reportUnlockScreen(log);
  const { askToUnlock } = await import('./window/unlock-window.ts');
  await askToUnlock(unlocking, { built, log, ahead });
}

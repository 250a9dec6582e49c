import { dirname, join } from 'node:path';
import { app, BrowserWindow, safeStorage } from 'electron';
import { findEvent } from '../../db/event/events.ts';
import { findHubLink } from '../../db/ledger/hub-link.ts';
import type { StoreLocation } from '../../db/station/open.ts';
import type { StationMode } from '../../domain/base/protocol.ts';
import { dataPlaces, type Launch } from '../base/config/command-line.ts';
import { readPrinters, readStationSettings } from '../base/config/station-settings.ts';
import { errorFields, type Log, openLog } from '../base/log.ts';
import { startsOnceAsDesk } from '../base/next-start.ts';
import { openSecretBox } from '../base/secret-box.ts';
import { realTimers } from '../base/timers.ts';
import { createElectronPaper } from '../emergency/paper/electron-paper.ts';
import { hearHelpCalls } from '../kiosk/help-at-desk.ts';
import { dropDeactivated } from '../operators/adopt.ts';
import { createSession } from '../operators/session.ts';
import { createElectronPrinting } from '../printing/driver/electron-printing.ts';
import { createWinspool } from '../printing/spooler/winspool.ts';
import { createStationFiles } from '../privacy/station-files.ts';
import { createStationPurge } from '../privacy/station-purge.ts';
import { findDelegates } from '../roster/views.ts';
import { createActivityLog } from '../station/activity.ts';
import { hearAlerts } from '../station/alerts.ts';
import { loginItem } from '../station/login-item.ts';
import { isOpenForSetUp } from '../station/set-up.ts';
import type { Unlocking } from '../station/unlock.ts';
import { createMailing } from '../tickets/mailing.ts';
import { createFileDialogs } from './dialogs.ts';
import { allCallsOf } from './gateway/all-calls.ts';
import { createDesk } from './gateway/desk.ts';
import { notify } from './gateway/notify.ts';
import { openGateway } from './gateway/register.ts';
import { lockApp } from './security/station-lock.ts';
import { createStationBadgeCheck } from './services/create-badge-check.ts';
import { createCare } from './services/create-doctor.ts';
import { createHealth } from './services/create-health.ts';
import { createOperations } from './services/create-operations.ts';
import { createStationPrinterSearch } from './services/create-printer-search.ts';
import { createPrinting } from './services/create-printing.ts';
import { createReads } from './services/create-reads.ts';
import { createImports, createPhotos } from './services/create-roster.ts';
import { createSync } from './services/create-sync.ts';
import { createUpdates, reportUnlockScreen } from './services/create-updates.ts';
import { afterCall } from './start/after-call.ts';
import { watchCrashes } from './start/after-crash.ts';
import { type Ending, endOrderly, inTurn } from './start/ending.ts';
import { joinPreset } from './start/presets.ts';
import { readRosterIfEmpty, startDemo } from './start/seed.ts';
import { hintKeeper } from './start/start-hint.ts';
import { startStation } from './start/start-station.ts';
import { notingDamage } from './start/store-damage.ts';
import { watchClock } from './start/watch-clock.ts';
import { systemLanguage } from './system-language.ts';
import { aheadOf, nextStartOf, openStationWindow } from './window/open-station-window.ts';
import { watchPageReady } from './window/page-ready.ts';
import type { WindowAhead } from './window/window-ahead.ts';

/** What the app's first file (main/app/index.ts) passes on. */
export interface Start {
  launch: Launch;
  /** Absolute folder for all that the app writes. */
  dataDir: string;
  /** Folder of the built main process. */
  built: string;
  /** Folder of the badges' fonts. */
  fonts: string;
  ending: Ending;
  ahead: WindowAhead;
}

/** Runs the station, or a command about it, to its end. Rejects with errors for `failToStart`. */
export function runStation(start: Start): Promise<void> {
  return notingDamage((opened) => run(start, opened));
}

async function run(start: Start, opened: (location: StoreLocation) => void): Promise<void> {
  const { launch, dataDir, built, fonts, ending, ahead } = start;
  const places = dataPlaces(dataDir);
  const log = openLog(places.logs);
  let mode: StationMode = 'desk';
  watchCrashes({
    log,
    file: places.crashes,
    isLocked: () => mode !== 'desk',
    letClose: ending.allow,
  });
  const demoFolder = join(built, '../demo');
  const started = await startStation({
    launch,
    dataDir,
    demoFolder,
    version: app.getVersion(),
    language: systemLanguage(),
    askToUnlock: (unlocking) => askAtStart(start, unlocking, log),
    opened,
    log,
  });
  const { context, config } = started.parts;
  mode = started.parts.mode;
  const clock = watchClock({ context, onChange: () => notify('stationChanged', null), log });
  const operations = createOperations(started, { log, restart: ending.restart });
  started.parts.clockWarnings = () => [
    ...clock.warnings(),
    ...operations.warnings(),
    ...health.warnings(),
  ];
  const desk = createSession(() => notify('stationChanged', null), {
    timers: realTimers,
    steady: () => performance.now(),
    afterMinutes: () => readStationSettings(context.db, config).lockAfterMinutes,
  });
  const system = createElectronPrinting(
    () => BrowserWindow.getAllWindows()[0]?.webContents ?? null,
  );
  const spooler = process.platform === 'win32' ? createWinspool() : null;
  const health = createHealth({
    context,
    dataDir,
    printers: () => printing.queue.printers(),
    store: operations.storeHealth,
    tell: (said) => sync.link.tellHealth(said),
  });
  const printing = createPrinting({
    context,
    config,
    fonts,
    qrReaderWasm: join(built, '../wasm/zxing_reader.wasm'),
    session: desk,
    system,
    spooler,
    log,
    onFact: () => {
      operations.noteFacts();
      sync.link.nudge();
    },
    onHealth: () => health.changed(),
  });
  // Calls for help that are here already keep their own age.
  if (started.parts.mode === 'desk') hearHelpCalls(context);
  const sync = createSync({
    station: started.parts,
    location: started.location,
    hubFolder: places.hub,
    organiserPage: join(built, '../organiser'),
    onChange: (what) => {
      if (what.event) takeNewEvent();
      if (what.facts && started.parts.mode === 'desk') {
        hearAlerts(context);
        hearHelpCalls(context);
      }
      operations.noteFacts();
      // A badge may have waited for these delegates, may be void now, or may be stopped.
      printing.queue.wake();
      if (what.directory) dropDeactivated(context.db, desk, started.keyHolders);
      if (what.directory) void purge.tend().then(() => notify('stationChanged', null));
    },
    log,
  });
  const takeNewEvent = (): void => {
    Object.assign(context.event, findEvent(context.db, context.event.file.id));
    // The process has the event with which it began.
    void reads.stop();
    void liveReads.stop();
    void badgeCheck.eventChanged();
    notify('stationChanged', null);
    notify('countsChanged', null);
  };
  const imports = createImports(context, started);
  const reads = createReads(context, started.location, sync.link.signingKey, log);
  const liveReads = createReads(context, started.location, sync.link.signingKey, log);
  const mailing = createMailing({
    context,
    reads: reads.ask,
    log,
    secrets: openSecretBox(context.db, safeStorage),
    language: () => readStationSettings(context.db, config).language,
    onChange: () => notify('ticketMailChanged', null),
  });
  const badgeCheck = createStationBadgeCheck({ context, config }, started.location, fonts, log);
  const purge = createStationPurge({
    context,
    mode: started.parts.mode,
    files: createStationFiles(dirname(started.location.path), operations.copies),
    signingKey: sync.link.signingKey,
    onProgress: (progress) => notify('purgeProgress', progress),
    onDone: () => {
      // What it has read for a preview contains names.
      void reads.stop();
      void liveReads.stop();
      void badgeCheck.forget();
      sync.link.syncNow();
      void operations.backups.backUpNow('purge');
      for (const notice of afterPurge) notify(notice, null);
    },
    failed: (error) => log.error(errorFields(error), 'purge'),
  });

  if (launch.importFile !== null) {
    const { runImportCommand } = await import('../roster/import/command.ts');
    app.exit(await runImportCommand({ imports, file: launch.importFile, ...launch.importOptions }));
    return;
  }

  const care = createCare({
    station: started.parts,
    location: started.location,
    fonts,
    operations,
    health,
    log,
    queue: printing.queue,
    link: sync.link,
  });
  if (launch.doctor !== null) {
    app.exit(await care.doctorCommand(launch.doctor.json));
    return;
  }

  const updates = createUpdates({
    context,
    config,
    link: sync.link,
    dataDir,
    log,
    store: started.location.path,
    restart: ending.restart,
  });
  const station = createDesk({
    station: started.parts,
    session: desk,
    queue: printing.queue,
    batches: printing.batches,
    renderer: printing.renderer,
    badgeCheck,
    imports,
    ...createPhotos(context),
    link: sync.link,
    host: sync.host,
    health,
    printerSearch: createStationPrinterSearch(system, spooler, () =>
      readPrinters(context.db, config).map(({ connection }) => connection),
    ),
    care,
    purge,
    reads: reads.ask,
    liveReads: liveReads.ask,
    mailing,
    dialogs: createFileDialogs(
      () => BrowserWindow.getAllWindows()[0] ?? null,
      () => station.station().language,
    ),
    notify,
    eventChanged: takeNewEvent,
    log,
    paper: createElectronPaper({ pages: join(built, '../renderer'), fonts }, system),
    training: started.training,
    keyHolders: started.keyHolders,
    updates,
    restart: ending.restart,
    leave: ending.leave,
    loginItem,
    startDemo: () => startDemo({ context, config, imports, demoFolder, log }),
  });
  const page = watchPageReady(() => readStationSettings(context.db, config).cameraEnabled);
  const activity = createActivityLog(context, (error) => log.error(errorFields(error), 'activity'));
  const calls = allCallsOf(station);
  openGateway({
    gateway: ahead.gateway,
    calls,
    mode: started.parts.mode,
    caller: desk.caller,
    isOpenForSetUp: () => isOpenForSetUp(context.db),
    log,
    beforeAnswer: operations.noteFacts,
    failed: operations.callFailed,
    answered: afterCall({ activity, operations, page, renderer: printing.renderer }),
  });
  if (mode !== 'desk') lockApp();
  const keepHint = hintKeeper(places.startHint, started.keyHolders, () =>
    nextStartOf(station.station(), startsOnceAsDesk(context.db)),
  );
  const window = openStationWindow({
    built,
    mode,
    ending,
    log,
    begin: () => aheadOf(station.station()),
    opened: ahead.opened,
    onPainted: () => updates.reportReady(),
  });
  // The page's own reports of use prove nothing.
  window.webContents.on('input-event', desk.noteUse);
  keepHint();
  printing.queue.start();
  printing.batches.nudge();
  mailing.outbox.nudge();
  app.on('second-instance', () => BrowserWindow.getAllWindows()[0]?.focus());
  app.on('window-all-closed', () => {
    if (mode === 'desk' || ending.mayClose()) app.quit();
  });
  const isOver = endOrderly(ending.code, async () => {
    clock.stop();
    health.stop();
    updates.stop();
    await sync.link.stop();
    await sync.host.stop();
    await mailing.outbox.stop();
    await printing.batches.stop();
    await printing.queue.stop();
    await printing.renderer.close();
    await imports.close();
    await reads.stop();
    await liveReads.stop();
    await badgeCheck.forget();
    activity.flush();
    keepHint();
    await operations.stop();
    context.db.close();
    updates.switchAtEnd();
    log.info({}, 'ended');
    log.close();
  });
  await inTurn(isOver, [
    // A station that belongs to a hub gets its roster from the hub.
    () =>
      findHubLink(context.db) === null &&
      readRosterIfEmpty(context, imports, started.rosterToRead, log),
    () => notify('stationChanged', null),
    () => notify('countsChanged', null),
    () => page.reached,
    () => calls.loadAll(),
    // Opens the search's statements and index pages before an operator types the first letter.
    () => mode === 'desk' && findDelegates(context, { query: 'aaaa', limit: 1 }),
    () => purge.tend(),
    () => sync.host.start(),
    () => sync.link.start(),
    () => started.forgotSecret && operations.copies.deleteCopies(),
    () => [health.start(), updates.start(), operations.start()],
    () => joinPreset(sync, context, config, log, ending.restart),
  ]);
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

/** Notices to the pages once personal data was purged. */
const afterPurge = [
  'privacyChanged',
  'stationChanged',
  'countsChanged',
  'printJobsChanged',
] as const;

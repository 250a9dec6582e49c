import { dirname, join } from 'node:path';
import { BrowserWindow, safeStorage } from 'electron';
import { findEvent } from '../../../db/event/events.ts';
import type { Stops } from '../../../domain/base/stops.ts';
import { dataPlaces } from '../../base/config/command-line.ts';
import { readPrinters, readStationSettings } from '../../base/config/station-settings.ts';
import type { Context } from '../../base/context.ts';
import { createListeners } from '../../base/listeners.ts';
import { errorFields, type LogFile } from '../../base/log.ts';
import { openSecretBox, stationKeys } from '../../base/secret-box.ts';
import { realTimers } from '../../base/timers.ts';
import { hearHelpCalls } from '../../kiosk/help-at-desk.ts';
import { dropDeactivated } from '../../operators/adopt.ts';
import { createSession } from '../../operators/session.ts';
import { createElectronPrinting } from '../../printing/driver/electron-printing.ts';
import { spoolerOfWindows } from '../../printing/spooler/spooler-of-windows.ts';
import { createStationFiles } from '../../privacy/station-files.ts';
import { createStationPurge } from '../../privacy/station-purge.ts';
import { createActivityLog } from '../../station/activity.ts';
import { hearAlerts } from '../../station/alerts.ts';
import type { SyncChange } from '../../sync/sync-parts.ts';
import { createMailing } from '../../tickets/mailing.ts';
import { notify } from '../gateway/notify.ts';
import type { Start } from '../start/start.ts';
import type { StartedStation } from '../start/start-station.ts';
import { watchClock } from '../start/watch-clock.ts';
import { createStationBadgeCheck } from './create-badge-check.ts';
import { createCare } from './create-doctor.ts';
import { createHealth } from './create-health.ts';
import { createOperations } from './create-operations.ts';
import { createStationPrinterSearch } from './create-printer-search.ts';
import { createPrinting } from './create-printing.ts';
import { createReads } from './create-reads.ts';
import { createImports, createPhotos } from './create-roster.ts';
import { createSync } from './create-sync.ts';

/** What the station's services are made of. */
export interface Making {
  start: Start;
  started: StartedStation;
  notices: Notices;
  stops: Stops;
  log: LogFile;
}

/** What services report to those that are made after them. */
type Notices = ReturnType<typeof createNotices>;

export function createNotices() {
  return {
    /** Facts were committed. */
    facts: createListeners(),
    /** A printer or a print job changed. */
    printing: createListeners(),
    /** Personal data was purged. */
    purged: createListeners(),
    /** The store is closed, and the process ends. */
    storeClosed: createListeners(),
  };
}

export type Services = ReturnType<typeof createServices>;

/**
 * Makes the station's services; none works before its start. Each is made after those that it uses
 * and thus stops before them:
 *
 * - What writes facts stops before `operations`, which notes the last of them beside the store.
 * - The link stops before the print queue and all else that a change from the hub would wake.
 * - The batches stop before the queue that they fill, the queue before the renderer: the badge in
 *   the printer comes out.
 * - The outbox stops before the reading process that makes its e-mails.
 */
export function createServices(making: Making) {
  const { started, stops, log } = making;
  const { context } = started.parts;
  const keeping = createKeeping(making);
  const readers = createReaders(making, keeping);
  const printing = createStationPrinting(making, keeping);
  const mailing = createMailing({
    context,
    reads: readers.reads.ask,
    log,
    secrets: keeping.secrets,
    language: () => context.language,
    onChange: () => notify('ticketMailChanged', null),
  });
  stops.defer('outbox of tickets', mailing.outbox.stop);
  const exchange = createExchange(making, { ...keeping, ...readers, ...printing });
  const care = createCare({
    station: started.parts,
    location: started.location,
    fonts: making.start.fonts,
    operations: keeping.operations,
    health: exchange.health,
    log,
    queue: printing.queue,
    link: exchange.link,
  });
  return { ...keeping, ...readers, ...printing, ...exchange, mailing, care };
}

type Keeping = ReturnType<typeof createKeeping>;

/** What the others write to or ask: copies and journal of the store, log, clock, session, keys. */
function createKeeping({ start, started, notices, stops, log }: Making) {
  const { context, config } = started.parts;
  const stationChanged = (): void => notify('stationChanged', null);
  const operations = createOperations(started, { stops, log, restart: start.ending.restart });
  notices.facts.add(operations.noteFacts);
  const activity = createActivityLog(context, (error) => log.error(errorFields(error), 'activity'));
  stops.defer('activity log', activity.flush);
  const clock = watchClock({ context, onChange: stationChanged, stops, log });
  const session = createSession(stationChanged, {
    timers: realTimers,
    steady: () => performance.now(),
    afterMinutes: () => readStationSettings(context.db, config).lockAfterMinutes,
  });
  const secrets = openSecretBox(context.db, safeStorage);
  const signingKey = (): string => stationKeys(secrets).privateKey;
  return { operations, activity, clock, session, secrets, signingKey };
}

type Readers = ReturnType<typeof createReaders>;

/** What reads the store, or a file for it, in a separate thread or process. */
function createReaders(making: Making, { signingKey }: Pick<Keeping, 'signingKey'>) {
  const { start, started, stops, log } = making;
  const { location } = started;
  const { context, config } = started.parts;
  const reads = createReads({ context, location, signingKey, stops, log });
  const liveReads = createReads({ context, location, signingKey, stops, log });
  const badgeCheck = createStationBadgeCheck({
    context,
    config,
    location,
    fontFolder: start.fonts,
    stops,
    log,
  });
  const imports = createImports(context, started, stops);
  return { reads, liveReads, badgeCheck, imports, ...createPhotos(context) };
}

/** Call it when the store has another version of the event. */
export function takeNewEvent(
  context: Context,
  { reads, liveReads, badgeCheck }: Pick<Readers, 'reads' | 'liveReads' | 'badgeCheck'>,
): void {
  Object.assign(context.event, findEvent(context.db, context.event.file.id));
  // The process has the event with which it began.
  void reads.stop();
  void liveReads.stop();
  void badgeCheck.eventChanged();
  notify('stationChanged', null);
  notify('countsChanged', null);
}

type Printing = ReturnType<typeof createStationPrinting>;

function createStationPrinting(making: Making, { session }: Pick<Keeping, 'session'>) {
  const { start, started, notices, stops, log } = making;
  const { context, config } = started.parts;
  const system = createElectronPrinting(
    () => BrowserWindow.getAllWindows()[0]?.webContents ?? null,
  );
  const spooler = process.platform === 'win32' ? spoolerOfWindows() : null;
  const printing = createPrinting({
    context,
    config,
    fonts: start.fonts,
    qrReaderWasm: join(start.built, '../wasm/zxing_reader.wasm'),
    session,
    system,
    spooler,
    stops,
    log,
    onFact: notices.facts.notify,
    onHealth: notices.printing.notify,
  });
  const printerSearch = createStationPrinterSearch(system, spooler, () =>
    readPrinters(context.db, config).map(({ connection }) => connection),
  );
  return { ...printing, printerSearch, system };
}

/** What reports to the hub and follows it, with the purges that either side orders. */
function createExchange(making: Making, others: Keeping & Readers & Printing) {
  const { start, started, notices, stops, log } = making;
  const { parts, location } = started;
  const { context } = parts;
  const { operations, clock, secrets, signingKey, queue } = others;
  const purge = createStationPurge({
    context,
    mode: parts.mode,
    files: createStationFiles(dirname(location.path), operations.copies),
    signingKey,
    onProgress: (progress) => notify('purgeProgress', progress),
    onDone: notices.purged.notify,
    failed: (error) => log.error(errorFields(error), 'purge'),
  });
  stops.defer('purge', purge.stop);
  // Calls for help that are here already keep their own age.
  if (parts.mode === 'desk') hearHelpCalls(context);
  const { link, host } = createSync({
    station: parts,
    location,
    secrets,
    hubFolder: dataPlaces(start.dataDir).hub,
    organiserPage: join(start.built, '../organiser'),
    onChange: (what) => takeSyncChange(what, started, { ...others, purge }),
    stops,
    log,
  });
  notices.facts.add(link.nudge);
  notices.purged.add(() => {
    forgetPeople(others);
    link.syncNow();
    void operations.backups.backUpNow('purge');
    for (const notice of afterPurge) notify(notice, null);
  });
  const health = createHealth({
    context,
    dataDir: start.dataDir,
    printers: () => queue.printers(),
    store: operations.storeHealth,
    tell: link.tellHealth,
    stops,
  });
  notices.printing.add(health.changed);
  parts.clockWarnings = () => [...clock.warnings(), ...operations.warnings(), ...health.warnings()];
  return { purge, link, host, health };
}

/** The sync changed the store. */
function takeSyncChange(
  what: SyncChange,
  { parts, keyHolders }: StartedStation,
  services: Keeping & Readers & Printing & { purge: ReturnType<typeof createStationPurge> },
): void {
  const { context, mode } = parts;
  if (what.event) takeNewEvent(context, services);
  if (what.facts && mode === 'desk') {
    hearAlerts(context);
    hearHelpCalls(context);
  }
  services.operations.noteFacts();
  // A badge may have waited for these delegates, may be void now, or may be stopped.
  services.queue.wake();
  if (what.directory) dropDeactivated(context.db, services.session, keyHolders);
  if (what.directory) void services.purge.tend().then(() => notify('stationChanged', null));
}

/** What they have read for a preview contains names. */
function forgetPeople({
  reads,
  liveReads,
  badgeCheck,
}: Pick<Readers, 'reads' | 'liveReads' | 'badgeCheck'>): void {
  void reads.stop();
  void liveReads.stop();
  void badgeCheck.forget();
}

/** Notices to the pages once personal data was purged. */
const afterPurge = [
  'privacyChanged',
  'stationChanged',
  'countsChanged',
  'printJobsChanged',
] as const;

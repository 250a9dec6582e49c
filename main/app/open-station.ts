import { join } from 'node:path';
import { BrowserWindow } from 'electron';
import { dataPlaces } from '../base/config/command-line.ts';
import { readStationSettings } from '../base/config/station-settings.ts';
import { startsOnceAsDesk } from '../base/next-start.ts';
import { createElectronPaper } from '../emergency/paper/electron-paper.ts';
import { loginItem } from '../station/login-item.ts';
import { isOpenForSetUp } from '../station/set-up.ts';
import { createFileDialogs } from './dialogs.ts';
import { allCallsOf } from './gateway/all-calls.ts';
import { createDesk, type Desk } from './gateway/desk.ts';
import { notify } from './gateway/notify.ts';
import { openGateway } from './gateway/register.ts';
import { lockApp } from './security/station-lock.ts';
import { type Making, type Services, takeNewEvent } from './services/create-services.ts';
import { createUpdates } from './services/create-updates.ts';
import { afterCall } from './start/after-call.ts';
import { startDemo } from './start/seed.ts';
import { hintKeeper } from './start/start-hint.ts';
import { aheadOf, nextStartOf, openStationWindow } from './window/open-station-window.ts';
import { watchPageReady } from './window/page-ready.ts';

/** Opens the station to its operators: the pages' calls are answered, and there is a window. */
export function openStation(making: Making, services: Services) {
  const { start, started, notices, stops, log } = making;
  const { context, config, mode } = started.parts;
  const { ending, ahead } = start;
  const { session, operations, renderer, activity } = services;
  const updates = createUpdates({
    context,
    config,
    link: services.link,
    dataDir: start.dataDir,
    store: started.location.path,
    restart: ending.restart,
    storeClosed: notices.storeClosed,
    stops,
    log,
  });
  const desk = createStationDesk(making, { ...services, updates });
  const page = watchPageReady(() => readStationSettings(context.db, config).cameraEnabled);
  const calls = allCallsOf(desk);
  openGateway({
    gateway: ahead.gateway,
    calls,
    mode,
    caller: session.caller,
    isOpenForSetUp: () => isOpenForSetUp(context.db),
    log,
    beforeAnswer: operations.noteFacts,
    failed: operations.callFailed,
    answered: afterCall({ activity, operations, page, renderer }),
  });
  if (mode !== 'desk') lockApp();
  const keepHint = hintKeeper(dataPlaces(start.dataDir).startHint, started.keyHolders, () =>
    nextStartOf(desk.station(), startsOnceAsDesk(context.db)),
  );
  stops.defer('start hint', keepHint);
  const window = openStationWindow({
    built: start.built,
    mode,
    ending,
    log,
    begin: () => aheadOf(desk.station()),
    opened: ahead.opened,
    onPainted: () => updates.reportReady(),
  });
  // The page's own reports of use prove nothing.
  window.webContents.on('input-event', session.noteUse);
  keepHint();
  return { calls, page, updates };
}

function createStationDesk(
  { start, started, notices, log }: Making,
  services: Services & Pick<Desk, 'updates'>,
): Desk {
  const { context, config } = started.parts;
  const { built, fonts, ending } = start;
  const { imports } = services;
  return createDesk({
    station: started.parts,
    session: services.session,
    queue: services.queue,
    batches: services.batches,
    renderer: services.renderer,
    badgeCheck: services.badgeCheck,
    onPurged: notices.purged.add,
    imports,
    photos: services.photos,
    photoThread: services.photoThread,
    link: services.link,
    host: services.host,
    health: services.health,
    printerSearch: services.printerSearch,
    care: services.care,
    purge: services.purge,
    reads: services.reads.ask,
    liveReads: services.liveReads.ask,
    mailing: services.mailing,
    dialogs: createFileDialogs(
      () => BrowserWindow.getAllWindows()[0] ?? null,
      () => context.language,
    ),
    notify,
    eventChanged: () => takeNewEvent(context, services),
    log,
    paper: createElectronPaper({ pages: join(built, '../renderer'), fonts }, services.system),
    training: started.training,
    keyHolders: started.keyHolders,
    updates: services.updates,
    restart: ending.restart,
    leave: ending.leave,
    loginItem,
    startDemo: () =>
      startDemo({ context, config, imports, demoFolder: join(built, '../demo'), log }),
  });
}

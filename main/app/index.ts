import { join } from 'node:path';
import { app, BrowserWindow, Menu, session } from 'electron';
import { dataPlaces, readLaunch } from '../base/config/command-line.ts';
import { deskMenu } from './security/desk-menu.ts';
import { limitNavigation, limitPermissions } from './security/lock-down.ts';
import { declareScheme, servePages } from './security/protocol.ts';
import { createEnding } from './start/ending.ts';
import { hubWordsIn, runAsHub } from './start/hub-command.ts';
import { loadStationParts, pageBeginning } from './start/load-station-parts.ts';
import { refuseWeakened } from './start/refuse-weakened.ts';
import { readStartHint } from './start/start-hint.ts';
import { setSwitches } from './start/switches.ts';
import { openWindowAhead } from './window/window-ahead.ts';

// The first file of the app holds only what a window needs. The station's code, a megabyte, is
// loaded while the window's own process starts: decision 020.
const hubWords = hubWordsIn(process.argv.slice(1));
const launch = readLaunch(process.argv.slice(1), process.env, process.cwd());
const dataDir = launch.dataDir ?? join(app.getPath('appData'), 'Lanyard');
const places = dataPlaces(dataDir);
const hint = readStartHint(places.startHint);
const built = import.meta.dirname;

refuseWeakened(built, hubWords !== null);

if (hubWords === null) beginStation();
else void runAsHub(hubWords, built);

function beginStation(): void {
  // Chromium's own files are in the data directory too; this also allows only one app per
  // directory.
  app.setPath('userData', places.browser);
  app.setAppLogsPath(places.logs);
  // Tools and tests run as root, where Chromium has no sandbox; every window also asks for it.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  setSwitches(app.commandLine, hint?.language ?? null);
  declareScheme();
  limitNavigation();
  if (app.requestSingleInstanceLock()) {
    // Not awaited here: with Electron's fallback runtime a top-level await of readiness never ends.
    void app.whenReady().then(start);
  } else {
    app.quit();
  }
}

const noPage = (): Promise<void> => Promise.resolve();

async function start(): Promise<void> {
  try {
    const ending = createEnding();
    const fonts = unpacked(join(built, '../fonts'));
    limitPermissions(session.defaultSession);
    Menu.setApplicationMenu(Menu.buildFromTemplate(deskMenu(process.platform, !app.isPackaged)));
    const pages = servePages({ pages: join(built, '../renderer'), fonts });
    const ahead = openWindowAhead({ launch, hint, built, ending });
    void ahead.gateway.isOpen.then(pages.readBeside);
    const page = ahead.opened?.window.webContents;
    const pageBegins = page === undefined ? noPage : pageBeginning(page, pages.codeAsked);
    await loadStationParts(built, pageBegins);
    const { runStation } = await import('./run-station.ts');
    await runStation({ launch, dataDir, built, fonts, ending, ahead });
  } catch (error) {
    // A kiosk's window must not hide the failure message.
    for (const window of BrowserWindow.getAllWindows()) window.hide();
    const { failToStart } = await import('./window/failure-window.ts');
    failToStart(error);
  }
}

/**
 * The path of a file that is unpacked beside the archive (electron-builder.yml: asarUnpack): native
 * modules read files without Electron and cannot read archives. Outside of an archive the path is
 * unchanged.
 *
 * @param path absolute, as the app sees it
 */
function unpacked(path: string): string {
  return path.replace(/([\\/]app\.asar)(?=[\\/])/, '$1.unpacked');
}

// clock: counts crashes across starts, where no steady clock survives; both directions count.

import { rmSync } from 'node:fs';
import { app, BrowserWindow } from 'electron';
import { errorFields, type LogFile } from '../../base/log.ts';
import { crashesTooOften } from '../../station/crash-guard.ts';
import { startAgainCode } from './ending.ts';

/** Milliseconds that the station pauses after the third crash before it starts again. */
const pauseMs = 5 * 60_000;

/** The page that the public sees while the station pauses. Only the log has the fault itself. */
const pausePage = `<!doctype html><meta charset="utf-8"><title>Lanyard</title>
<style>html{height:100%;display:grid;place-content:center;text-align:center;background:#11151c;color:#f6f7f9;
font:600 32px/1.5 system-ui,sans-serif}p{margin:0.5em}</style>
<p lang="en">This station is not in service. Please see the desk.</p>
<p lang="fr">Ce poste est hors service. Veuillez vous adresser à l’accueil.</p>`;

/**
 * Handles uncaught errors. A desk logs the error and continues, because staff see what happens. A
 * kiosk or a door restarts at once, in the same mode. After the third crash within five minutes it
 * pauses behind a plain page first.
 *
 * @param isLocked whether the station is a kiosk or a door by now
 */
export function watchCrashes(options: {
  log: LogFile;
  file: string;
  isLocked: () => boolean;
  letClose: () => void;
}): void {
  let isDown = false;
  process.on('uncaughtException', (error) => {
    options.log.error(errorFields(error), 'uncaught');
    if (!options.isLocked() || isDown) return;
    isDown = true;
    options.letClose();
    if (crashesTooOften(options.file, Date.now())) {
      options.log.error({}, 'three crashes in five minutes: resting');
      pause(options.file);
      return;
    }
    options.log.close();
    startAnew();
  });
}

/** Ends at once; every fact is already on the disk, see db/station/open.ts. */
function startAnew(): void {
  if (process.env.LANYARD_SUPERVISED === '1') {
    app.exit(startAgainCode);
    return;
  }
  app.relaunch();
  app.exit(1);
}

function pause(file: string): void {
  for (const window of BrowserWindow.getAllWindows()) window.destroy();
  const window = new BrowserWindow({
    kiosk: true,
    frame: false,
    backgroundColor: '#11151c',
    webPreferences: { sandbox: true, javascript: false, devTools: false },
  });
  window.setMenu(null);
  window.on('close', (event) => event.preventDefault());
  void window.loadURL(`data:text/html;charset=utf-8,${encodeURIComponent(pausePage)}`);
  setTimeout(() => {
    rmSync(file, { force: true });
    startAnew();
  }, pauseMs);
}

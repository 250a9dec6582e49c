import type { BrowserWindow } from 'electron';
import type { Log } from '../log.ts';
import { createWatchDog, heartbeatMilliseconds, type WatchDog } from '../watch-dog.ts';

/** True once something is drawn: a page that threw while it drew is as dead as a frozen one. */
const signOfLife = 'document.getElementById("root")?.childElementCount > 0';

/** Sets the watch-dog on a window's page. It ends with the window. */
export function watchPage(
  window: BrowserWindow,
  options: { restart: () => void; log: Log },
): WatchDog {
  const { webContents: contents } = window;
  /** Its end comes as 'render-process-gone', and is no further fault. */
  let isEndedByUs = false;
  const dog = createWatchDog({
    ask: async () => (await contents.executeJavaScript(signOfLife)) === true,
    reload: () => {
      if (window.isDestroyed()) return;
      isEndedByUs = !contents.isCrashed();
      // A process that loops for ever cannot be asked to load a page: it is ended first.
      if (isEndedByUs) contents.forcefullyCrashRenderer();
      else setImmediate(() => contents.reload());
    },
    restart: options.restart,
    now: () => performance.now(),
    log: options.log,
  });
  contents.on('render-process-gone', (_event, { reason }) => {
    if (window.isDestroyed() || reason === 'clean-exit') return;
    if (!isEndedByUs) return dog.pageIsGone(reason);
    isEndedByUs = false;
    setImmediate(() => contents.reload());
  });
  contents.on('did-fail-load', (_event, code, _words, _address, isMainFrame) => {
    // -3: another load took its place.
    if (isMainFrame && code !== -3) dog.pageIsGone(`load ${code}`);
  });
  contents.on('unresponsive', () => options.log.warn({}, 'the page does not answer'));
  const timer = setInterval(() => dog.beat(), heartbeatMilliseconds);
  window.on('closed', () => clearInterval(timer));
  return dog;
}

import { app, type BrowserWindow, powerMonitor } from 'electron';

/**
 * Exit code that asks whoever started the app to start it again (EX_TEMPFAIL). Used instead of a relaunch where
 * LANYARD_SUPERVISED=1 says that somebody watches: under `cage` a relaunched app would have no screen.
 */
export const startAgainCode = 75;

/** How this app may end. */
export interface Ending {
  /** True once the app is on its way out; the window of a kiosk closes for nothing else. */
  mayClose(): boolean;
  /** The window may close from now on, whoever ends the app. */
  allow(): void;
  /** Ends in order and starts anew. */
  restart(): void;
  /** Ends in order and stays ended. */
  leave(): void;
  /** Exit code of the orderly end. */
  code(): number;
}

/** Ends in order may hang in a broken main process: after so many milliseconds it ends all the same. */
const patience = 30_000;

/** Makes the ways out; the system's own (shutdown, end of the session, SIGTERM) are allowed in every mode. */
export function createEnding(environment: NodeJS.ProcessEnv = process.env): Ending {
  let isEnding = false;
  let exitCode = 0;
  const end = (): void => {
    isEnding = true;
    setTimeout(() => app.exit(exitCode), patience).unref();
    app.quit();
  };
  const systemEnds = (): void => {
    if (!isEnding) end();
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, systemEnds);
  void app.whenReady().then(() => powerMonitor.on('shutdown', systemEnds));
  app.on('browser-window-created', (_event, window: BrowserWindow) => {
    window.on('session-end', () => {
      isEnding = true;
    });
  });
  return {
    mayClose: () => isEnding,
    allow: () => {
      isEnding = true;
    },
    restart: () => {
      if (environment.LANYARD_SUPERVISED === '1') exitCode = startAgainCode;
      else app.relaunch();
      end();
    },
    leave: end,
    code: () => exitCode,
  };
}

import { app, type BrowserWindow, powerMonitor } from 'electron';

/**
 * Exit code that asks the supervising process to start the app again (EX_TEMPFAIL).
 * LANYARD_SUPERVISED=1 says that there is such a process. It replaces a relaunch: under `cage` a
 * relaunched app would have no screen.
 */
export const startAgainCode = 75;

export type Ending = ReturnType<typeof createEnding>;

/** Milliseconds. An orderly end may hang in a broken main process; it is forced after this time. */
const timeout = 30_000;

function exitAfterTimeout(code: () => number): void {
  setTimeout(() => app.exit(code()), timeout).unref();
}

/** The system may end the app in every mode (shutdown, sign-out, SIGTERM). */
export function createEnding(environment: NodeJS.ProcessEnv = process.env) {
  let isEnding = false;
  let exitCode = 0;
  const end = (): void => {
    isEnding = true;
    exitAfterTimeout(() => exitCode);
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
    /** True once the app is ending; the window of a kiosk closes for no other reason. */
    mayClose: (): boolean => isEnding,
    /** The window may close from now on, whatever ends the app. */
    allow: (): void => {
      isEnding = true;
    },
    restart: (): void => {
      if (environment.LANYARD_SUPERVISED === '1') exitCode = startAgainCode;
      else app.relaunch();
      end();
    },
    /** Ends in order without a restart. */
    leave: end,
    code: (): number => exitCode,
  };
}

/**
 * Lets work in progress end before the process does.
 * @returns whether the end has begun: a start that is still in progress must then stop
 */
export function endOrderly(code: () => number, end: () => Promise<void>): () => boolean {
  let ending = false;
  app.on('will-quit', (event) => {
    if (ending) return;
    ending = true;
    event.preventDefault();
    // Also where the last window was closed, and nobody asked for the end before.
    exitAfterTimeout(code);
    void end().finally(() => app.exit(code()));
  });
  return () => ending;
}

/**
 * Runs steps one after the other, unless the app is ending. A step that begins after the store was
 * closed would fail, and a kiosk restarts after a failure.
 */
export async function inTurn(
  isOver: () => boolean,
  steps: readonly (() => unknown)[],
): Promise<void> {
  for (const step of steps) {
    if (isOver()) return;
    await step();
  }
}

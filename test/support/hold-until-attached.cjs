// Loaded into Electron before the app (`-r`): delays `ready` until Playwright is connected.
//
// Playwright adds such a loader only where it finds Electron itself, not where it is given an
// executable. Without it, the app's window may load while Playwright attaches to it. Playwright
// then misses the navigation and waits for a first window that is already there. Only the delay is
// taken over: Playwright's Chromium switches would replace what these tests are about (keychain,
// features).
// An app that restarts itself is not delayed: nothing attaches to it, and the variable is gone by
// then.
// Source: playwright-core 1.65, packages/playwright-core/src/server/electron/loader.ts
const { app } = require('electron');

if (process.env.HOLD_UNTIL_ATTACHED === '1') {
  delete process.env.HOLD_UNTIL_ATTACHED;
  hold();
}

function hold() {
  const reallyReady = app.whenReady();
  const emit = app.emit.bind(app);
  let isReleased = false;
  let release = () => undefined;
  let readyArguments = [];
  const released = new Promise((resolve) => {
    release = resolve;
  });

  app.emit = (event, ...args) => {
    if (event !== 'ready') return emit(event, ...args);
    readyArguments = args;
    return app.listenerCount('ready') > 0;
  };
  app.isReady = () => isReleased;
  app.whenReady = () => released;

  // Playwright calls it over the debugger once it is attached.
  globalThis.__playwright_run = async () => {
    await reallyReady;
    isReleased = true;
    release();
    emit('ready', ...readyArguments);
  };
}

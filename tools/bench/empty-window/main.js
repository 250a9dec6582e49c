// The smallest Electron app, for comparison with ours: one sandboxed window with one line of text,
// and with `--camera` a camera.
import { join } from 'node:path';
import { app, BrowserWindow } from 'electron';

app.whenReady().then(async () => {
  const window = new BrowserWindow({
    width: 1366,
    height: 768,
    webPreferences: { sandbox: true, contextIsolation: true, backgroundThrottling: false },
  });
  const page = app.commandLine.hasSwitch('camera') ? 'camera.html' : 'index.html';
  await window.loadFile(join(import.meta.dirname, page));
});
app.on('window-all-closed', () => app.quit());

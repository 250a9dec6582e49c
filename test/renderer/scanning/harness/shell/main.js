// Shows the page under test as the product shows its pages: own scheme, own policy, sandbox, camera
// only.
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { app, BrowserWindow, protocol, session } from 'electron';

const origin = 'app://lanyard';
const folder = process.env.SCAN_PAGE_FOLDER ?? '';
const query = process.env.SCAN_PAGE_QUERY ?? '';
const policy = process.env.SCAN_PAGE_POLICY ?? '';

/** Faults that tests switch while the page runs. */
const faults = { cameraRefused: false, readerMissing: false };
Object.assign(globalThis, { faults });

/** @type {Record<string, string>} */
const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.wasm': 'application/wasm',
};

protocol.registerSchemesAsPrivileged([
  { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
]);

/** @param {Request} request */
async function answer(request) {
  const { pathname } = new URL(request.url);
  if (faults.readerMissing && pathname.endsWith('.wasm'))
    return new Response(null, { status: 404 });
  const body = await readFile(join(folder, pathname));
  const type = types[extname(pathname)] ?? 'application/octet-stream';
  return new Response(body, {
    headers: { 'content-type': type, 'content-security-policy': policy },
  });
}

app.whenReady().then(async () => {
  protocol.handle('app', answer);
  session.defaultSession.setPermissionRequestHandler((_contents, permission, reply) => {
    reply(permission === 'media' && !faults.cameraRefused);
  });
  session.defaultSession.setPermissionCheckHandler(
    (_contents, permission) => permission === 'media',
  );
  const window = new BrowserWindow({
    width: 1000,
    height: 700,
    webPreferences: { sandbox: true, contextIsolation: true, backgroundThrottling: false },
  });
  await window.loadURL(`${origin}/index.html${query}`);
});
app.on('window-all-closed', () => app.quit());

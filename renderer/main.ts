import { loadFace } from './app/faces.ts';
import { startCameraAhead } from './features/scan/camera/ahead.ts';

// First of all: what takes long and is not the page's own work. What is wanted stands in the page's address, where the
// main process put it (main/window.ts). It is a hint: the station's answer decides.
const wanted = new URLSearchParams(window.location.search);
const deviceId = wanted.get('camera');
if (deviceId !== null) startCameraAhead(deviceId === '' ? null : deviceId);

void import('./page.tsx');
const face = wanted.get('face');
if (face !== null) {
  // A face that cannot be loaded is told where it is shown.
  loadFace(face)?.catch(() => undefined);
  // A page that is loaded anew may not go by what was wanted long ago.
  window.history.replaceState(null, '', '/');
}

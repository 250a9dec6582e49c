import { loadFace } from './app/faces.ts';
import { startCameraAhead } from './scanning/camera/ahead.ts';

// Start the slow work of other processes first. The main process put what is needed into the page's
// address (main/app/window/window.ts). It is only a hint: the station's answer decides.
const wanted = new URLSearchParams(window.location.search);
const deviceId = wanted.get('camera');
if (deviceId !== null) startCameraAhead(deviceId === '' ? null : deviceId);

void import('./page.tsx');
const face = wanted.get('face');
if (face !== null) {
  // A page that cannot be loaded is reported where it is shown.
  loadFace(face)?.catch(() => undefined);
  // A reload must not repeat an outdated hint.
  window.history.replaceState(null, '', '/');
}

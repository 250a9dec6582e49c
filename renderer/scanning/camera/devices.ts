import type { CameraDevice } from './camera-state.ts';
import type { CameraReconciler } from './reconciler.ts';

/**
 * Lists the cameras without html5-qrcode, whose list turns the camera on to learn the names. The
 * names are known without that once the user has permitted a camera.
 */
export async function listCameras(): Promise<CameraDevice[]> {
  const devices = await navigator.mediaDevices.enumerateDevices();
  return devices
    .filter(({ kind }) => kind === 'videoinput')
    .map(({ deviceId, label }) => ({ deviceId, label }));
}

/**
 * Uses the chosen camera once it is connected, and retries a failed one whenever a device is
 * connected or removed. Returns a stop function.
 */
export function followCameras(
  reconciler: CameraReconciler,
  requestedId: string | null,
  onDevices: (devices: CameraDevice[]) => void,
): () => void {
  const { mediaDevices } = navigator;
  const onChange = async (): Promise<void> => {
    const devices = await listCameras();
    onDevices(devices);
    const state = reconciler.getSnapshot();
    if (state.kind === 'problem') reconciler.retryNow();
    const isOther =
      state.kind === 'running' && requestedId !== null && state.deviceId !== requestedId;
    if (isOther && devices.some(({ deviceId }) => deviceId === requestedId)) reconciler.reopen();
  };
  const listener = (): void => void onChange();
  mediaDevices.addEventListener('devicechange', listener);
  void listCameras().then(onDevices);
  return () => mediaDevices.removeEventListener('devicechange', listener);
}

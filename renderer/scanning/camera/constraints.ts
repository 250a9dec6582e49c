/** Frames a second. */
export const defaultFrameRate = 30;

/**
 * The requested picture, ahead of the page and by html5-qrcode: the one the reader was measured
 * with.
 *
 * @param deviceId the chosen camera, or null for the system's default
 */
export function cameraConstraints(deviceId: string | null): MediaTrackConstraints {
  return {
    width: { ideal: 1280 },
    height: { ideal: 720 },
    frameRate: { ideal: defaultFrameRate },
    ...(deviceId === null ? {} : { deviceId: { ideal: deviceId } }),
  };
}

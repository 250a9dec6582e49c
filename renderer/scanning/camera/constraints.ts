/** Frames a second. */
export const defaultFrameRate = 30;

/**
 * The picture requested ahead of the page and by html5-qrcode. The reader was measured with it.
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

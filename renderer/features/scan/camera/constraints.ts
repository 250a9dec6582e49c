/** Frames a second. */
export const usualFrameRate = 30;

/**
 * The picture that is asked for, ahead of the page and by html5-qrcode: what the reader was measured with.
 *
 * @param deviceId the camera of choice, or null for the system's
 */
export function cameraConstraints(deviceId: string | null): MediaTrackConstraints {
  return {
    width: { ideal: 1280 },
    height: { ideal: 720 },
    frameRate: { ideal: usualFrameRate },
    ...(deviceId === null ? {} : { deviceId: { ideal: deviceId } }),
  };
}

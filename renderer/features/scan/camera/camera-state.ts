/** Why there is no picture; each has its own words and remedy in the locale files. */
export type CameraProblemKind =
  /** The system or the person does not let the app use a camera. */
  | 'refused'
  /** No camera is connected, or not the one that was chosen. */
  | 'none-found'
  /** Another program holds the camera. */
  | 'busy'
  /** The camera went away while it ran. */
  | 'unplugged'
  /** The camera is there but no new picture came for three seconds. */
  | 'frozen'
  /** The QR reader did not start or died; the camera itself may be well. */
  | 'decoder-failed'
  | 'failed';

export type CameraState =
  | { kind: 'off' }
  | { kind: 'starting' }
  | { kind: 'running'; label: string; deviceId: string }
  /** `retryAt`: UTC milliseconds of the next attempt, which comes by itself (sooner if a device is plugged in). */
  | { kind: 'problem'; problem: CameraProblemKind; retryAt: number };

/** One camera, for a list to choose from. Labels are empty until a camera was allowed once. */
export interface CameraDevice {
  deviceId: string;
  label: string;
}

/** Why there is no picture; the locale files have title and remedy for each. */
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
  /** No QR reader could be loaded, the spare one included; the camera itself may work. */
  | 'decoder-failed'
  | 'failed';

/** What reads the codes: the worker, at each frame; or html5-qrcode, more slowly, in its place. */
export type CameraReader = 'worker' | 'spare';

export type CameraState =
  | { kind: 'off' }
  | { kind: 'starting' }
  | { kind: 'running'; label: string; deviceId: string; reader: CameraReader }
  /** `retryAt`: UTC milliseconds of the next automatic attempt; a new device triggers it sooner. */
  | { kind: 'problem'; problem: CameraProblemKind; retryAt: number };

/** One camera, for a list to choose from. Labels are empty until a camera was allowed once. */
export interface CameraDevice {
  deviceId: string;
  label: string;
}

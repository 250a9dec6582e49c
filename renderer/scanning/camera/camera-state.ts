/** Why there is no picture; the locale files have a title and a remedy for each. */
export type CameraProblemKind =
  /** The system or the user does not permit the app to use a camera. */
  | 'refused'
  /** No camera is connected, or not the chosen one. */
  | 'none-found'
  /** Another program holds the camera. */
  | 'busy'
  /** The camera was disconnected while it ran. */
  | 'unplugged'
  /** The camera is there but no new picture came for three seconds, or no first one for ten. */
  | 'frozen'
  /** Neither the QR reader nor its fallback could be loaded; the camera itself may work. */
  | 'decoder-failed'
  | 'failed';

/** What reads the codes: the worker reads each frame; html5-qrcode replaces it, but is slower. */
export type CameraReader = 'worker' | 'spare';

export type CameraState =
  | { kind: 'off' }
  | { kind: 'starting' }
  | { kind: 'running'; label: string; deviceId: string; reader: CameraReader }
  /** `retryAt`: UTC milliseconds of the next automatic attempt; a new device triggers it sooner. */
  | { kind: 'problem'; problem: CameraProblemKind; retryAt: number };

/** Labels are empty until the user has permitted a camera once. */
export interface CameraDevice {
  deviceId: string;
  label: string;
}

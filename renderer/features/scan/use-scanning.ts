import { useState } from 'react';
import type { CameraDevice, CameraState } from './camera/camera-state.ts';
import type { ScanHandler } from './scan.ts';

export interface ScanningOptions {
  camera: { enabled: boolean; deviceId: string | null };
  /** Function key (`F13` … `F24`) that the hand scanner sends ahead of each code, or null. */
  functionKeyPrefix: string | null;
  /** While true, scans wait in the queue: for a locked station or a dialog that must be answered first. */
  held?: boolean;
  onScan: ScanHandler;
  /** True if the text is a complete code of ours or of the organiser; by default our own prefixes and check letters. */
  looksLikeCode?: (text: string) => boolean;
}

export interface Scanning {
  readonly camera: CameraState;
  /** Cameras to choose from; follows plugging and unplugging. */
  readonly cameras: readonly CameraDevice[];
  /** Scans that wait for an answer to be given. */
  readonly waiting: number;
  /** Scans that found the queue full; back to 0 when the queue is empty. */
  readonly refused: number;
  /** The answer that was due has been given: the next scan may come. */
  resume(): void;
  /** Throws the waiting scans away. */
  clearWaiting(): void;
  /** Tries to start the camera at once instead of at `retryAt`. */
  retryCamera(): void;
  /** Sends a code that a person typed. */
  submitTyped(text: string): void;
  /** Puts the live picture into the element; returns the function that takes it out again. */
  attachPreview(container: HTMLElement, look: { mirrored: boolean }): () => void;
}

/** Camera and hand scanner for the whole page: see the top of `index.ts`. */
export function useScanning(_options: ScanningOptions): Scanning {
  const [scanning] = useState<Scanning>(() => ({
    camera: { kind: 'off' },
    cameras: [],
    waiting: 0,
    refused: 0,
    resume: () => undefined,
    clearWaiting: () => undefined,
    retryCamera: () => undefined,
    submitTyped: () => undefined,
    attachPreview: () => () => undefined,
  }));
  return scanning;
}

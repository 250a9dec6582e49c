import {
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import { ScanBus } from './bus.ts';
import { Camera } from './camera/camera.ts';
import type { CameraDevice, CameraState } from './camera/camera-state.ts';
import { listCameras } from './camera/devices.ts';
import { looksLikeOwnCode } from './hid/own-codes.ts';
import { createHidScanner } from './hid/scanner.ts';
import type { ScanHandler } from './scan.ts';
import { utcNow, utcOf } from './utc-clock.ts';

export interface ScanningOptions {
  camera: { enabled: boolean; deviceId: string | null };
  /** Function key (`F13` … `F24`) that the hand scanner sends before each code, or null. */
  functionKeyPrefix: string | null;
  /** While true, scans wait in the queue: for a locked station or an open question. */
  held?: boolean;
  onScan: ScanHandler;
  /** True if the whole text is one of the organiser's own codes; ours are recognised anyway. */
  looksLikeOrganiserCode?: (text: string) => boolean;
}

export interface Scanning {
  readonly camera: CameraState;
  /** Updated when a camera is connected or removed. */
  readonly cameras: readonly CameraDevice[];
  readonly waiting: number;
  /** Scans that found the queue full; back to 0 when the queue is empty. */
  readonly refused: number;
  /** True from a result that needs an answer until `resume()`. */
  readonly answerDue: boolean;
  /** Call it once the due answer has been given: the next scan then follows. */
  resume(): void;
  clearWaiting(): void;
  /** Tries to start the camera at once instead of at `retryAt`. */
  retryCamera(): void;
  /**
   * Lends the camera for taking photos, even if scanning has it off. Meanwhile codes in its view do
   * not count, and other scans wait. Returns a function that ends this.
   */
  lendCamera(): () => void;
  /** Sends a code read from a picture or PDF. */
  submitPicture(text: string): void;
  /** Shows the live picture in the element; returns a function that removes it. */
  attachPreview(container: HTMLElement, look: { mirrored: boolean; isLive: boolean }): () => void;
}

/** Camera and hand scanner for the page: see `index.ts`. Its functions keep their identity. */
export function useScanning(options: ScanningOptions): Scanning {
  const engine = useEngine(options);
  const { enabled, deviceId } = options.camera;
  const { functionKeyPrefix, held = false } = options;
  const bus = useSyncExternalStore(engine.bus.subscribe, engine.bus.getSnapshot);
  const camera = useCameraState(engine);
  const cameras = useCameras(engine, deviceId, camera.kind === 'running');
  const [lent, setLent] = useState(0);
  const isLent = lent > 0;
  useLayoutEffect(() => {
    engine.isCameraLent = isLent;
    engine.bus.hold(held || isLent);
  }, [engine, held, isLent]);
  useEffect(() => engine.listenToKeys(functionKeyPrefix), [engine, functionKeyPrefix]);
  useEffect(
    () => engine.camera.want(enabled || isLent ? { on: true, deviceId } : { on: false }),
    [engine, enabled, isLent, deviceId],
  );
  useEffect(() => () => void engine.camera.end(), [engine]);
  const attachPreview = useCallback<Scanning['attachPreview']>(
    (container, look) => engine.camera.show({ container, ...look }),
    [engine],
  );
  const actions = useMemo(
    () => ({
      resume: () => engine.bus.resume(),
      clearWaiting: () => engine.bus.clearWaiting(),
      retryCamera: () => engine.camera.reconciler.retryNow(),
      lendCamera: () => {
        setLent((count) => count + 1);
        return () => setLent((count) => count - 1);
      },
      submitPicture: (text: string) => engine.submitPicture(text),
    }),
    [engine],
  );
  const { waiting, refused, answerDue } = bus;
  return useMemo(
    () => ({ camera, cameras, waiting, refused, answerDue, attachPreview, ...actions }),
    [camera, cameras, waiting, refused, answerDue, attachPreview, actions],
  );
}

/** One engine for the component's lifetime; it calls the functions of the latest rendering. */
function useEngine(options: ScanningOptions): ScanEngine {
  const latest = useRef(options);
  useLayoutEffect(() => {
    latest.current = options;
  });
  const [engine] = useState(
    () =>
      new ScanEngine({
        onScan: (scan) => latest.current.onScan(scan),
        looksLikeOrganiserCode: (text) => latest.current.looksLikeOrganiserCode?.(text) ?? false,
      }),
  );
  return engine;
}

function useCameraState({ camera: { reconciler } }: ScanEngine): CameraState {
  return useSyncExternalStore(reconciler.subscribe, reconciler.getSnapshot);
}

function useCameras(
  engine: ScanEngine,
  deviceId: string | null,
  isRunning: boolean,
): readonly CameraDevice[] {
  const [cameras, setCameras] = useState<readonly CameraDevice[]>([]);
  useEffect(() => engine.camera.followDevices(deviceId, setCameras), [engine, deviceId]);
  useEffect(() => {
    // The names of cameras are only known once a camera was permitted.
    if (isRunning) void listCameras().then(setCameras);
  }, [isRunning]);
  return cameras;
}

interface ScanEngineOptions {
  onScan: ScanHandler;
  /** True if the whole text is one of the organiser's own codes. */
  looksLikeOrganiserCode: (text: string) => boolean;
}

/** Camera, hand scanner and bus together. Creating it costs nothing; its parts start on request. */
class ScanEngine {
  readonly bus: ScanBus;
  readonly camera: Camera;
  /** A photo is being taken: a badge on the person's chest is not a scan. */
  isCameraLent = false;
  readonly #looksLikeCode: (text: string) => boolean;

  constructor({ onScan, looksLikeOrganiserCode }: ScanEngineOptions) {
    this.bus = new ScanBus({ onScan, newKey: () => crypto.randomUUID(), onError: reportError });
    this.camera = new Camera({
      onSighting: (sighting) => {
        if (!this.isCameraLent) this.bus.see(sighting);
      },
    });
    this.#looksLikeCode = (text) => looksLikeOwnCode(text) || looksLikeOrganiserCode(text);
  }

  listenToKeys(functionKeyPrefix: string | null): () => void {
    return createHidScanner({
      functionKeyPrefix,
      looksLikeCode: this.#looksLikeCode,
      onScan: ({ readings, firstKeyAt }) => {
        this.bus.see({ source: 'hid', readings, seenAt: utcOf(firstKeyAt), lastSeenAt: null });
      },
    });
  }

  submitPicture(text: string): void {
    this.bus.submitPicture({ readings: [text], seenAt: utcNow() });
  }
}

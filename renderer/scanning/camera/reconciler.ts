import type { CameraProblemKind, CameraReader, CameraState } from './camera-state.ts';
import { type CameraProblem, toCameraProblem } from './problem.ts';

export type CameraRequest = { on: false } | { on: true; deviceId: string | null };

export interface RunningCamera {
  readonly label: string;
  readonly deviceId: string;
  readonly reader: CameraReader;
  /** Never rejects. */
  close(): Promise<void>;
}

export interface ReconcilerOptions {
  /** Starts camera and reader; rejects with a `CameraProblem` and then leaves nothing running. */
  open: (deviceId: string | null) => Promise<RunningCamera>;
  /** UTC milliseconds. */
  now: () => number;
  /** Calls back after this many milliseconds; returns a function that cancels it. */
  schedule: (milliseconds: number, callback: () => void) => () => void;
}

/** Milliseconds between attempts; doubled each time. */
export const backOff = { first: 500, longest: 10_000 } as const;
/**
 * A camera that ran this many milliseconds works: after its next problem, waits start short again.
 */
const wellAfter = 10_000;

/**
 * Milliseconds after which a camera that still opens is shown as one without a picture: a driver
 * that hangs never answers.
 */
export const openLimit = 10_000;

/**
 * Brings the camera to its requested state, one transition at a time, however fast the request
 * changes. Retries automatically while there is a problem. A store for `useSyncExternalStore`.
 */
export class CameraReconciler {
  readonly #options: ReconcilerOptions;
  readonly #listeners = new Set<() => void>();
  #request: CameraRequest = { on: false };
  #running: { camera: RunningCamera; requestedId: string | null; since: number } | null = null;
  #fault: CameraProblemKind | null = null;
  #isStale = false;
  #state: CameraState = { kind: 'off' };
  #wait: number = backOff.first;
  #retryAt = 0;
  #cancelRetry: () => void = () => undefined;
  #workUnderWay: Promise<void> | null = null;
  #isCalledAgain = false;

  constructor(options: ReconcilerOptions) {
    this.#options = options;
  }

  want(request: CameraRequest): void {
    const isOther = request.on && this.#request.on && request.deviceId !== this.#request.deviceId;
    if (!request.on || !this.#request.on || isOther) this.#forgetTrouble();
    this.#request = request;
    this.#work();
  }

  /** Retries at once: on request, or when a device was connected or removed. */
  retryNow(): void {
    this.#forgetTrouble();
    this.#work();
  }

  /**
   * Closes the running camera and opens it again, because a better reader or device may be
   * available.
   */
  reopen(): void {
    this.#isStale = this.#running !== null;
    this.#work();
  }

  /** Call it when the running camera failed. */
  fail(kind: CameraProblemKind): void {
    if (this.#running === null) return;
    this.#fault ??= kind;
    this.#work();
  }

  /** Resolves when no transition is in progress. */
  async idle(): Promise<void> {
    while (this.#workUnderWay !== null) await this.#workUnderWay;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly getSnapshot = (): CameraState => this.#state;

  #work(): void {
    this.#isCalledAgain = true;
    this.#workUnderWay ??= this.#workUntilDone();
  }

  async #workUntilDone(): Promise<void> {
    try {
      while (this.#isCalledAgain) {
        this.#isCalledAgain = false;
        while (await this.#step());
      }
    } finally {
      this.#workUnderWay = null;
    }
  }

  /** Makes one transition; false if none is due now. */
  async #step(): Promise<boolean> {
    const request = this.#request;
    if (this.#running !== null) {
      const isRight = request.on && request.deviceId === this.#running.requestedId;
      if (isRight && this.#fault === null && !this.#isStale) return false;
      await this.#close(this.#running);
      return true;
    }
    if (!request.on) {
      this.#publish({ kind: 'off' });
      return false;
    }
    if (this.#retryAt > this.#options.now()) return false;
    await this.#open(request.deviceId);
    return true;
  }

  async #open(deviceId: string | null): Promise<void> {
    // While it retries, the page keeps showing the reason.
    if (this.#state.kind !== 'problem') this.#publish({ kind: 'starting' });
    this.#fault = null;
    // It may still come, and nothing else can be opened meanwhile.
    const stopWaiting = this.#options.schedule(openLimit, () => this.#showNoPicture());
    try {
      const camera = await this.#options.open(deviceId);
      this.#running = { camera, requestedId: deviceId, since: this.#options.now() };
      const { label, deviceId: openedId, reader } = camera;
      this.#publish({ kind: 'running', label, deviceId: openedId, reader });
    } catch (error) {
      this.#tryLater(toCameraProblem(error));
    } finally {
      stopWaiting();
    }
  }

  #showNoPicture(): void {
    if (!this.#request.on || this.#state.kind !== 'starting') return;
    this.#publish({ kind: 'problem', problem: 'frozen', retryAt: this.#options.now() });
  }

  async #close(running: { camera: RunningCamera; since: number }): Promise<void> {
    const fault = this.#fault;
    if (fault !== null) {
      // Retry a sudden failure at once, but not a camera that keeps failing.
      if (this.#options.now() - running.since >= wellAfter) this.#wait = 0;
      this.#tryLater({ kind: fault });
    }
    await running.camera.close();
    this.#running = null;
    this.#fault = null;
    this.#isStale = false;
  }

  #tryLater({ kind }: Pick<CameraProblem, 'kind'>): void {
    const last = this.#state.kind === 'problem' ? this.#state.problem : null;
    // After unplugging, "no camera found" would say less.
    const problem = kind === 'none-found' && last === 'unplugged' ? last : kind;
    this.#retryAt = this.#options.now() + this.#wait;
    this.#cancelRetry();
    this.#cancelRetry = this.#options.schedule(this.#wait, () => {
      this.#retryAt = 0;
      this.#work();
    });
    this.#wait = Math.min(Math.max(2 * this.#wait, backOff.first), backOff.longest);
    if (this.#request.on) this.#publish({ kind: 'problem', problem, retryAt: this.#retryAt });
  }

  #forgetTrouble(): void {
    this.#cancelRetry();
    this.#wait = backOff.first;
    this.#retryAt = 0;
  }

  #publish(state: CameraState): void {
    if (state.kind === this.#state.kind && (state.kind === 'off' || state.kind === 'starting'))
      return;
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}

import type { Sighting } from '../scan.ts';
import { utcNow } from '../utc-clock.ts';
import { feedAhead, holdsCamera, letCameraGo, takeReader } from './ahead.ts';
import type { CameraDevice, CameraReader } from './camera-state.ts';
import { followCameras } from './devices.ts';
import { type Feed, startFeed } from './feed.ts';
import { type Place, PreviewHost } from './preview-host.ts';
import { CameraProblem } from './problem.ts';
import type { FeedMessage, ReaderClient } from './reader-client.ts';
import { ReaderKeeper } from './reader-keeper.ts';
import { CameraReconciler, type CameraRequest, type RunningCamera } from './reconciler.ts';
import { type OpenCamera, openCamera, tracksOf } from './shell.ts';
import { SpareReader } from './spare-reader.ts';

/** Milliseconds without a new frame after which the picture counts as frozen. */
const frozenAfter = 3000;

interface Run {
  feed: Feed;
  /** Sends the camera's frames to a new worker; null while html5-qrcode reads instead. */
  restart: ((reader: ReaderClient) => Feed) | null;
  /**
   * `performance.now()` of the last sign of life, so that a clock change does not look like a
   * freeze.
   */
  aliveAt: number;
}

/** Frames shown since the camera was opened; the number does not grow while the video is paused. */
function framesShown(video: HTMLVideoElement): number {
  return video.getVideoPlaybackQuality().totalVideoFrames;
}

function schedule(milliseconds: number, callback: () => void): () => void {
  const timer = setTimeout(callback, milliseconds);
  return () => clearTimeout(timer);
}

/**
 * The page's camera: keeps it running while needed, passes its frames to the reader and reports the
 * codes in sight. Costs nothing until `want({ on: true, … })`.
 *
 * Normally the worker's reader reads. If it dies, a new worker takes over the running camera's
 * frames. While no worker can be started, html5-qrcode reads, until one is available again.
 */
export class Camera {
  readonly reconciler: CameraReconciler;
  readonly #onSighting: (sighting: Sighting) => void;
  readonly #reader: ReaderKeeper;
  #host: PreviewHost | null = null;
  #lastFeed = 0;
  readonly #runs = new Map<number, Run>();

  constructor(options: { onSighting: (sighting: Sighting) => void }) {
    this.#onSighting = options.onSighting;
    this.reconciler = new CameraReconciler({
      open: (deviceId) => this.#open(deviceId),
      now: utcNow,
      schedule,
    });
    this.#reader = new ReaderKeeper({
      start: () =>
        takeReader({
          onMessage: (message) => this.#hear(message),
          onDeath: (reason) => this.#loseReader(reason),
        }),
      now: () => performance.now(),
      schedule,
    });
  }

  want(request: CameraRequest): void {
    if (!request.on) letCameraGo();
    this.reconciler.want(request);
  }

  /** Shows the picture in the place; returns a function that removes it. */
  show(place: Place): () => void {
    return this.#hostElement().show(place);
  }

  /** Uses the chosen camera once it is connected. Returns a stop function. */
  followDevices(
    requestedId: string | null,
    onDevices: (devices: CameraDevice[]) => void,
  ): () => void {
    return followCameras(this.reconciler, requestedId, onDevices);
  }

  /** Turns everything off and releases all resources; `want` starts it again. */
  async end(): Promise<void> {
    this.want({ on: false });
    await this.reconciler.idle();
    if (this.reconciler.getSnapshot().kind !== 'off') return;
    this.#reader.end();
    this.#host?.remove();
    this.#host = null;
  }

  async #open(deviceId: string | null): Promise<RunningCamera> {
    // html5-qrcode needs some tenths of a second to show its picture. Until then, readings come
    // from the camera opened ahead.
    if (holdsCamera(deviceId)) this.#hearAhead();
    try {
      return await this.#openShell(deviceId);
    } finally {
      this.#endRun(feedAhead);
      letCameraGo();
    }
  }

  #hearAhead(): void {
    const feed: Feed = { pictureRead: () => undefined, end: letCameraGo };
    this.#runs.set(feedAhead, { feed, restart: null, aliveAt: performance.now() });
  }

  async #openShell(deviceId: string | null): Promise<RunningCamera> {
    const { reader, camera } = await this.#readerAndCamera(deviceId);
    if (reader === null) {
      // html5-qrcode can only read if it was opened as a reader.
      await camera?.close();
      return await this.#openSpare(deviceId);
    }
    this.#hostElement().rest(false);
    const feed = this.#nextFeed();
    const restart = (next: ReaderClient): Feed => startFeed(feed, camera, next);
    try {
      this.#runs.set(feed, { feed: restart(reader), restart, aliveAt: performance.now() });
    } catch (error) {
      await camera.close();
      throw new CameraProblem('failed', String(error));
    }
    return this.#running(feed, camera, 'worker');
  }

  async #openSpare(deviceId: string | null): Promise<RunningCamera> {
    const feed = this.#nextFeed();
    const spare = new SpareReader(feed, (message) => this.#hear(message));
    const host = this.#hostElement();
    host.rest(false);
    host.showWhole(true);
    try {
      const camera = await openCamera(host.element, deviceId, spare.onPictureRead);
      const watching = spare.watch(camera.video);
      this.#runs.set(feed, { feed: watching, restart: null, aliveAt: performance.now() });
      host.fit();
      return this.#running(feed, camera, 'spare');
    } catch (error) {
      host.showWhole(false);
      throw error;
    }
  }

  #running(feed: number, camera: OpenCamera, reader: CameraReader): RunningCamera {
    const unwatch = this.#watch(feed, camera, reader);
    return {
      label: camera.label,
      deviceId: camera.deviceId,
      reader,
      close: async () => {
        unwatch();
        this.#endRun(feed);
        await camera.close();
        this.#hostElement().showWhole(false);
      },
    };
  }

  #nextFeed(): number {
    this.#lastFeed += 1;
    return this.#lastFeed;
  }

  #endRun(feed: number): void {
    this.#runs.get(feed)?.feed.end();
    this.#runs.delete(feed);
  }

  /**
   * Starts reader and camera in parallel, because each takes some tenths of a second. The camera is
   * null if it was known beforehand that no reader is available.
   *
   * @throws CameraProblem of the camera; if only the reader is missing, the camera is open
   */
  async #readerAndCamera(
    deviceId: string | null,
  ): Promise<
    { reader: ReaderClient; camera: OpenCamera } | { reader: null; camera: OpenCamera | null }
  > {
    if (this.#reader.isLost) return { reader: null, camera: null };
    const [reader, camera] = await Promise.allSettled([
      this.#reader.take(),
      openCamera(this.#hostElement().element, deviceId, null),
    ]);
    if (camera.status === 'rejected') throw camera.reason;
    return { reader: reader.status === 'fulfilled' ? reader.value : null, camera: camera.value };
  }

  /**
   * Watches one run: for unplugging, a frozen picture, and the worker's reader becoming available
   * again.
   */
  #watch(feed: number, { track, video }: OpenCamera, reader: CameraReader): () => void {
    const onEnded = () => this.reconciler.fail('unplugged');
    track.addEventListener('ended', onEnded);
    let shown = { frames: framesShown(video), at: performance.now() };
    const timer = setInterval(() => {
      const tracks = [track, ...tracksOf(video)];
      if (tracks.some(({ readyState }) => readyState === 'ended')) onEnded();
      const now = performance.now();
      const frames = framesShown(video);
      if (frames !== shown.frames) shown = { frames, at: now };
      const aliveAt = this.#runs.get(feed)?.aliveAt ?? 0;
      if (now - aliveAt > frozenAfter) {
        // The picture still changes, so the worker is what hangs.
        if (reader === 'worker' && now - shown.at < frozenAfter) this.#loseReader('it is silent');
        else this.reconciler.fail('frozen');
      }
      if (reader === 'spare' && this.#reader.isThere) this.reconciler.reopen();
    }, 1000);
    return () => {
      clearInterval(timer);
      track.removeEventListener('ended', onEnded);
    };
  }

  #hear(message: FeedMessage): void {
    const run = this.#runs.get(message.feed);
    if (run === undefined) return;
    switch (message.kind) {
      case 'sighting': {
        const { text, seenAt, lastSeenAt } = message;
        this.#onSighting({ source: 'camera', readings: [text], seenAt, lastSeenAt });
        return;
      }
      case 'alive':
        markFirst('camera-reads');
        run.aliveAt = performance.now();
        return;
      case 'rest':
        this.#hostElement().rest(message.isResting);
        return;
      case 'picture-read':
        run.feed.pictureRead();
        return;
      case 'read-failed':
        this.#loseReader(message.reason);
    }
  }

  #loseReader(reason: string): void {
    console.error('the QR reader failed', reason);
    this.#reader.lose();
    void this.#readAgain();
  }

  /** Sends the running camera's frames to the next worker; without one, html5-qrcode takes over. */
  async #readAgain(): Promise<void> {
    const reader = await this.#reader.take();
    for (const run of this.#runs.values()) {
      if (run.restart === null) continue;
      run.aliveAt = performance.now();
      if (reader === null) this.reconciler.reopen();
      else run.feed = run.restart(reader);
    }
  }

  #hostElement(): PreviewHost {
    this.#host ??= new PreviewHost(document);
    return this.#host;
  }
}

/**
 * Marks the first occurrence in the page's timeline: tools/bench/start.ts measures how soon a
 * station can read tickets.
 */
function markFirst(name: string): void {
  if (performance.getEntriesByName(name).length === 0) performance.mark(name);
}

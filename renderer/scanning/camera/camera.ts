import type { Sighting } from '../scan.ts';
import { utcNow } from '../utc-clock.ts';
import { feedAhead, holdsCamera, letCameraGo, takeReader } from './ahead.ts';
import type { CameraDevice } from './camera-state.ts';
import { followCameras } from './devices.ts';
import { type Feed, startFeed } from './feed.ts';
import { CameraProblem } from './problem.ts';
import type { FeedMessage, ReaderClient } from './reader-client.ts';
import { CameraReconciler, type CameraRequest, type RunningCamera } from './reconciler.ts';
import { type OpenCamera, openCamera, tracksOf } from './shell.ts';

/**
 * The element in which html5-qrcode shows the camera. It stays in the document as long as the
 * camera is on, and moves between the page's preview and a place out of sight. So scanning does not
 * need a visible preview. Styles go through the CSSOM, which the content security policy allows.
 */
class PreviewHost {
  /** Filled, and positioned freely, by html5-qrcode. */
  readonly element: HTMLElement;
  readonly #frame: HTMLElement;
  /** Where the picture is wanted; the last of them shows it: a dialog over the page's preview. */
  #places: readonly Place[] = [];
  #isResting = false;

  constructor(page: Document) {
    this.element = page.createElement('div');
    // html5-qrcode finds its place by id.
    this.element.id = `scan-camera-${crypto.randomUUID()}`;
    Object.assign(this.element.style, { width: '100%', height: '100%' });
    this.#frame = page.createElement('div');
    this.#frame.append(this.element);
    this.#arrange();
  }

  /** Shows the picture in the place, filling it; returns the function that removes it. */
  show(place: Place): () => void {
    this.#places = [...this.#places, place];
    this.#arrange();
    return () => {
      this.#places = this.#places.filter((one) => one !== place);
      this.#arrange();
    };
  }

  /** Fits the video that html5-qrcode made, which it gave a width in pixels. */
  fit(): void {
    const video = this.element.querySelector('video');
    if (video === null) return;
    const transform = this.#places.at(-1)?.mirrored === true ? 'scaleX(-1)' : '';
    Object.assign(video.style, { width: '100%', height: '100%', objectFit: 'cover', transform });
    // Painting thirty pictures a second of an empty hall takes a sixth of a core.
    if (this.#isResting && this.#places.at(-1)?.isLive !== true) video.pause();
    else if (video.paused) void video.play().catch(() => undefined);
  }

  /**
   * At rest the picture stands still, as what it shows does, and so do drawings that beckon
   * (`data-nobody` on the page); any change ends that.
   */
  rest(isResting: boolean): void {
    this.#isResting = isResting;
    this.#frame.ownerDocument.documentElement.toggleAttribute('data-nobody', isResting);
    this.fit();
  }

  /** Takes the element out of the document. */
  remove(): void {
    this.#places = [];
    this.rest(false);
    this.#frame.remove();
  }

  /** Moved within one task: the video continues to play. */
  #arrange(): void {
    const { container } = this.#places.at(-1) ?? { container: null };
    (container ?? this.#frame.ownerDocument.body).append(this.#frame);
    Object.assign(this.#frame.style, parked, container === null ? {} : shown);
    this.#frame.ariaHidden = container === null ? 'true' : null;
    this.fit();
  }
}

/** Where the camera's picture is shown. */
export interface Place {
  container: HTMLElement;
  mirrored: boolean;
  /** Also shows what is too small a change to be a person: a smile. */
  isLive: boolean;
}

/** Out of sight but with a size, which html5-qrcode needs. */
const parked = {
  position: 'fixed',
  left: '-10000px',
  top: '0',
  width: '320px',
  height: '180px',
  pointerEvents: 'none',
} as const;
const shown = {
  position: 'relative',
  left: '0',
  width: '100%',
  height: '100%',
  pointerEvents: '',
} as const;

/** Milliseconds without a new frame after which the picture counts as frozen. */
const frozenAfter = 3000;

interface Run {
  feed: Feed;
  /** `performance.now()` of the last sign of life: a clock change must not look like a freeze. */
  aliveAt: number;
}

/**
 * The page's camera: keeps it running while needed, hands its frames to the reader and reports the
 * codes in sight. Costs nothing until `want({ on: true, … })`.
 */
export class Camera {
  readonly reconciler: CameraReconciler;
  readonly #onSighting: (sighting: Sighting) => void;
  #host: PreviewHost | null = null;
  #reader: ReaderClient | null = null;
  #lastFeed = 0;
  readonly #runs = new Map<number, Run>();

  constructor(options: { onSighting: (sighting: Sighting) => void }) {
    this.#onSighting = options.onSighting;
    this.reconciler = new CameraReconciler({
      open: (deviceId) => this.#open(deviceId),
      now: utcNow,
      schedule: (milliseconds, callback) => {
        const timer = setTimeout(callback, milliseconds);
        return () => clearTimeout(timer);
      },
    });
  }

  want(request: CameraRequest): void {
    if (!request.on) letCameraGo();
    this.reconciler.want(request);
  }

  /** Shows the picture in the place; returns the function that removes it. */
  show(place: Place): () => void {
    return this.#hostElement().show(place);
  }

  /** Watches cameras come and go: uses the chosen one once it is there. Returns a stop function. */
  followDevices(
    requestedId: string | null,
    onDevices: (devices: CameraDevice[]) => void,
  ): () => void {
    return followCameras(this.reconciler, requestedId, onDevices);
  }

  /** Turns everything off and leaves nothing behind; `want` restarts it. */
  async end(): Promise<void> {
    this.want({ on: false });
    await this.reconciler.idle();
    if (this.reconciler.getSnapshot().kind !== 'off') return;
    this.#reader?.end();
    this.#reader = null;
    this.#host?.remove();
    this.#host = null;
  }

  async #open(deviceId: string | null): Promise<RunningCamera> {
    // Until html5-qrcode shows its picture, some tenths of a second, readings come from the camera
    // opened ahead.
    if (holdsCamera(deviceId)) this.#hearAhead();
    try {
      return await this.#openShell(deviceId, this.#startedReader());
    } finally {
      this.#endRun(feedAhead);
      letCameraGo();
    }
  }

  #hearAhead(): void {
    const feed: Feed = { pictureRead: () => undefined, end: letCameraGo };
    this.#runs.set(feedAhead, { feed, aliveAt: performance.now() });
  }

  async #openShell(
    deviceId: string | null,
    reading: Promise<ReaderClient>,
  ): Promise<RunningCamera> {
    const { reader, camera } = await this.#readerAndCamera(deviceId, reading);
    this.#hostElement().rest(false);
    const feed = this.#nextFeed();
    try {
      this.#runs.set(feed, { feed: startFeed(feed, camera, reader), aliveAt: performance.now() });
    } catch (error) {
      await camera.close();
      throw new CameraProblem('failed', String(error));
    }
    const unwatch = this.#watch(feed, camera);
    return {
      label: camera.label,
      deviceId: camera.deviceId,
      close: async () => {
        unwatch();
        this.#endRun(feed);
        await camera.close();
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

  /** Both take some tenths of a second: they start side by side. */
  async #readerAndCamera(
    deviceId: string | null,
    reading: Promise<ReaderClient>,
  ): Promise<{ reader: ReaderClient; camera: OpenCamera }> {
    const [reader, camera] = await Promise.allSettled([
      reading,
      openCamera(this.#hostElement().element, deviceId),
    ]);
    if (camera.status === 'rejected') throw camera.reason;
    if (reader.status === 'fulfilled') return { reader: reader.value, camera: camera.value };
    await camera.value.close();
    throw reader.reason;
  }

  /** Watches one run: unplugging, a frozen picture. */
  #watch(feed: number, { track, video }: OpenCamera): () => void {
    const onEnded = () => this.reconciler.fail('unplugged');
    track.addEventListener('ended', onEnded);
    const timer = setInterval(() => {
      const tracks = [track, ...tracksOf(video)];
      if (tracks.some(({ readyState }) => readyState === 'ended')) onEnded();
      const aliveAt = this.#runs.get(feed)?.aliveAt ?? 0;
      if (performance.now() - aliveAt > frozenAfter) this.reconciler.fail('frozen');
    }, 1000);
    return () => {
      clearInterval(timer);
      track.removeEventListener('ended', onEnded);
    };
  }

  async #startedReader(): Promise<ReaderClient> {
    this.#reader ??= await takeReader({
      onMessage: (message) => this.#hear(message),
      onDeath: (reason) => this.#loseReader(reason),
    });
    return this.#reader;
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
    this.#reader?.end();
    this.#reader = null;
    this.reconciler.fail('decoder-failed');
  }

  #hostElement(): PreviewHost {
    this.#host ??= new PreviewHost(document);
    return this.#host;
  }
}

/**
 * Marks the first time of this in the page's timeline: how soon a station can read tickets
 * (tools/bench/start.ts).
 */
function markFirst(name: string): void {
  if (performance.getEntriesByName(name).length === 0) performance.mark(name);
}

import { utcNow } from '../utc-clock.ts';
import { cameraConstraints, defaultFrameRate } from './constraints.ts';
import { type Feed, sendTrack } from './feed.ts';
import { KeptMessages } from './kept-messages.ts';
import { type FeedMessage, type ReaderClient, startReader } from './reader-client.ts';

/** Receives the messages of a reader started ahead, and the notice that it died. */
export interface ReaderHearer {
  onMessage: (message: FeedMessage) => void;
  onDeath: (reason: string) => void;
}

/**
 * Milliseconds after which an unused camera is released: the station's settings may have changed
 * since the window opened.
 */
const maxHold = 10_000;
/** The run number of the camera opened ahead; runs of `Camera` are numbered from 1. */
export const feedAhead = 0;

interface HeldCamera {
  deviceId: string | null;
  stream: Promise<MediaStream | null>;
  /** Sends the frames to the reader once both are available; null if either failed. */
  feed: Promise<Feed | null>;
}

let reader: ReaderAhead | null = null;
let held: HeldCamera | null = null;

/**
 * Starts the reader and the camera while the page's own code still loads, then loads html5-qrcode.
 * Each takes some tenths of a second, mostly in other processes. The reader reads from then on.
 * The caller that opens the camera finds it on, receives what was read meanwhile, and must then
 * call `letCameraGo`.
 *
 * @param deviceId the chosen camera, or null for the system's default
 */
export function startCameraAhead(deviceId: string | null): void {
  reader ??= new ReaderAhead();
  held ??= hold(deviceId, reader);
  // Last, because its third of a megabyte only shows the picture; the reader does not need it. A
  // failure is ignored: it recurs, and is reported, when the page itself loads the module.
  held.feed.then(() => import('html5-qrcode')).catch(() => undefined);
  setTimeout(letGo, maxHold);
}

function letGo(): void {
  letCameraGo();
  reader?.end();
  reader = null;
}

/**
 * Returns the reader started ahead, to the first caller only, or a new one.
 *
 * @throws CameraProblem of kind `decoder-failed`
 */
export function takeReader(hearer: ReaderHearer): Promise<ReaderClient> {
  const ahead = reader;
  reader = null;
  const taken = ahead?.take(hearer) ?? null;
  return taken ?? startReader(hearer.onMessage, hearer.onDeath);
}

/**
 * Whether the camera opened ahead is the chosen one: only then do messages of run `feedAhead`
 * count.
 */
export function holdsCamera(deviceId: string | null): boolean {
  return held !== null && held.deviceId === deviceId;
}

/** Turns off the camera opened ahead. A camera opened elsewhere meanwhile stays on. */
export function letCameraGo(): void {
  const gone = held;
  held = null;
  void gone?.feed.then((feed) => feed?.end());
  void gone?.stream.then((stream) => {
    for (const track of stream?.getTracks() ?? []) track.stop();
  });
}

function hold(deviceId: string | null, { client }: ReaderAhead): HeldCamera {
  const stream = openQuietly(deviceId);
  const begin = async (): Promise<Feed | null> => {
    const [reading, picture] = await Promise.all([client, stream]);
    const track = picture?.getVideoTracks()[0];
    if (track === undefined) return null;
    return sendTrack(feedAhead, { track, frameRate: defaultFrameRate }, reading);
  };
  // A reader that fails to load reports it to the caller of `takeReader`.
  return { deviceId, stream, feed: begin().catch(() => null) };
}

/**
 * Null if the camera could not be opened: the error recurs, and is reported, when the page opens
 * it.
 */
async function openQuietly(deviceId: string | null): Promise<MediaStream | null> {
  try {
    return await navigator.mediaDevices.getUserMedia({ video: cameraConstraints(deviceId) });
  } catch {
    return null;
  }
}

class ReaderAhead {
  readonly client: Promise<ReaderClient>;
  #hearer: ReaderHearer | null = null;
  readonly #kept = new KeptMessages();
  #isDead = false;

  constructor() {
    this.client = startReader(
      (message) => this.#hear(message),
      (reason) => {
        this.#isDead = true;
        this.#hearer?.onDeath(reason);
      },
    );
    this.client.catch(() => {
      this.#isDead = true;
    });
  }

  /**
   * Null if the reader died before anyone took it. Delivers its recent messages before it returns.
   */
  take(hearer: ReaderHearer): Promise<ReaderClient> | null {
    if (this.#isDead) return null;
    this.#hearer = hearer;
    for (const message of this.#kept.take(utcNow())) hearer.onMessage(message);
    return this.client;
  }

  end(): void {
    this.client.then((client) => client.end()).catch(() => undefined);
  }

  #hear(message: FeedMessage): void {
    if (this.#hearer !== null) this.#hearer.onMessage(message);
    else if (message.kind === 'read-failed') this.#die();
    else this.#kept.keep(message);
  }

  /** The next call of `takeReader` then starts a new reader. */
  #die(): void {
    this.#isDead = true;
    this.end();
  }
}

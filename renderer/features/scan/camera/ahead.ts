import { type FeedMessage, type ReaderClient, startReader } from './reader-client.ts';

/** Who hears the reader's messages and of its death, once it has been taken. */
export interface ReaderHearer {
  onMessage: (message: FeedMessage) => void;
  onDeath: (reason: string) => void;
}

/** What nobody asked for by then is let go: the station's settings may have changed since its window was opened. */
const longestHold = 10_000;

interface HeldCamera {
  deviceId: string | null;
  stream: Promise<MediaStream | null>;
}

let reader: ReaderAhead | null = null;
let held: HeldCamera | null = null;

/**
 * Starts the reader, turns the camera on and loads html5-qrcode while the page's own code still loads: each takes some
 * tenths of a second, mostly other processes'. Whoever opens the camera finds it on, and then calls `letCameraGo`.
 *
 * @param deviceId the camera of choice, or null for the system's
 */
export function startCameraAhead(deviceId: string | null): void {
  reader ??= new ReaderAhead();
  held ??= { deviceId, stream: openQuietly(deviceId) };
  // A failure comes again, and is told, where it is really loaded.
  import('html5-qrcode').catch(() => undefined);
  setTimeout(letGo, longestHold);
}

function letGo(): void {
  letCameraGo();
  reader?.end();
  reader = null;
}

/** The picture that both ask for: what the reader was measured with. */
export function cameraConstraints(deviceId: string | null): MediaTrackConstraints {
  return {
    width: { ideal: 1280 },
    height: { ideal: 720 },
    frameRate: { ideal: usualFrameRate },
    ...(deviceId === null ? {} : { deviceId: { ideal: deviceId } }),
  };
}

/** Frames a second. */
export const usualFrameRate = 30;

/** The reader that was started ahead, once; else a new one. @throws CameraProblem of kind `decoder-failed` */
export function takeReader(hearer: ReaderHearer): Promise<ReaderClient> {
  const ahead = reader;
  reader = null;
  const taken = ahead?.take(hearer) ?? null;
  return taken ?? startReader(hearer.onMessage, hearer.onDeath);
}

/** The picture of the camera that was opened ahead, if it is the one of choice; null if there is none. */
export async function heldPicture(deviceId: string | null): Promise<MediaStreamTrack | null> {
  const stream = held?.deviceId === deviceId ? await held.stream : null;
  return stream?.getVideoTracks()[0] ?? null;
}

/** Turns the camera that was opened ahead off; one that others have opened meanwhile stays on. */
export function letCameraGo(): void {
  const gone = held;
  held = null;
  void gone?.stream.then((stream) => {
    for (const track of stream?.getTracks() ?? []) track.stop();
  });
}

/** Null where it could not be opened: the same comes again, and is told, when it is opened in earnest. */
async function openQuietly(deviceId: string | null): Promise<MediaStream | null> {
  try {
    return await navigator.mediaDevices.getUserMedia({ video: cameraConstraints(deviceId) });
  } catch {
    return null;
  }
}

class ReaderAhead {
  #hearer: ReaderHearer | null = null;
  #isDead = false;
  readonly #client: Promise<ReaderClient>;

  constructor() {
    this.#client = startReader(
      // It tells nothing before it is given a feed.
      (message) => this.#hearer?.onMessage(message),
      (reason) => {
        this.#isDead = true;
        this.#hearer?.onDeath(reason);
      },
    );
    this.#client.catch(() => {
      this.#isDead = true;
    });
  }

  /** Null if it died before anybody wanted it. */
  take(hearer: ReaderHearer): Promise<ReaderClient> | null {
    if (this.#isDead) return null;
    this.#hearer = hearer;
    return this.#client;
  }

  end(): void {
    this.#client.then((client) => client.end()).catch(() => undefined);
  }
}

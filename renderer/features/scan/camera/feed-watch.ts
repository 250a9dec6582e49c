import { utcNow, utcOf } from '../utc-clock.ts';
import { FrameClock } from './frame-clock.ts';
import type { FrameReader } from './frame-pictures.ts';
import { type FrameSighting, Sightings } from './sightings.ts';
import type { FromWorker } from './worker-messages.ts';

/** Milliseconds between two signs of life. */
const heartbeat = 500;
/** This many unreadable frames in a row mean that the reader is broken, not the frame. */
const mostFailures = 10;
/**
 * No frame is read for this many milliseconds of the camera's clock after a new code. No ticket can
 * follow sooner, and verdict and badge get the processor time.
 */
const restAfterCode = 120;

/** One run of the camera, as the worker sees it. */
export class FeedWatch {
  readonly #feed: number;
  readonly #reader: FrameReader;
  readonly #tell: (message: FromWorker) => void;
  readonly #sightings: Sightings;
  readonly #clock = new FrameClock();
  #toldAliveAt = Number.NEGATIVE_INFINITY;
  #failures = 0;
  #newCodeAt = Number.NEGATIVE_INFINITY;
  #source: ReadableStreamDefaultReader<VideoFrame> | null = null;

  constructor(options: {
    feed: number;
    frameInterval: number;
    reader: FrameReader;
    tell: (message: FromWorker) => void;
  }) {
    this.#feed = options.feed;
    this.#reader = options.reader;
    this.#tell = options.tell;
    this.#sightings = new Sightings(options.frameInterval);
  }

  /** Reads frames until the stream ends, one at a time: the stream drops what comes meanwhile. */
  async watch(frames: ReadableStream<VideoFrame>): Promise<void> {
    const source = frames.getReader();
    this.#source = source;
    for (;;) {
      const { done, value: frame } = await source.read();
      if (done) return;
      try {
        await this.#readFrame(frame);
      } finally {
        frame.close();
      }
    }
  }

  async readPicture(bitmap: ImageBitmap, shownAt: number): Promise<void> {
    this.#tellAlive();
    const texts = await this.#read(() =>
      this.#reader.readImage(bitmap, bitmap.width, bitmap.height),
    );
    bitmap.close();
    for (const sighting of this.#sightings.frame(shownAt, texts)) this.#tellSighting(sighting, 0);
    this.#tell({ kind: 'picture-read', feed: this.#feed });
  }

  end(): void {
    // The stream may have ended with its track.
    this.#source?.cancel().catch(() => undefined);
  }

  async #readFrame(frame: VideoFrame): Promise<void> {
    const timestamp = frame.timestamp / 1000;
    this.#clock.arrived(timestamp, performance.now());
    this.#tellAlive();
    const sinceCode = timestamp - this.#newCodeAt;
    // Below zero: the camera's clock was reset, and nothing pauses until it has caught up.
    if (sinceCode >= 0 && sinceCode < restAfterCode) return;
    const texts = await this.#read(() => this.#reader.readFrame(frame));
    const toUtc = utcOf(this.#clock.timeOf(timestamp)) - timestamp;
    for (const sighting of this.#sightings.frame(timestamp, texts)) {
      if (sighting.lastSeenAt === null) this.#newCodeAt = timestamp;
      this.#tellSighting(sighting, toUtc);
    }
  }

  async #read(read: () => Promise<string[]>): Promise<string[]> {
    try {
      const texts = await read();
      this.#failures = 0;
      return texts;
    } catch (error) {
      this.#failures += 1;
      if (this.#failures === mostFailures) {
        this.#tell({ kind: 'read-failed', feed: this.#feed, reason: String(error) });
      }
      return [];
    }
  }

  #tellAlive(): void {
    const now = utcNow();
    if (now - this.#toldAliveAt < heartbeat) return;
    this.#toldAliveAt = now;
    this.#tell({ kind: 'alive', feed: this.#feed });
  }

  #tellSighting({ text, seenAt, lastSeenAt }: FrameSighting, toUtc: number): void {
    this.#tell({
      kind: 'sighting',
      feed: this.#feed,
      text,
      seenAt: seenAt + toUtc,
      lastSeenAt: lastSeenAt === null ? null : lastSeenAt + toUtc,
    });
  }
}

import { utcNow, utcOf } from '../utc-clock.ts';
import type { FrameReader } from './frame-pictures.ts';
import { Rest } from './rest.ts';
import type { FromWorker } from './worker-messages.ts';

/** A code in a frame that must be reported. Times in milliseconds, on the clock of the frames. */
interface FrameSighting {
  text: string;
  /**
   * The earliest time at which the code came into view; this frame's time if it was in view before.
   */
  seenAt: number;
  /** Time of the previous frame in which it was read; null if there is none. */
  lastSeenAt: number | null;
}

/** A code that stays in view is reported again after this many milliseconds. */
const repeat = 250;
/** A gap of more than this many frame intervals means that a frame was dropped. */
const dropped = 1.5;
/** After this many milliseconds out of view a code is forgotten. */
const memory = 10_000;

interface Known {
  readAt: number;
  reportedAt: number;
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds));
}

/** Reduces the reader's results, thirty a second, to what the page needs to know. */
export class Sightings {
  readonly #interval: number;
  readonly #known = new Map<string, Known>();
  #lastFrameAt: number | null = null;

  /** @param interval milliseconds between two frames of the camera */
  constructor(interval: number) {
    this.#interval = interval;
  }

  /** Call it for each frame that was read, with the texts of all codes in it. */
  frame(at: number, texts: readonly string[]): FrameSighting[] {
    const lastFrameAt = this.#lastFrameAt;
    this.#lastFrameAt = at;
    for (const [text, { readAt }] of this.#known) {
      if (at - readAt > memory) this.#known.delete(text);
    }
    return [...new Set(texts)].flatMap((text) => this.#read(text, at, lastFrameAt));
  }

  #read(text: string, at: number, lastFrameAt: number | null): FrameSighting[] {
    const known = this.#known.get(text);
    const stayed = known !== undefined && known.readAt === lastFrameAt;
    const isToldAgain = known === undefined || at - known.reportedAt >= repeat;
    this.#known.set(text, { readAt: at, reportedAt: isToldAgain ? at : known.reportedAt });
    if (!isToldAgain) return [];
    const seenAt = stayed ? at : this.#earliest(at, lastFrameAt);
    return [{ text, seenAt, lastSeenAt: known?.readAt ?? null }];
  }

  /** A frame dropped just before may already have held the code: then that frame's time counts. */
  #earliest(at: number, lastFrameAt: number | null): number {
    if (lastFrameAt === null || at - lastFrameAt <= dropped * this.#interval) return at;
    return lastFrameAt + this.#interval;
  }
}

/** Milliseconds after which an old minimum is dropped, because the camera's clock may drift. */
const span = 10_000;

/**
 * Converts a camera's timestamps to this computer's clock. A frame's delay is its excess over the
 * minimum of the last 10 to 20 s.
 */
export class FrameClock {
  #current = Number.POSITIVE_INFINITY;
  #previous = Number.POSITIVE_INFINITY;
  #since = Number.NEGATIVE_INFINITY;

  /**
   * @param timestamp the frame's timestamp, in milliseconds
   * @param now milliseconds of this clock when it arrived
   */
  arrived(timestamp: number, now: number): void {
    if (now - this.#since > span) {
      this.#previous = this.#current;
      this.#current = Number.POSITIVE_INFINITY;
      this.#since = now;
    }
    this.#current = Math.min(this.#current, now - timestamp);
  }

  /** The same time on this clock; call `arrived` first. */
  timeOf(timestamp: number): number {
    return timestamp + Math.min(this.#current, this.#previous);
  }
}

/** Milliseconds between two signs of life. */
const heartbeat = 500;
/** This many unreadable frames in a row mean that the reader is broken, not the frame. */
const maxFailures = 10;
/**
 * No frame is read for this many milliseconds of the camera's clock after a new code. No ticket can
 * follow sooner, and verdict and badge get the processor time.
 */
const restAfterCode = 120;
/**
 * Milliseconds of the camera's clock without a code before a second, more thorough reading, and
 * between two of those. One takes twice the time of a first reading.
 */
const againAfter = 500;
const againTakes = 2;
/** Milliseconds between two frames that an idle reader compares. */
const restPause = 80;

/** One run of the camera, as the worker sees it. */
export class FeedWatch {
  readonly #feed: number;
  readonly #frameInterval: number;
  readonly #reader: FrameReader;
  readonly #tell: (message: FromWorker) => void;
  readonly #sightings: Sightings;
  readonly #clock = new FrameClock();
  #toldAliveAt = Number.NEGATIVE_INFINITY;
  #failures = 0;
  #newCodeAt = Number.NEGATIVE_INFINITY;
  /** Time of the last frame with a code or a second reading; null before the first frame. */
  #settledAt: number | null = null;
  readonly #rest = new Rest();
  readonly #pause: (milliseconds: number) => Promise<void>;
  #source: ReadableStreamDefaultReader<VideoFrame> | null = null;

  constructor(options: {
    feed: number;
    frameInterval: number;
    reader: FrameReader;
    tell: (message: FromWorker) => void;
    pause?: (milliseconds: number) => Promise<void>;
  }) {
    this.#feed = options.feed;
    this.#frameInterval = options.frameInterval;
    this.#reader = options.reader;
    this.#tell = options.tell;
    this.#pause = options.pause ?? sleep;
    this.#sightings = new Sightings(options.frameInterval);
  }

  /**
   * Reads frames one at a time until the stream ends. The stream drops the frames that come
   * meanwhile.
   */
  async watch(frames: ReadableStream<VideoFrame>): Promise<void> {
    const source = frames.getReader();
    this.#source = source;
    for (;;) {
      if (this.#rest.isResting) await this.#pause(restPause);
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
    // The stream may have ended with its track, and cancelling it then fails.
    this.#source?.cancel().catch(() => undefined);
  }

  async #readFrame(frame: VideoFrame): Promise<void> {
    const timestamp = frame.timestamp / 1000;
    this.#clock.arrived(timestamp, performance.now());
    this.#tellAlive();
    const sinceCode = timestamp - this.#newCodeAt;
    // Below zero: the camera's clock was reset. Then do not pause until it has caught up.
    if (sinceCode >= 0 && sinceCode < restAfterCode) return;
    const wasResting = this.#rest.isResting;
    const texts = await this.#readOnceOrAgain(frame, timestamp);
    if (texts.length > 0) this.#rest.stir(timestamp);
    const { isResting } = this.#rest;
    if (isResting !== wasResting) this.#tell({ kind: 'rest', feed: this.#feed, isResting });
    const toUtc = utcOf(this.#clock.timeOf(timestamp)) - timestamp;
    for (const sighting of this.#sightings.frame(timestamp, texts)) {
      if (sighting.lastSeenAt === null) this.#newCodeAt = timestamp;
      this.#tellSighting(sighting, toUtc);
    }
  }

  /**
   * Null for a frame that an idle reader skips because nothing changed: it holds no code either.
   */
  async #readIfWanted(frame: VideoFrame, timestamp: number): Promise<string[] | null> {
    const hasChanged = await this.#reader.take(frame);
    return this.#rest.wants(timestamp, hasChanged) ? this.#reader.read() : null;
  }

  /** Skips the second reading if it would delay the next frame's first one. */
  async #readOnceOrAgain(frame: VideoFrame, timestamp: number): Promise<string[]> {
    const start = performance.now();
    const texts = await this.#read(() => this.#readIfWanted(frame, timestamp));
    if (texts === null) return [];
    const took = performance.now() - start;
    const since = this.#settledAt === null ? Number.NaN : timestamp - this.#settledAt;
    const isDue = since >= againAfter && took * (1 + againTakes) <= this.#frameInterval;
    // Below zero: the camera's clock was reset.
    if (texts.length > 0 || isDue || !(since >= 0)) this.#settledAt = timestamp;
    return isDue && texts.length === 0 ? this.#read(() => this.#reader.readAgain()) : texts;
  }

  async #read<Texts extends string[] | null>(
    read: () => Promise<Texts>,
  ): Promise<Texts | string[]> {
    try {
      const texts = await read();
      this.#failures = 0;
      return texts;
    } catch (error) {
      this.#failures += 1;
      if (this.#failures === maxFailures) {
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

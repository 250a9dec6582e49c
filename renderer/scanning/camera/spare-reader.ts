import { utcNow } from '../utc-clock.ts';
import { Sightings } from './feed-watch.ts';
import type { FeedMessage } from './reader-client.ts';

/**
 * Frames per second that html5-qrcode reads on the page while the worker's reader is unavailable. A
 * frame of 1280×720 blocks the page for 12 to 25 ms, so more of them would be noticeable.
 */
export const spareFrameRate = 5;
/** Milliseconds between two signs of life, as in the worker. */
const heartbeat = 500;

/** Called for each picture that html5-qrcode read: its text, or null if it found none. */
export type OnPictureRead = (text: string | null) => void;

/**
 * Turns html5-qrcode's results into the worker's messages. For the page the two readers then differ
 * only in speed.
 */
export class SpareReader {
  readonly #feed: number;
  readonly #tell: (message: FeedMessage) => void;
  readonly #sightings = new Sightings(1000 / spareFrameRate);
  #isEnded = false;

  /** @param feed the run of the camera that the messages belong to */
  constructor(feed: number, tell: (message: FeedMessage) => void) {
    this.#feed = feed;
    this.#tell = tell;
  }

  readonly onPictureRead: OnPictureRead = (text) => {
    if (this.#isEnded) return;
    const texts = text === null ? [] : [text];
    for (const sighting of this.#sightings.frame(utcNow(), texts)) {
      this.#tell({ kind: 'sighting', feed: this.#feed, ...sighting });
    }
  };

  /**
   * Reports that new frames are shown, because html5-qrcode keeps reading a frozen picture. The
   * feed's `end` stops both.
   */
  watch(video: HTMLVideoElement): { pictureRead: () => void; end: () => void } {
    let toldAliveAt = Number.NEGATIVE_INFINITY;
    const onFrame = (): void => {
      if (this.#isEnded) return;
      const now = performance.now();
      if (now - toldAliveAt >= heartbeat) {
        toldAliveAt = now;
        this.#tell({ kind: 'alive', feed: this.#feed });
      }
      video.requestVideoFrameCallback(onFrame);
    };
    video.requestVideoFrameCallback(onFrame);
    return {
      pictureRead: () => undefined,
      end: () => {
        this.#isEnded = true;
      },
    };
  }
}

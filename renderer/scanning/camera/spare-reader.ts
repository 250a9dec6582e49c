import { utcNow } from '../utc-clock.ts';
import { Sightings } from './feed-watch.ts';
import type { FeedMessage } from './reader-client.ts';

/**
 * Frames a second that html5-qrcode reads on the page itself while the worker's reader is away. A
 * frame of 1280×720 blocks the page for 12 to 25 ms there; more of them would be felt.
 */
export const spareFrameRate = 5;
/** Milliseconds between two signs of life, as of the worker. */
const heartbeat = 500;

/** Takes each picture that html5-qrcode looked at: its text, or null where it found none. */
export type OnPictureRead = (text: string | null) => void;

/**
 * Turns what html5-qrcode finds into the worker's messages, so that the page cannot tell the two
 * readers apart but by their pace.
 */
export class SpareReader {
  readonly #feed: number;
  readonly #tell: (message: FeedMessage) => void;
  readonly #sightings = new Sightings(1000 / spareFrameRate);
  #isEnded = false;

  /** `feed`: the run of the camera that the messages are about. */
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
   * Reports that new frames are shown; html5-qrcode goes on reading a frozen picture. The feed's
   * `end` stops both.
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

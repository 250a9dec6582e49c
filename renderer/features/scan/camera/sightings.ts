/** A code in a frame that is worth a report. Times in milliseconds on the clock of the frames. */
export interface FrameSighting {
  text: string;
  /** When the code came into view at the earliest, or this frame if it was there before. */
  seenAt: number;
  /** The frame in which it was last read before this one, or null. */
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
  toldAt: number;
}

/** Reduces the reader's finds, thirty times a second, to what the page needs to know. */
export class Sightings {
  readonly #interval: number;
  readonly #known = new Map<string, Known>();
  #lastFrameAt: number | null = null;

  /** `interval`: milliseconds between two frames of the camera. */
  constructor(interval: number) {
    this.#interval = interval;
  }

  /** Takes each frame that was read, with the texts of all codes in it. */
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
    const isToldAgain = known === undefined || at - known.toldAt >= repeat;
    this.#known.set(text, { readAt: at, toldAt: isToldAgain ? at : known.toldAt });
    if (!isToldAgain) return [];
    const seenAt = stayed ? at : this.#earliest(at, lastFrameAt);
    return [{ text, seenAt, lastSeenAt: known?.readAt ?? null }];
  }

  /** A frame that was dropped just before may have held the code already: then its time counts. */
  #earliest(at: number, lastFrameAt: number | null): number {
    if (lastFrameAt === null || at - lastFrameAt <= dropped * this.#interval) return at;
    return lastFrameAt + this.#interval;
  }
}

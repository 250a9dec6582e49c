/** Milliseconds after which an old minimum is forgotten, because the camera's clock may drift. */
const span = 10_000;

/**
 * Places a camera's own timestamps on our clock: a frame is as old as it was late, compared with the
 * least late of the last 10 to 20 s.
 */
export class FrameClock {
  #current = Number.POSITIVE_INFINITY;
  #previous = Number.POSITIVE_INFINITY;
  #since = Number.NEGATIVE_INFINITY;

  /** Both in milliseconds: the frame's timestamp, and our clock when it arrived. */
  arrived(timestamp: number, now: number): void {
    if (now - this.#since > span) {
      this.#previous = this.#current;
      this.#current = Number.POSITIVE_INFINITY;
      this.#since = now;
    }
    this.#current = Math.min(this.#current, now - timestamp);
  }

  /** Our clock's time of the timestamp; call `arrived` first. */
  timeOf(timestamp: number): number {
    return timestamp + Math.min(this.#current, this.#previous);
  }
}

/** Milliseconds after which an old minimum is forgotten, because the camera's clock may drift. */
const span = 10_000;

/**
 * Converts a camera's own timestamps to this clock: a frame's age is its delay beyond the minimum
 * of the last 10 to 20 s.
 */
export class FrameClock {
  #current = Number.POSITIVE_INFINITY;
  #previous = Number.POSITIVE_INFINITY;
  #since = Number.NEGATIVE_INFINITY;

  /** Both in milliseconds: the frame's timestamp, and this clock when it arrived. */
  arrived(timestamp: number, now: number): void {
    if (now - this.#since > span) {
      this.#previous = this.#current;
      this.#current = Number.POSITIVE_INFINITY;
      this.#since = now;
    }
    this.#current = Math.min(this.#current, now - timestamp);
  }

  /** This clock's time of the timestamp; call `arrived` first. */
  timeOf(timestamp: number): number {
    return timestamp + Math.min(this.#current, this.#previous);
  }
}

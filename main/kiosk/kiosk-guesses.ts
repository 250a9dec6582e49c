/** Wrong guesses that a kiosk allows within the window: people mistype, one after the other. */
const tolerated = 6;
/** Milliseconds for which a wrong guess counts. */
const window = 5 * 60_000;

/**
 * Slows down guessing of codes and names at a kiosk. A right one forgives nothing: a guesser with a
 * valid code could otherwise continue for ever.
 */
export class KioskGuesses {
  readonly #now: () => number;
  #wrong: number[] = [];

  /** @param now real milliseconds, from any start */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Milliseconds until the next guess is checked; 0 for now. */
  wait(): number {
    this.#wrong = this.#wrong.filter((at) => this.#now() - at < window);
    const [oldest] = this.#wrong;
    if (oldest === undefined || this.#wrong.length < tolerated) return 0;
    return Math.max(1, Math.ceil(oldest + window - this.#now()));
  }

  /** A guess was wrong. */
  count(): void {
    this.#wrong.push(this.#now());
  }
}

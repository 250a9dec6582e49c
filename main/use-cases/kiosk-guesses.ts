/** Wrong guesses that a kiosk takes within the window; people mistype, and then others do too. */
const tolerated = 6;
/** Milliseconds that a wrong guess counts. */
const window = 5 * 60_000;

/**
 * Slows down whoever tries codes and names at a kiosk. A right one forgives nothing: with a code of their own
 * somebody could go on for ever.
 */
export class KioskGuesses {
  readonly #now: () => number;
  #wrong: number[] = [];

  /** @param now real milliseconds, from any start */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Milliseconds until the next guess is looked at; 0 if it is now. */
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

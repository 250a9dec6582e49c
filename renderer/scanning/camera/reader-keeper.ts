import type { ReaderClient } from './reader-client.ts';

/** Milliseconds that a start may take before html5-qrcode reads instead. */
const startTimeout = 5_000;
/**
 * The same for a worker that replaces a dead one: its files are cached, so it takes 0.2 to 0.4 s.
 */
const restartTimeout = 1_500;
/** A reader that died within this many milliseconds of its start is not restarted at once. */
const steadyAfter = 10_000;
/** Milliseconds between two attempts; doubled each time. */
const backOff = { first: 1_000, longest: 60_000 } as const;

export interface ReaderKeeperOptions {
  /** Starts a worker and its reader; rejects with a `CameraProblem`. */
  start: () => Promise<ReaderClient>;
  /** Milliseconds of a monotonic clock. */
  now: () => number;
  /** Calls back after this many milliseconds; returns a function that cancels it. */
  schedule: (milliseconds: number, callback: () => void) => () => void;
}

/**
 * Keeps the worker's reader available: starts one on request, and replaces it when it dies. While
 * no reader can be started, it keeps retrying. The caller reads in another way meanwhile, and
 * checks `isThere` to know when to switch back.
 */
export class ReaderKeeper {
  readonly #options: ReaderKeeperOptions;
  #reader: { client: ReaderClient; since: number } | null = null;
  #start: Promise<ReaderClient | null> | null = null;
  #wait: number = backOff.first;
  #cancelRetry: (() => void) | null = null;
  #hasDied = false;
  #isLate = false;
  /** Counts calls of `end`: a start that finishes after one ends its worker. */
  #life = 0;

  constructor(options: ReaderKeeperOptions) {
    this.#options = options;
  }

  get isThere(): boolean {
    return this.#reader !== null;
  }

  /** No reader is available, and waiting for one would take too long. */
  get isLost(): boolean {
    return this.#isLate || this.#cancelRetry !== null;
  }

  /** Returns the reader; null if it is not ready in time. Retries then continue until `end`. */
  async take(): Promise<ReaderClient | null> {
    if (this.#reader !== null) return this.#reader.client;
    if (this.isLost) return null;
    const limit = this.#hasDied ? restartTimeout : startTimeout;
    let cancel = (): void => undefined;
    const late = new Promise<null>((resolve) => {
      cancel = this.#options.schedule(limit, () => {
        this.#isLate = true;
        resolve(null);
      });
    });
    const taken = await Promise.race([this.#started(), late]);
    cancel();
    return taken;
  }

  /** Ends a reader that died or no longer reads; the next `take` starts another. */
  lose(): void {
    if (this.#reader === null) return;
    const { client, since } = this.#reader;
    client.end();
    this.#reader = null;
    this.#hasDied = true;
    if (this.#options.now() - since < steadyAfter) this.#tryLater();
    else this.#wait = backOff.first;
  }

  end(): void {
    this.#life += 1;
    this.#cancelRetry?.();
    this.#cancelRetry = null;
    this.#reader?.client.end();
    this.#reader = null;
    this.#start = null;
    this.#wait = backOff.first;
    this.#hasDied = false;
    this.#isLate = false;
  }

  #started(): Promise<ReaderClient | null> {
    this.#start ??= this.#startOne(this.#life);
    return this.#start;
  }

  async #startOne(life: number): Promise<ReaderClient | null> {
    const client = await this.#options.start().catch((error: unknown) => {
      console.error('the QR reader did not start', String(error));
      return null;
    });
    if (life !== this.#life) {
      client?.end();
      return null;
    }
    this.#start = null;
    this.#isLate = false;
    if (client === null) this.#tryLater();
    else this.#reader = { client, since: this.#options.now() };
    return client;
  }

  #tryLater(): void {
    this.#cancelRetry = this.#options.schedule(this.#wait, () => {
      this.#cancelRetry = null;
      void this.#started();
    });
    this.#wait = Math.min(2 * this.#wait, backOff.longest);
  }
}

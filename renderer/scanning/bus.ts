import type { Scan, ScanHandler, Sighting } from './scan.ts';

/** Milliseconds out of sight after which the same code counts as a new scan. */
const absence = 1500;

/** Maximum number of codes remembered; more cannot be in sight within the time of `absence`. */
const memory = 64;

/** Remembers which codes are in sight, whichever source sees them. */
function createPresence() {
  /** UTC milliseconds of the last sighting by reading, oldest first. */
  const lastSeen = new Map<string, number>();

  function remember(reading: string, at: number): void {
    lastSeen.delete(reading);
    lastSeen.set(reading, at);
    const oldest = lastSeen.keys().next();
    if (lastSeen.size > memory && !oldest.done) lastSeen.delete(oldest.value);
  }

  return {
    /** Records the sighting; true if its code was out of sight until now, in each reading. */
    isNew({ readings, seenAt, lastSeenAt }: Sighting): boolean {
      const keys = readings.map(shorten);
      const before = [...keys.map((key) => lastSeen.get(key)), lastSeenAt ?? undefined];
      const last = Math.max(...before.map((at) => at ?? Number.NEGATIVE_INFINITY));
      for (const key of keys) remember(key, Math.max(seenAt, last));
      return seenAt - last >= absence;
    },
  };
}

/** A reading may have 70,000 characters; its start and length suffice to tell codes apart. */
function shorten(reading: string): string {
  return reading.length <= 500 ? reading : `${reading.slice(0, 500)}#${reading.length}`;
}

export interface ScanBusState {
  readonly waiting: number;
  /** Scans that found the queue full; back to 0 once the queue is empty. */
  readonly refused: number;
  /** True from a result that needs an answer until `resume()`. */
  readonly answerDue: boolean;
}

export interface ScanBusOptions {
  onScan: ScanHandler;
  /** Makes the idempotency keys (UUIDs). */
  newKey: () => string;
  /** Called with what `onScan` threw or rejected with; the bus continues. */
  onError: (error: unknown) => void;
}

export type PictureCode = Pick<Sighting, 'readings' | 'seenAt'>;

/** Maximum number of scans that wait; further ones are counted but dropped. */
export const maxQueue = 20;
/** Maximum number of characters of a reading that the contract accepts. */
const maxReadingLength = 70_000;

/**
 * One stream for camera, hand scanner and files. A code fires once while it is in sight; scans are
 * delivered one at a time, in order. A store for `useSyncExternalStore`.
 */
export class ScanBus {
  readonly #options: ScanBusOptions;
  readonly #presence = createPresence();
  readonly #listeners = new Set<() => void>();
  readonly #queue: Scan[] = [];
  #state: ScanBusState = { waiting: 0, refused: 0, answerDue: false };
  #held = false;
  #delivering = false;
  #answeredEarly = false;

  constructor(options: ScanBusOptions) {
    this.#options = options;
  }

  /** Reports a code that was seen or scanned. It fires once, and again after 1.5 s out of sight. */
  see(sighting: Sighting): void {
    if (this.#presence.isNew(sighting)) this.#enqueue(sighting.source, sighting);
  }

  /** A code read from a file fires each time. */
  submitPicture(code: PictureCode): void {
    this.#enqueue('picture', code);
  }

  hold(isHeld: boolean): void {
    this.#held = isHeld;
    this.#deliverNext();
    this.#publish({});
  }

  /** Call it once the due answer has been given; the next scan then follows. */
  resume(): void {
    this.#answeredEarly = this.#delivering;
    this.#publish({ answerDue: false });
    this.#deliverNext();
    this.#publish({});
  }

  clearWaiting(): void {
    this.#queue.length = 0;
    this.#publish({});
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly getSnapshot = (): ScanBusState => this.#state;

  #enqueue(source: Sighting['source'], { readings, seenAt }: PictureCode): void {
    const clipped = readings.slice(0, 2).map((reading) => reading.slice(0, maxReadingLength));
    if (this.#queue.some(({ input }) => input.readings[0] === clipped[0])) return;
    if (this.#queue.length >= maxQueue) {
      this.#publish({ refused: this.#state.refused + 1 });
      return;
    }
    this.#queue.push({ key: this.#options.newKey(), input: { source, readings: clipped, seenAt } });
    this.#deliverNext();
    this.#publish({});
  }

  #deliverNext(): void {
    if (this.#held || this.#delivering || this.#state.answerDue) return;
    const scan = this.#queue.shift();
    if (scan === undefined) return;
    this.#delivering = true;
    this.#answeredEarly = false;
    void this.#deliver(scan);
  }

  async #deliver(scan: Scan): Promise<void> {
    let answerDue = false;
    try {
      answerDue = (await this.#options.onScan(scan)) === 'answer-due';
    } catch (error) {
      this.#options.onError(error);
    }
    this.#delivering = false;
    this.#publish({ answerDue: answerDue && !this.#answeredEarly });
    this.#deliverNext();
    this.#publish({});
  }

  #publish(change: Partial<ScanBusState>): void {
    const waiting = this.#queue.length;
    const { refused, answerDue } = { ...this.#state, ...change };
    const next = { waiting, refused: waiting === 0 ? 0 : refused, answerDue };
    const keys = ['waiting', 'refused', 'answerDue'] as const;
    if (keys.every((key) => next[key] === this.#state[key])) return;
    this.#state = next;
    for (const listener of this.#listeners) listener();
  }
}

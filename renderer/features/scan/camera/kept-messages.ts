import type { FeedMessage } from './reader-client.ts';

/**
 * A code that was seen longer ago than so many milliseconds when somebody comes to hear it is not told: whoever held it up may
 * be gone.
 */
const freshFor = 2_000;
/** So many messages are kept; a ticket in view makes four a second. */
const mostKept = 50;

/** What the reader said while nobody heard it yet. */
export class KeptMessages {
  #kept: FeedMessage[] = [];

  keep(message: FeedMessage): void {
    this.#kept = [...this.#kept.slice(1 - mostKept), message];
  }

  /**
   * What is still worth hearing, in its order; once.
   *
   * @param now UTC milliseconds
   */
  take(now: number): FeedMessage[] {
    const kept = this.#kept;
    this.#kept = [];
    return kept.filter((message) => message.kind !== 'sighting' || isFresh(message, now));
  }
}

/** It is in view, or was a moment ago. */
function isFresh({ seenAt }: { seenAt: number }, now: number): boolean {
  return now - seenAt <= freshFor;
}

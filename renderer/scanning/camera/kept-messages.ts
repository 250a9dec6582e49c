import type { FeedMessage } from './reader-client.ts';

/**
 * Maximum age in milliseconds of a code for a new hearer: after that the person with it may be
 * gone.
 */
const freshFor = 2_000;
/** Maximum number of messages kept; a ticket in view makes four a second. */
const maxKept = 50;

/** The reader's messages while nothing listened. */
export class KeptMessages {
  #kept: FeedMessage[] = [];

  keep(message: FeedMessage): void {
    this.#kept = [...this.#kept.slice(1 - maxKept), message];
  }

  /**
   * The messages that are still fresh, in order; once.
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

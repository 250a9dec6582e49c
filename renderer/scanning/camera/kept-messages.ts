import type { FeedMessage } from './reader-client.ts';

/**
 * Maximum age of a code in milliseconds for a new listener: after that, its holder may have left.
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
   * Returns the fresh messages in order, and forgets all.
   *
   * @param now UTC milliseconds
   */
  take(now: number): FeedMessage[] {
    const kept = this.#kept;
    this.#kept = [];
    return kept.filter((message) => message.kind !== 'sighting' || isFresh(message, now));
  }
}

/** True if the code is or was just in view. */
function isFresh({ seenAt }: { seenAt: number }, now: number): boolean {
  return now - seenAt <= freshFor;
}

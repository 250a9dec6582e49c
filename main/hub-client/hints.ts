import { createParser } from 'eventsource-parser';
import { type Hint, hintSchema } from '../../domain/sync/hints.ts';
import { SyncFailure } from '../../domain/sync/sync-failure.ts';
import { failureOnTheWay } from '../../hub/exchange/failures.ts';

/** Maximum length of a hint in characters; a hub's is under a hundred. */
const longestHint = 4_096;

/**
 * Reads hints (server-sent events) until the stream ends. Anything that is not a hint of today's
 * form is skipped: nothing depends on hints.
 *
 * @returns when the hub ended the stream, or `signal` was aborted
 * @throws SyncFailure for a stream that broke
 */
export async function readHints(
  pieces: AsyncIterable<Uint8Array>,
  onHint: (hint: Hint) => void,
  signal: AbortSignal,
): Promise<void> {
  const decoder = new TextDecoder();
  const parser = createParser({
    onEvent: ({ data }) => {
      const hint = hintIn(data);
      if (hint !== null) onHint(hint);
    },
    maxBufferSize: longestHint,
    onError: (error) => {
      if (error.type === 'max-buffer-size-exceeded') throw new SyncFailure('bad-answer', error);
    },
  });
  try {
    for await (const piece of pieces) parser.feed(decoder.decode(piece, { stream: true }));
  } catch (error) {
    if (!signal.aborted) throw failureOnTheWay(error);
  }
}

function hintIn(data: string): Hint | null {
  try {
    return hintSchema.safeParse(JSON.parse(data)).data ?? null;
  } catch {
    return null;
  }
}

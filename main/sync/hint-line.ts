import type { Hint } from '../../domain/wire/hints.ts';
import { troubleOf } from './trouble.ts';

/** A line on which the hub says that something changed. */
export interface HintLine {
  isOpen(): boolean;
  /** Opens it unless it is open. */
  open(): void;
  close(): void;
  /** Resolves when nothing of it goes on any more. */
  whenEnded(): Promise<void>;
}

/** Makes the line, closed. Coming again after its end is the caller's work: nothing rests on hints. */
export function createHintLine(parts: {
  /** Hears hints until the hub ends the line, it breaks (throws) or the signal is given. */
  listen: (onHint: (hint: Hint) => void, signal: AbortSignal) => Promise<void>;
  onHint: (hint: Hint) => void;
  /** It ended or broke; the next sync tells the screen whether the hub is away. */
  onEnd: () => void;
  /** It failed for a reason that no hub and no network can give. */
  onDefect: (error: unknown) => void;
}): HintLine {
  let line: { ended: AbortController; done: Promise<void> } | null = null;
  let closed = false;

  const over = (failure: { error: unknown } | null): void => {
    line = null;
    if (closed) return;
    if (failure === null || troubleOf(failure.error) !== null) parts.onEnd();
    else parts.onDefect(failure.error);
  };
  return {
    isOpen: () => line !== null,
    open: () => {
      if (line !== null || closed) return;
      const ended = new AbortController();
      const done = parts.listen(parts.onHint, ended.signal).then(
        () => over(null),
        (error: unknown) => over({ error }),
      );
      line = { ended, done };
    },
    close: () => {
      closed = true;
      line?.ended.abort();
    },
    whenEnded: async () => {
      await line?.done;
    },
  };
}

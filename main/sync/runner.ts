import { StoreError } from '../../db/base/types.ts';
import { HubProblem } from '../../domain/sync/problems.ts';
import type { Hint } from '../../domain/sync/sync.ts';
import type { SyncTrouble } from '../../domain/sync/sync-status.ts';
import type { Timers } from '../base/timers.ts';
import { SyncFailure } from '../hub-client/hub-port.ts';
import { backOff } from './back-off.ts';
import type { LinkReporter } from './link-reporter.ts';
import type { SyncOutcome } from './sync-parts.ts';

/** What the runner needs. It has no clock, timer or randomness built in. */
export interface RunnerParts {
  sync: () => Promise<SyncOutcome>;
  /** Receives hints until the hub ends the stream, it breaks (throws) or the signal aborts. */
  listen: (onHint: (hint: Hint) => void, signal: AbortSignal) => Promise<void>;
  /** Whether a hint is about something that the store does not hold yet. */
  isNews: (hint: Hint) => boolean;
  reporter: LinkReporter;
  timers: Timers;
  /** Evenly from 0 up to, not including, 1. */
  random: () => number;
  /** For a defect, which no hub, network or disk caused. The runner has stopped. */
  onDefect: (error: unknown) => void;
}

/** All in milliseconds. */
export const pace = {
  /** After a fact: what a check-in writes at once (admission, badge, job) is sent together. */
  nudge: 5,
  /** After a hint every station of the venue syncs: spread them over this time. */
  hint: 50,
  /** Polls while the hint stream is open: evenly between these. */
  withHints: [15_000, 30_000],
  /** Polls while the hint stream is closed. */
  withoutHints: [5_000, 10_000],
  /** The first poll after opening the stream: no hint announces what happened just before. */
  afterOpening: 1_000,
} as const;

/**
 * Decides when to sync. Correctness depends on polling alone; all else only makes it faster.
 * Nothing happens before `start`.
 */
export function createRunner(parts: RunnerParts) {
  const { reporter, timers, random } = parts;
  let next: { due: 'soon' | 'poll' | 'retry'; cancel: () => void } | null = null;
  let running: Promise<void> | null = null;
  /** Something happened during a sync, perhaps too late for that sync to include it. */
  let again = false;
  const heard = new Map<Hint['stream'], Hint>();
  let failures = 0;
  let stopped = false;

  const line = createHintLine({
    listen: parts.listen,
    onHint: (hint) => {
      if (running !== null) heard.set(hint.stream, hint);
      else if (isNews(parts, hint)) soon(random() * pace.hint);
    },
    onEnd: () => {
      if (next?.due === 'poll') schedule('poll', between(pace.withoutHints, random));
    },
    onDefect: (error) => defect(error),
  });
  const schedule = (due: NonNullable<typeof next>['due'], milliseconds: number): void => {
    next?.cancel();
    next = { due, cancel: timers.after(milliseconds, run) };
  };
  const soon = (milliseconds: number): void => {
    if (running !== null) again = true;
    // An event here neither cuts a back-off short nor delays a sync that is due soon.
    else if (next?.due === 'poll') schedule('soon', milliseconds);
  };
  const run = (): void => {
    next?.cancel();
    next = null;
    again = false;
    heard.clear();
    reporter.syncing();
    running = parts.sync().then(succeeded, failed);
  };
  const succeeded = ({ clockOffset }: SyncOutcome): void => {
    running = null;
    if (stopped) return;
    failures = 0;
    reporter.succeeded(clockOffset);
    const isHeard = line.isOpen();
    schedule('poll', isHeard ? between(pace.withHints, random) : pace.afterOpening);
    if (!isHeard) line.open();
    if (again || [...heard.values()].some((hint) => isNews(parts, hint))) soon(pace.nudge);
  };
  const failed = (error: unknown): void => {
    running = null;
    if (stopped) return;
    const trouble = troubleOf(error);
    if (trouble === null) {
      defect(error);
      return;
    }
    failures += 1;
    reporter.failed(trouble.code);
    schedule('retry', backOff(failures, trouble.retryAfter, random));
  };
  const halt = (): void => {
    stopped = true;
    next?.cancel();
    next = null;
    line.close();
  };
  const defect = (error: unknown): void => {
    halt();
    parts.onDefect(error);
  };

  return {
    start: run,
    /** Call it after a fact was written here. */
    nudge: (): void => {
      if (stopped) return;
      reporter.figuresChanged();
      soon(pace.nudge);
    },
    /** Syncs at once, whatever the back-off says. */
    syncNow: (): void => {
      if (stopped) return;
      if (running !== null) again = true;
      else run();
    },
    /** Resolves when no sync runs any more; the caller aborts requests in progress. */
    stop: async (): Promise<void> => {
      halt();
      await running;
      await line.whenEnded();
    },
  };
}

function isNews(parts: RunnerParts, hint: Hint): boolean {
  try {
    return parts.isNews(hint);
  } catch (error) {
    // The store is busy: the next sync meets the same failure and reports it.
    if (troubleOf(error) === null) throw error;
    return true;
  }
}

function between([least, most]: readonly [number, number], random: () => number): number {
  return least + random() * (most - least);
}

/** A stream on which the hub announces changes. */
interface HintLine {
  isOpen(): boolean;
  open(): void;
  close(): void;
  /** Resolves when nothing of the stream runs any more. */
  whenEnded(): Promise<void>;
}

/** Makes the stream, closed. The caller reconnects after its end: nothing depends on hints. */
function createHintLine(parts: {
  /** Receives hints until the hub ends the stream, it breaks (throws) or the signal aborts. */
  listen: (onHint: (hint: Hint) => void, signal: AbortSignal) => Promise<void>;
  onHint: (hint: Hint) => void;
  /** The stream ended or broke; the next sync shows whether the hub is away. */
  onEnd: () => void;
  /** The stream failed for a reason that no hub and no network can cause. */
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

interface Trouble {
  code: SyncTrouble;
  retryAfter: number | null;
}

/**
 * What a failed sync means for the screen and for the next try. Null for a failure that no hub,
 * network or disk can cause: a defect, and the caller must throw the error again.
 */
function troubleOf(error: unknown): Trouble | null {
  if (error instanceof HubProblem) return { code: error.code, retryAfter: error.retryAfter };
  if (error instanceof SyncFailure) return { code: error.code, retryAfter: null };
  if (error instanceof StoreError || isSqlite(error)) {
    return { code: 'store-failed', retryAfter: null };
  }
  return null;
}

function isSqlite(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_');
}

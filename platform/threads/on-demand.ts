import { type Calls, callsOf } from './caller.ts';
import { type Connection, connect, type Holding } from './connect.ts';
import type { ChildPort, Message } from './port.ts';
import type { ThreadError } from './thread-error.ts';

interface Timers {
  /** Calls `action` once after so many milliseconds. Returns a function that cancels it. */
  after(milliseconds: number, action: () => void): () => void;
}

const ownTimers: Timers = {
  after: (milliseconds, action) => {
    const timer = setTimeout(action, milliseconds).unref();
    return () => clearTimeout(timer);
  },
};

export interface OnDemandOptions {
  /** Makes the caller's own error of a ThreadError, which is thrown by default. */
  errorOf?: (error: ThreadError) => Error;
  /** When this process must stay for it: while a call is open, by default. */
  holds?: Holding;
  /** It ended, and was not stopped. Open calls are rejected after this. */
  onCrash?: (why: ThreadError) => void;
  /** What a fresh process gets before its first call; a thread has its workerData. */
  begin?: () => unknown;
  /** Ends it after so many milliseconds without a call. */
  idle?: { after: number; timers?: Timers } | null;
}

/**
 * A thread or process that starts with its first call, and again with the first after its end. What
 * is told while none runs is dropped.
 */
export interface OnDemand<Service> extends Calls<Service> {
  /** Starts it ahead of a call, which reports what kept it from starting. */
  start(): void;
  /** Lets it answer its open calls, and ends it. A call meanwhile starts another. */
  retire(): Promise<void>;
  /** Ends it at once. Open calls are rejected with a ThreadError `ended`. */
  stop(): Promise<void>;
}

export function onDemand<Service extends object>(
  startChild: () => ChildPort,
  { errorOf, holds, onCrash, begin, idle = null }: OnDemandOptions = {},
): OnDemand<Service> {
  let alive: Connection<Service> | null = null;
  let cancelIdle: (() => void) | null = null;

  const callOff = (): void => {
    cancelIdle?.();
    cancelIdle = null;
  };
  const endIfIdle = (calls: number): void => {
    callOff();
    if (idle === null || calls > 0) return;
    cancelIdle = (idle.timers ?? ownTimers).after(idle.after, () => void stop());
  };
  const running = (): Connection<Service> => {
    if (alive !== null) return alive;
    const first: Message | null = begin === undefined ? null : { kind: 'begin', data: begin() };
    const child = startChild();
    const fresh: Connection<Service> = connect<Service>(child, {
      errorOf,
      holds,
      onOpen: (calls) => {
        if (alive === fresh) endIfIdle(calls);
      },
      onEnd: (why) => {
        if (alive !== fresh) return;
        alive = null;
        callOff();
        onCrash?.(why);
      },
    });
    if (first !== null) child.post(first);
    alive = fresh;
    endIfIdle(0);
    return fresh;
  };
  /** The present one, which gets no further calls. */
  const release = (): Connection<Service> | null => {
    callOff();
    const one = alive;
    alive = null;
    return one;
  };
  const stop = async (): Promise<void> => release()?.kill();

  return {
    ...callsOf<Service>({
      // A child that does not start rejects its call.
      call: async (...asked) => running().sender.call(...asked),
      tell: (...said) => alive?.sender.tell(...said),
    }),
    start: () => {
      try {
        running();
      } catch {
        // The call that needs it throws the same.
      }
    },
    retire: async () => {
      const one = release();
      await one?.drained();
      await one?.kill();
    },
    stop,
  };
}

import { type Calls, callsOf, createCaller, type Sender } from './caller.ts';
import type { ChildPort } from './port.ts';
import { ThreadError } from './thread-error.ts';

/** A thread or process that was started, and its service. */
export interface Connection<Service> extends Calls<Service> {
  sender: Sender;
  /** Whether a call has no answer yet. */
  isBusy(): boolean;
  /** Resolves once every call has its answer. */
  drained(): Promise<void>;
  /**
   * Ends it in order: the service aborts its open calls, answers them, and closes what it has open.
   * Kills it after `within` milliseconds.
   */
  close(within: number): Promise<void>;
  /** Ends it at once. Open calls are rejected with a ThreadError `ended`. */
  kill(): Promise<void>;
}

export type Holding = 'always' | 'while-busy' | 'never';

export interface ConnectOptions {
  /** Makes the caller's own error of a ThreadError, which is thrown by default. */
  errorOf?: ((error: ThreadError) => Error) | undefined;
  /** When this process must stay for it: while a call is open, by default. */
  holds?: Holding | undefined;
  /** Refuses a call with this error while another has no answer. */
  whenBusy?: (() => Error) | undefined;
  /** Called once it has ended for whatever reason, before its open calls are rejected. */
  onEnd?: ((why: ThreadError) => void) | undefined;
  /** Called with the number of calls without an answer whenever it changes. */
  onOpen?: ((calls: number) => void) | undefined;
}

/**
 * Connects to a thread or process that was just started. Calls after its end are rejected like
 * those that were open.
 */
export function connect<Service extends object>(
  child: ChildPort,
  {
    errorOf = (error) => error,
    holds = 'while-busy',
    whenBusy,
    onEnd,
    onOpen,
  }: ConnectOptions = {},
): Connection<Service> {
  let calls = 0;
  let drains: (() => void)[] = [];
  let gone: ThreadError | null = null;
  let isEnding = false;
  const hold = (): void => {
    const isBusy = holds === 'while-busy' && calls > 0;
    child.hold(isEnding || isBusy || holds === 'always');
  };
  const caller = createCaller(child, {
    errorOf,
    onOpen: (open) => {
      const isOther = (open === 0) !== (calls === 0);
      calls = open;
      if (isOther) hold();
      if (open === 0) for (const drained of drains.splice(0)) drained();
      onOpen?.(open);
    },
  });
  const ended = new Promise<void>((resolve) => {
    child.onEnd((why) => {
      gone ??= why;
      onEnd?.(gone);
      caller.rejectAll(gone);
      resolve();
    });
  });
  hold();
  const sender: Sender = {
    call: async (...asked) => {
      if (gone !== null) throw errorOf(gone);
      if (whenBusy !== undefined && calls > 0) throw whenBusy();
      return await caller.call(...asked);
    },
    tell: (name, input) => {
      if (gone === null) caller.tell(name, input);
    },
  };
  return {
    ...callsOf<Service>(sender),
    sender,
    isBusy: () => calls > 0,
    drained: () =>
      new Promise((resolve) => {
        if (calls === 0) resolve();
        else drains = [...drains, resolve];
      }),
    close: async (within) => {
      child.post({ kind: 'end' });
      isEnding = true;
      hold();
      const late = setTimeout(() => child.kill(), within);
      await ended;
      clearTimeout(late);
    },
    kill: async () => {
      gone ??= new ThreadError('ended', { code: '', detail: 'killed' });
      caller.rejectAll(gone);
      isEnding = true;
      hold();
      child.kill();
      await ended;
    },
  };
}

/** For a thread that does one thing: ends it once that is done, and gives what it answered. */
export async function askOnce<Service, Answer>(
  connection: Connection<Service>,
  work: (connection: Connection<Service>) => Promise<Answer>,
): Promise<Answer> {
  try {
    return await work(connection);
  } finally {
    await connection.kill();
  }
}

import type { Message, Port } from './port.ts';
import type { Asks, CallOptions, Tells } from './service.ts';
import { ThreadError } from './thread-error.ts';

/** The typed calls of a service. */
export interface Calls<Service> {
  ask: Asks<Service>;
  tell: Tells<Service>;
}

type Report = (...progress: unknown[]) => void;

/** The calls of a service by name; `callsOf` gives them their types. */
export interface Sender {
  call(
    name: string,
    input: unknown,
    report: Report | undefined,
    options: CallOptions | undefined,
  ): Promise<unknown>;
  tell(name: string, input: unknown): void;
}

interface Caller extends Sender {
  /** Rejects every call that has no answer yet. */
  rejectAll(why: ThreadError): void;
}

interface CallerOptions {
  /** Makes the caller's own error of ours. */
  errorOf?: ((error: ThreadError) => Error) | undefined;
  /** Called with the number of calls without an answer whenever it changes. */
  onOpen?: (calls: number) => void;
}

interface Waiting {
  pieces: string[];
  report: Report | undefined;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

/** Sends calls over a port, and gives each its answer. */
export function createCaller(
  port: Port,
  { errorOf = (error) => error, onOpen = () => undefined }: CallerOptions = {},
): Caller {
  const waiting = new Map<number, Waiting>();
  let last = 0;
  const take = (call: number): Waiting | undefined => {
    const one = waiting.get(call);
    if (waiting.delete(call)) onOpen(waiting.size);
    return one;
  };
  port.onMessage((message: Message) => {
    switch (message.kind) {
      case 'report':
        waiting.get(message.call)?.report?.(...message.progress);
        return;
      case 'piece':
        waiting.get(message.call)?.pieces.push(message.text);
        return;
      case 'done': {
        const one = take(message.call);
        one?.resolve(wholeOf(one.pieces, message.value));
        return;
      }
      case 'aborted':
        take(message.call)?.reject(errorOf(new ThreadError('aborted', { code: '', detail: '' })));
        return;
      case 'failed':
        take(message.call)?.reject(errorOf(new ThreadError('failed', message.failure)));
        return;
      case 'begin':
      case 'call':
      case 'tell':
      case 'abort':
      case 'end':
      // For the service at this end (serve.ts).
    }
  });
  return {
    call: (name, input, report, { signal, transfer } = {}) =>
      new Promise((resolve, reject) => {
        signal?.throwIfAborted();
        last += 1;
        const call = last;
        port.post({ kind: 'call', call, name, input }, transfer);
        const abort = (): void => {
          port.post({ kind: 'abort', call });
          take(call)?.reject(signal?.reason);
        };
        const leave = (): void => signal?.removeEventListener('abort', abort);
        signal?.addEventListener('abort', abort);
        waiting.set(call, {
          pieces: [],
          report,
          resolve: (value) => {
            leave();
            resolve(value);
          },
          reject: (error) => {
            leave();
            reject(error);
          },
        });
        onOpen(waiting.size);
      }),
    tell: (name, input) => port.post({ kind: 'tell', name, input }),
    rejectAll: (why) => {
      for (const call of [...waiting.keys()]) take(call)?.reject(errorOf(why));
    },
  };
}

function wholeOf(pieces: readonly string[], value: unknown): unknown {
  return pieces.length > 0 ? pieces.join('') : value;
}

/**
 * Types a sender by the interface of its service. Answers are not parsed: the other end is our own
 * code of the same build, and parsing a large answer would block like the work.
 */
export function callsOf<Service extends object>({ call, tell }: Sender): Calls<Service> {
  return {
    ask: byName<Asks<Service>>(
      (name) => (input: unknown, report: Report | undefined, options: CallOptions | undefined) =>
        call(name, input, report, options),
    ),
    tell: byName<Tells<Service>>((name) => (input: unknown) => tell(name, input)),
  };
}

/** An object whose every method is made from its name. */
function byName<T extends object>(methodOf: (name: string) => unknown): T {
  return new Proxy<T>(Object.create(null), {
    // Not a promise: whoever awaits the object gets the object.
    get: (_, name) => (typeof name === 'string' && name !== 'then' ? methodOf(name) : undefined),
  });
}

/** The calls of the service at the other end of a port which this side did not start. */
export function callsOver<Service extends object>(port: Port): Calls<Service> {
  return callsOf<Service>(createCaller(port));
}

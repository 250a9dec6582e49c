import type { Message, OwnPort, Port } from './port.ts';
import type { Handlers } from './service.ts';
import { type Failure, kindOfError, ThreadError } from './thread-error.ts';

interface ServeOptions<Service> {
  /** What a caller learns of an error; by default its kind alone. */
  failureOf?: (error: unknown) => Failure;
  /** Closes what the service has open, before its thread ends in order. */
  onEnd?: () => void | Promise<void>;
  /** Short calls that are answered before those that wait; one that is at work is not stopped. */
  urgent?: readonly (keyof Service & string)[];
}

type Work = () => Promise<void>;

/** Letters of a piece: about a millisecond of the thread that receives it. */
const pieceLength = 2 ** 19;

/**
 * Answers calls one at a time, the urgent ones first, else in the order in which they came. What is
 * only told is heard at once. A long text goes to the caller in pieces, between which the caller's
 * thread does other work.
 *
 * `report` of an aborted call throws, and hears of the abort although the thread is busy: a handler
 * that reports can be stopped without looking at its signal.
 *
 * @param handlers the service; or a function of what `begin` sent (OnDemandOptions), which is
 *   called with the first call, and again with the next one if it throws
 */
export function serve<Service extends object>(
  port: Port & Partial<OwnPort>,
  handlers: Handlers<Service> | ((data: unknown) => Handlers<Service>),
  { failureOf = kindOfError, onEnd, urgent = [] }: ServeOptions<Service> = {},
): void {
  const open = new Map<number, AbortController>();
  let data: unknown;
  let opened: Handlers<Service> | null = null;
  const urgentNames = new Set<string>(urgent);
  const urgentWork: Work[] = [];
  const otherWork: Work[] = [];
  let isWorking = false;

  const handle = (name: string, ...args: readonly unknown[]): unknown => {
    opened ??= typeof handlers === 'function' ? handlers(data) : handlers;
    const handler: unknown = Reflect.get(opened, name);
    if (typeof handler !== 'function') throw new TypeError(`the service has no ${name}`);
    return Reflect.apply(handler, opened, args);
  };

  /** A busy thread gets no messages in their turn. */
  const hearEarly = (): void => {
    for (let next = port.poll?.(); next !== undefined; next = port.poll?.()) {
      const message = next;
      if (message.kind === 'abort' || message.kind === 'end') hear(message);
      else queueMicrotask(() => hear(message));
    }
  };

  const answer = async (
    { call, name, input }: Extract<Message, { kind: 'call' }>,
    { signal }: AbortController,
  ): Promise<void> => {
    const report = (...progress: readonly unknown[]): void => {
      hearEarly();
      signal.throwIfAborted();
      port.post({ kind: 'report', call, progress });
    };
    try {
      signal.throwIfAborted();
      for (const part of inPieces(call, await handle(name, input, report, signal))) port.post(part);
    } catch (error) {
      const isAborted = signal.aborted && error === signal.reason;
      port.post(
        isAborted ? { kind: 'aborted', call } : { kind: 'failed', call, failure: failureOf(error) },
      );
    } finally {
      open.delete(call);
    }
  };

  const nextOf = (): Work | undefined => urgentWork.shift() ?? otherWork.shift();
  const workOff = async (): Promise<void> => {
    if (isWorking) return;
    isWorking = true;
    for (let next = nextOf(); next !== undefined; next = nextOf()) {
      await next();
      if (urgentNames.size === 0) continue;
      // An urgent call that came meanwhile goes before those that wait.
      hearEarly();
      await Promise.resolve();
    }
    isWorking = false;
  };

  const hear = (message: Message): void => {
    switch (message.kind) {
      case 'begin':
        data = message.data;
        return;
      case 'call': {
        const controller = new AbortController();
        open.set(message.call, controller);
        (urgentNames.has(message.name) ? urgentWork : otherWork).push(() =>
          answer(message, controller),
        );
        void workOff();
        return;
      }
      case 'tell':
        handle(message.name, message.input);
        return;
      case 'abort':
        open.get(message.call)?.abort(aborted());
        return;
      case 'end':
        for (const controller of open.values()) controller.abort(aborted());
        otherWork.push(async () => {
          await onEnd?.();
          port.close?.();
        });
        void workOff();
        return;
      case 'report':
      case 'piece':
      case 'done':
      case 'aborted':
      case 'failed':
      // For the caller at this end (caller.ts).
    }
  };
  port.onMessage(hear);
}

function aborted(): ThreadError {
  return new ThreadError('aborted', { code: '', detail: '' });
}

function* inPieces(call: number, value: unknown): Generator<Message> {
  if (typeof value !== 'string' || value.length <= pieceLength) {
    yield { kind: 'done', call, value };
    return;
  }
  for (let at = 0; at < value.length; at += pieceLength)
    yield { kind: 'piece', call, text: value.slice(at, at + pieceLength) };
  yield { kind: 'done', call, value: '' };
}

import {
  type MessagePort,
  parentPort,
  receiveMessageOnPort,
  type TransferListItem,
  type Worker,
} from 'node:worker_threads';
import { findElectronPort } from './electron-port.ts';
import { type Failure, kindOfError, ThreadError } from './thread-error.ts';

/** What crosses the border, as a structured clone. Both ends may serve and call. */
export type Message =
  /** For a process, which has no `workerData`: what its service needs before the first call. */
  | { kind: 'begin'; data: unknown }
  | { kind: 'call'; call: number; name: string; input: unknown }
  /** A call without an answer. */
  | { kind: 'tell'; name: string; input: unknown }
  | { kind: 'abort'; call: number }
  /** Abort the open calls, answer them, and end. */
  | { kind: 'end' }
  | { kind: 'report'; call: number; progress: readonly unknown[] }
  /** A part of a long text, before a `done` with an empty one. */
  | { kind: 'piece'; call: number; text: string }
  | { kind: 'done'; call: number; value: unknown }
  | { kind: 'aborted'; call: number }
  | { kind: 'failed'; call: number; failure: Failure };

/** One end of a border between two threads or processes. */
export interface Port {
  /** @param transfer memory that moves instead of being copied; only between threads */
  post(message: Message, transfer?: readonly TransferListItem[]): void;
  onMessage(listener: (message: Message) => void): void;
}

/** The border to a thread or process, at the end that started it. */
export interface ChildPort extends Port {
  /** Calls back once it has ended, with a ThreadError `ended`. Its messages came before. */
  onEnd(listener: (why: ThreadError) => void): void;
  kill(): void;
  /** Whether this process must not end by itself before the child does. */
  hold(isHeld: boolean): void;
}

/** The border at the end of the thread or process that was started. */
export interface OwnPort extends Port {
  /** Takes the next message of a busy thread out of turn; undefined where there is none. */
  poll(): Message | undefined;
  /** Ends this thread or process. */
  close(): void;
}

export function threadPort(worker: Worker): ChildPort {
  let crash: unknown;
  worker.on('error', (error) => {
    crash = error;
  });
  return {
    post: (message, transfer) => worker.postMessage(message, transfer),
    onMessage: (listener) => void worker.on('message', listener),
    onEnd: (listener) => void worker.once('exit', (code) => listener(endOf(code, crash))),
    kill: () => void worker.terminate(),
    hold: (isHeld) => (isHeld ? worker.ref() : worker.unref()),
  };
}

/** The part of Electron's UtilityProcess that is needed here. */
interface Utility {
  postMessage(message: Message): void;
  on(event: 'message', listener: (message: Message) => void): unknown;
  once(event: 'exit', listener: (code: number) => void): unknown;
  kill(): boolean;
}

/** Electron moves no memory to a process: it copies what is to be transferred. */
export function utilityPort(child: Utility): ChildPort {
  return {
    post: (message) => child.postMessage(message),
    onMessage: (listener) => void child.on('message', listener),
    onEnd: (listener) => void child.once('exit', (code) => listener(endOf(code, undefined))),
    kill: () => void child.kill(),
    // Electron's main process ends when it is told to.
    hold: () => undefined,
  };
}

/** @param code exit code; null where a signal ended the process */
export function endOf(code: number | null, crash: unknown): ThreadError {
  const { code: kind } = crash === undefined ? { code: '' } : kindOfError(crash);
  return new ThreadError('ended', { code: kind, detail: `exit ${code}` }, crash);
}

/**
 * The port to whoever started this thread or process: Node's thread, Electron's utility process, or
 * Node's child process. Throws Error where nobody did.
 */
export function ownPort(): OwnPort {
  if (parentPort !== null) return portOfThread(parentPort);
  const port = findElectronPort<Message, Message>();
  const end = { poll: () => undefined, close: () => process.exit(0) };
  if (port !== null) {
    return {
      post: (message) => port.postMessage(message),
      onMessage: (listener) => port.on('message', ({ data }) => listener(data)),
      ...end,
    };
  }
  if (process.send === undefined) throw new Error('a service must run as a thread or a child');
  return {
    post: (message) => void process.send?.(message),
    onMessage: (listener) => void process.on('message', listener),
    ...end,
  };
}

function portOfThread(port: MessagePort): OwnPort {
  return {
    post: (message, transfer) => port.postMessage(message, transfer),
    onMessage: (listener) => void port.on('message', listener),
    poll: () => receiveMessageOnPort(port)?.message,
    close: () => port.close(),
  };
}

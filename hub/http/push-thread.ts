import { Worker } from 'node:worker_threads';
import { HubProblem } from '../../domain/sync/problems.ts';
import type { PushRequest } from '../../domain/sync/sync.ts';
import type { Run } from '../base/run.ts';
import type { ReadEvent } from '../ledger/read-fact.ts';

/** The content of a push's bytes: a run of a chain, with its links read. */
export interface PushBody {
  request: PushRequest;
  run: Run;
  events: ReadEvent[];
}

export interface ToPushThread {
  number: number;
  bytes: Uint8Array;
}

/** `refused`: the detail of `bad-request`; null for a defect. */
export type FromPushThread = { number: number } & ({ body: PushBody } | { refused: string | null });

/** A thread that reads pushes, one after the other. */
export interface PushThread {
  /**
   * Takes over the memory of the bytes: the caller must not use them again.
   *
   * @throws HubProblem `bad-request`; `busy` if the thread ended
   */
  read(bytes: Buffer): Promise<PushBody>;
  stop(): Promise<void>;
}

/** Min bytes of a push for a thread: below, handing it over costs more than reading it. */
export const worthAThread = 32 * 1_024;

/** Milliseconds after which an idle thread ends. */
const idle = 30_000;

interface Waiting {
  resolve: (body: PushBody) => void;
  reject: (problem: HubProblem) => void;
}

/** @param worker path of the thread's program; it is started with the first push */
export function createPushThread(worker: string): PushThread {
  const waiting = new Map<number, Waiting>();
  let alive: Worker | null = null;
  let rest: NodeJS.Timeout | undefined;
  let last = 0;
  const take = (number: number): Waiting | undefined => {
    const one = waiting.get(number);
    waiting.delete(number);
    return one;
  };
  const refuseAll = (): void => {
    for (const number of [...waiting.keys()]) take(number)?.reject(ended());
  };
  const stop = async (): Promise<void> => {
    clearTimeout(rest);
    const one = alive;
    alive = null;
    refuseAll();
    await one?.terminate();
  };
  const start = (): Worker => {
    const fresh = new Worker(worker);
    fresh.unref();
    fresh.on('message', (message: FromPushThread) => {
      const one = take(message.number);
      if ('body' in message) one?.resolve(message.body);
      else one?.reject(problemOf(message.refused));
      if (waiting.size === 0) rest = setTimeout(() => void stop(), idle).unref();
    });
    // `exit` follows and rejects the waiting pushes.
    fresh.on('error', () => undefined);
    fresh.once('exit', () => {
      if (alive !== fresh) return;
      alive = null;
      refuseAll();
    });
    return fresh;
  };
  return {
    read: (bytes) =>
      new Promise((resolve, reject) => {
        clearTimeout(rest);
        alive ??= start();
        last += 1;
        waiting.set(last, { resolve, reject });
        const message: ToPushThread = { number: last, bytes };
        alive.postMessage(message, ownMemory(bytes));
      }),
    stop,
  };
}

/** A long body has its own memory, which moves to the thread without a copy. */
function ownMemory({ buffer, byteLength }: Buffer): ArrayBuffer[] {
  return buffer instanceof ArrayBuffer && buffer.byteLength === byteLength ? [buffer] : [];
}

function problemOf(refused: string | null): HubProblem {
  return refused === null
    ? new HubProblem('internal', 'push')
    : new HubProblem('bad-request', refused);
}

/** The station sends the same facts again. */
function ended(): HubProblem {
  return new HubProblem('busy', 'push', { retryAfter: 1_000 });
}

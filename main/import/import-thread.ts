import type { Worker } from 'node:worker_threads';
import type { z } from 'zod';
import type { ImportProgress } from '../../domain/roster-import.ts';
import { CallFailure } from '../call-failure.ts';
import type { EndMessage, ImportRequest, ImportResponse, TurnMessage } from './messages.ts';

/** The main thread's end of one import's thread. */
export interface ImportThread {
  /** Asks for one thing and waits; a second one meanwhile fails with `already-done`. Throws CallFailure. */
  ask<T extends z.ZodType>(
    request: ImportRequest,
    answer: T,
    onProgress?: (progress: ImportProgress) => void,
  ): Promise<z.output<T>>;
  /** Ends the thread, after the batch that is being written. Whoever waits gets `import-cancelled`. */
  stop(): Promise<void>;
}

interface Waiting {
  kind: ImportRequest['kind'];
  resolve(value: unknown): void;
  reject(failure: CallFailure): void;
  onProgress?: ((progress: ImportProgress) => void) | undefined;
}

/** A thread that does not end by itself for so long is ended. */
const impatienceMilliseconds = 5_000;

/**
 * Takes over a fresh thread, whose workerData holds the same `givenUp`. If it dies, whoever waits gets
 * a failure and the plan is gone; nothing else happens.
 */
export function superviseThread(worker: Worker, givenUp: SharedArrayBuffer): ImportThread {
  let waiting: Waiting | null = null;
  let stopping = false;
  let ended: CallFailure | null = null;
  const whenEnded = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  const settle = (): Waiting | null => {
    const one = waiting;
    waiting = null;
    return one;
  };

  /** What is written is written; any other answer to somebody who gave up is of no use. */
  const finish = (value: unknown): void => {
    const one = settle();
    if (stopping && one?.kind !== 'apply') one?.reject(new CallFailure('import-cancelled'));
    else one?.resolve(value);
  };

  worker.on('message', (response: ImportResponse) => {
    switch (response.kind) {
      case 'progress':
        waiting?.onProgress?.(response.progress);
        return;
      case 'turn':
        // Sent only now: whatever the main thread did since the batch, a check-in first of all, went between.
        worker.postMessage(turnOf(stopping));
        return;
      case 'done':
        finish(response.value);
        return;
      case 'failed':
        settle()?.reject(new CallFailure(response.code, response.detail));
    }
  });
  worker.on('error', (error) => {
    ended = crashOf(error);
    settle()?.reject(ended);
  });
  worker.on('exit', () => {
    ended ??= new CallFailure(stopping ? 'import-cancelled' : 'internal', 'import thread');
    settle()?.reject(ended);
  });

  return {
    ask: async (request, answer, onProgress) => {
      if (ended !== null || stopping) throw new CallFailure('import-plan-gone');
      if (waiting !== null) throw new CallFailure('already-done', 'import');
      const value = await new Promise<unknown>((resolve, reject) => {
        waiting = { kind: request.kind, resolve, reject, onProgress };
        worker.postMessage(request);
      });
      return answer.parse(value);
    },
    stop: async () => {
      stopping = true;
      Atomics.store(new Int32Array(givenUp), 0, 1);
      const impatience = setTimeout(() => void worker.terminate(), impatienceMilliseconds);
      // While it opens a file it has no connection to the store and hears nothing: it is cut off.
      // Anything else ends by itself within milliseconds, with its connection closed.
      if (waiting?.kind === 'open') void worker.terminate();
      else if (waiting !== null) await settled(waiting);
      worker.postMessage({ kind: 'end' } satisfies EndMessage);
      await whenEnded;
      clearTimeout(impatience);
    },
  };
}

function turnOf(stopping: boolean): TurnMessage {
  return stopping ? { kind: 'stop' } : { kind: 'go-on' };
}

/** Waits until a call has its answer, whichever. */
function settled(one: Waiting): Promise<void> {
  return new Promise((done) => {
    const { resolve, reject } = one;
    one.resolve = (value) => {
      resolve(value);
      done();
    };
    one.reject = (failure) => {
      reject(failure);
      done();
    };
  });
}

function crashOf(error: Error): CallFailure {
  const code = 'code' in error ? String(error.code) : error.name;
  return code === 'ERR_WORKER_OUT_OF_MEMORY'
    ? new CallFailure('import-too-large', 'memory', error)
    : new CallFailure('internal', code, error);
}

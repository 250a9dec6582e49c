import type { Worker } from 'node:worker_threads';
import type { z } from 'zod';
import type { ImportProgress } from '../../domain/roster-import.ts';
import { CallFailure } from '../call-failure.ts';
import type { ImportRequest, ImportResponse, TurnMessage } from './messages.ts';

/** The main thread's end of one import's thread. */
export interface ImportThread {
  /** Asks for one thing and waits; a second one meanwhile fails with `already-done`. Throws CallFailure. */
  ask<T extends z.ZodType>(
    request: ImportRequest,
    answer: T,
    onProgress?: (progress: ImportProgress) => void,
  ): Promise<z.output<T>>;
  /** Ends the thread: at once, or after the batch that is being written. Whoever waits gets `import-cancelled`. */
  stop(): Promise<void>;
}

interface Waiting {
  writing: boolean;
  resolve(value: unknown): void;
  reject(failure: CallFailure): void;
  onProgress?: ((progress: ImportProgress) => void) | undefined;
}

/** Takes over a fresh thread. If it dies, whoever waits gets a failure and the plan is gone; nothing else happens. */
export function superviseThread(worker: Worker): ImportThread {
  let waiting: Waiting | null = null;
  let stopping = false;
  let ended: CallFailure | null = null;
  const whenEnded = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  const settle = (): Waiting | null => {
    const one = waiting;
    waiting = null;
    return one;
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
        settle()?.resolve(response.value);
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
        waiting = { writing: request.kind === 'apply', resolve, reject, onProgress };
        worker.postMessage(request);
      });
      return answer.parse(value);
    },
    stop: async () => {
      stopping = true;
      // A batch that is being written ends by itself and then meets `stop`; anything else can be cut off.
      if (waiting?.writing === true) await settled(waiting);
      void worker.terminate();
      await whenEnded;
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

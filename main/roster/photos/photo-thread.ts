import type { Worker } from 'node:worker_threads';
import type { TakenPhoto } from '../../../intake/photo/take-photo.ts';
import { CallFailure } from '../../base/call-failure.ts';

/** The thread that decodes photos; the first one starts it. No check-in waits for a picture. */
export interface PhotoThread {
  warmUp(): void;
  /**
   * Makes a stored photo of a file's path or of a picture's bytes, in the order of the calls.
   * Throws CallFailure `internal` if the thread dies.
   */
  take(source: string | Uint8Array): Promise<TakenPhoto>;
  /** Ends the thread, and with it the memory of large pictures; the next photo starts another. */
  end(): Promise<void>;
}

/** @param startWorker starts photos/worker */
export function createPhotoThread(startWorker: () => Worker): PhotoThread {
  let worker: Worker | null = null;
  let last: Promise<unknown> = Promise.resolve();
  const running = (): Worker => {
    if (worker !== null) return worker;
    const fresh = startWorker();
    // The caller who waits for a photo is notified too (`decode`).
    const died = (): void => {
      if (worker === fresh) worker = null;
    };
    fresh.on('error', died).on('exit', died);
    // The app must be able to end while the thread is idle.
    fresh.unref();
    worker = fresh;
    return fresh;
  };
  const take = (source: string | Uint8Array): Promise<TakenPhoto> => decode(running(), source);
  return {
    // A thread that does not start is reported with the photo.
    warmUp: () => void last.then(running).catch(() => undefined),
    take: (source) => {
      const taken = last.then(() => take(source));
      last = taken.catch(() => undefined);
      return taken;
    },
    end: () => {
      const ended = last.then(async () => {
        const gone = worker;
        worker = null;
        await gone?.terminate();
      });
      last = ended.catch(() => undefined);
      return ended;
    },
  };
}

/** Asks the thread for one picture; it gets no other request meanwhile. */
function decode(worker: Worker, source: string | Uint8Array): Promise<TakenPhoto> {
  return new Promise((resolve, reject) => {
    const taken = (photo: TakenPhoto): void => {
      leave();
      resolve(photo);
    };
    const died = (cause: unknown): void => {
      leave();
      reject(new CallFailure('internal', 'photo thread', cause));
    };
    const leave = (): void => {
      worker.off('message', taken).off('error', died).off('exit', died);
      worker.unref();
    };
    worker.on('message', taken).on('error', died).on('exit', died);
    worker.ref();
    worker.postMessage(source);
  });
}

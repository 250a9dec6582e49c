import { Worker } from 'node:worker_threads';
import type { CheckThreadData } from '../../main/badges/check/messages.ts';

/** The thread of a check of all badges, run by Node straight from its source. */
export function startCheckThread(workerData: CheckThreadData): Worker {
  return new Worker(new URL('../../main/badges/check/worker.ts', import.meta.url), { workerData });
}

import { Worker } from 'node:worker_threads';
import { checkThreadLimits } from '../../main/badges/check/badge-check.ts';
import type { CheckThreadData } from '../../main/badges/check/messages.ts';

const script = new URL('../../main/badges/check/worker.ts', import.meta.url);

/** The thread of a check of all badges, run by Node straight from its source. */
export function startCheckThread(workerData: CheckThreadData): Worker {
  return new Worker(script, { workerData, resourceLimits: checkThreadLimits });
}

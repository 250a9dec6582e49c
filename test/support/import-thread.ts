import { Worker } from 'node:worker_threads';
import type { ImportThreadData } from '../../main/import/messages.ts';

/** The import's own thread, run by Node straight from its source. */
export function startImportThread(workerData: ImportThreadData): Worker {
  return new Worker(new URL('../../main/import/worker.ts', import.meta.url), { workerData });
}

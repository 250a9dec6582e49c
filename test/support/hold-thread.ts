import { fileURLToPath } from 'node:url';
import { setEnvironmentData } from 'node:worker_threads';

/** The data for held-worker.ts. */
export type Held = { flag: SharedArrayBuffer; module: string };

/**
 * Makes the next thread wait, so that a test sees what its caller does meanwhile, however fast
 * either of them is.
 * @param module the thread's own module
 * @returns the path to start the thread with, and `release`, which lets it run
 */
export function holdThread(module: URL): { path: string; release: () => void } {
  const flag = new SharedArrayBuffer(4);
  setEnvironmentData('held', { flag, module: module.href } satisfies Held);
  return {
    path: fileURLToPath(new URL('./held-worker.ts', import.meta.url)),
    release: () => {
      const cells = new Int32Array(flag);
      Atomics.store(cells, 0, 1);
      Atomics.notify(cells, 0);
    },
  };
}

import { setImmediate as turn } from 'node:timers/promises';

/**
 * The station's code by parts, each after those that it builds on. Evaluated in one go it would hold up the window that
 * is opening meanwhile for half a second: both are the work of this one thread.
 */
const parts = [
  () => import('../../preload/contract/first-calls.ts'),
  () => import('../printing/driver/electron-printing.ts'),
  () => import('./start-station.ts'),
  () => import('./create-printing.ts'),
  () => import('./create-sync.ts'),
  () => import('./create-reads.ts'),
  () => import('../ipc/first-calls.ts'),
] as const;

/** Loads the station's code, and lets the window have its turn after each part. */
export async function loadStation(): Promise<typeof import('../run-station.ts')> {
  for (const load of parts) {
    await load();
    await turn();
  }
  return import('../run-station.ts');
}

import { loadByParts } from '../load-by-parts.ts';

/** The station's code by parts. The window is opening meanwhile: both are the work of this one thread. */
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
  await loadByParts(parts);
  return import('../run-station.ts');
}

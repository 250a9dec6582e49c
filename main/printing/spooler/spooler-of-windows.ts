import { onceLoaded } from '../../base/load-by-parts.ts';
import type { Spooler } from './spooler.ts';

/**
 * Windows' print spooler. Its code is loaded with the first call: a start has no time for it, and
 * other systems never need it.
 */
export function spoolerOfWindows(): Spooler {
  const load = onceLoaded(async () => (await import('./winspool.ts')).createWinspool());
  return {
    printers: async () => (await load()).printers(),
    begin: async (queue, title) => (await load()).begin(queue, title),
  };
}

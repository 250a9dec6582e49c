import type { Stops } from '../../../domain/base/stops.ts';
import { realTimers } from '../../base/timers.ts';
import startRenderThread from '../../printing/render/worker.ts?nodeWorker';
import {
  createWorkerRenderer,
  idleAfterMs,
  renderThreadLimits,
  type ThreadRenderer,
} from '../../printing/render/worker-renderer.ts';
import type { Spooler } from '../../printing/spooler/spooler.ts';
import { defaultTimings } from '../../printing/transport/link.ts';
import { openTransport } from '../../printing/transport/open-transport.ts';
import type { SystemPrinting } from '../../printing/transport/system-printing.ts';
import { notify } from '../gateway/notify.ts';
import { connectPrinting, type StationPrinting } from './connect-printing.ts';

/** The station's print queue and the thread that draws its badges. */
export function createPrinting(
  options: Omit<StationPrinting, 'renderer' | 'openTransport' | 'notify'> & {
    /** Folder of the bundled fonts. */
    fonts: string;
    /** The decoder's WebAssembly file. */
    qrReaderWasm: string;
    system: SystemPrinting;
    /** Windows' spooler; null on other systems. */
    spooler: Spooler | null;
    stops: Stops;
  },
): ReturnType<typeof connectPrinting> & { renderer: ThreadRenderer } {
  const { stops } = options;
  const renderer = createWorkerRenderer(
    () =>
      startRenderThread({
        resourceLimits: renderThreadLimits,
        workerData: { fontFolder: options.fonts, qrReaderWasm: options.qrReaderWasm },
      }),
    { after: idleAfterMs, timers: realTimers },
  );
  stops.defer('renderer', renderer.close);
  const connected = connectPrinting({
    ...options,
    renderer,
    notify,
    openTransport: (settings, events) =>
      openTransport(settings, events, defaultTimings, {
        driver: { printing: options.system, toPng: (bitmap) => renderer.toPng(bitmap) },
        ...(options.spooler === null ? {} : { spooler: options.spooler }),
      }),
  });
  const { queue, batches } = connected;
  stops.defer('print queue', () => queue.stop());
  stops.defer('print batches', () => batches.stop());
  return { ...connected, renderer };
}

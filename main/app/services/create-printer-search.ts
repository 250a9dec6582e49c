import type { PrinterConnection } from '../../../domain/printing/print-job.ts';
import { findAnnounced } from '../../printing/find/announced.ts';
import { findUsb } from '../../printing/find/device-id.ts';
import {
  findSpooler,
  findSystem,
  probeAddresses,
  probeTimings,
  rawPort,
} from '../../printing/find/find.ts';
import { createPrinterSearch, type PrinterSearch } from '../../printing/find/printer-search.ts';
import type { Spooler } from '../../printing/spooler/spooler.ts';
import type { SystemPrinting } from '../../printing/transport/system-printing.ts';

/** Milliseconds in which a search listens to printers that announce themselves. */
const listenMilliseconds = 4_000;

/**
 * The station's search for printers, with the real methods.
 *
 * @param spooler of Windows; null on other systems
 */
export function createStationPrinterSearch(
  system: SystemPrinting,
  spooler: Spooler | null,
  known: () => PrinterConnection[],
): PrinterSearch {
  return createPrinterSearch({
    ways: {
      announced: (onFound, limits) =>
        findAnnounced(onFound, { ...limits, listen: listenMilliseconds, timings: probeTimings }),
      usb: (onFound) => findUsb(onFound),
      system: async (onFound) => {
        await findSystem(onFound, system);
        if (spooler !== null) await findSpooler(onFound, spooler);
      },
    },
    probe: (addresses, onFound, limits, onTried) =>
      probeAddresses(addresses, onFound, {
        ...limits,
        port: rawPort,
        timings: probeTimings,
        onTried,
      }),
    known,
  });
}

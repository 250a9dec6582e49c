import type { PrinterSettings } from '../../domain/print-job.ts';
import { openTransport } from '../../main/printing/transport/open-transport.ts';
import { type ZplBehaviour, ZplPrinter } from '../support/virtual-printer/zpl/zpl-printer.ts';
import { type Bench, benchOf } from './fault-bench.ts';
import { quickTimings } from './support.ts';

/** Shorter, because a printer that is silent is asked twice. */
const timings = { ...quickTimings, answer: 300, confirm: 900 };

/** A desk with a ZPL printer. */
export function zplBench(
  behaviour: Partial<ZplBehaviour> = {},
  settings: Partial<PrinterSettings> = {},
): Promise<Bench<ZplPrinter>> {
  return benchOf(
    new ZplPrinter(behaviour),
    { language: 'zpl', ...settings },
    { openTransport: (each, events) => openTransport(each, events, timings) },
  );
}

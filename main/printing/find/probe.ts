import type { PrinterConnection } from '../../../domain/printing/print-job.ts';
import type { OnFound, SearchLimits } from './find.ts';
import { type Recognised, type RecogniseTimings, recognise } from './recognise.ts';

/** Raw printing, as nearly all network printers offer it. */
export const rawPort = 9100;
/** At once; more would look like an attack to a venue's switch, and fill its tables. */
const maxConcurrent = 64;

/** A local network answers within milliseconds; a sleeping printer takes a second. */
export const probeTimings: RecogniseTimings = { connect: 1_500, answer: 500 };

export interface ProbeOptions extends SearchLimits {
  port: number;
  timings: RecogniseTimings;
  /** Called after each address. */
  onTried: () => void;
}

/** Tries the raw port of each address. Never throws; ends early when the signal aborts. */
export async function probeAddresses(
  addresses: readonly string[],
  onFound: OnFound,
  options: ProbeOptions,
): Promise<void> {
  const { port, timings, signal, isKnown, onTried } = options;
  const waiting = addresses.values();
  const worker = async (): Promise<void> => {
    for (const host of waiting) {
      if (signal.aborted) return;
      const connection: PrinterConnection = { kind: 'tcp', host, port };
      const seen: Recognised = isKnown(connection)
        ? { open: true, language: null }
        : await recognise({ host, port }, timings, signal);
      if (signal.aborted) return;
      const name = `${host}:${port}`;
      if (seen.open)
        onFound({ kind: 'subnet', connection, name, model: '', language: seen.language });
      onTried();
    }
  };
  await Promise.all(Array.from({ length: Math.min(maxConcurrent, addresses.length) }, worker));
}

import type { PrintOutcome } from '../../../domain/printing/print-job.ts';
import type { LinkError, TransportTimings } from './link.ts';
import { failedPartial } from './protocol.ts';
import type { PrinterCondition } from './transport.ts';

/**
 * Follows a job of a printer that cannot confirm for as long as it may print. The last check begins
 * after that time: on a busy computer one check may take all of it.
 *
 * @param look a fault that spoilt the badge, or null
 * @param ended why the connection was lost, or null
 */
export async function watchJob(
  look: () => Promise<PrinterCondition | null>,
  ended: () => LinkError | null,
  timings: TransportTimings,
): Promise<PrintOutcome> {
  const end = performance.now() + timings.watch;
  for (;;) {
    const isLast = performance.now() >= end;
    const fault = await look();
    if (fault !== null) return failedPartial(fault);
    const error = ended();
    if (error !== null) {
      return { kind: 'failed-partial', reason: error.reason, detail: error.detail };
    }
    if (isLast) return { kind: 'sent' };
    await pause(Math.min(timings.awaitingPoll, timings.watch / 4));
  }
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

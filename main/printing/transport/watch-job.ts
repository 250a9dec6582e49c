import type { PrintOutcome } from '../../../domain/printing/print-job.ts';
import type { LinkError, TransportTimings } from './link.ts';
import { failedPartial } from './protocol.ts';
import type { PrinterCondition } from './transport.ts';

/**
 * Follows a job of a printer that cannot confirm for as long as it may print.
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
  while (performance.now() < end) {
    const fault = await look();
    if (fault !== null) return failedPartial(fault);
    const error = ended();
    if (error !== null) {
      return { kind: 'failed-partial', reason: error.reason, detail: error.detail };
    }
    await pause(Math.min(timings.awaitingPoll, timings.watch / 4));
  }
  return { kind: 'sent' };
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

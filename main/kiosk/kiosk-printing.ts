import { findPrintJob } from '../../db/printing/print-jobs.ts';
import type { PrintJobState } from '../../domain/printing/print-job.ts';
import type { KioskPrintView } from '../../preload/contract/kiosk.ts';
import { CallFailure } from '../base/call-failure.ts';
import type { Context } from '../base/context.ts';
import type { KioskVisit } from './kiosk-visits.ts';

/**
 * A visit's badge as the printer reports it. Throws CallFailure `not-found` where none is made.
 *
 * @param printerName name of a printer by its id; null for one that is no longer set up
 */
export function kioskPrinting(
  context: Context,
  visit: KioskVisit,
  printerName: (id: string) => string | null,
): KioskPrintView {
  const jobId = visit.admitted?.jobId ?? null;
  const job = jobId === null ? null : findPrintJob(context.db, jobId);
  if (job === null) throw new CallFailure('not-found', 'job');
  return {
    state: stateOf(job.state),
    confirmed: job.state === 'confirmed' || job.state === 'came-out',
    printer: job.printerId === null ? null : printerName(job.printerId),
    moved: job.movedFrom !== null,
  };
}

function stateOf(state: PrintJobState): KioskPrintView['state'] {
  switch (state) {
    case 'queued':
    case 'sending':
    case 'awaiting':
      return 'printing';
    case 'confirmed':
    case 'sent':
    case 'spooled':
    case 'came-out':
      return 'printed';
    case 'held':
      return 'held';
    case 'failed-partial':
    case 'unknown':
    case 'cancelled':
    case 'did-not-come-out':
      return 'unclear';
  }
}

import type { HoldReason } from '../../../domain/printing/print-job.ts';
import type { SpoolerJobState, SpoolerPrinterState } from './spooler.ts';

/** Why a printer or a job of the spooler stands still. `detail` is English, for support. */
export interface SpoolerFault {
  reason: HoldReason;
  detail: string;
}

type FaultLine = readonly [bit: number, reason: HoldReason, detail: string];

/** `PRINTER_STATUS_…` of winspool.h; the most telling first. Others (busy, warming up) pass. */
const printerFaults: readonly FaultLine[] = [
  [0x0000_0010, 'paper-out', 'out of paper'],
  [0x0040_0000, 'cover-open', 'a cover is open'],
  [0x0000_0008, 'printer-error', 'paper jam'],
  [0x0000_0040, 'printer-error', 'paper problem'],
  [0x0000_0080, 'offline', 'offline'],
  [0x0000_1000, 'offline', 'not available'],
  [0x0200_0000, 'offline', 'its print server is offline'],
  [0x0000_0004, 'offline', 'being removed from Windows'],
  [0x0000_0001, 'printer-error', 'paused in Windows: resume it in its print queue'],
  [0x0010_0000, 'printer-error', 'somebody must attend to it'],
  [0x0000_0800, 'printer-error', 'output bin full'],
  [0x0020_0000, 'printer-error', 'out of memory'],
  [0x0000_0002, 'printer-error', 'error'],
];
/** PRINTER_ATTRIBUTE_WORK_OFFLINE: Windows sets it when a USB printer is pulled out. */
const workOffline = 0x400;

/** `JOB_STATUS_…` of winspool.h that keep a job from being printed. */
const jobFaults: readonly FaultLine[] = [
  [0x0040, 'paper-out', 'out of paper'],
  [0x0020, 'offline', 'offline'],
  [0x0400, 'printer-error', 'somebody must attend to it'],
  [0x0200, 'printer-error', 'its driver cannot print the job'],
  [0x0002, 'printer-error', 'error'],
  [0x0001, 'printer-error', 'the job is paused in Windows'],
];
const jobBits = {
  deleting: 0x0004,
  printing: 0x0010,
  printed: 0x0080,
  deleted: 0x0100,
  /** Sent to the printer as a whole. */
  complete: 0x1000,
} as const;

/** What keeps the printer from printing, or null. */
export function faultOfPrinter({ status, attributes }: SpoolerPrinterState): SpoolerFault | null {
  if ((attributes & workOffline) !== 0) {
    return { reason: 'offline', detail: 'offline in Windows: is it on, is its cable in?' };
  }
  return faultIn(status, printerFaults);
}

/** What keeps a job from being printed, at the job or at its printer; null if nothing does. */
export function faultOfJob({ status, printer }: SpoolerJobState): SpoolerFault | null {
  return faultIn(status, jobFaults) ?? faultOfPrinter(printer);
}

function faultIn(bits: number, lines: readonly FaultLine[]): SpoolerFault | null {
  const found = lines.find(([bit]) => (bits & bit) !== 0);
  return found === undefined ? null : { reason: found[1], detail: found[2] };
}

/** What a job's bits say about its way through the queue. */
export function progressOf({ status }: SpoolerJobState) {
  const has = (bits: number): boolean => (status & bits) !== 0;
  return {
    isPrinting: has(jobBits.printing),
    isDone: has(jobBits.printed | jobBits.complete),
    isRemoved: has(jobBits.deleting | jobBits.deleted),
  };
}

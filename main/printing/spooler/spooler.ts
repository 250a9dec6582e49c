import type { HoldReason } from '../../../domain/printing/print-job.ts';

export interface SpoolerPrinter extends SpoolerPrinterState {
  /** Its name in the system, unique there. */
  queue: string;
  /** Name of its driver: usually maker and model. */
  driver: string;
}

/** The spooler's bits of a printer (PRINTER_INFO_2): `PRINTER_STATUS_…`, `PRINTER_ATTRIBUTE_…`. */
interface SpoolerPrinterState {
  status: number;
  attributes: number;
}

export interface SpoolerJobState {
  /** The spooler's bits (JOB_INFO_1): `JOB_STATUS_…`. */
  status: number;
  printer: SpoolerPrinterState;
}

/** A document that is being handed to the spooler. Its calls throw SpoolerError. */
export interface SpoolerDocument {
  /** Passes bytes on, and returns how many were accepted: perhaps fewer. */
  write(bytes: Uint8Array): Promise<number>;
  /** All bytes are there: the document may be printed. */
  end(): Promise<void>;
  /** Discards what was written. The document must not have ended. */
  abort(): Promise<void>;
  /** Null if the job is no longer in the queue. */
  job(): Promise<SpoolerJobState | null>;
  /** Removes the job from the queue; a printer that is printing it may have a part. */
  cancel(): Promise<void>;
  /** Ends the app's use of the printer; the job stays. Never throws. */
  close(): Promise<void>;
}

/** The print spooler of Windows, for bytes in a printer's own language. Throws SpoolerError. */
export interface Spooler {
  printers(): Promise<SpoolerPrinter[]>;
  /** Begins a document of raw bytes. Nothing is printed before its first byte. */
  begin(queue: string, title: string): Promise<SpoolerDocument>;
}

/** A call of the spooler failed. `code` is Windows' error (winerror.h), 0 if it gave none. */
export class SpoolerError extends Error {
  readonly code: number;
  constructor(call: string, code: number, cause?: unknown) {
    super(`${call}: Windows error ${code}`, { cause });
    this.name = 'SpoolerError';
    this.code = code;
  }
}

/** Why a printer or a job of the spooler does not move. `detail` is English, for support. */
export interface SpoolerFault {
  reason: HoldReason;
  detail: string;
}

type FaultLine = readonly [bit: number, reason: HoldReason, detail: string];

/**
 * `PRINTER_STATUS_…` of winspool.h; the most specific first. Others (busy, warming up) are ignored.
 */
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

export function progressOf({ status }: SpoolerJobState) {
  const has = (bits: number): boolean => (status & bits) !== 0;
  return {
    isPrinting: has(jobBits.printing),
    isDone: has(jobBits.printed | jobBits.complete),
    isRemoved: has(jobBits.deleting | jobBits.deleted),
  };
}

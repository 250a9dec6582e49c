/** One printer as Windows' spooler describes it. */
export interface SpoolerPrinter extends SpoolerPrinterState {
  /** Its name in the system, unique there. */
  queue: string;
  /** Name of its driver: usually maker and model. */
  driver: string;
}

/** The spooler's bits of a printer (PRINTER_INFO_2): `PRINTER_STATUS_…`, `PRINTER_ATTRIBUTE_…`. */
export interface SpoolerPrinterState {
  status: number;
  attributes: number;
}

/** A job that is still in the queue. */
export interface SpoolerJobState {
  /** The spooler's bits (JOB_INFO_1): `JOB_STATUS_…`. */
  status: number;
  /** State of its printer. */
  printer: SpoolerPrinterState;
}

/** A document that is being handed to the spooler. Its calls throw SpoolerError. */
export interface SpoolerDocument {
  /** Passes bytes on, and returns how many were taken: perhaps fewer. */
  write(bytes: Uint8Array): Promise<number>;
  /** All bytes are there: the document may be printed. */
  end(): Promise<void>;
  /** Discards what was written. The document must not have ended. */
  abort(): Promise<void>;
  /** Its job; null if it is in the queue no more. */
  job(): Promise<SpoolerJobState | null>;
  /** Takes its job out of the queue; a printer that is printing it may have a part. */
  cancel(): Promise<void>;
  /** Ends our use of the printer; the job stays. Never throws. */
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

import type { Bitmap1 } from '../../../domain/badges/badge.ts';
import type { PrinterState, PrintOutcome } from '../../../domain/printing/print-job.ts';

export interface PrinterCondition {
  condition: Exclude<PrinterState['condition'], 'printing'>;
  /** English, for support: address, device, what was expected and what came. */
  detail: string;
}

export interface EncodedJob {
  chunks: readonly JobChunk[];
  /** The dots themselves, for the system's own driver, which gets no chunks. */
  bitmap: Bitmap1;
}

export interface JobChunk {
  /** May be made at the first read, which then takes milliseconds of the reader's thread. */
  readonly bytes: Uint8Array;
  /** Has another thread make the bytes; call it before reading them. It is never rejected. */
  ready?(): Promise<void>;
  /** True if the chunk carries dots. */
  raster: boolean;
}

export interface SendOptions {
  /** Four characters that name this attempt in the printer's answer. */
  confirmId: string;
  /** Called once, right before the first payload byte; must have `sending` on disk on return. */
  beforeFirstByte(): void;
  /** Called when the first chunk with dots was passed on. */
  onFirstRasterByte(): void;
  /** Called when all bytes are sent and a confirmation is due. */
  onAwaiting(): void;
}

/** A printer with the app's connection to it. */
export interface Transport {
  /** Queries the printer; connects if needed. Never throws: a failure is a condition too. */
  status(): Promise<PrinterCondition>;
  /** Queries the printer for the `send` that follows soon, while its badge is drawn. */
  askAhead?(): void;
  /** Sends one job and follows it to its outcome. Never throws for a printer's failure. */
  send(job: EncodedJob, options: SendOptions): Promise<PrintOutcome>;
  close(): Promise<void>;
}

export interface TransportEvents {
  /** A job's confirmation that came after its timeout. */
  onLateConfirmation(confirmId: string): void;
}

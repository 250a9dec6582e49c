import type { Bitmap1 } from '../../../domain/badge.ts';
import type { PrinterState, PrintOutcome } from '../../../domain/print-job.ts';

/** What a printer says of itself, in the words of the domain. */
export interface PrinterCondition {
  condition: Exclude<PrinterState['condition'], 'printing'>;
  /** English, for support: address, device, what was expected and what came. */
  detail: string;
}

/** Bytes of one badge in order. */
export interface EncodedJob {
  chunks: readonly JobChunk[];
  /** The dots themselves, for the system's own driver, which gets no chunks. */
  bitmap: Bitmap1;
}

export interface JobChunk {
  bytes: Uint8Array;
  /** True if the chunk carries dots. */
  raster: boolean;
}

export interface SendOptions {
  /** Four characters that name this attempt in the printer's answer. */
  confirmId: string;
  /** Called once, right before the first payload byte leaves; must have `sending` on disk when it returns. */
  beforeFirstByte(): void;
  /** Called when the first chunk with dots was handed over. */
  onFirstRasterByte(): void;
  /** Called when all bytes are gone and a confirmation is due. */
  onAwaiting(): void;
}

/** A printer that we hold a connection to. */
export interface Transport {
  /** Asks the printer; connects if need be. Never throws: trouble is a condition too. */
  status(): Promise<PrinterCondition>;
  /** Sends one job and follows it to its outcome. Never throws for trouble with the printer. */
  send(job: EncodedJob, options: SendOptions): Promise<PrintOutcome>;
  close(): Promise<void>;
}

/** What a transport tells beside its answers. */
export interface TransportEvents {
  /** A job's confirmation that came after its time-out. */
  onLateConfirmation(confirmId: string): void;
}

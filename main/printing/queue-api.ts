import type { WritableDatabase } from '../../db/base/types.ts';
import type { PrintJobRow } from '../../db/printing/print-jobs.ts';
import type { BadgeContent } from '../../domain/badges/badge.ts';
import type {
  HoldReason,
  PrinterSettings,
  PrinterState,
  PrintJobState,
} from '../../domain/printing/print-job.ts';
import type { BadgeTemplate } from '../../domain/templates/badge-template.ts';
import type { Log } from '../base/log.ts';
import type { Renderer } from './render/renderer.ts';
import type { Transport, TransportEvents } from './transport/transport.ts';

/** What the print queue needs. */
export interface PrintQueueDeps {
  db: WritableDatabase;
  /** UTC milliseconds. */
  clock: () => number;
  /** Steady milliseconds from any start; `performance.now()` if left out. */
  steady?: () => number;
  renderer: Renderer;
  /** Makes the connection to a printer (transport/open-transport.ts); it connects on first use. */
  openTransport: (settings: PrinterSettings, events: TransportEvents) => Transport;
  /** Content of a badge job (kind `badge`), or why it waits; `job.attempt` gives the mark. */
  contentOf: (job: PrintJobRow) => BadgeContent | HoldReason;
  /** The template of the stock that a printer has loaded. */
  templateOf: (settings: PrinterSettings) => BadgeTemplate;
  /** Minutes after which a held badge asks before it prints (event policy). */
  asksAfterMinutes: () => number;
  /**
   * Called inside the transaction that changes a job's state, with the changed job; must be
   * synchronous. Here the fact "badge printed" is written with the state. Throwing rolls both back.
   */
  recordChange?: (job: PrintJobRow) => void;
  /** Called after commit. */
  onJobChanged: (job: PrintJobRow) => void;
  onPrinterChanged: (printer: PrinterState) => void;
  log: Log;
  /** Printers that were paused when the app last ended. */
  pausedPrinters?: readonly string[];
  /** A category's name for the desk, where no printer has its stock; its id if left out. */
  categoryName?: (id: string) => string;
  /** Milliseconds between two checks of an idle printer; 2000 if left out. */
  pollMs?: number;
}

/** What the desk can answer about a job whose outcome only a person can see. */
export type OutcomeAnswer = 'came-out' | 'print-again' | 'give-up';

/** What the desk can do with a waiting job: print it, print the letters in the fonts, drop it. */
export type ReleaseAction = 'print' | 'print-latin' | 'cancel';

/** Thrown when a job is not, or no longer, in a state that allows the request. */
export class PrintJobStateError extends Error {
  readonly jobId: string;
  constructor(jobId: string, wish: string, state: PrintJobState | 'missing') {
    super(`${wish}: print job is ${state}`);
    this.name = 'PrintJobStateError';
    this.jobId = jobId;
  }
}

export interface PrintQueue {
  /** Closes what a crash left open, then begins to print. Call once. */
  start(): void;
  /** Finishes the attempt in flight (until its own time-outs) and closes all printers. */
  stop(): Promise<void>;
  /** There may be new work; returns at once. `decidedAt`: `performance.now()`, for the log. */
  wake(jobId?: string, decidedAt?: number): void;
  printers(): PrinterState[];
  /**
   * The station's printers, in the order in which they were set up. Which badge goes to which:
   * routes.ts. Tests go to the printer that they name.
   */
  setPrinters(settings: readonly PrinterSettings[]): void;
  /** The desk's answer about a failed-partial or unknown job. Throws PrintJobStateError. */
  answer(jobId: string, answer: OutcomeAnswer): void;
  /** Prints or drops a held (for `cancel`, also a queued) job. Throws PrintJobStateError. */
  release(jobId: string, action: ReleaseAction): void;
  /** A paused printer finishes its current job; waiting jobs go to its neighbour, or wait. */
  pausePrinter(printerId: string, paused: boolean): void;
  /** Queues a test page; returns the job's id. */
  enqueueTest(printerId: string, eventId: string): string;
}

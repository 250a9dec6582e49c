import {
  holdReasonSchema,
  type PrinterSettings,
  type PrintOutcome,
} from '../../../domain/printing/print-job.ts';
import { LinkError } from './link.ts';
import type { EncodedJob, PrinterCondition } from './transport.ts';

/**
 * What a language contributes to a job, on the connection to one printer. The steps of a job, from
 * the first query to the outcome, are the same for all languages: `session-transport.ts`.
 */
export interface Protocol {
  readonly ability: PrinterSettings['ability'];
  /** Queries the printer; connects if needed. Never throws: a failure is a condition too. */
  askCondition(): Promise<PrinterCondition>;
  /** Queries right before a job, with what the language needs to recognise the job's end. */
  askBeforeJob(job: EncodedJob): Promise<PrinterCondition>;
  /** The printer's condition when its connection cannot be made or used. */
  conditionOfError(error: unknown): PrinterCondition;
  isOpen(): boolean;
  /** Throws LinkError. */
  open(): Promise<void>;
  /** Throws LinkError. */
  write(bytes: Uint8Array): Promise<void>;
  /** Follows a job of a printer that cannot confirm for as long as it may print. */
  watch(): Promise<PrintOutcome>;
  /** Waits until the printer confirms that the job of that id is finished. */
  awaitConfirmation(id: string): Promise<PrintOutcome>;
  close(): Promise<void>;
  abort(): void;
}

/** Conditions in which a job may be sent to a printer. */
const printable: ReadonlySet<PrinterCondition['condition']> = new Set([
  'ready',
  'paper-low',
  'unknown',
]);

export function isPrintable(condition: PrinterCondition): boolean {
  return printable.has(condition.condition);
}

/** The outcome of a job of which nothing was sent, because the condition is not printable. */
export function notSent(condition: PrinterCondition): PrintOutcome {
  const reason = holdReasonSchema.parse(condition.condition);
  const retryable = reason === 'offline' || reason === 'busy-elsewhere';
  return { kind: retryable ? 'retryable' : 'held', reason, detail: condition.detail };
}

/**
 * The condition for a connection that cannot be made or used.
 *
 * @param answered true if this printer gave a good answer before
 */
export function conditionOfError(error: unknown, answered: boolean): PrinterCondition {
  if (!(error instanceof LinkError)) {
    return {
      condition: 'printer-error',
      detail: error instanceof Error ? error.message : String(error),
    };
  }
  // A printer that was there and now refuses is in use by another host, or starting.
  const busy = error.refused && answered;
  const reason = holdReasonSchema.parse(busy ? 'busy-elsewhere' : error.reason);
  return { condition: reason, detail: error.detail };
}

/** The outcome for a fault that was seen after bytes had been sent. */
export function failedPartial(fault: PrinterCondition): PrintOutcome {
  return {
    kind: 'failed-partial',
    reason: holdReasonSchema.parse(fault.condition),
    detail: fault.detail,
  };
}

import type { PrinterSettings } from '../../../domain/printing/print-job.ts';
import type { Link, LinkError, TransportTimings } from './link.ts';
import { isPrintable } from './protocol.ts';
import type { EncodedJob, PrinterCondition } from './transport.ts';

/**
 * One printer that answers queries and names the job that it finished (ESC/POS, Star), with
 * everything known of it while the app runs.
 */
export interface Session {
  link: Link;
  conversation: Conversation;
  /** "an ESC/POS printer", for an operator who looks for the mistake. */
  speaker: string;
  ability: PrinterSettings['ability'];
  timings: TransportTimings;
  memory: Memory;
  /**
   * One round of queries; null if an answer is missing or garbage came. Clears `memory.late` at a
   * fault that may spoil a badge. Throws LinkError.
   */
  askRound(): Promise<PrinterCondition | null>;
  /** For a language with further checks, after the query and before the job's first byte. */
  beforeJob?(condition: PrinterCondition, job: EncodedJob): PrinterCondition;
}

export interface Conversation {
  isOpen(): boolean;
  /** Throws LinkError. */
  open(): Promise<void>;
  write(bytes: Uint8Array): Promise<void>;
  /** True when the job of that id is finished, false after timeout or closing. */
  finished(id: string, milliseconds: number): Promise<boolean>;
  /** True if recent bytes cannot come from a printer of this language. */
  isRubbish(): boolean;
  /** Why the connection was lost since it was opened, or null. */
  ended(): LinkError | null;
  close(): Promise<void>;
  abort(): void;
}

/** What is kept from one query or job to the next. */
export interface Memory {
  /** True once this printer gave a good answer: silence then means something else. */
  answered: boolean;
  /** What the printer reported about the current job. */
  job: JobInHand | null;
  /**
   * The job that was not confirmed in time. Its confirmation still counts while the connection
   * lasts and no fault is seen: otherwise the badge may be in two pieces.
   */
  late: string | null;
  /**
   * The query made while a badge is drawn (`Transport.askAhead`), with the answer once it is there.
   * Null again as soon as the printer reports a fault.
   */
  ahead: { condition: PrinterCondition | null; at: number } | null;
}

export interface JobInHand {
  id: string;
  finished: boolean;
  /** A fault that the printer reported; it spoilt the badge even if it is over by now. */
  fault: PrinterCondition | null;
}

export function createMemory(): Memory {
  return { answered: false, job: null, late: null, ahead: null };
}

/** Notes a condition that the printer reported without a query. */
export function noteTold(memory: Memory, condition: PrinterCondition): void {
  if (isPrintable(condition)) return;
  memory.late = null;
  memory.ahead = null;
  if (memory.job !== null) memory.job.fault ??= condition;
}

/**
 * Notes the end of a job for which nothing waited.
 *
 * @param isNamed true for the id of the job that the printer named
 * @param onLate the job whose confirmation comes after its timeout
 */
export function noteFinished(
  memory: Memory,
  isNamed: (id: string) => boolean,
  onLate: (id: string) => void,
): void {
  if (memory.job !== null && isNamed(memory.job.id)) memory.job.finished = true;
  const { late } = memory;
  if (late === null || !isNamed(late)) return;
  memory.late = null;
  onLate(late);
}

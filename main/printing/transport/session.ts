import type { PrinterSettings } from '../../../domain/print-job.ts';
import { type Answer, conditionOfAutomatic } from '../escpos-answers.ts';
import type { Conversation } from './conversation.ts';
import type { Link, TransportTimings } from './link.ts';
import { isPrintable } from './protocol.ts';
import type { PrinterCondition } from './transport.ts';

/** One printer with everything that is known of it while the app runs. */
export interface Session {
  link: Link;
  conversation: Conversation;
  ability: PrinterSettings['ability'];
  timings: TransportTimings;
  memory: Memory;
}

/** What is remembered from one question or job to the next. */
export interface Memory {
  /** True once this printer gave a good answer: silence then means something else. */
  answered: boolean;
  /** What came unasked about the job in hand. */
  job: JobInHand | null;
  /**
   * The job that was not confirmed in time. Its confirmation still counts while the connection lasts
   * and no fault is seen: otherwise the badge may lie there in two pieces.
   */
  late: string | null;
}

/** The job that is being sent or awaited. */
export interface JobInHand {
  id: string;
  finished: boolean;
  /** A fault that the printer told by itself; it spoilt the badge even if it is over by now. */
  fault: PrinterCondition | null;
}

/** Notes an answer that nobody waited for. */
export function takeUnasked(job: JobInHand, answer: Answer, where: string): void {
  if (answer.kind === 'finished' && answer.id === job.id) job.finished = true;
  if (answer.kind !== 'automatic') return;
  const condition = told(answer, where);
  if (!isPrintable(condition)) job.fault ??= condition;
}

/** The condition that an automatic status tells. */
export function told(answer: Answer & { kind: 'automatic' }, where: string): PrinterCondition {
  return { condition: conditionOfAutomatic(answer.bytes), detail: where };
}

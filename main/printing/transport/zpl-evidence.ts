import type { HostStatus } from '../zpl-answers.ts';
import type { LabelCount, StatusAnswer } from './zpl-conversation.ts';

/**
 * Rows a millisecond that every printer of the language prints at least: 2 inches a second, the slowest
 * speed of ^PR, at 8 dots a millimetre; finer heads print more rows in that time.
 */
const slowestRowsPerMs = 0.4;

/**
 * Gathers from ~HS and the label counter whether one job is printed.
 *
 * ~HS answers at once and speaks of the printer, not of a job; the guide does not say whether a label that
 * is moving still counts as a format or as a label remaining. "All at 0" may therefore mean: not yet read,
 * printing, or printed. It is taken for "printed" only
 *
 * - with the counter of labels higher than before the job, where the printer has one; or
 * - where it has none: after the job was seen in the printer, and when the printer has been idle and without
 *   fault for as long as the slowest printer takes to print a label of this length.
 *
 * The printer must have been idle before the job, so that what is seen is this job.
 */
export class JobEvidence {
  readonly id: string;
  readonly #lastQuestionBefore: number;
  readonly #slowest: number;
  #before: number | null = null;
  #after: number | null = null;
  #seen = false;
  /** `performance.now()` of the first answer of an unbroken row that says: idle, no fault. */
  #idleSince: number | null = null;
  #finished = false;

  /**
   * @param id the attempt
   * @param lastQuestionBefore number of the last question that was asked before the job's first byte
   * @param rows height of the label in dots
   */
  constructor(id: string, lastQuestionBefore: number, rows: number) {
    this.id = id;
    this.#lastQuestionBefore = lastQuestionBefore;
    this.#slowest = rows / slowestRowsPerMs;
  }

  get finished(): boolean {
    return this.#finished;
  }

  /** The counter, as it stood when that question was answered. */
  noteCount({ question, labels }: LabelCount): void {
    if (question <= this.#lastQuestionBefore) this.#before = labels;
    else this.#after = labels;
  }

  noteStatus({ question, status, asked, received }: StatusAnswer): void {
    if (question <= this.#lastQuestionBefore) return;
    if (!isIdle(status) || status.partialFormat) {
      this.#seen = true;
      this.#idleSince = null;
    } else if (this.#before !== null) {
      if (this.#after !== null && this.#after > this.#before) this.#finished = true;
    } else if (status.paused || status.overTemperature) {
      this.#idleSince = null;
    } else if (this.#seen) {
      this.#idleSince ??= received;
      if (asked - this.#idleSince >= this.#slowest) this.#finished = true;
    }
  }

  /** A question that was not answered, or a fault. */
  noteTrouble(): void {
    this.#idleSince = null;
  }
}

/** True if nothing waits in the printer but, at most, a format that has been received in part. */
export function isIdle(status: HostStatus): boolean {
  // Some printers may count the partial one too.
  const whole = status.formats - (status.partialFormat ? 1 : 0);
  return whole <= 0 && status.labelsRemaining === 0;
}

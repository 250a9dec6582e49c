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
 * - with the counter of labels higher than before the job, where the printer has one and an earlier label cannot
 *   be what it counted; or
 * - when the printer has rested, without fault, for as long as the slowest one takes to print a label of this
 *   length: after the counter was higher, or, where there is none, after the job was seen in the printer.
 *
 * The printer must have been idle before the job, so that what is seen is this job.
 */
export class JobEvidence {
  readonly id: string;
  readonly #lastQuestionBefore: number;
  readonly #slowest: number;
  readonly #quietBefore: boolean;
  #before: number | null = null;
  #after: number | null = null;
  #seen = false;
  #finished = false;

  /**
   * @param id the attempt
   * @param lastQuestionBefore number of the last question that was asked before the job's first byte
   * @param rows height of the label in dots
   * @param quietBefore no earlier label was moving, not even one that ~HS does not tell
   */
  constructor(id: string, lastQuestionBefore: number, rows: number, quietBefore: boolean) {
    this.id = id;
    this.#lastQuestionBefore = lastQuestionBefore;
    this.#slowest = slowestPrint(rows);
    this.#quietBefore = quietBefore;
  }

  get finished(): boolean {
    return this.#finished;
  }

  /** The counter, as it stood when that question was answered. */
  noteCount({ question, labels }: LabelCount): void {
    if (question <= this.#lastQuestionBefore) this.#before = labels;
    else this.#after = labels;
  }

  /** @param rested milliseconds for which the printer has rested by now, since the job at most */
  noteStatus({ question, status }: StatusAnswer, rested: number): void {
    if (question <= this.#lastQuestionBefore) return;
    if (!isEmpty(status)) {
      this.#seen = true;
      return;
    }
    const longEnough = rested >= this.#slowest;
    if (this.#before === null) this.#finished ||= this.#seen && longEnough;
    else {
      const counted = this.#after !== null && this.#after > this.#before;
      this.#finished ||= counted && (this.#quietBefore || longEnough);
    }
  }
}

/** Milliseconds that the slowest printer takes for a label of that height in dots. */
export function slowestPrint(rows: number): number {
  return rows / slowestRowsPerMs;
}

/** Since when a printer has said, in an unbroken row of answers, that it has nothing to do and no fault. */
export class Rest {
  #since: number | null = null;

  note({ status, received }: StatusAnswer): void {
    const rests = isEmpty(status) && !status.paused && !status.overTemperature;
    this.#since = rests ? (this.#since ?? received) : null;
  }
  /** A job, a fault or no answer. */
  end(): void {
    this.#since = null;
  }
  /** The printer has confirmed: nothing was moving any more. */
  begin(): void {
    this.#since = Number.NEGATIVE_INFINITY;
  }
  /** Milliseconds up to that `performance.now()`, when the last question was asked. */
  lasted(asked: number): number {
    return this.#since === null ? 0 : asked - this.#since;
  }
}

function isEmpty(status: HostStatus): boolean {
  return isIdle(status) && !status.partialFormat;
}

/** True if nothing waits in the printer but, at most, a format that has been received in part. */
export function isIdle(status: HostStatus): boolean {
  // Some printers may count the partial one too.
  const whole = status.formats - (status.partialFormat ? 1 : 0);
  return whole <= 0 && status.labelsRemaining === 0;
}

import type { PrinterSettings } from '../../../domain/printing/print-job.ts';
import {
  conditionOfErrors,
  conditionOfStatus,
  type HostStatus,
  type ZplCondition,
} from '../languages/zpl-answers.ts';
import type { Link, TransportTimings } from './link.ts';
import { isPrintable } from './protocol.ts';
import {
  type Conversation,
  createMemory,
  noteFinished,
  noteTold,
  type Session,
} from './session.ts';
import { createSessionTransport } from './session-transport.ts';
import type { EncodedJob, PrinterCondition, Transport, TransportEvents } from './transport.ts';
import { pause } from './watch-job.ts';
import {
  createZplConversation,
  type LabelCount,
  type StatusAnswer,
  type ZplConversation,
} from './zpl-conversation.ts';

export function createZplTransport(
  link: Link,
  ability: PrinterSettings['ability'],
  timings: TransportTimings,
  events: TransportEvents,
): Transport {
  const session = new ZplSession(link, ability, timings, events);
  return createSessionTransport(session, () => () => session.look());
}

/**
 * Minimum rows per millisecond of any printer of the language: 2 inches per second, the slowest
 * speed of ^PR, at 8 dots per millimetre; finer heads print more rows in that time.
 */
const slowestRowsPerMs = 0.4;

/**
 * Decides from ~HS and the label counter whether one job is printed.
 *
 * ~HS answers at once, about the printer and not about a job. The guide does not say whether a
 * label in motion still counts as a format or as a label remaining. "All at 0" may therefore mean:
 * not yet read, printing, or printed. It counts as "printed" only
 *
 * - if the label counter is higher than before the job, where the printer has one and no earlier
 *   label can be what it counted; or
 * - if the printer has been idle, without fault, for as long as the slowest one takes to print a
 *   label of this length: after the counter was higher, or, where there is none, after the job was
 *   seen in the printer.
 *
 * The printer must have been idle before the job, so that what is seen is this job.
 */
class JobEvidence {
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
   * @param lastQuestionBefore number of the last query before the job's first byte
   * @param rows height of the label in dots
   * @param quietBefore no earlier label was moving, not even one that ~HS does not report
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

  /** The counter at that query. */
  noteCount({ question, labels }: LabelCount): void {
    if (question <= this.#lastQuestionBefore) this.#before = labels;
    else this.#after = labels;
  }

  /** @param rested milliseconds for which the printer has been idle, since the job at most */
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

/** Milliseconds that the slowest printer needs for a label of that height in dots. */
function slowestPrint(rows: number): number {
  return rows / slowestRowsPerMs;
}

/** Since when a printer has reported, in every answer, that it is idle and without fault. */
class Rest {
  #since: number | null = null;

  note({ status, received }: StatusAnswer): void {
    const rests = isEmpty(status) && !status.paused && !status.overTemperature;
    this.#since = rests ? (this.#since ?? received) : null;
  }
  /** Call it at a job, a fault or no answer. */
  end(): void {
    this.#since = null;
  }
  /** Call it when the printer has confirmed: nothing is moving any more. */
  begin(): void {
    this.#since = Number.NEGATIVE_INFINITY;
  }
  /** Milliseconds up to that `performance.now()`, the time of the last query. */
  lasted(asked: number): number {
    return this.#since === null ? 0 : asked - this.#since;
  }
}

function isEmpty(status: HostStatus): boolean {
  return isIdle(status) && !status.partialFormat;
}

/** Whether nothing waits in the printer except, perhaps, a partly received format. */
function isIdle(status: HostStatus): boolean {
  // Some printers may count the partial one too.
  const whole = status.formats - (status.partialFormat ? 1 : 0);
  return whole <= 0 && status.labelsRemaining === 0;
}

/** Factor for queries while a confirmation is due: the printer reports nothing unasked. */
const looksPerPoll = 5;

/** One ZPL printer with everything known of it while the app runs. */
class ZplSession implements Session {
  readonly link: Link;
  readonly conversation: Conversation;
  readonly speaker = 'a ZPL printer';
  readonly ability: PrinterSettings['ability'];
  readonly timings: TransportTimings;
  readonly memory = createMemory();
  readonly #events: TransportEvents;
  readonly #printer: ZplConversation;
  /** Of the current job, or of the last one, whose end may still be seen. */
  #evidence: JobEvidence | null = null;
  readonly #rest = new Rest();
  #status: StatusAnswer | null = null;
  #count: LabelCount | null = null;
  /**
   * The printer fell silent on an open connection, so it has a fault: another host cannot cause
   * that.
   */
  #fellSilent = false;

  constructor(
    link: Link,
    ability: PrinterSettings['ability'],
    timings: TransportTimings,
    events: TransportEvents,
  ) {
    this.link = link;
    this.ability = ability;
    this.timings = timings;
    this.#events = events;
    this.#printer = createZplConversation(link, ability === 'confirm', (count) => {
      this.#count = count;
      this.#evidence?.noteCount(count);
    });
    this.conversation = {
      ...this.#printer,
      open: () => this.#open(),
      finished: (_id, milliseconds) => this.#finished(milliseconds),
    };
  }

  async #open(): Promise<void> {
    // Queries are numbered from the start again, so notes by their numbers are void.
    this.#evidence = null;
    this.#rest.end();
    this.#status = null;
    this.#count = null;
    await this.#printer.open();
  }

  async askRound(): Promise<PrinterCondition | null> {
    const found = await this.#askStatus();
    if (found !== null && found.condition !== 'paused') return this.#tell(found);
    if (this.#printer.ended() !== null || this.#printer.isRubbish()) return null;
    // Only ~HQES can show why the printer is silent or paused.
    const errors = await this.#printer.askErrors(this.timings.answer);
    const cause = errors === null ? null : conditionOfErrors(errors);
    if (cause !== null) return this.#tell(cause);
    // Without a fault the printer will answer now: it was silent until an operator attended to it.
    const now = found ?? (errors === null ? null : await this.#askStatus());
    return now === null ? this.#silence() : this.#tell(now);
  }

  async #askStatus(): Promise<ZplCondition | null> {
    const answer = await this.#printer.askStatus(this.timings.answer);
    if (answer !== null) return this.#take(answer);
    this.#rest.end();
    return null;
  }

  #take(answer: StatusAnswer): ZplCondition {
    this.#status = answer;
    this.memory.answered = true;
    this.#fellSilent = false;
    const condition = conditionOfStatus(answer.status);
    if (condition.spoils) {
      this.#rest.end();
    } else {
      this.#rest.note(answer);
      this.#evidence?.noteStatus(answer, this.#rest.lasted(answer.asked));
    }
    if (this.#evidence?.finished === true) {
      const { id } = this.#evidence;
      this.#evidence = null;
      this.#rest.begin();
      noteFinished(this.memory, (each) => each === id, this.#events.onLateConfirmation);
    }
    return condition;
  }

  #tell(found: ZplCondition): PrinterCondition {
    const { where } = this.link;
    const detail = found.detail === '' ? where : `${where}: ${found.detail}`;
    const condition = { condition: found.condition, detail };
    if (found.spoils) noteTold(this.memory, condition);
    return condition;
  }

  /** For no answer and no cause. Null: another host may be the reason, or a dead connection. */
  #silence(): PrinterCondition | null {
    // On an open connection no other host can silence it. The next query opens a new one.
    if (this.#printer.hasAnswered()) this.#fellSilent = true;
    else if (this.#fellSilent && this.#printer.ended() === null) {
      this.#printer.abort();
      return silenced(this.link.where);
    }
    return null;
  }

  async look(): Promise<PrinterCondition | null> {
    const condition = await this.askRound().catch(() => null);
    const fault = this.memory.job?.fault ?? null;
    // The printer answered right before the job and answers while it prints, so something stopped
    // it. A printer that confirms is waited for: it will not confirm.
    const silent = condition === null && this.#printer.ended() === null;
    if (fault !== null || !silent || this.ability === 'confirm') return fault;
    return silenced(this.link.where);
  }

  async #finished(milliseconds: number): Promise<boolean> {
    const end = performance.now() + milliseconds;
    for (;;) {
      const fault = await this.look();
      if (this.memory.job?.finished === true) return true;
      const left = end - performance.now();
      if (fault !== null || this.#printer.ended() !== null || left <= 0) return false;
      await pause(Math.min(left, this.timings.awaitingPoll / looksPerPoll));
    }
  }

  /** Another job in the printer would look like this one: this one then waits. */
  beforeJob(condition: PrinterCondition, job: EncodedJob): PrinterCondition {
    const { memory } = this;
    this.#evidence = null;
    if (this.ability !== 'confirm' || !isPrintable(condition) || memory.job === null) {
      return condition;
    }
    if (this.#status === null || !isIdle(this.#status.status)) {
      const detail = `${this.link.where} is busy with the job of another program, or with an earlier one`;
      return { condition: 'busy-elsewhere', detail };
    }
    const { question, asked } = this.#status;
    const { height } = job.bitmap;
    const quiet = this.#rest.lasted(asked) >= slowestPrint(height);
    this.#rest.end();
    this.#evidence = new JobEvidence(memory.job.id, question, height, quiet);
    if (this.#count?.question === question) this.#evidence.noteCount(this.#count);
    return condition;
  }
}

/** Zebra, ZPL Programming Guide, "~HS": no response without media or ribbon, head open or hot. */
function silenced(where: string): PrinterCondition {
  return {
    condition: 'printer-error',
    detail: `${where} does not answer ~HS: out of paper or ribbon, head open, or too hot`,
  };
}

import type { PrinterSettings } from '../../../domain/print-job.ts';
import { conditionOfErrors, conditionOfStatus, type ZplCondition } from '../zpl-condition.ts';
import type { Link, TransportTimings } from './link.ts';
import { isPrintable } from './protocol.ts';
import {
  type Conversation,
  createMemory,
  noteFinished,
  noteTold,
  type Session,
} from './session.ts';
import type { EncodedJob, PrinterCondition, TransportEvents } from './transport.ts';
import { pause } from './watch-job.ts';
import {
  createZplConversation,
  type LabelCount,
  type StatusAnswer,
  type ZplConversation,
} from './zpl-conversation.ts';
import { isIdle, JobEvidence, Rest, slowestPrint } from './zpl-evidence.ts';

/** While a confirmation is due it is asked so many times as often as other printers: it tells nothing by itself. */
const looksPerPoll = 5;

/** One ZPL printer with everything that is known of it while the app runs. */
export class ZplSession implements Session {
  readonly link: Link;
  readonly conversation: Conversation;
  readonly speaker = 'a ZPL printer';
  readonly ability: PrinterSettings['ability'];
  readonly timings: TransportTimings;
  readonly memory = createMemory();
  readonly #events: TransportEvents;
  readonly #printer: ZplConversation;
  /** Of the job in hand, or of the last one, whose end may still be seen. */
  #evidence: JobEvidence | null = null;
  readonly #rest = new Rest();
  #status: StatusAnswer | null = null;
  #count: LabelCount | null = null;
  /** It stopped answering on a connection that lasts, so it has a fault; another host could not do that. */
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
    // Questions are numbered anew, so that what was noted by their numbers means nothing any more.
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
    // Why it is silent or paused, only ~HQES can tell.
    const errors = await this.#printer.askErrors(this.timings.answer);
    const cause = errors === null ? null : conditionOfErrors(errors);
    if (cause !== null) return this.#tell(cause);
    // Without a fault it will answer now: it was silent until somebody looked after it.
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

  /** No answer, and no cause: null if another host may be the reason, or the connection may have died. */
  #silence(): PrinterCondition | null {
    // On a connection that lasts no other host can silence it. The next question opens a new one.
    if (this.#printer.hasAnswered()) this.#fellSilent = true;
    else if (this.#fellSilent && this.#printer.ended() === null) {
      this.#printer.abort();
      return silenced(this.link.where);
    }
    return null;
  }

  /** A fault that spoilt the badge, or null. */
  async look(): Promise<PrinterCondition | null> {
    const condition = await this.askRound().catch(() => null);
    const fault = this.memory.job?.fault ?? null;
    // It answered right before the job and answers while it prints, so something stopped it. One that
    // confirms is waited for: it will not confirm.
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

  /** Another job in the printer would be taken for this one: then it waits. */
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

/** Zebra, ZPL Programming Guide, "~HS": no response with media or ribbon out, head open or too hot. */
function silenced(where: string): PrinterCondition {
  return {
    condition: 'printer-error',
    detail: `${where} does not answer ~HS: out of paper or ribbon, head open, or too hot`,
  };
}

import type { HoldReason, PrinterSettings, PrintOutcome } from '../../../domain/print-job.ts';
import { holdReasonSchema } from '../../../domain/print-job.ts';
import { escposBytes } from '../escpos.ts';
import { type Answer, conditionOf, conditionOfAutomatic, isOnline } from '../escpos-answers.ts';
import { type Conversation, createConversation } from './conversation.ts';
import { type Link, LinkError, type TransportTimings } from './link.ts';
import type {
  EncodedJob,
  PrinterCondition,
  SendOptions,
  Transport,
  TransportEvents,
} from './transport.ts';

/** An ESC/POS printer at the end of a link. Questions and jobs follow one another, never mixed. */
export function createEscposTransport(
  link: Link,
  ability: PrinterSettings['ability'],
  timings: TransportTimings,
  events: TransportEvents,
): Transport {
  const memory: Memory = { answered: false, job: null, late: null };
  const conversation = createConversation(link, (answer) => {
    if (memory.job !== null) takeUnasked(memory.job, answer, link.where);
    if (answer.kind === 'automatic' && !isPrintable(told(answer, link.where))) memory.late = null;
    if (answer.kind !== 'finished' || answer.id !== memory.late) return;
    memory.late = null;
    events.onLateConfirmation(answer.id);
  });
  let previous: Promise<unknown> = Promise.resolve();

  const inTurn = <T>(action: () => Promise<T>): Promise<T> => {
    const next = previous.then(action);
    previous = next.catch(() => undefined);
    return next;
  };
  const session: Session = { link, conversation, ability, timings, memory };

  return {
    status: () => inTurn(() => askCondition(session)),
    send: (job, options) =>
      inTurn(async () => {
        memory.job = { id: options.confirmId, finished: false, fault: null };
        try {
          return await sendJob(session, job, options);
        } finally {
          memory.job = null;
        }
      }),
    close: () => inTurn(() => conversation.close()),
  };
}

interface Memory {
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

interface JobInHand {
  id: string;
  finished: boolean;
  /** A fault that the printer told by itself; it spoilt the badge even if it is over by now. */
  fault: PrinterCondition | null;
}

function takeUnasked(job: JobInHand, answer: Answer, where: string): void {
  if (answer.kind === 'finished' && answer.id === job.id) job.finished = true;
  if (answer.kind !== 'automatic') return;
  const condition = told(answer, where);
  if (!isPrintable(condition)) job.fault ??= condition;
}

function told(answer: Answer & { kind: 'automatic' }, where: string): PrinterCondition {
  return { condition: conditionOfAutomatic(answer.bytes), detail: where };
}

interface Session {
  link: Link;
  conversation: Conversation;
  ability: PrinterSettings['ability'];
  timings: TransportTimings;
  memory: Memory;
}

async function askCondition(session: Session): Promise<PrinterCondition> {
  const { conversation, ability, link } = session;
  try {
    const fresh = !conversation.isOpen();
    if (fresh) {
      session.memory.late = null;
      await conversation.open();
    }
    if (ability !== 'blind') {
      const condition = await askPrinter(session, fresh);
      if (!isPrintable(condition)) session.memory.late = null;
      return condition;
    }
    // A printer that says nothing would never tell that the connection died: hold none.
    await conversation.close();
    return { condition: 'unknown', detail: `${link.where} is there; it cannot tell its state` };
  } catch (error) {
    conversation.abort();
    return conditionOfError(session, error);
  }
}

function conditionOfError(session: Session, error: unknown): PrinterCondition {
  if (!(error instanceof LinkError)) {
    return {
      condition: 'printer-error',
      detail: error instanceof Error ? error.message : String(error),
    };
  }
  // A printer that was there and now refuses is held by somebody else, or starting.
  const busy = error.refused && session.memory.answered;
  const reason = holdReasonSchema.parse(busy ? 'busy-elsewhere' : error.reason);
  return { condition: reason, detail: error.detail };
}

async function askPrinter(session: Session, fresh: boolean): Promise<PrinterCondition> {
  const condition = await askRound(session);
  return condition ?? silence(session, fresh);
}

/** DLE EOT 1 and 4, and 2 for the cause while it is offline; null if an answer is missing or rubbish came. */
async function askRound(session: Session): Promise<PrinterCondition | null> {
  const { conversation, timings, memory, link } = session;
  const ask = (question: Uint8Array): Promise<number | null> =>
    conversation.askStatus(question, timings.answer);
  const printer = await ask(escposBytes.askPrinter);
  if (printer === null || conversation.isRubbish()) return null;
  const cause = isOnline(printer) ? null : await ask(escposBytes.askOfflineCause);
  const paper = await ask(escposBytes.askPaper);
  if (paper === null || conversation.isRubbish()) return null;
  conversation.forgive();
  memory.answered = true;
  return { condition: conditionOf({ printer, paper, cause }), detail: link.where };
}

/** No answer, or none that a printer gives. The connection is given up: the next question opens a new one. */
function silence(session: Session, fresh: boolean): PrinterCondition {
  const { conversation, memory, link } = session;
  const ended = conversation.ended();
  const rubbish = conversation.isRubbish();
  conversation.abort();
  if (rubbish) {
    return {
      condition: 'not-understood',
      detail: `${link.where} answers, but not as an ESC/POS printer does: check address and port`,
    };
  }
  if (ended !== null && fresh) {
    return {
      condition: 'busy-elsewhere',
      detail: `${link.where} takes the connection and ends it: another computer is using the printer`,
    };
  }
  if (ended !== null || !fresh)
    return { condition: 'offline', detail: `${link.where} stopped answering` };
  if (memory.answered) {
    return {
      condition: 'busy-elsewhere',
      detail: `${link.where} takes the connection and says nothing: another computer may be using the printer`,
    };
  }
  return {
    condition: 'not-understood',
    detail: `${link.where} answers no question: if it cannot tell its state, set it to "blind"; or another computer is using it`,
  };
}

/** Conditions in which a printer is asked to print. */
const printable: ReadonlySet<PrinterCondition['condition']> = new Set([
  'ready',
  'paper-low',
  'unknown',
]);

/** True if a job may be sent to a printer in this condition. */
export function isPrintable(condition: PrinterCondition): boolean {
  return printable.has(condition.condition);
}

async function sendJob(
  session: Session,
  job: EncodedJob,
  options: SendOptions,
): Promise<PrintOutcome> {
  const condition = await askCondition(session);
  if (!isPrintable(condition)) return notNow(condition);
  try {
    if (!session.conversation.isOpen()) await session.conversation.open();
  } catch (error) {
    return notNow(conditionOfError(session, error));
  }
  options.beforeFirstByte();
  try {
    await writeJob(session, job, options);
  } catch (error) {
    session.conversation.abort();
    return brokenOff(session, error);
  }
  switch (session.ability) {
    case 'blind':
      await session.conversation.close();
      return { kind: 'sent' };
    case 'status':
      return watch(session);
    case 'confirm':
      options.onAwaiting();
      return awaitConfirmation(session, options.confirmId);
  }
}

/** Nothing left the host. */
function notNow(condition: PrinterCondition): PrintOutcome {
  const reason = holdReasonSchema.parse(condition.condition);
  const retryable = reason === 'offline' || reason === 'busy-elsewhere';
  return { kind: retryable ? 'retryable' : 'held', reason, detail: condition.detail };
}

async function writeJob(session: Session, job: EncodedJob, options: SendOptions): Promise<void> {
  let seenRaster = false;
  for (const chunk of job.chunks) {
    await session.conversation.write(chunk.bytes);
    if (chunk.raster && !seenRaster) {
      seenRaster = true;
      options.onFirstRasterByte();
    }
  }
}

/** Something left and not all: what the printer says now is the likeliest reason. */
async function brokenOff(session: Session, error: unknown): Promise<PrintOutcome> {
  const broken = error instanceof LinkError ? error : null;
  const detail = broken?.detail ?? (error instanceof Error ? error.message : String(error));
  const now = session.ability === 'blind' ? null : await askCondition(session);
  const fault = now === null ? null : faultOf(now);
  return { kind: 'failed-partial', reason: fault ?? broken?.reason ?? 'printer-error', detail };
}

function faultOf(condition: PrinterCondition): HoldReason | null {
  return isPrintable(condition) ? null : holdReasonSchema.parse(condition.condition);
}

/**
 * Looks at a printer while it prints: a fault that it told by itself, or one that shows
 * itself now, spoilt the badge. One bad answer to a question alone is not believed (it may belong to a question that stands in the image's data), and no answer
 * means nothing: many printers are silent while they print.
 */
function createWatch(session: Session): () => Promise<PrinterCondition | null> {
  let doubted = false;
  return async () => {
    const spoilt = session.memory.job?.fault ?? null;
    if (spoilt !== null) return spoilt;
    const condition = await askRound(session).catch(() => null);
    const faulty = condition !== null && !isPrintable(condition);
    const believed = faulty && doubted ? condition : null;
    doubted = faulty;
    return believed;
  };
}

function failedPartial(fault: PrinterCondition): PrintOutcome {
  return {
    kind: 'failed-partial',
    reason: holdReasonSchema.parse(fault.condition),
    detail: fault.detail,
  };
}

async function watch(session: Session): Promise<PrintOutcome> {
  const { timings, conversation } = session;
  const end = performance.now() + timings.watch;
  const look = createWatch(session);
  while (performance.now() < end) {
    const fault = await look();
    if (fault !== null) return failedPartial(fault);
    const ended = conversation.ended();
    if (ended !== null)
      return { kind: 'failed-partial', reason: ended.reason, detail: ended.detail };
    await pause(Math.min(timings.awaitingPoll, timings.watch / 4));
  }
  return { kind: 'sent' };
}

async function awaitConfirmation(session: Session, id: string): Promise<PrintOutcome> {
  const { conversation, timings, memory, link } = session;
  const end = performance.now() + timings.confirm;
  const look = createWatch(session);
  const isFinished = (): boolean => memory.job?.finished === true;
  memory.late = null;
  while (performance.now() < end) {
    const wait = Math.max(1, Math.min(timings.awaitingPoll, end - performance.now()));
    const finished = isFinished() || (await conversation.finished(id, wait));
    const spoilt = memory.job?.fault ?? null;
    // Finished, but it was stopped on the way: only eyes can tell whether it is one good piece.
    if (spoilt !== null) return failedPartial(spoilt);
    if (finished) return { kind: 'confirmed' };
    const ended = conversation.ended();
    if (ended !== null) return { kind: 'unknown', detail: ended.detail };
    const fault = await look();
    if (isFinished()) continue;
    if (fault !== null) return failedPartial(fault);
  }
  memory.late = id;
  return {
    kind: 'unknown',
    detail: `${link.where} did not confirm within ${timings.confirm} ms; if its badges do come out, it cannot confirm: set it to "status"`,
  };
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

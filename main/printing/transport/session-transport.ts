import {
  type HoldReason,
  holdReasonSchema,
  type PrintOutcome,
} from '../../../domain/printing/print-job.ts';
import { createTurns } from '../../base/turns.ts';
import { LinkError } from './link.ts';
import {
  conditionOfError,
  failedPartial,
  isPrintable,
  notSent,
  type Protocol,
} from './protocol.ts';
import type { Session } from './session.ts';
import type { EncodedJob, PrinterCondition, SendOptions, Transport } from './transport.ts';
import { watchJob } from './watch-job.ts';

/** Milliseconds. An older answer is requested again: its badge took unusually long to draw. */
const aheadMilliseconds = 500;

/**
 * The transport of a session. Queries and jobs follow one another, never mixed.
 *
 * @param createLook begins to watch a job; each check gives a fault that spoilt the badge, or null
 */
export function createSessionTransport(
  session: Session,
  createLook: () => () => Promise<PrinterCondition | null>,
): Transport {
  const { conversation, memory } = session;
  const inTurn = createTurns();
  const protocol: Protocol = {
    ability: session.ability,
    askCondition: () => askCondition(session),
    askBeforeJob: async (job) => {
      const condition = takeAhead(session) ?? (await askCondition(session));
      return session.beforeJob?.(condition, job) ?? condition;
    },
    conditionOfError: (error) => conditionOfError(error, memory.answered),
    isOpen: conversation.isOpen,
    open: conversation.open,
    write: conversation.write,
    watch: () => watchJob(createLook(), conversation.ended, session.timings),
    awaitConfirmation: (id) => awaitConfirmation(session, id, createLook()),
    close: conversation.close,
    abort: conversation.abort,
  };
  return {
    status: () => inTurn(() => askCondition(session)),
    askAhead: () => void inTurn(() => askAhead(session)),
    send: (job, options) =>
      inTurn(async () => {
        memory.job = { id: options.confirmId, finished: false, fault: null };
        try {
          return await sendJob(protocol, job, options);
        } finally {
          memory.job = null;
        }
      }),
    close: () => inTurn(() => conversation.close()),
  };
}

/** Queries a printer's condition; connects if needed. Never throws: failures are conditions. */
async function askCondition(session: Session): Promise<PrinterCondition> {
  const { conversation, ability, link } = session;
  try {
    const fresh = !conversation.isOpen();
    if (fresh) {
      session.memory.late = null;
      await conversation.open();
    }
    if (ability !== 'blind') {
      return (await session.askRound()) ?? silence(session, fresh);
    }
    // A printer that sends nothing would never show that the connection died: keep none open.
    await conversation.close();
    return { condition: 'unknown', detail: `${link.where} is there; it cannot tell its state` };
  } catch (error) {
    conversation.abort();
    return conditionOfError(error, session.memory.answered);
  }
}

async function askAhead(session: Session): Promise<void> {
  // A language that recognises a job's end by the last query needs that query right before the job.
  if (session.ability === 'blind' || session.beforeJob !== undefined) return;
  const ahead: Session['memory']['ahead'] = { condition: null, at: performance.now() };
  // Before the query: a fault that is reported between two of its answers counts as well.
  session.memory.ahead = ahead;
  ahead.condition = await askCondition(session);
}

/**
 * The answer requested ahead, once, if it is still valid: since then the printer reported no fault
 * and the connection held.
 */
function takeAhead({ conversation, memory }: Session): PrinterCondition | null {
  const { ahead } = memory;
  memory.ahead = null;
  const condition = ahead?.condition ?? null;
  if (ahead === null || condition === null || !isPrintable(condition)) return null;
  if (!conversation.isOpen() || conversation.ended() !== null) return null;
  return performance.now() - ahead.at < aheadMilliseconds ? condition : null;
}

/** For no valid answer. The connection is dropped: the next query opens a new one. */
function silence(session: Session, fresh: boolean): PrinterCondition {
  const { conversation, memory, link, speaker } = session;
  const ended = conversation.ended();
  const rubbish = conversation.isRubbish();
  conversation.abort();
  if (rubbish) {
    return {
      condition: 'not-understood',
      detail: `${link.where} answers, but not as ${speaker} does: check address, port and model`,
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

async function sendJob(
  protocol: Protocol,
  job: EncodedJob,
  options: SendOptions,
): Promise<PrintOutcome> {
  const condition = await protocol.askBeforeJob(job);
  if (!isPrintable(condition)) return notSent(condition);
  try {
    if (!protocol.isOpen()) await protocol.open();
  } catch (error) {
    return notSent(protocol.conditionOfError(error));
  }
  options.beforeFirstByte();
  try {
    await writeJob(protocol, job, options);
  } catch (error) {
    protocol.abort();
    return brokenOff(protocol, error);
  }
  switch (protocol.ability) {
    case 'blind':
      await protocol.close();
      return { kind: 'sent' };
    case 'status':
      return protocol.watch();
    case 'confirm':
      options.onAwaiting();
      return protocol.awaitConfirmation(options.confirmId);
  }
}

async function writeJob(protocol: Protocol, job: EncodedJob, options: SendOptions): Promise<void> {
  let seenRaster = false;
  for (const chunk of job.chunks) {
    await chunk.ready?.();
    await protocol.write(chunk.bytes);
    if (chunk.raster && !seenRaster) {
      seenRaster = true;
      options.onFirstRasterByte();
    }
  }
}

/** Only a part was sent: the printer's present state is the likeliest reason. */
async function brokenOff(protocol: Protocol, error: unknown): Promise<PrintOutcome> {
  const broken = error instanceof LinkError ? error : null;
  const detail = broken?.detail ?? (error instanceof Error ? error.message : String(error));
  const now = protocol.ability === 'blind' ? null : await protocol.askCondition();
  const fault = now === null ? null : faultOf(now);
  return { kind: 'failed-partial', reason: fault ?? broken?.reason ?? 'printer-error', detail };
}

function faultOf(condition: PrinterCondition): HoldReason | null {
  return isPrintable(condition) ? null : holdReasonSchema.parse(condition.condition);
}

/**
 * Waits until the printer confirms that the job of that id is finished.
 *
 * @param look a fault that spoilt the badge, or null
 */
export async function awaitConfirmation(
  session: Session,
  id: string,
  look: () => Promise<PrinterCondition | null>,
): Promise<PrintOutcome> {
  const { conversation, timings, memory, link } = session;
  const end = performance.now() + timings.confirm;
  const isFinished = (): boolean => memory.job?.finished === true;
  memory.late = null;
  for (;;) {
    const wait = Math.max(1, Math.min(timings.awaitingPoll, end - performance.now()));
    const finished = isFinished() || (await conversation.finished(id, wait));
    const spoilt = memory.job?.fault ?? null;
    // Finished, but stopped on the way: only a person can see whether the badge is one good piece.
    if (spoilt !== null) return failedPartial(spoilt);
    if (finished) return { kind: 'confirmed' };
    const ended = conversation.ended();
    if (ended !== null) return { kind: 'unknown', detail: ended.detail };
    // Only here: what came during the last check has been read.
    if (performance.now() >= end) break;
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

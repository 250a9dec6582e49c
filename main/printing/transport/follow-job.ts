import type { PrintOutcome } from '../../../domain/print-job.ts';
import { askRound } from './ask-condition.ts';
import { failedPartial, isPrintable } from './protocol.ts';
import type { Session } from './session.ts';
import type { PrinterCondition } from './transport.ts';
import { watchJob } from './watch-job.ts';

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
    const spoiltMeanwhile = session.memory.job?.fault ?? null;
    if (spoiltMeanwhile !== null) return spoiltMeanwhile;
    const faulty = condition !== null && !isPrintable(condition);
    const believed = faulty && doubted ? condition : null;
    doubted = faulty;
    return believed;
  };
}

/** Follows a job of a printer that cannot confirm for as long as it may print. */
export function watch(session: Session): Promise<PrintOutcome> {
  return watchJob(createWatch(session), session.conversation.ended, session.timings);
}

/** Waits for the printer's word that the job of that id is finished. */
export async function awaitConfirmation(session: Session, id: string): Promise<PrintOutcome> {
  const { conversation, timings, memory, link } = session;
  const end = performance.now() + timings.confirm;
  const look = createWatch(session);
  const isFinished = (): boolean => memory.job?.finished === true;
  memory.late = null;
  for (;;) {
    const wait = Math.max(1, Math.min(timings.awaitingPoll, end - performance.now()));
    const finished = isFinished() || (await conversation.finished(id, wait));
    const spoilt = memory.job?.fault ?? null;
    // Finished, but it was stopped on the way: only eyes can tell whether it is one good piece.
    if (spoilt !== null) return failedPartial(spoilt);
    if (finished) return { kind: 'confirmed' };
    const ended = conversation.ended();
    if (ended !== null) return { kind: 'unknown', detail: ended.detail };
    // Only here: what came during the last look has been heard.
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

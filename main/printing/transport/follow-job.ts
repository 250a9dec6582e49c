import type { PrintOutcome } from '../../../domain/printing/print-job.ts';
import { failedPartial } from './protocol.ts';
import type { Session } from './session.ts';
import type { PrinterCondition } from './transport.ts';

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

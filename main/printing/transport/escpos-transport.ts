import type { PrinterSettings } from '../../../domain/print-job.ts';
import { askCondition } from './ask-condition.ts';
import { createConversation } from './conversation.ts';
import type { Link, TransportTimings } from './link.ts';
import { sendJob } from './send-job.ts';
import { isPrintable, type Memory, type Session, takeUnasked, told } from './session.ts';
import type { Transport, TransportEvents } from './transport.ts';

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

import type { PrinterSettings } from '../../../domain/print-job.ts';
import { askCondition } from './ask-condition.ts';
import { createConversation } from './conversation.ts';
import { awaitConfirmation, watch } from './follow-job.ts';
import { createTurns } from './in-turn.ts';
import type { Link, TransportTimings } from './link.ts';
import { conditionOfError, isPrintable, type Protocol } from './protocol.ts';
import { sendJob } from './send-job.ts';
import { type Memory, type Session, takeUnasked, told } from './session.ts';
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
  const inTurn = createTurns();
  const session: Session = { link, conversation, ability, timings, memory };
  const protocol = escposProtocol(session);

  return {
    status: () => inTurn(() => askCondition(session)),
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

function escposProtocol(session: Session): Protocol {
  const { conversation, memory } = session;
  return {
    ability: session.ability,
    askCondition: () => askCondition(session),
    askBeforeJob: () => askCondition(session),
    conditionOfError: (error) => conditionOfError(error, memory.answered),
    isOpen: conversation.isOpen,
    open: conversation.open,
    write: conversation.write,
    watch: () => watch(session),
    awaitConfirmation: (id) => awaitConfirmation(session, id),
    close: conversation.close,
    abort: conversation.abort,
  };
}

import { createTurns } from '../../turns.ts';
import { askCondition } from './ask-condition.ts';
import { awaitConfirmation } from './follow-job.ts';
import { conditionOfError, type Protocol } from './protocol.ts';
import { sendJob } from './send-job.ts';
import type { Session } from './session.ts';
import type { PrinterCondition, Transport } from './transport.ts';
import { watchJob } from './watch-job.ts';

/**
 * The transport of a session. Questions and jobs follow one another, never mixed.
 *
 * @param createLook begins to watch a job; the look gives a fault that spoilt the badge, or null
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
      const condition = await askCondition(session);
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

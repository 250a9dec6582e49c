import { conditionOfError } from './protocol.ts';
import type { Session } from './session.ts';
import type { PrinterCondition } from './transport.ts';

/** Asks a printer how it is; connects if need be. Never throws: trouble is a condition too. */
export async function askCondition(session: Session): Promise<PrinterCondition> {
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
    // A printer that says nothing would never tell that the connection died: hold none.
    await conversation.close();
    return { condition: 'unknown', detail: `${link.where} is there; it cannot tell its state` };
  } catch (error) {
    conversation.abort();
    return conditionOfError(error, session.memory.answered);
  }
}

/** No answer, or none that a printer gives. The connection is given up: the next question opens a new one. */
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

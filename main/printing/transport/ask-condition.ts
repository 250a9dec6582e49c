import { escposBytes } from '../escpos.ts';
import { conditionOf, isOnline } from '../escpos-answers.ts';
import { conditionOfError, isPrintable } from './protocol.ts';
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
      const condition = await askPrinter(session, fresh);
      if (!isPrintable(condition)) session.memory.late = null;
      return condition;
    }
    // A printer that says nothing would never tell that the connection died: hold none.
    await conversation.close();
    return { condition: 'unknown', detail: `${link.where} is there; it cannot tell its state` };
  } catch (error) {
    conversation.abort();
    return conditionOfError(error, session.memory.answered);
  }
}

async function askPrinter(session: Session, fresh: boolean): Promise<PrinterCondition> {
  const condition = await askRound(session);
  return condition ?? silence(session, fresh);
}

/** DLE EOT 1 and 4, and 2 for the cause while it is offline; null if an answer is missing or rubbish came. */
export async function askRound(session: Session): Promise<PrinterCondition | null> {
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

import type { PrinterSettings } from '../../../domain/printing/print-job.ts';
import { escposBytes } from '../languages/escpos.ts';
import {
  type Answer,
  conditionOf,
  conditionOfAutomatic,
  createEscposReader,
  isOnline,
} from '../languages/escpos-answers.ts';
import { createExchange } from './exchange.ts';
import type { Link, TransportTimings } from './link.ts';
import { isPrintable } from './protocol.ts';
import {
  type Conversation,
  createMemory,
  noteFinished,
  noteTold,
  type Session,
} from './session.ts';
import { createSessionTransport } from './session-transport.ts';
import type { PrinterCondition, Transport, TransportEvents } from './transport.ts';

export function createEscposTransport(
  link: Link,
  ability: PrinterSettings['ability'],
  timings: TransportTimings,
  events: TransportEvents,
): Transport {
  const memory = createMemory();
  const conversation = createEscposConversation(link, (answer) => {
    if (answer.kind === 'automatic') {
      noteTold(memory, { condition: conditionOfAutomatic(answer.bytes), detail: link.where });
    } else if (answer.kind === 'finished') {
      noteFinished(memory, (id) => id === answer.id, events.onLateConfirmation);
    }
  });
  const session: Session = {
    link,
    conversation,
    speaker: 'an ESC/POS printer',
    ability,
    timings,
    memory,
    askRound: async () => {
      const condition = await askRound(conversation, timings.answer);
      if (condition === null) return null;
      memory.answered = true;
      const told = { condition, detail: link.where };
      if (!isPrintable(told)) memory.late = null;
      return told;
    },
  };
  return createSessionTransport(session, () => createLook(session));
}

/** DLE EOT 1 and 4, and 2 for the cause while offline; null for a missing or bad answer. */
async function askRound(
  conversation: EscposConversation,
  milliseconds: number,
): Promise<PrinterCondition['condition'] | null> {
  const ask = (question: Uint8Array): Promise<number | null> =>
    conversation.askStatus(question, milliseconds);
  const printer = await ask(escposBytes.askPrinter);
  if (printer === null || conversation.isRubbish()) return null;
  const cause = isOnline(printer) ? null : await ask(escposBytes.askOfflineCause);
  const paper = await ask(escposBytes.askPaper);
  if (paper === null || conversation.isRubbish()) return null;
  conversation.forgive();
  return conditionOf({ printer, paper, cause });
}

/**
 * Checks a printer while it prints: a fault that it reported or that shows now has spoilt the
 * badge. A single bad reply is not trusted (it may belong to a query that occurs in the image's
 * data), and no reply means nothing: many printers are silent while they print.
 */
export function createLook(session: Session): () => Promise<PrinterCondition | null> {
  let doubted = false;
  return async () => {
    const spoilt = session.memory.job?.fault ?? null;
    if (spoilt !== null) return spoilt;
    const condition = await session.askRound().catch(() => null);
    const spoiltMeanwhile = session.memory.job?.fault ?? null;
    if (spoiltMeanwhile !== null) return spoiltMeanwhile;
    const faulty = condition !== null && !isPrintable(condition);
    const believed = faulty && doubted ? condition : null;
    doubted = faulty;
    return believed;
  };
}

/** The byte stream of one ESC/POS printer, with its answers. Opens the link on first use. */
interface EscposConversation extends Conversation {
  /** Sends a real-time query and resolves with the next status byte, or null after the timeout. */
  askStatus(question: Uint8Array, milliseconds: number): Promise<number | null>;
  /** Call it after a good answer: resets the count of stray bytes. */
  forgive(): void;
}

/** @param onUnasked an unexpected answer: an automatic status, or the end of an earlier job */
export function createEscposConversation(
  link: Link,
  onUnasked: (answer: Answer) => void,
): EscposConversation {
  const { ask, expect, ...exchange } = createExchange(link, createEscposReader(), onUnasked);
  return {
    ...exchange,
    askStatus: async (question, milliseconds) => {
      const answer = await ask(question, (each) => each.kind === 'status', milliseconds);
      return answer?.kind === 'status' ? answer.byte : null;
    },
    finished: async (id, milliseconds) => {
      const answer = await expect(
        (each) => each.kind === 'finished' && each.id === id,
        milliseconds,
      );
      return answer !== null;
    },
  };
}

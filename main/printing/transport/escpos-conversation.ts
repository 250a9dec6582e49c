import { type Answer, createAnswerReader } from '../languages/escpos-answers.ts';
import { createExchange } from './exchange.ts';
import type { Link } from './link.ts';
import type { Conversation } from './session.ts';

/** The byte stream of one ESC/POS printer, with its answers. Opens the link on first use. */
export interface EscposConversation extends Conversation {
  /** Sends a real-time query and resolves with the next status byte, or null after the timeout. */
  askStatus(question: Uint8Array, milliseconds: number): Promise<number | null>;
  /** A good answer: resets the count of stray bytes. */
  forgive(): void;
}

/** @param onUnasked an unexpected answer: an automatic status, or the end of an earlier job */
export function createEscposConversation(
  link: Link,
  onUnasked: (answer: Answer) => void,
): EscposConversation {
  const { ask, expect, ...exchange } = createExchange(link, createAnswerReader(), onUnasked);
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

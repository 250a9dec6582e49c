import type { PrinterSettings } from '../../../domain/printing/print-job.ts';
import { starBytes, starJobNumber } from '../languages/star.ts';
import {
  conditionOfStar,
  createStarAnswerReader,
  type StarAnswer,
} from '../languages/star-answers.ts';
import { type AnswerReader, createExchange } from './exchange.ts';
import type { Link, TransportTimings } from './link.ts';
import { createMemory, noteFinished, noteTold, type Session } from './session.ts';
import { createSessionTransport } from './session-transport.ts';
import type { PrinterCondition, Transport, TransportEvents } from './transport.ts';

/** A Star printer at the end of a link. */
export function createStarTransport(
  link: Link,
  ability: PrinterSettings['ability'],
  timings: TransportTimings,
  events: TransportEvents,
): Transport {
  const memory = createMemory();
  // An automatic status looks like a requested one: each is noted, even if a query awaits it.
  const reader = readerThatTells((bytes) => {
    if (conditionOfStar(bytes) !== 'hot') noteTold(memory, conditionOf(bytes, link.where));
  });
  const { ask, expect, ...exchange } = createExchange(link, reader, (answer) => {
    if (answer.kind !== 'finished') return;
    noteFinished(
      memory,
      (id) => starJobNumber(id) === answer.number,
      (id) => events.onLateConfirmation(id),
    );
  });
  const session: Session = {
    link,
    conversation: {
      ...exchange,
      finished: async (id, milliseconds) => {
        const number = starJobNumber(id);
        const wanted = (each: StarAnswer): boolean =>
          each.kind === 'finished' && each.number === number;
        return (await expect(wanted, milliseconds)) !== null;
      },
    },
    speaker: 'a Star printer',
    ability,
    timings,
    memory,
    // Answered "regardless of the valid/invalid conditions" of the automatic status (Star, "STAR
    // Line Mode Command Specifications", 5.2.3).
    askRound: async () => {
      const isStatus = (each: StarAnswer): boolean => each.kind === 'status';
      const answer = await ask(starBytes.askStatus, isStatus, timings.answer);
      if (answer?.kind !== 'status' || exchange.isRubbish()) return null;
      exchange.forgive();
      memory.answered = true;
      return conditionOf(answer.bytes, link.where);
    },
  };
  return createSessionTransport(session, () => async () => {
    if (memory.job?.fault == null) await session.askRound().catch(() => null);
    return memory.job?.fault ?? null;
  });
}

function conditionOf(bytes: readonly number[], where: string): PrinterCondition {
  const condition = conditionOfStar(bytes);
  if (condition !== 'hot') return { condition, detail: where };
  return {
    condition: 'printer-error',
    detail: `${where}: the print head is too hot; it goes on by itself when it has cooled`,
  };
}

/** A reader that also passes every status to `onStatus`. */
function readerThatTells(onStatus: (bytes: readonly number[]) => void): AnswerReader<StarAnswer> {
  const reader = createStarAnswerReader();
  return {
    feed: (bytes) => {
      const answers = reader.feed(bytes);
      for (const answer of answers) if (answer.kind === 'status') onStatus(answer.bytes);
      return answers;
    },
    reset: reader.reset,
  };
}

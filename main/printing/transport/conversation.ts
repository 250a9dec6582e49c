import { type Answer, createAnswerReader } from '../escpos-answers.ts';
import type { Link, LinkError } from './link.ts';
import { startTimeOut } from './time-out.ts';

/** Stray bytes in one status round beyond which the other side is no ESC/POS printer. */
const tolerableStray = 16;

/** The byte stream of one ESC/POS printer, with its answers. Opens the link when first asked. */
export interface Conversation {
  isOpen(): boolean;
  open(): Promise<void>;
  write(bytes: Uint8Array): Promise<void>;
  /** Writes a real-time question and resolves with the next status byte, or null after the time-out. */
  askStatus(question: Uint8Array, milliseconds: number): Promise<number | null>;
  /** Resolves true when the job of that id is finished, false after the time-out or when `closed` did. */
  finished(id: string, milliseconds: number): Promise<boolean>;
  /** True if what came lately cannot be a printer's. */
  isRubbish(): boolean;
  /** A good status round: earlier stray bytes are forgiven. */
  forgive(): void;
  /** Why the connection ended by itself since it was opened, or null. */
  ended(): LinkError | null;
  close(): Promise<void>;
  abort(): void;
}

/** One wait for an answer, which also ends when the connection does. */
interface Wait {
  wants(answer: Answer): boolean;
  settle(answer: Answer | null): void;
}

/**
 * @param onUnasked an answer for which nobody waited: an automatic status, or the end of an earlier job
 */
export function createConversation(link: Link, onUnasked: (answer: Answer) => void): Conversation {
  const reader = createAnswerReader();
  let wait: Wait | null = null;
  let stray = 0;
  let ended: LinkError | null = null;

  const take = (answer: Answer): void => {
    if (answer.kind === 'stray') {
      stray += 1;
    } else if (wait?.wants(answer) === true) {
      wait.settle(answer);
    } else {
      onUnasked(answer);
    }
  };

  const expect = (
    wants: (answer: Answer) => boolean,
    milliseconds: number,
  ): Promise<Answer | null> =>
    new Promise((resolve) => {
      const endTimeOut = startTimeOut(milliseconds, () => own.settle(null));
      const own: Wait = {
        wants,
        settle: (answer) => {
          endTimeOut();
          if (wait === own) wait = null;
          resolve(answer);
        },
      };
      wait?.settle(null);
      wait = own;
      if (ended !== null) own.settle(null);
    });

  return {
    isOpen: () => link.isOpen(),
    open: async () => {
      reader.reset();
      stray = 0;
      ended = null;
      await link.open({
        onBytes: (bytes) => {
          for (const answer of reader.feed(bytes)) take(answer);
        },
        onClosed: (error) => {
          ended = error;
          wait?.settle(null);
        },
      });
    },
    write: (bytes) => link.write(bytes),
    askStatus: async (question, milliseconds) => {
      const answer = expect((each) => each.kind === 'status', milliseconds);
      try {
        await link.write(question);
      } catch (error) {
        wait?.settle(null);
        await answer;
        throw error;
      }
      const status = await answer;
      return status?.kind === 'status' ? status.byte : null;
    },
    finished: async (id, milliseconds) => {
      const answer = await expect(
        (each) => each.kind === 'finished' && each.id === id,
        milliseconds,
      );
      return answer !== null;
    },
    isRubbish: () => stray > tolerableStray,
    forgive: () => {
      stray = 0;
    },
    ended: () => ended,
    close: () => link.close(),
    abort: () => link.abort(),
  };
}

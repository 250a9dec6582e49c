import { concatBytes } from '../../../domain/base/bytes.ts';
import type { Link, LinkError } from './link.ts';

/** More stray bytes than this between two good answers: the other side speaks another language. */
const tolerableStray = 16;

/** Reads the answers of one language one by one; keeps an unfinished one until it is complete. */
export interface AnswerReader<A> {
  feed(bytes: Uint8Array): A[];
  /** Forgets an unfinished answer (a new connection began). */
  reset(): void;
}

/** The head of a stream of answers: its length in bytes, and the answers in it. */
export type AnswerHead<A> = { length: number; answers: readonly A[] } | 'unfinished';

/**
 * Reads a stream of answers in any chunking.
 *
 * @param readHead what the stream begins with; given at least one byte
 * @param onReset called when a new connection begins
 */
export function createAnswerReader<A>(
  readHead: (bytes: Uint8Array) => AnswerHead<A>,
  onReset: () => void = () => undefined,
): AnswerReader<A> {
  let pending = new Uint8Array();
  return {
    feed: (bytes) => {
      let rest = concatBytes(pending, bytes);
      const answers: A[] = [];
      while (rest.length > 0) {
        const head = readHead(rest);
        if (head === 'unfinished') break;
        // A view: copying at each answer would take time quadratic in their number.
        rest = rest.subarray(head.length);
        answers.push(...head.answers);
      }
      pending = Uint8Array.from(rest);
      return answers;
    },
    reset: () => {
      pending = new Uint8Array();
      onReset();
    },
  };
}

/** The same reader, which also passes every answer on, even one that a query awaits. */
export function tellingReader<A>(
  reader: AnswerReader<A>,
  onAnswer: (answer: A) => void,
): AnswerReader<A> {
  return {
    feed: (bytes) => {
      const answers = reader.feed(bytes);
      for (const answer of answers) onAnswer(answer);
      return answers;
    },
    reset: reader.reset,
  };
}

/** The byte stream of one printer in any language, with its answers. */
export interface Exchange<A> {
  isOpen(): boolean;
  /** Throws LinkError. */
  open(): Promise<void>;
  write(bytes: Uint8Array): Promise<void>;
  /** Sends a query; resolves with the next wanted answer, or null after timeout or closing. */
  ask(question: Uint8Array, wants: (answer: A) => boolean, milliseconds: number): Promise<A | null>;
  /** Waits like `ask`, without sending. */
  expect(wants: (answer: A) => boolean, milliseconds: number): Promise<A | null>;
  /** Whether recent bytes cannot come from a printer of this language. */
  isRubbish(): boolean;
  /** Call it after a good answer: resets the count of stray bytes. */
  forgive(): void;
  /** Why the connection was lost since it was opened, or null. */
  ended(): LinkError | null;
  close(): Promise<void>;
  abort(): void;
}

/** One wait for an answer, which also ends with the connection. */
interface Wait<A> {
  wants(answer: A): boolean;
  settle(answer: A | null): void;
}

/**
 * @param reader gives an answer of the kind `stray` for each byte that fits none
 * @param onUnasked an unexpected answer
 */
export function createExchange<A extends { kind: string }>(
  link: Link,
  reader: AnswerReader<A>,
  onUnasked: (answer: A) => void,
): Exchange<A> {
  let wait: Wait<A> | null = null;
  let stray = 0;
  let ended: LinkError | null = null;

  const take = (answer: A): void => {
    if (answer.kind === 'stray') {
      stray += 1;
    } else if (wait?.wants(answer) === true) {
      wait.settle(answer);
    } else {
      onUnasked(answer);
    }
  };

  const expect = (wants: (answer: A) => boolean, milliseconds: number): Promise<A | null> =>
    new Promise((resolve) => {
      const endTimeOut = startTimeOut(milliseconds, () => own.settle(null));
      const own: Wait<A> = {
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
    ask: async (question, wants, milliseconds) => {
      const answer = expect(wants, milliseconds);
      try {
        await link.write(question);
      } catch (error) {
        wait?.settle(null);
        await answer;
        throw error;
      }
      return answer;
    },
    expect,
    isRubbish: () => stray > tolerableStray,
    forgive: () => {
      stray = 0;
    },
    ended: () => ended,
    close: () => link.close(),
    abort: () => link.abort(),
  };
}

/**
 * Calls `expired` after so many milliseconds, and after what arrived meanwhile was read. Where the
 * thread was blocked, Node runs timers before it reads its sockets, and an answer that came in time
 * would be missed. (Event loop: timers, then poll, then `setImmediate`.)
 *
 * @returns ends the wait
 */
export function startTimeOut(milliseconds: number, expired: () => void): () => void {
  let immediate: NodeJS.Immediate | null = null;
  const timer = setTimeout(() => {
    immediate = setImmediate(expired);
  }, milliseconds);
  return () => {
    clearTimeout(timer);
    if (immediate !== null) clearImmediate(immediate);
  };
}
